import { Suspense } from 'react';
import { loadLater } from '@/shared/load-soon';
import { useStore } from '@/shared/store';
import { askedSplit } from './asked';

const SplitDialog = loadLater(async () => (await import('./split-dialog')).SplitDialog);

/** Asks for the subject of a ticket made of a message; it begins with that of the ticket it is on. */
export function AskedSplit({ subject }: { subject: string }) {
  const comment = useStore(askedSplit);
  if (!comment) return null;
  return (
    <Suspense>
      <SplitDialog comment={comment} subject={subject} onClose={() => askedSplit.set(null)} />
    </Suspense>
  );
}
