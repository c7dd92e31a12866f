/** What can be put into a text to be filled in on each ticket, by what it is about. */
export const PLACEHOLDERS = [
  {
    about: 'requester',
    names: [
      'ticket.requester.first_name',
      'ticket.requester.name',
      'ticket.requester.email',
      'ticket.organization.name',
    ],
  },
  {
    about: 'ticket',
    names: ['ticket.id', 'ticket.title', 'ticket.status', 'ticket.created_at', 'ticket.link'],
  },
  {
    about: 'team',
    names: [
      'current_user.first_name',
      'current_user.name',
      'current_user.signature',
      'ticket.assignee.name',
      'ticket.group.name',
      'account.name',
    ],
  },
] as const;

/** How a placeholder is written. */
export const written = (name: string) => `{{${name}}}`;
