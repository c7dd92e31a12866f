import type { Attachment, Draft, DraftKind, Id } from '@guichet/api';

/** A file of a draft. */
export type DraftFile = { token: string; attachment: Pick<Attachment, 'file_name' | 'size'> };

/** What an agent has written and not sent yet. */
export type DraftContent = {
  html: string;
  /** Addresses the agent chose; null as long as the usual ones stand. */
  to: string[] | null;
  cc: string[] | null;
  uploads: DraftFile[];
};

export const EMPTY_DRAFT: DraftContent = { html: '', to: null, cc: null, uploads: [] };

type StoredDraft = DraftContent & { savedAt: string };

const storageKey = (id: Id, kind: DraftKind) => `guichet.draft.${id}.${kind}`;

export function isBlank(draft: DraftContent): boolean {
  return draft.html === '' && draft.uploads.length === 0;
}

/** The later of the two copies of a draft: this computer's and the server's. */
export function mergeDrafts(local: StoredDraft | null, server: Draft | undefined): DraftContent {
  if (!server) return local ? contentOf(local) : EMPTY_DRAFT;
  const isLocalLater = local !== null && local.savedAt > server.updated_at;
  return isLocalLater ? contentOf(local) : fromServer(server);
}

/** The server's copy. */
export function fromServer(draft: Draft): DraftContent {
  return {
    html: draft.html_body,
    to: chosen(draft.to),
    cc: chosen(draft.cc),
    uploads: draft.uploads,
  };
}

/** The server keeps "the usual ones" as an empty list. */
function chosen(addresses: string[]): string[] | null {
  return addresses.length > 0 ? addresses : null;
}

function contentOf({ savedAt: _, ...content }: StoredDraft): DraftContent {
  return content;
}

/** Reads this computer's copy; anything unreadable counts as none. */
export function readLocal(id: Id, kind: DraftKind): StoredDraft | null {
  try {
    const stored = JSON.parse(localStorage.getItem(storageKey(id, kind)) ?? 'null');
    return stored && typeof stored.html === 'string' ? { ...EMPTY_DRAFT, ...stored } : null;
  } catch {
    return null;
  }
}

/** Keeps a copy on this computer; a blank draft leaves none. */
export function writeLocal(id: Id, kind: DraftKind, draft: DraftContent, now: Date) {
  const key = storageKey(id, kind);
  try {
    if (isBlank(draft)) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify({ ...draft, savedAt: now.toISOString() }));
  } catch {
    // A full or forbidden storage costs the local copy only; the server keeps its own.
  }
}
