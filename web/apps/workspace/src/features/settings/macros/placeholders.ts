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
      'ticket.brand.name',
      'account.name',
    ],
  },
] as const;

const AGENT = ['agent.name', 'agent.first_name', 'agent.email', 'agent.phone'] as const;
const DESK = { about: 'desk', names: ['group.name', 'brand.name', 'account.name'] } as const;

/** What an agent's own signature can name. */
export const SIGNATURE_PLACEHOLDERS = [{ about: 'agent', names: AGENT }, DESK] as const;

/** What a signature around those of agents can name. */
export const FRAME_PLACEHOLDERS = [
  { about: 'agent', names: ['agent.signature', ...AGENT] },
  DESK,
] as const;

export type PlaceholderGroup = (
  | typeof PLACEHOLDERS
  | typeof SIGNATURE_PLACEHOLDERS
  | typeof FRAME_PLACEHOLDERS
)[number];

/** How a placeholder is written. */
export const written = (name: string) => `{{${name}}}`;
