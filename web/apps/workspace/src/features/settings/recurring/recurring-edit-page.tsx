import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { personQuery } from '@/features/requester/api';
import { useClock, useMe } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { ErrorState } from '@/shared/ui';
import { SettingsPage } from '../settings-page';
import { recurringTicketQuery } from './api';
import { newRecurring, recurringDraftOf } from './recurring-draft';
import { RecurringForm } from './recurring-form';

const LIST = '/settings/recurring';

/** Sets up a recurring ticket, or changes one. */
export function RecurringEditPage() {
  const { recurringId } = useParams();
  return recurringId === 'new' ? <NewRecurring /> : <KnownRecurring id={Number(recurringId)} />;
}

function NewRecurring() {
  const t = useT();
  const me = useMe();
  const { now } = useClock();
  const navigate = useNavigate();
  return (
    <SettingsPage title={t('recurring.add')} backTo={LIST}>
      <RecurringForm
        id={null}
        initial={newRecurring(me, now)}
        requesterName={me.name}
        onSaved={() => void navigate(LIST)}
      />
    </SettingsPage>
  );
}

function KnownRecurring({ id }: { id: number }) {
  const t = useT();
  const { now } = useClock();
  const navigate = useNavigate();
  const { data: recurring, error, refetch } = useQuery(recurringTicketQuery(id));
  const requesterId = recurring?.ticket.requester_id ?? 0;
  const { data: requester } = useQuery({ ...personQuery(requesterId), enabled: requesterId > 0 });
  return (
    <SettingsPage title={recurring?.ticket.subject ?? t('settings.recurring')} backTo={LIST}>
      {error && (
        <ErrorState title={t('settings.failed')} error={error} onRetry={() => void refetch()} />
      )}
      {recurring && requester && (
        <RecurringForm
          id={id}
          initial={recurringDraftOf(recurring, now)}
          requesterName={requester.name}
          onSaved={() => void navigate(LIST)}
        />
      )}
    </SettingsPage>
  );
}
