import { useQuery } from '@tanstack/react-query';
import { personQuery } from '@/features/requester/api';
import { taskTemplatesQuery } from '@/features/tasks/api';
import { fieldsQuery } from '@/features/ticket-fields/api';
import { ownField, ownFieldName, ownFieldValue } from '@/features/ticket-fields/changes';
import { useNamed } from '@/features/ticket-fields/use-lookup';
import { fieldKey, typedOf } from '@/features/ticket-fields/values';
import { agentsQuery, groupsQuery } from '@/features/tickets/api';
import { fieldName, fieldValue } from '@/features/tickets/field-words';
import { useDeskNames } from '@/features/tickets/use-desk-names';
import { useI18n, useT } from '@/i18n/provider';
import type { StagedPart } from './staged';

/** A staged change in words: "Priority → High", "+ refund". */
export function PartWords({ part }: { part: StagedPart }) {
  switch (part.kind) {
    case 'field':
      return <FieldWords {...part} />;
    case 'own':
      return <OwnFieldWords {...part} />;
    case 'tag':
      return (
        <>
          {part.sign} {part.tag}
        </>
      );
    case 'tasks':
      return <TasksWords {...part} />;
    default:
      return <PersonWords {...part} />;
  }
}

function FieldWords({ field, value }: Extract<StagedPart, { kind: 'field' }>) {
  const t = useT();
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: groups = [] } = useQuery(groupsQuery);
  const users = new Map(agents.map((agent) => [agent.id, agent]));
  const names = useDeskNames({ users, groups });
  const isUnassigned = field === 'assignee_id' && value === null;
  return (
    <>
      {fieldName(field, t)} →{' '}
      <b>{isUnassigned ? t('common.unassigned') : fieldValue(field, value, names, t)}</b>
    </>
  );
}

function OwnFieldWords({ entry }: Extract<StagedPart, { kind: 'own' }>) {
  const { t, locale } = useI18n();
  const { data: fields = [] } = useQuery(fieldsQuery);
  const name = fieldKey(entry.id);
  const field = ownField(name, fields);
  const named = useNamed(
    field?.type === 'lookup' ? (field.relationship_target_type ?? 'zen:user') : null,
    field?.type === 'lookup' ? typedOf(entry.value) : '',
  );
  return (
    <>
      {ownFieldName(name, fields, t)} →{' '}
      <b>{named.text || ownFieldValue(name, entry.value, fields, locale, t)}</b>
    </>
  );
}

function TasksWords({ templateId }: Extract<StagedPart, { kind: 'tasks' }>) {
  const t = useT();
  const { data: templates = [] } = useQuery(taskTemplatesQuery);
  const title = templates.find((template) => template.id === templateId)?.title;
  return (
    <>
      {t('changes.tasks')} + <b>{title ?? `#${templateId}`}</b>
    </>
  );
}

function PersonWords({ kind, sign, personId }: Extract<StagedPart, { personId: number }>) {
  const t = useT();
  const { data: person } = useQuery(personQuery(personId));
  return (
    <>
      {t(kind === 'copy' ? 'changes.email_cc_ids' : 'changes.follower_ids')} {sign}{' '}
      <b>{person?.name ?? `#${personId}`}</b>
    </>
  );
}
