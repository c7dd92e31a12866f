import type { ViewKey } from '@guichet/api';
import { useNavigate } from 'react-router';
import { type Command, useCommand } from '@/shared/keys';
import { useViews } from './use-views';

/** The keys that begin with G and the ones that work on every page. */
export function GoCommands() {
  const navigate = useNavigate();
  const { views } = useViews();
  const go = (
    id: string,
    labelKey: Command['labelKey'],
    keys: string,
    path: string | undefined,
  ) => ({
    id,
    labelKey,
    keys: [keys],
    group: 'go' as const,
    when: () => path !== undefined,
    run: () => void (path && navigate(path)),
  });
  const pathOf = (key: ViewKey) => {
    const view = views.find((each) => each.key === key);
    return view && `/views/${view.id}`;
  };
  useCommand(go('go.myOpen', 'views.my_open', 'g m', pathOf('my_open')));
  useCommand(go('go.unassigned', 'views.unassigned', 'g u', pathOf('unassigned')));
  useCommand(go('go.allOpen', 'views.all_open', 'g a', pathOf('all_open')));
  useCommand(go('go.snoozed', 'views.snoozed', 'g h', pathOf('snoozed')));
  useCommand(go('go.suspended', 'aside.suspended', 'g x', '/suspended'));
  useCommand(go('go.deleted', 'aside.deletedTickets', 'g d', '/deleted'));
  useCommand(go('go.people', 'shell.people', 'g p', '/people'));
  useCommand(go('go.organizations', 'people.organizations', 'g o', '/organizations'));
  useCommand(go('go.settings', 'shell.settings', 'g s', '/settings'));
  useCommand({ ...go('ticket.new', 'shell.newTicket', 'c', '/tickets/new'), group: 'anywhere' });
  useCommand({ ...go('search.open', 'shell.search', '/', '/search'), group: 'anywhere' });
  return null;
}
