import { ApiError } from '@guichet/api';
import { redirect } from 'react-router';
import { queryClient } from '@/app/query-client';
import { isSetupNeeded, meQuery } from './api';

/** Lets a page inside the shell load for signed-in people; sends others to sign-in or set-up. */
export async function requireSession({ request }: { request: Request }) {
  try {
    return await queryClient.ensureQueryData(meQuery);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    if (await isSetupNeeded()) return redirect('/setup');
    const { pathname, search } = new URL(request.url);
    const next = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search)}`;
    return redirect(`/sign-in${next}`);
  }
}
