import type { Id, Ticket } from '@guichet/api';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { standingName } from '@/features/custom-statuses/statuses';
import { useStatuses } from '@/features/custom-statuses/use-statuses';
import { ticketQuery } from '@/features/palette/api';
import { Property } from '@/features/properties/property';
import { PropertyLink } from '@/features/properties/property-link';
import classes from '@/features/properties/property-list.module.css';
import type { TicketFields } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { type PickerOption, StatusIcon } from '@/shared/ui';
import { problemsQuery } from './api';

const PAUSE_MS = 150;

type Props = { ticket: Ticket; isReadOnly: boolean; onChange: (fields: TicketFields) => void };

/** Of which problem an incident is one: found by words or number, opened from here. */
export function ProblemProperty({ ticket, isReadOnly, onChange }: Props) {
  const t = useT();
  const statuses = useStatuses();
  const { data: problem } = useQuery(ticketQuery(ticket.problem_id ?? 0));
  if (ticket.type !== 'incident' && !ticket.problem_id) return null;
  const isKnown = ticket.problem_id !== null && problem?.id === ticket.problem_id;
  return (
    <>
      <Property
        name="problem"
        label={t('related.problem')}
        isReadOnly={isReadOnly}
        isFiltered
        emptyText={t('related.noProblems')}
        noneLabel={ticket.problem_id ? t('related.unlink') : undefined}
        useOptions={useFoundProblems}
        chosen={[String(ticket.problem_id ?? '')]}
        onPick={(value) => onChange({ problem_id: value ? Number(value) : null })}
      >
        {ticket.problem_id ? (
          <span className={classes.ellipsis}>
            {isKnown ? problem.subject : `#${ticket.problem_id}`}
          </span>
        ) : (
          <span className={classes.empty}>{t('details.add')}</span>
        )}
      </Property>
      {isKnown && (
        <PropertyLink label={t('related.problem')} to={`/tickets/${problem.id}`}>
          <StatusIcon status={problem.status} />
          {t('related.openProblem', {
            number: `#${problem.id}`,
            status: standingName(problem, statuses, t),
          })}
        </PropertyLink>
      )}
    </>
  );
}

function useFoundProblems(typed: string): PickerOption[] {
  const [text] = useDebouncedValue(typed.replace(/^#/, ''), PAUSE_MS);
  const { data: found = [] } = useQuery(problemsQuery(text));
  const { data: numbered } = useQuery(ticketQuery(/^\d+$/.test(text) ? Number(text) : 0));
  const byId = new Map<Id, Ticket>();
  for (const each of [...(numbered && text ? [numbered] : []), ...found]) byId.set(each.id, each);
  return [...byId.values()].map(({ id, subject, status }) => ({
    value: String(id),
    label: subject ?? '',
    hint: `#${id}`,
    icon: <StatusIcon status={status} />,
  }));
}
