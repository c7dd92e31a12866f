import { Button } from '@mantine/core';
import { useT } from '@/i18n/provider';
import { useCanSend } from '../relay/use-relay';
import type { Invitee } from './invitees';
import type { Invitees } from './use-invitees';

type Props = {
  list: Invitees;
  size: 'md' | 'lg';
  isPending: boolean;
  onInvite: (invitees: Invitee[]) => void;
};

/** Sends the invitations, with whom is still in the field; without a way to send, only makes their links. */
export function InviteButton({ list, size, isPending, onInvite }: Props) {
  const t = useT();
  const canSend = useCanSend();
  const count = list.invitees.length;
  const label = canSend
    ? t(count === 0 ? 'team.sendNone' : 'team.send', { count })
    : t(count === 0 ? 'team.makeNone' : 'team.make', { count });
  function invite() {
    const all = list.take();
    if (all && all.length > 0) onInvite(all);
  }
  return (
    <Button
      size={size}
      variant="filled"
      disabled={count === 0 && list.text.trim() === ''}
      loading={isPending}
      onClick={invite}
    >
      {label}
    </Button>
  );
}
