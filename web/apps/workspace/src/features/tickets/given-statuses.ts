import type { Status } from '@guichet/api';

/** Statuses an agent can give; new and closed come about by themselves. */
export const GIVEN_STATUSES = ['open', 'pending', 'hold', 'solved'] as const satisfies Status[];
