import { Suspense, useEffect } from 'react';
import { loadLater } from '@/shared/load-soon';
import { useStore } from '@/shared/store';
import { askedNote } from './asked';

const EditDialog = loadLater(async () => (await import('./edit-note-dialog')).EditNoteDialog);
const HistoryDialog = loadLater(
  async () => (await import('./note-history-dialog')).NoteHistoryDialog,
);

/** Edits an internal note, or shows what it said before. */
export function AskedNote() {
  const asked = useStore(askedNote);
  useEffect(() => () => askedNote.set(null), []);
  if (!asked) return null;
  const Dialog = asked.isEdited ? EditDialog : HistoryDialog;
  return (
    <Suspense>
      <Dialog comment={asked.comment} onClose={() => askedNote.set(null)} />
    </Suspense>
  );
}
