import type { RouteObject } from 'react-router';

/** The pages below `/settings`. */
export const settingsRoutes: RouteObject[] = [];
