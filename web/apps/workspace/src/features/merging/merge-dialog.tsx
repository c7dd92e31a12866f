import type { Conversation, Id } from '@guichet/api';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '@/features/settings/dialog';
import { conversationQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { MergeForm } from './merge-form';
import { MergePair } from './merge-pair';
import { TargetSearch } from './target-search';

type Props = { conversation: Conversation; onClose: () => void };

/** Finds the ticket that this one is merged into, shows both, and merges. */
export function MergeDialog({ conversation, onClose }: Props) {
  const t = useT();
  const [target, setTarget] = useState<Id | null>(null);
  const { ticket } = conversation;
  return (
    <Dialog title={t('merging.title', { number: `#${ticket.id}` })} size={620} onClose={onClose}>
      {target === null ? (
        <TargetSearch ticket={ticket} onChoose={setTarget} />
      ) : (
        <Chosen
          conversation={conversation}
          target={target}
          onBack={() => setTarget(null)}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

type ChosenProps = Props & { target: Id; onBack: () => void };

function Chosen({ conversation, target, onBack, onClose }: ChosenProps) {
  const t = useT();
  const { data } = useQuery(conversationQuery(target));
  const requesterOf = ({ ticket, users }: Conversation) =>
    users.find((user) => user.id === ticket.requester_id);
  const own = requesterOf(conversation);
  const joins = data && data.ticket.requester_id !== conversation.ticket.requester_id && own?.name;
  return (
    <MergeForm
      target={target}
      sources={[conversation.ticket.id]}
      joining={joins || null}
      back={
        <Button size="md" variant="subtle" onClick={onBack}>
          {t('merging.another')}
        </Button>
      }
      onClose={onClose}
    >
      {data && <MergePair source={conversation} target={data} />}
    </MergeForm>
  );
}
