import type { QueryKey } from '@tanstack/react-query';

/** Joins the tabs of one browser, of which each keeps what it has read. */
const channel = new BroadcastChannel('guichet');

/** Says in the other tabs that what they read under this key is no longer so. */
export function tellOtherTabs(stale: QueryKey) {
  channel.postMessage(stale);
}

/** Listens for what other tabs say is no longer so; ends it when called. */
export function onOtherTabs(listener: (stale: QueryKey) => void): () => void {
  const listen = ({ data }: MessageEvent<QueryKey>) => listener(data);
  channel.addEventListener('message', listen);
  return () => channel.removeEventListener('message', listen);
}
