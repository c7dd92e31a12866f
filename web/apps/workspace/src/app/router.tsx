import { createBrowserRouter, type RouteObject } from 'react-router';
import { openInbox } from '@/features/session/open-inbox';
import { requireSession } from '@/features/session/require-session';
import { Shell } from '@/features/shell/shell';
import { outsideRoutes } from './outside-routes';
import { PageCrash } from './page-crash';
import { settingsRoutes } from './settings-routes';

const inside: RouteObject[] = [
  { index: true, loader: openInbox },
  {
    path: 'views/:viewId',
    lazy: async () => ({ Component: (await import('@/features/inbox/inbox-page')).InboxPage }),
    children: [{ path: 'tickets/:ticketId' }],
  },
  ...settingsRoutes,
];

/** Every page: first those without a session, then those inside the shell. */
export const router = createBrowserRouter([
  ...outsideRoutes.map((route) => ({ ErrorBoundary: PageCrash, ...route })),
  {
    path: '/',
    loader: requireSession,
    Component: Shell,
    ErrorBoundary: PageCrash,
    children: [{ ErrorBoundary: PageCrash, children: inside }],
  },
]);
