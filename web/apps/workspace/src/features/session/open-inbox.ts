import type { View } from '@guichet/api';
import { type LoaderFunctionArgs, redirect } from 'react-router';
import { queryClient } from '@/app/query-client';
import { viewsQuery } from '@/features/views/api';
import { lastView } from '@/features/views/last-view';
import { seemsSignedIn } from './api';
import { findSession } from './find-session';

/** The start page: my open tickets, or the first view there is. */
export async function openInbox() {
  if (await isStranger()) return null;
  const start = usualView(await queryClient.ensureQueryData(viewsQuery));
  return redirect(start ? `/views/${start.id}` : '/tickets/new');
}

/** A ticket by its own address: opened beside the view that was used last. */
export async function openTicket({ params, request }: LoaderFunctionArgs) {
  if (await isStranger()) return null;
  const views = await queryClient.ensureQueryData(viewsQuery);
  const beside = views.find((view) => view.id === lastView()) ?? usualView(views);
  const { search } = new URL(request.url);
  return redirect(`/views/${beside?.id}/tickets/${params.ticketId}${search}`);
}

/** Nobody known to this browser, who is led elsewhere. For anyone else the views are read without waiting. */
async function isStranger(): Promise<boolean> {
  return !seemsSignedIn() && (await findSession()) === null;
}

function usualView(views: readonly View[]): View | undefined {
  return views.find((view) => view.key === 'my_open') ?? views[0];
}
