import { useQuery } from '@tanstack/react-query';
import { mailboxesQuery } from '@/features/settings/mailboxes/api';
import { invitationsQuery } from '@/features/settings/people/api';
import { isBehind, type Step } from './steps';

/** The steps behind that were passed by: no mailbox, nobody invited. */
export function useSkippedSteps(current: Step): Step[] {
  const { data: mailboxes } = useQuery({
    ...mailboxesQuery,
    enabled: isBehind('mailbox', current),
  });
  const { data: invitations } = useQuery({
    ...invitationsQuery,
    enabled: isBehind('team', current),
  });
  const skipped: Step[] = [];
  if (isBehind('mailbox', current) && mailboxes?.length === 0) skipped.push('mailbox');
  if (isBehind('team', current) && invitations?.length === 0) skipped.push('team');
  return skipped;
}
