import type { Id, Priority, TicketType } from '@guichet/api';
import { IconUserOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import {
  givenTo,
  type NamedStatus,
  settingOf,
  statusName,
} from '@/features/custom-statuses/statuses';
import { useStatuses } from '@/features/custom-statuses/use-statuses';
import { useMe } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import type { Translate } from '@/i18n/texts';
import { Avatar, GroupDot, type PickerOption, PriorityIcon, StatusIcon } from '@/shared/ui';
import { agentsQuery, groupsQuery, type TicketFields } from './api';

export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const satisfies Priority[];
export const TYPES = ['question', 'incident', 'problem', 'task'] as const satisfies TicketType[];

/** Stands for "nobody" in lists of people and teams. */
export const NONE = 'none';

/** The id behind a picked value; null for nobody. */
export function pickedId(value: string): Id | null {
  return value === NONE ? null : Number(value);
}

/** Statuses to choose from, by their ids. */
export function statusOptions(statuses: readonly NamedStatus[], t: Translate): PickerOption[] {
  return statuses.map((status) => ({
    value: String(status.id),
    label: statusName(status, t),
    icon: <StatusIcon status={status.status_category} />,
  }));
}

/** The statuses that any ticket can be given. */
export function useStatusOptions(): PickerOption[] {
  const t = useT();
  return statusOptions(givenTo(useStatuses()), t);
}

/** What gives a ticket the status that was picked. */
export function useStatusPick(): (value: string) => TicketFields {
  const statuses = useStatuses();
  return (value) => {
    const picked = statuses.find((status) => status.id === Number(value));
    return picked ? settingOf(picked) : {};
  };
}

export function usePriorityOptions(): PickerOption[] {
  const t = useT();
  return PRIORITIES.map((priority) => ({
    value: priority,
    label: t(`priority.${priority}`),
    icon: <PriorityIcon priority={priority} />,
  }));
}

export function useTypeOptions(): PickerOption[] {
  const t = useT();
  return TYPES.map((type) => ({ value: type, label: t(`type.${type}`) }));
}

/** Everyone on the team, the signed-in agent first. */
export function useAgentOptions(): PickerOption[] {
  const t = useT();
  const me = useMe();
  const { data: agents = [] } = useQuery(agentsQuery);
  const others = agents.filter((agent) => agent.id !== me.id);
  return [me, ...others].map((agent) => ({
    value: String(agent.id),
    label: agent.name,
    icon: <Avatar person={agent} size={18} />,
    hint: agent.id === me.id ? t('tickets.you') : undefined,
  }));
}

/** Who can have a ticket: everyone on the team, and nobody. */
export function useAssigneeOptions(): PickerOption[] {
  const t = useT();
  const icon = <IconUserOff size={16} stroke={1.75} aria-hidden="true" />;
  return [...useAgentOptions(), { value: NONE, label: t('common.unassigned'), icon }];
}

export function useGroupOptions(): PickerOption[] {
  const { data: groups = [] } = useQuery(groupsQuery);
  return groups.map((group) => ({
    value: String(group.id),
    label: group.name,
    icon: <GroupDot id={group.id} />,
  }));
}
