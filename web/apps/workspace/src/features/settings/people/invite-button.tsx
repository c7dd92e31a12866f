import { Button } from '@mantine/core';
import { useT } from '@/i18n/provider';
import { useCanSend } from '../relay/use-relay';

type Props = {
  count: number;
  /** There is text in the field that is nobody yet. */
  hasRest: boolean;
  size: 'md' | 'lg';
  isPending: boolean;
  onInvite: () => void;
};

/** Sends the invitations; without a way to send, only makes their links. */
export function InviteButton({ count, hasRest, size, isPending, onInvite }: Props) {
  const t = useT();
  const canSend = useCanSend();
  const label = canSend
    ? t(count === 0 ? 'team.sendNone' : 'team.send', { count })
    : t(count === 0 ? 'team.makeNone' : 'team.make', { count });
  return (
    <Button
      size={size}
      variant="filled"
      disabled={count === 0 && !hasRest}
      loading={isPending}
      // What is no address stays in the field to be mended first.
      onClick={() => !hasRest && count > 0 && onInvite()}
    >
      {label}
    </Button>
  );
}
