import { ApiError, type Me } from '@guichet/api';
import { queryClient } from '@/app/query-client';
import { setupQuery } from '@/features/sign-in/api';
import { forgetSession, meQuery, seemsSignedIn } from './api';

/** Whether the desk still waits for its first administrator. */
export async function isSetupNeeded(): Promise<boolean> {
  return (await queryClient.fetchQuery(setupQuery)).needed;
}

/** Who is signed in, or null. On an empty desk nothing is asked that would be refused. */
export async function findSession(): Promise<Me | null> {
  if (!seemsSignedIn() && (await isSetupNeeded())) return null;
  try {
    return await queryClient.ensureQueryData(meQuery);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    forgetSession();
    return null;
  }
}
