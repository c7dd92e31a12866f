import { redirect } from 'react-router';
import { queryClient } from '@/app/query-client';
import { setupQuery } from './api';

/** A desk without an administrator is set up before anyone signs in. */
export async function signInLoader() {
  const setup = await queryClient.fetchQuery({ ...setupQuery, staleTime: 0 }).catch(() => null);
  return setup?.needed ? redirect('/setup') : null;
}
