import type { FieldValue } from '@guichet/api';
import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useBrandOptions } from '@/features/brands/use-brands';
import { givenTo, statusName } from '@/features/custom-statuses/statuses';
import { useStatuses } from '@/features/custom-statuses/use-statuses';
import { taskTemplatesQuery } from '@/features/tasks/api';
import { isFieldKey, typedOf } from '@/features/ticket-fields/values';
import { useFormOptions } from '@/features/ticket-forms/use-forms';
import { agentsQuery, groupsQuery } from '@/features/tickets/api';
import { GIVEN_STATUSES } from '@/features/tickets/given-statuses';
import { PRIORITIES, TYPES } from '@/features/tickets/options';
import { useT } from '@/i18n/provider';
import type { ActionRow } from './macro-draft';
import { OwnFieldValue } from './own-field-value';
import { PersonField } from './person-field';

type Props = { row: ActionRow; error: string | undefined; onChange: (value: FieldValue) => void };
type Choice = { value: string; label: string };

/** To what a row sets its field. */
export function ActionValue(props: Props) {
  const t = useT();
  const { field } = props.row;
  const brands = useBrandOptions();
  const forms = useFormOptions();
  const none = { value: '', label: t('macroForm.none') };
  switch (field) {
    case 'status':
      return (
        <Chooser
          {...props}
          choices={GIVEN_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
        />
      );
    case 'custom_status_id':
      return <StatusChooser {...props} />;
    case 'brand_id':
      return <Chooser {...props} choices={brands} />;
    case 'ticket_form_id':
      return <Chooser {...props} choices={forms} />;
    case 'priority':
      return (
        <Chooser
          {...props}
          choices={[...PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) })), none]}
        />
      );
    case 'type':
      return (
        <Chooser
          {...props}
          choices={[...TYPES.map((value) => ({ value, label: t(`type.${value}`) })), none]}
        />
      );
    case 'group_id':
      return <GroupChooser {...props} />;
    case 'assignee_id':
    case 'follower':
      return <AgentChooser {...props} />;
    case 'task_template_id':
      return <TemplateChooser {...props} />;
    case 'cc':
      return <PersonField {...props} />;
    default:
      return isFieldKey(field) ? <OwnFieldValue {...props} /> : <WordsField {...props} />;
  }
}

function Chooser({ row, error, onChange, choices }: Props & { choices: Choice[] }) {
  const t = useT();
  const typed = typedOf(row.value);
  const isKnown = choices.some((choice) => choice.value === typed);
  return (
    <Select
      flex={1}
      aria-label={t('macroForm.value')}
      searchable={choices.length > 6}
      allowDeselect={false}
      data={choices}
      value={isKnown ? typed : null}
      placeholder={typed === '' ? t('macroForm.choose') : t('macroForm.gone')}
      error={error}
      nothingFoundMessage={t('common.nothingFound')}
      onChange={(value) => value !== null && onChange(value)}
    />
  );
}

function StatusChooser(props: Props) {
  const t = useT();
  const choices = givenTo(useStatuses()).map((status) => ({
    value: String(status.id),
    label: statusName(status, t),
  }));
  return <Chooser {...props} choices={choices} />;
}

function GroupChooser(props: Props) {
  const t = useT();
  const { data: groups = [] } = useQuery(groupsQuery);
  return (
    <Chooser
      {...props}
      choices={[
        { value: 'current_groups', label: t('macroForm.ownTeam') },
        ...groups.map((group) => ({ value: String(group.id), label: group.name })),
        { value: '', label: t('common.noTeam') },
      ]}
    />
  );
}

function TemplateChooser(props: Props) {
  const { data: templates = [] } = useQuery(taskTemplatesQuery);
  const choices = templates.map(({ id, title }) => ({ value: String(id), label: title }));
  return <Chooser {...props} choices={choices} />;
}

function AgentChooser(props: Props) {
  const t = useT();
  const { data: agents = [] } = useQuery(agentsQuery);
  const people = agents.map((agent) => ({ value: String(agent.id), label: agent.name }));
  const nobody =
    props.row.field === 'assignee_id' ? [{ value: '', label: t('common.unassigned') }] : [];
  return (
    <Chooser
      {...props}
      choices={[{ value: 'current_user', label: t('macroForm.user') }, ...people, ...nobody]}
    />
  );
}

/** Tags, a subject, or whatever another program wrote here. */
function WordsField({ row, error, onChange }: Props) {
  const t = useT();
  return (
    <TextInput
      flex={1}
      aria-label={t('macroForm.value')}
      placeholder={row.field.endsWith('_tags') ? t('macroForm.tagsHint') : undefined}
      value={typedOf(row.value)}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
