import type { RouteObject } from 'react-router';

/** Pages shown without a session: set-up, sign-in, invitations, forgotten passwords. */
export const outsideRoutes: RouteObject[] = [];
