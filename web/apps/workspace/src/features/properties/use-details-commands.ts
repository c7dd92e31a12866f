import type { Conversation } from '@guichet/api';
import { useNavigate } from 'react-router';
import { useHasBrands } from '@/features/brands/use-brands';
import { useMe } from '@/features/session/use-session';
import { useForms } from '@/features/ticket-forms/use-forms';
import { useChangeTicket } from '@/features/tickets/use-change-ticket';
import { type Command, useCommand } from '@/shared/keys';
import { type DetailsTab, type OpenProperty, useDetails } from './details-context';

/** The letters that change the open ticket, and the ones that show and hide the right pane. */
export function useDetailsCommands(conversation: Conversation | undefined) {
  const me = useMe();
  const navigate = useNavigate();
  const details = useDetails();
  const forms = useForms();
  const hasBrands = useHasBrands();
  const change = useChangeTicket(conversation?.ticket.id ?? 0);
  const canEdit = () => conversation?.can.edit ?? false;

  const edit = (
    property: OpenProperty,
    key: string | null,
    labelKey: Command['labelKey'],
  ): Command => ({
    id: `ticket.${property}`,
    labelKey,
    group: 'change',
    keys: key ? [key] : [],
    when: canEdit,
    run: () => details.edit(property),
  });
  useCommand(edit('assignee', 'a', 'details.assign'));
  useCommand(edit('status', 's', 'details.status'));
  useCommand(edit('priority', 'p', 'details.priority'));
  useCommand(edit('tags', 't', 'details.tags'));
  useCommand(edit('due', null, 'details.due'));
  useCommand({
    ...edit('form', null, 'forms.change'),
    when: () => canEdit() && forms.some((form) => form.active),
  });
  useCommand({
    ...edit('brand', null, 'brands.change'),
    when: () => canEdit() && hasBrands,
  });
  useCommand({
    id: 'ticket.assignToMe',
    labelKey: 'details.assignToMe',
    group: 'change',
    keys: ['i'],
    when: canEdit,
    run: () => change.mutate({ change: { assignee_id: me.id } }),
  });
  useCommand({
    id: 'ticket.newChild',
    labelKey: 'links.newChild',
    group: 'write',
    keys: [],
    when: () => conversation !== undefined,
    run: () => void navigate(`/tickets/new?parent=${conversation?.ticket.id}`),
  });
  useCommand({
    id: 'details.toggle',
    labelKey: 'details.toggle',
    group: 'move',
    keys: [']'],
    run: details.toggle,
  });
  const show = (tab: DetailsTab, key: string): Command => ({
    id: `details.${tab}`,
    labelKey: `details.${tab}`,
    group: 'move',
    keys: [key],
    run: () => details.showTab(tab),
  });
  useCommand(show('ticket', '1'));
  useCommand(show('person', '2'));
  useCommand(show('related', '3'));
}
