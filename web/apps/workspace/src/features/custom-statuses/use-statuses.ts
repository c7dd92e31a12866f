import { useQuery } from '@tanstack/react-query';
import { statusesQuery } from './api';
import { type NamedStatus, PLAIN_STATUSES } from './statuses';

/** The desk's statuses; those that every desk has until they are read. */
export function useStatuses(): readonly NamedStatus[] {
  return useQuery(statusesQuery).data ?? PLAIN_STATUSES;
}
