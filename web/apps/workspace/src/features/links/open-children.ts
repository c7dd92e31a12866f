import type { Conversation } from '@guichet/api';

/** How many of a ticket's children are not solved. */
export function openChildren(page: Pick<Conversation, 'links'> | undefined): number {
  const isOpen = (status: string) => status !== 'solved' && status !== 'closed';
  const children = page?.links.filter(({ kind }) => kind === 'child') ?? [];
  return children.filter(({ ticket }) => isOpen(ticket.status)).length;
}
