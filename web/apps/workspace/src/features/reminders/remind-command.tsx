import type { Id } from '@guichet/api';
import { Suspense, useState } from 'react';
import { useCommand } from '@/shared/keys';
import { loadLater } from '@/shared/load-soon';

const ReminderDialog = loadLater(async () => (await import('./reminder-dialog')).ReminderDialog);

/** Offers to be reminded of the open ticket, by key, palette and menu. */
export function RemindCommand({ ticketId }: { ticketId: Id }) {
  const [isOpen, setOpen] = useState(false);
  useCommand({
    id: 'ticket.remind',
    labelKey: 'reminders.remind',
    group: 'change',
    keys: ['Shift+H'],
    run: () => setOpen(true),
  });
  return (
    isOpen && (
      <Suspense>
        <ReminderDialog ticketId={ticketId} reminder={null} onClose={() => setOpen(false)} />
      </Suspense>
    )
  );
}
