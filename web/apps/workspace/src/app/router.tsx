import { createBrowserRouter, type RouteObject } from 'react-router';
import { openInbox, openTicket } from '@/features/session/open-inbox';
import { requireSession } from '@/features/session/require-session';
import { Shell } from '@/features/shell/shell';
import { SheetLayout, WorkLayout } from '@/features/shell/work-layout';
import { laterPages } from './later-pages';
import { outsideRoutes } from './outside-routes';
import { PageCrash } from './page-crash';
import { settingsRoutes } from './settings-routes';

const inbox: RouteObject[] = [
  {
    path: 'views/:viewId',
    lazy: async () => ({ Component: (await import('@/features/inbox/inbox-page')).InboxPage }),
    children: [{ path: 'tickets/:ticketId', element: null }],
  },
  { path: 'tickets/:ticketId', loader: openTicket, element: null },
];

const otherWork: RouteObject[] = [
  {
    path: 'tickets/new',
    lazy: async () => ({
      Component: (await import('@/features/new-ticket/new-ticket-page')).NewTicketPage,
    }),
  },
  {
    path: 'search',
    lazy: async () => ({ Component: (await import('@/features/search/search-page')).SearchPage }),
  },
  {
    path: 'suspended',
    lazy: async () => ({
      Component: (await import('@/features/set-aside/suspended-page')).SuspendedPage,
    }),
  },
  {
    path: 'deleted',
    lazy: async () => ({
      Component: (await import('@/features/set-aside/deleted-page')).DeletedPage,
    }),
  },
];

const people: RouteObject[] = [
  {
    path: 'people',
    lazy: async () => ({ Component: (await import('@/features/people/people-page')).PeoplePage }),
  },
  {
    path: 'people/:personId',
    lazy: async () => ({ Component: (await import('@/features/people/person-page')).PersonPage }),
  },
  {
    path: 'organizations',
    lazy: async () => ({
      Component: (await import('@/features/people/organizations-page')).OrganizationsPage,
    }),
  },
  {
    path: 'organizations/:organizationId',
    lazy: async () => ({
      Component: (await import('@/features/people/organization-page')).OrganizationPage,
    }),
  },
];

/** Any other address: said inside the shell, in the reader's language. */
const nowhere: RouteObject = {
  path: '*',
  loader: () => {
    throw new Response(null, { status: 404 });
  },
  element: null,
};

/** The first moment, before it is known who is there. */
function Waiting() {
  return null;
}

/** Every page: first those without a session, then those inside the shell. */
export const router = createBrowserRouter([
  ...outsideRoutes.map((route) => ({ ErrorBoundary: PageCrash, ...route })),
  {
    path: '/',
    loader: requireSession,
    Component: Shell,
    HydrateFallback: Waiting,
    ErrorBoundary: PageCrash,
    children: [
      {
        ErrorBoundary: PageCrash,
        children: [
          { index: true, loader: openInbox, element: null },
          {
            Component: WorkLayout,
            children: [{ ErrorBoundary: PageCrash, children: [...inbox, laterPages(otherWork)] }],
          },
          {
            Component: SheetLayout,
            children: [{ ErrorBoundary: PageCrash, children: [laterPages(people), nowhere] }],
          },
          laterPages(settingsRoutes),
        ],
      },
    ],
  },
]);
