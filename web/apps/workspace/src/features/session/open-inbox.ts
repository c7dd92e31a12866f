import { redirect } from 'react-router';
import { queryClient } from '@/app/query-client';
import { viewsQuery } from '@/features/views/api';

/** The start page: my open tickets, or the first view there is. */
export async function openInbox() {
  const views = await queryClient.ensureQueryData(viewsQuery);
  const start = views.find((view) => view.key === 'my_open') ?? views[0];
  return redirect(start ? `/views/${start.id}` : '/tickets/new');
}
