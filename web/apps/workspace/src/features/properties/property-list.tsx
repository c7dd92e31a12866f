import type { Conversation, Priority, TicketType } from '@guichet/api';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, Suspense } from 'react';
import { DueProperty } from '@/features/due/due-property';
import { Incidents } from '@/features/related/incidents';
import { ProblemProperty } from '@/features/related/problem-property';
import { RequesterChange } from '@/features/related/requester-change';
import { EarlierTickets } from '@/features/requester/earlier-tickets';
import { RequesterLine } from '@/features/requester/requester-line';
import { SideList } from '@/features/side-conversations/side-list';
import { FieldProperties } from '@/features/ticket-fields/field-properties';
import { agentsQuery, type TicketFields } from '@/features/tickets/api';
import {
  NONE,
  pickedId,
  useAgentOptions,
  useAssigneeOptions,
  useGroupOptions,
  usePriorityOptions,
  useTypeOptions,
} from '@/features/tickets/options';
import { useChangeTicket } from '@/features/tickets/use-change-ticket';
import { useT } from '@/i18n/provider';
import { loadLater } from '@/shared/load-soon';
import { Avatar, GroupDot, PriorityIcon } from '@/shared/ui';
import { Property } from './property';
import classes from './property-list.module.css';
import { StatusProperty } from './status-property';
import { TagsProperty } from './tags-property';

const BrandProperty = loadLater(
  async () => (await import('@/features/brands/brand-property')).BrandProperty,
);
const Tasks = loadLater(async () => (await import('@/features/tasks/tasks')).Tasks);
const TicketReminders = loadLater(
  async () => (await import('@/features/reminders/ticket-reminders')).TicketReminders,
);
const Time = loadLater(async () => (await import('@/features/time/time')).Time);

/** The ticket's properties, each changed in place, and a glimpse of who asked. */
export function PropertyList({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const { ticket, users, groups, organizations, can } = conversation;
  const mutation = useChangeTicket(ticket.id);
  const change = (fields: TicketFields) => mutation.mutate({ change: fields });
  const assignee = users.find((user) => user.id === ticket.assignee_id);
  const group = groups.find((each) => each.id === ticket.group_id);
  const requester = users.find((user) => user.id === ticket.requester_id);
  const organization = organizations.find((each) => each.id === ticket.organization_id);
  const editable = { isReadOnly: !can.edit };
  return (
    <>
      <section className={classes.section}>
        <dl>
          <StatusProperty {...editable} ticket={ticket} onChange={change} />
          <Property
            {...editable}
            name="assignee"
            label={t('details.assignee')}
            useOptions={useAssigneeOptions}
            chosen={[String(ticket.assignee_id ?? NONE)]}
            onPick={(value) => change({ assignee_id: pickedId(value) })}
          >
            {assignee ? (
              <>
                <Avatar person={assignee} size={18} />
                <Ellipsis>{assignee.name}</Ellipsis>
              </>
            ) : (
              <span className={classes.empty}>{t('common.unassigned')}</span>
            )}
          </Property>
          <Property
            {...editable}
            name="group"
            label={t('details.group')}
            useOptions={useGroupOptions}
            chosen={[String(ticket.group_id ?? NONE)]}
            onPick={(value) => change({ group_id: pickedId(value) })}
          >
            {group && (
              <>
                <GroupDot id={group.id} />
                <Ellipsis>{group.name}</Ellipsis>
              </>
            )}
          </Property>
          <Property
            {...editable}
            name="priority"
            label={t('details.priority')}
            useOptions={usePriorityOptions}
            chosen={[ticket.priority ?? NONE]}
            onPick={(value) => change({ priority: value as Priority })}
          >
            {ticket.priority && (
              <>
                <PriorityIcon priority={ticket.priority} />
                {t(`priority.${ticket.priority}`)}
              </>
            )}
          </Property>
          <Property
            {...editable}
            name="type"
            label={t('details.type')}
            useOptions={useTypeOptions}
            chosen={[ticket.type ?? NONE]}
            onPick={(value) => change({ type: value as TicketType })}
          >
            {ticket.type && t(`type.${ticket.type}`)}
          </Property>
          <Suspense>
            <BrandProperty {...editable} ticket={ticket} />
          </Suspense>
          <DueProperty ticket={ticket} isReadOnly={!can.edit} onChange={change} />
          <ProblemProperty ticket={ticket} isReadOnly={!can.edit} onChange={change} />
          <TagsProperty
            tags={ticket.tags}
            isReadOnly={!can.edit}
            onChange={(tags) => change({ tags })}
          />
          <FollowersProperty conversation={conversation} onChange={change} />
          <CopiesProperty conversation={conversation} />
        </dl>
      </section>
      <FieldProperties conversation={conversation} />
      <Suspense>
        <Tasks conversation={conversation} />
        <Time conversation={conversation} />
        {conversation.reminders.length > 0 && <TicketReminders conversation={conversation} />}
      </Suspense>
      <SideList conversation={conversation} />
      <Incidents ticket={ticket} />
      {requester && (
        <section className={classes.section}>
          <h2 className={classes.heading}>
            {t('details.requester')}
            <RequesterChange conversation={conversation} onChange={change} />
          </h2>
          <RequesterLine person={requester} organization={organization} />
        </section>
      )}
      <EarlierTickets personId={ticket.requester_id} exceptId={ticket.id} />
    </>
  );
}

function Ellipsis({ children }: { children: ReactNode }) {
  return <span className={classes.ellipsis}>{children}</span>;
}

type FollowersProps = { conversation: Conversation; onChange: (fields: TicketFields) => void };

/** Colleagues told about every change; picking one again lets them go. */
function FollowersProperty({ conversation, onChange }: FollowersProps) {
  const t = useT();
  const { ticket, can } = conversation;
  const { data: agents = [] } = useQuery(agentsQuery);
  const ids = ticket.follower_ids ?? [];
  const followers = agents.filter((agent) => ids.includes(agent.id));
  return (
    <Property
      name="followers"
      label={t('details.followers')}
      isReadOnly={!can.edit}
      useOptions={useAgentOptions}
      chosen={ids.map(String)}
      onPick={(value) => {
        const id = Number(value);
        onChange({ followers: [{ user_id: id, action: ids.includes(id) ? 'delete' : 'put' }] });
      }}
    >
      {followers.length > 0 ? (
        <span className={classes.stack}>
          {followers.map((follower) => (
            <span key={follower.id} title={follower.name}>
              <Avatar person={follower} size={20} />
              <span className={classes.hidden}>{follower.name}</span>
            </span>
          ))}
        </span>
      ) : (
        can.edit && (
          <IconPlus
            size={14}
            stroke={1.75}
            className={classes.plus}
            aria-label={t('details.add')}
          />
        )
      )}
    </Property>
  );
}

/** People in copy of every reply; shown only when there are some. */
function CopiesProperty({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const { ticket, users } = conversation;
  const copied = (ticket.email_cc_ids ?? []).flatMap(
    (id) => users.find((user) => user.id === id) ?? [],
  );
  if (copied.length === 0) return null;
  return (
    <div className={classes.row}>
      <dt>{t('details.copies')}</dt>
      <dd className={classes.plain}>{copied.map((user) => user.name).join(', ')}</dd>
    </div>
  );
}
