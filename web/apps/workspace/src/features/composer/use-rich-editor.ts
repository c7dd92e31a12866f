import { type ComponentType, useEffect, useState } from 'react';
import type { RichEditorProps } from './rich-editor';

type RichEditor = ComponentType<RichEditorProps>;

/**
 * The editor with formatting; null until it has loaded, and for the first frame, so that what is to be read comes
 * before what is to be written in. Without a connection it stays null.
 */
export function useRichEditor(): RichEditor | null {
  const [loaded, setLoaded] = useState<{ Editor: RichEditor } | null>(null);
  useEffect(() => {
    let isGone = false;
    async function load() {
      const { RichEditor } = await import('./rich-editor');
      if (!isGone) setLoaded({ Editor: RichEditor });
      // What a slash and an @ open, so that it is there when the first one is typed.
      void import('@/features/macros/slash-macros').catch(() => undefined);
      void import('./mention-list').catch(() => undefined);
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => load().catch(() => undefined));
    });
    return () => {
      isGone = true;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return loaded?.Editor ?? null;
}
