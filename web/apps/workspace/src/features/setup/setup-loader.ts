import { redirect } from 'react-router';
import { queryClient } from '@/app/query-client';
import { findSession } from '@/features/session/find-session';
import { setupQuery } from '@/features/sign-in/api';
import { pathOf, rememberedStep, rememberStep, stepOf } from './steps';

/** Leads to the step that comes next: the first without an administrator, else where one stopped. */
export async function setupLoader({ request }: { request: Request }) {
  const step = stepOf(new URL(request.url).pathname);
  const setup = await queryClient.fetchQuery({ ...setupQuery, staleTime: 0 });
  if (setup.needed) return step === 'account' ? null : redirect(pathOf('account'));

  const me = await findSession();
  if (!me) return redirect(`/sign-in?next=${encodeURIComponent(pathOf(step))}`);
  if (me.role !== 'admin') return redirect('/');
  if (step === 'account') {
    const next = rememberedStep();
    return redirect(next && next !== 'account' ? pathOf(next) : '/');
  }
  rememberStep(step);
  return null;
}
