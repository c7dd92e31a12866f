import { api, type Id, type Organization, type Ticket, type User } from '@guichet/api';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBuilding } from '@tabler/icons-react';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { suggestQuery, ticketQuery } from '@/features/palette/api';
import { foundPeopleQuery } from '@/features/people/api';
import { Avatar, type PickerOption, StatusIcon } from '@/shared/ui';
import type { FieldTarget } from './api';

const PAUSE_MS = 150;

const foundOrganizationsQuery = (name: string) =>
  queryOptions({
    queryKey: ['organizations', 'find', name],
    queryFn: async () => {
      const path = '/organizations/autocomplete';
      return (await api.get<{ organizations: Organization[] }>(path, { name })).organizations;
    },
    enabled: name !== '',
    placeholderData: keepPreviousData,
  });

const numberIn = (text: string) => Number(/^#?(\d+)$/.exec(text)?.[1] ?? 0);

function useFoundPeople(typed: string): PickerOption[] {
  const [text] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const { data: people = [] } = useQuery(foundPeopleQuery(text));
  return people.map((person) => ({
    value: String(person.id),
    label: person.name,
    hint: person.email ?? undefined,
    icon: <Avatar person={person} size={18} />,
  }));
}

function useFoundOrganizations(typed: string): PickerOption[] {
  const [text] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const { data: organizations = [] } = useQuery(foundOrganizationsQuery(text));
  return organizations.map((organization) => ({
    value: String(organization.id),
    label: organization.name,
    icon: <IconBuilding size={16} stroke={1.75} aria-hidden="true" />,
  }));
}

function useFoundTickets(typed: string): PickerOption[] {
  const [text] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const { data: suggested } = useQuery(suggestQuery(text));
  const { data: numbered } = useQuery(ticketQuery(numberIn(text)));
  return oneOfEach([...(numbered ? [numbered] : []), ...(suggested?.tickets ?? [])]);
}

/** What a look-up finds for what is typed: people by name or address, tickets by number or words. */
export const FINDERS: Record<FieldTarget, (typed: string) => PickerOption[]> = {
  'zen:user': useFoundPeople,
  'zen:organization': useFoundOrganizations,
  'zen:ticket': useFoundTickets,
};

function oneOfEach(tickets: readonly Pick<Ticket, 'id' | 'subject' | 'status'>[]): PickerOption[] {
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  return [...byId.values()].map((ticket) => ({
    value: String(ticket.id),
    label: ticket.subject ?? '',
    hint: `#${ticket.id}`,
    icon: <StatusIcon status={ticket.status} />,
  }));
}

/** What a look-up names, and where it leads. */
export type Named = { text: string; path: string | null };

const namedQuery = (target: FieldTarget | null, id: Id) =>
  queryOptions({
    queryKey: ['lookup', target, id],
    queryFn: () => readNamed(target, id),
    enabled: target !== null && id > 0,
    staleTime: 300_000,
  });

async function readNamed(target: FieldTarget | null, id: Id): Promise<Named> {
  switch (target) {
    case 'zen:user': {
      const { user } = await api.get<{ user: User }>(`/users/${id}`);
      return { text: user.name, path: `/people/${id}` };
    }
    case 'zen:organization': {
      const path = `/organizations/${id}`;
      const { organization } = await api.get<{ organization: Organization }>(path);
      return { text: organization.name, path };
    }
    default: {
      const { ticket } = await api.get<{ ticket: Ticket }>(`/tickets/${id}`);
      return { text: `#${id} ${ticket.subject}`, path: `/tickets/${id}` };
    }
  }
}

/** The name behind a look-up's number; the number until it is read, or when it is gone. */
export function useNamed(target: FieldTarget | null, id: string): Named {
  const { data } = useQuery(namedQuery(target, Number(id)));
  return data ?? { text: id && `#${id}`, path: null };
}
