import { Select, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useBrands } from '@/features/brands/use-brands';
import { statusName } from '@/features/custom-statuses/statuses';
import { useStatuses } from '@/features/custom-statuses/use-statuses';
import { LookupInput } from '@/features/ticket-fields/lookup-input';
import { optionText } from '@/features/ticket-fields/values';
import { useFormOptions } from '@/features/ticket-forms/use-forms';
import { agentsQuery, groupsQuery } from '@/features/tickets/api';
import { PRIORITIES, TYPES } from '@/features/tickets/options';
import { asTag } from '@/features/tickets/tag-picker';
import { useT } from '@/i18n/provider';
import { channelOf } from '@/shared/ui';
import type { Control } from './conditions';

const STATUSES = ['new', 'open', 'pending', 'hold', 'solved', 'closed'] as const;
const CHANNELS = ['email', 'web', 'web_form', 'api', 'voice', 'chat'] as const;

type Props = { control: Control; value: string; onChange: (value: string) => void };
type Choice = { value: string; label: string };

/** What a condition compares with: the control that fits its field. */
export function ConditionValue(props: Props) {
  const t = useT();
  const { control, value, onChange } = props;
  const label = { 'aria-label': t('viewForm.value') };
  const none = { value: '', label: t('fields.none') };
  switch (control.kind) {
    case 'status':
      return (
        <Chooser
          {...props}
          choices={STATUSES.map((each) => ({ value: each, label: t(`status.${each}`) }))}
        />
      );
    case 'custom_status':
      return <StatusChooser {...props} />;
    case 'form':
      return <FormChooser {...props} />;
    case 'brand':
      return <BrandChooser {...props} />;
    case 'priority':
      return (
        <Chooser
          {...props}
          choices={[
            ...PRIORITIES.map((each) => ({ value: each, label: t(`priority.${each}`) })),
            none,
          ]}
        />
      );
    case 'type':
      return (
        <Chooser
          {...props}
          choices={[...TYPES.map((each) => ({ value: each, label: t(`type.${each}`) })), none]}
        />
      );
    case 'channel':
      return (
        <Chooser
          {...props}
          choices={CHANNELS.map((each) => ({
            value: each,
            label: t(`channel.${channelOf(each)}`),
          }))}
        />
      );
    case 'truth':
      return (
        <Chooser
          {...props}
          choices={[
            { value: 'true', label: t('fields.yes') },
            { value: 'false', label: t('fields.no') },
          ]}
        />
      );
    case 'assignee':
      return <AssigneeChooser {...props} />;
    case 'group':
      return <GroupChooser {...props} />;
    case 'options':
      return (
        <Chooser
          {...props}
          choices={(control.field.custom_field_options ?? []).map((option) => ({
            value: option.value,
            label: optionText(control.field.custom_field_options, option.value),
          }))}
        />
      );
    case 'lookup':
      return (
        <LookupInput
          {...label}
          target={control.target}
          value={value}
          onChange={(id) => onChange(id ?? '')}
        />
      );
    case 'tags':
      return (
        <TagsInput
          {...label}
          placeholder={value === '' ? t('viewForm.tags') : undefined}
          splitChars={[',', ' ']}
          value={value.split(' ').filter((tag) => tag !== '')}
          onChange={(tags) => onChange(tags.map(asTag).join(' '))}
        />
      );
    default:
      return (
        <TextInput
          {...label}
          type={control.kind === 'date' ? 'date' : 'text'}
          inputMode={control.kind === 'number' ? 'decimal' : undefined}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

function FormChooser(props: Props) {
  return <Chooser {...props} choices={useFormOptions()} />;
}

function BrandChooser(props: Props) {
  const choices = useBrands().map(({ id, name }) => ({ value: String(id), label: name }));
  return <Chooser {...props} choices={choices} />;
}

function StatusChooser(props: Props) {
  const t = useT();
  const choices = useStatuses().map((status) => ({
    value: String(status.id),
    label: statusName(status, t),
  }));
  return <Chooser {...props} choices={choices} />;
}

function AssigneeChooser(props: Props) {
  const t = useT();
  const { data: agents = [] } = useQuery(agentsQuery);
  const people = agents.map((agent) => ({ value: String(agent.id), label: agent.name }));
  const whoever = { value: 'current_user', label: t('viewForm.whoeverLooks') };
  const nobody = { value: '', label: t('common.unassigned') };
  return <Chooser {...props} choices={[whoever, nobody, ...people]} />;
}

function GroupChooser(props: Props) {
  const t = useT();
  const { data: groups = [] } = useQuery(groupsQuery);
  const teams = groups.map((group) => ({ value: String(group.id), label: group.name }));
  const theirs = { value: 'current_groups', label: t('viewForm.theirTeams') };
  return (
    <Chooser {...props} choices={[theirs, { value: '', label: t('common.noTeam') }, ...teams]} />
  );
}

function Chooser({ value, onChange, choices }: Props & { choices: Choice[] }) {
  const t = useT();
  const isKnown = choices.some((choice) => choice.value === value);
  return (
    <Select
      aria-label={t('viewForm.value')}
      searchable={choices.length > 6}
      allowDeselect={false}
      data={choices}
      value={isKnown ? value : null}
      placeholder={t('viewForm.choose')}
      onFocus={(event) => event.currentTarget.select()}
      nothingFoundMessage={t('common.nothingFound')}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
    />
  );
}
