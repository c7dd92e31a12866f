import { redirect } from 'react-router';
import { findSession, isSetupNeeded } from './find-session';

/** Lets a page inside the shell load for signed-in people; sends others to sign-in or set-up. */
export async function requireSession({ request }: { request: Request }) {
  const me = await findSession();
  if (me) return me;
  if (await isSetupNeeded()) return redirect('/setup');
  const { pathname, search } = new URL(request.url);
  const next = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search)}`;
  return redirect(`/sign-in${next}`);
}
