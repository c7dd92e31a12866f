import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { Macro } from '@/features/macros/api';
import { useOfferedMacros } from '@/features/macros/use-offered-macros';
import { useT } from '@/i18n/provider';
import { type Command, useCommands } from '@/shared/keys';
import { type Suggestions, suggestQuery, ticketQuery } from './api';
import type { PaletteGroup, PaletteItem } from './palette-items';
import { fits, readQuery } from './query-kind';
import { type RecentTicket, useRecentTickets } from './recent-tickets';
import { usePages } from './use-pages';

const PAUSE_MS = 100;
const MOST_COMMANDS = 3;
const MOST_TICKETS = 5;
const MOST_OTHERS = 2;
const MOST_PAGES = 5;
/** What stands for the palette itself is not offered in it. */
const OWN = ['palette.open', 'palette.searchAll'];

/** Everything that fits what is typed, group by group. */
export function usePaletteGroups(typed: string, openTicket: number | null): PaletteGroup[] {
  const query = readQuery(typed);
  const t = useT();
  const commands = useOfferedCommands();
  const fitting = (text: string) => (command: Command) => fits(t(command.labelKey), text);
  const macros = useOfferedMacros(openTicket);
  const pages = usePages().filter((page) => fits(page.name, query.text));
  const recent = useRecentTickets();
  const [asked] = useDebouncedValue(query, PAUSE_MS);
  const isLookedUp = asked.kind === 'everything' || asked.kind === 'people';
  const { data: found } = useQuery(suggestQuery(isLookedUp ? asked.text : ''));
  const { data: byNumber } = useQuery(
    ticketQuery(asked.kind === 'ticket' ? Number(asked.text) || 0 : 0),
  );
  const onTicket = commands.filter(({ group }) => group === 'write' || group === 'change');
  const macroItems = macros
    .filter((macro) => fits(t('macros.inPalette', { title: macro.title }), query.text))
    .map((macro) => macroItem(openTicket ?? 0, macro));

  if (query.kind === 'commands') {
    return groupsOf([
      'palette.commands',
      [...commands.filter(fitting(query.text)).map(commandItem), ...macroItems, ...pages],
    ]);
  }
  if (query.kind === 'ticket') {
    const isFound = byNumber && String(byNumber.id) === query.text;
    const others = recent.filter(({ id }) => String(id).startsWith(query.text));
    return groupsOf(
      [
        'palette.tickets',
        isFound
          ? [ticketItem({ ...byNumber, subject: byNumber.subject ?? '', requesterName: '' })]
          : [],
      ],
      ['palette.recent', others.filter(({ id }) => !isFound || id !== byNumber.id).map(ticketItem)],
    );
  }
  if (query.text === '') {
    return groupsOf(
      ['palette.recent', recent.filter(({ id }) => id !== openTicket).map(ticketItem)],
      ['palette.onTicket', openTicket ? onTicket.map(commandItem) : []],
      ['palette.go', commands.filter(({ group }) => group === 'go').map(commandItem)],
    );
  }
  const people = found?.users.map(personItem) ?? [];
  if (query.kind === 'people') return groupsOf(['palette.people', people]);

  const here = openTicket ? onTicket.filter(fitting(query.text)) : [];
  const elsewhere = commands.filter((each) => !here.includes(each)).filter(fitting(query.text));
  return groupsOf(
    [
      'palette.onTicket',
      [...here.slice(0, MOST_COMMANDS).map(commandItem), ...macroItems.slice(0, MOST_COMMANDS)],
    ],
    ['palette.tickets', found?.tickets.slice(0, MOST_TICKETS).map(suggestedTicket) ?? []],
    ['palette.people', people.slice(0, MOST_OTHERS)],
    [
      'palette.organizations',
      found?.organizations.slice(0, MOST_OTHERS).map(organizationItem) ?? [],
    ],
    ['palette.go', pages.slice(0, MOST_PAGES)],
    ['palette.commands', elsewhere.slice(0, MOST_COMMANDS).map(commandItem)],
    [null, [{ id: 'search', kind: 'search', text: query.text, count: found?.count ?? null }]],
  );
}

function useOfferedCommands(): Command[] {
  const all = useCommands();
  return all.filter((command) => !OWN.includes(command.id) && (command.when?.() ?? true));
}

type Part = [PaletteGroup['titleKey'], PaletteItem[]];

function groupsOf(...parts: Part[]): PaletteGroup[] {
  return parts
    .filter(([, items]) => items.length > 0)
    .map(([titleKey, items]) => ({ titleKey, items }));
}

const commandItem = (command: Command): PaletteItem => ({
  id: `command-${command.id}`,
  kind: 'command',
  command,
});

const macroItem = (ticket: number, macro: Macro): PaletteItem => ({
  id: `macro-${macro.id}`,
  kind: 'macro',
  ticket,
  macro,
});

const ticketItem = ({ id, subject, status, requesterName }: RecentTicket): PaletteItem => ({
  id: `ticket-${id}`,
  kind: 'ticket',
  ticket: id,
  status,
  title: subject,
  by: requesterName,
});

const suggestedTicket = (ticket: Suggestions['tickets'][number]): PaletteItem => ({
  id: `ticket-${ticket.id}`,
  kind: 'ticket',
  ticket: ticket.id,
  status: ticket.status,
  title: ticket.highlight || ticket.subject || '',
  by: ticket.requester_name,
});

const personItem = ({ id, name, email }: Suggestions['users'][number]): PaletteItem => ({
  id: `person-${id}`,
  kind: 'person',
  person: id,
  name,
  email,
});

const organizationItem = ({ id, name }: Suggestions['organizations'][number]): PaletteItem => ({
  id: `organization-${id}`,
  kind: 'organization',
  organization: id,
  name,
});
