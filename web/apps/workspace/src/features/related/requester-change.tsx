import type { Conversation } from '@guichet/api';
import { IconExchange } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { looksLikeAddress } from '@/features/composer/addresses';
import { useDetails } from '@/features/properties/details-context';
import { personQuery } from '@/features/requester/api';
import { FINDERS } from '@/features/ticket-fields/use-lookup';
import type { TicketFields } from '@/features/tickets/api';
import { patchConversation } from '@/features/tickets/cache';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { IconButton, Picker } from '@/shared/ui';

type Props = { conversation: Conversation; onChange: (fields: TicketFields) => void };

/** Gives the ticket to someone else who asks: a known person, or a new one by address. */
export function RequesterChange({ conversation, onChange }: Props) {
  const t = useT();
  const client = useQueryClient();
  const { openProperty, edit } = useDetails();
  const { ticket, can } = conversation;
  const isOpen = openProperty === 'requester';
  useCommand({
    id: 'ticket.requester',
    labelKey: 'related.changeRequester',
    group: 'change',
    keys: [],
    when: () => can.edit,
    run: () => edit('requester'),
  });

  async function pick(value: string) {
    const id = Number(value);
    if (!id) return onChange({ requester: { email: value } });
    // Known before the change is shown, so that the new name stands there at once.
    const person = await client.ensureQueryData(personQuery(id));
    patchConversation(client, ticket.id, (shown) => ({
      ...shown,
      users: [...shown.users, person],
    }));
    onChange({ requester_id: id });
  }
  if (!can.edit) return null;
  return (
    <Picker
      label={t('related.findRequester')}
      useOptions={FINDERS['zen:user']}
      isFiltered
      emptyText={t('fields.typeToFind')}
      createLabel={(typed) =>
        looksLikeAddress(typed) ? t('new.newPerson', { address: typed }) : null
      }
      chosen={[String(ticket.requester_id)]}
      onPick={(value) => void pick(value)}
      opened={isOpen}
      onOpenedChange={(opened) => edit(opened ? 'requester' : null)}
      position="bottom-end"
    >
      <IconButton
        size={24}
        label={t('related.changeRequester')}
        onClick={() => edit(isOpen ? null : 'requester')}
      >
        <IconExchange size={14} stroke={1.75} />
      </IconButton>
    </Picker>
  );
}
