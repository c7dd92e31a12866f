import type { Restriction } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '@/features/session/use-session';
import { agentsQuery, groupsQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { audienceOf } from './audience';

/** Who a view or a macro is for, in words; null for everybody. */
export function useAudienceName(restriction: Restriction): string | null {
  const t = useT();
  const me = useMe();
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: groups = [] } = useQuery(groupsQuery);
  const audience = audienceOf(restriction);
  switch (audience.kind) {
    case 'everybody':
      return null;
    case 'person': {
      if (audience.id === me.id) return t('audience.onlyMe');
      const name = agents.find((agent) => agent.id === audience.id)?.name;
      return t('audience.onlyOne', { name: name ?? t('common.unknownPerson') });
    }
    case 'groups': {
      const names = groups.filter((group) => audience.ids.includes(group.id));
      return names.map((group) => group.name).join(', ') || t('audience.noTeam');
    }
  }
}
