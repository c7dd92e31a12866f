// The shapes the workspace reads, taken from the API's document. Instants are ISO 8601 strings in UTC.

import type { components } from './schema';

export type Schemas = components['schemas'];

/** A shape as the API sends it: what may be null is there nonetheless. */
export type Sent<Name extends keyof Schemas> = Required<Schemas[Name]>;

export type Id = number;
export type Instant = Schemas['Timestamp'];
export type Locale = Schemas['Locale'];
export type Status = Schemas['Status'];
export type Priority = Schemas['Priority'];
export type TicketType = Schemas['TicketType'];

/** What the workspace keeps in `preferences`, which the API carries as it is. */
export type Preferences = {
  theme: 'auto' | 'light' | 'dark';
  send_status: Exclude<Status, 'new' | 'closed'>;
  /** The status of that category, where it is not the category's default. */
  send_custom_status_id: Id | null;
  list_layout: 'cards' | 'table';
  /** The columns of the dense table, by their keys. */
  list_columns: string[];
  single_keys: boolean;
  ui_locale: Locale;
  /** Where one goes once an answer is on its way. */
  after_sending: 'stay' | 'next' | 'list';
  /** Tickets kept open as tabs. */
  work_tabs: Id[];
};

type UserBody = Sent<'UserBody'>;
export type User = Pick<UserBody, 'id' | 'name' | 'email' | 'role'> &
  Partial<Omit<UserBody, 'user_fields'>> & { user_fields?: FieldValues };
export type Me = User & { authenticity_token: string; preferences: Partial<Preferences> };

export type Group = Pick<Sent<'GroupBody'>, 'id' | 'name'> & Partial<Sent<'GroupBody'>>;
type OrganizationBody = Sent<'OrganizationBody'>;
export type Organization = Pick<OrganizationBody, 'id' | 'name'> &
  Partial<Omit<OrganizationBody, 'organization_fields'>> & { organization_fields?: FieldValues };
export type Identity = Sent<'IdentityBody'>;

/** Who sees a view or a macro: everybody when null, else one agent or the members of teams. */
export type Restriction = { type: 'User' | 'Group'; id?: Id; ids?: Id[] } | null;

export type ViewKey = 'my_open' | 'unassigned' | 'all_open' | 'pending' | 'snoozed' | 'solved';
export type View = Pick<Sent<'ViewBody'>, 'id' | 'title' | 'active' | 'position' | 'group_id'> & {
  key: ViewKey | null;
  restriction?: Restriction;
  execution?: {
    group_by?: string | null;
    sort_by?: string | null;
    sort_order?: string | null;
  };
};
export type ViewCount = Schemas['ViewCount'];

/** What a field of the desk's own holds; null for nothing. */
export type FieldValue = string | number | boolean | string[] | null;
/** Values by the keys of their fields, as people and organizations carry them. */
export type FieldValues = Record<string, FieldValue>;
/** A value by its field, as tickets carry it. */
export type FieldEntry = { id: Id; value: FieldValue };

type TicketBody = Sent<'TicketBody'>;
type TicketField =
  | 'id'
  | 'subject'
  | 'priority'
  | 'type'
  | 'custom_status_id'
  | 'brand_id'
  | 'ticket_form_id'
  | 'requester_id'
  | 'assignee_id'
  | 'group_id'
  | 'organization_id'
  | 'problem_id'
  | 'has_incidents'
  | 'tags'
  | 'follower_ids'
  | 'email_cc_ids'
  | 'due_at'
  | 'created_at'
  | 'updated_at';
export type Ticket = Pick<TicketBody, TicketField> & {
  status: Status;
  via: Via;
  custom_fields: FieldEntry[];
};

/** A ticket as a list carries it. */
export type ListedTicket = Ticket &
  Pick<
    TicketBody,
    'preview' | 'preview_author_id' | 'unread' | 'latest_comment_at' | 'waiting_since'
  >;

/** How something came; a follow-up names the ticket that it goes on from. */
export type Via = Pick<Schemas['ViaBody'], 'channel'> & {
  source?: { rel: string | null; from: { ticket_id?: Id; subject?: string } };
};

export type Attachment = Pick<
  Sent<'AttachmentBody'>,
  'id' | 'file_name' | 'content_type' | 'size' | 'content_url' | 'inline'
>;
export type Upload = Pick<Sent<'UploadBody'>, 'token'> & { attachment: Attachment };

export type Delivery = Omit<Schemas['DeliveryBody'], 'state'> & {
  state: 'queued' | 'sent' | 'failed' | 'bounced';
};

type CommentBody = Sent<'CommentBody'>;
type CommentField =
  | 'id'
  | 'ticket_id'
  | 'audit_id'
  | 'author_id'
  | 'public'
  | 'plain_body'
  | 'html_body'
  | 'quoted_html'
  | 'has_blocked_images'
  | 'to'
  | 'cc'
  | 'raw_url'
  | 'version'
  | 'edited_at'
  | 'created_at';
/** `html_body` is cleaned by the server; remote images carry `data-blocked-src`. */
export type Comment = Pick<CommentBody, CommentField> & {
  attachments: Attachment[];
  delivery: Delivery | null;
  via: Via;
  /** The call it is about. */
  data: Call | null;
};

/** A telephone call that an agent logged. */
export type Call = Sent<'Call'>;

export type AuditEvent = {
  id: Id;
  type: string;
  field_name?: string;
  value?: unknown;
  previous_value?: unknown;
  /** The other ticket of a merge, or of its end; the follow-up of a closed one. */
  from?: Id;
  into?: Id;
  ticket?: Id;
  /** What the other ticket of a link is. */
  kind?: LinkKind;
  /** How many later times a recurring ticket stands for too. */
  missed?: number;
  /** Why it could not be made as it was set up. */
  error?: string | null;
};
export type Audit = Pick<Sent<'AuditBody'>, 'id' | 'author_id' | 'created_at'> & {
  events: AuditEvent[];
};

export type Snooze = Sent<'Snooze'>;
export type Reminder = Sent<'Reminder'>;
export type ScheduledReply = Sent<'ScheduledReplyBody'>;
/** What another ticket is to a ticket. */
export type LinkKind = Schemas['LinkKind'];
export type TicketLink = { kind: LinkKind; ticket: ListedTicket };

/** A step of the work on a ticket. */
export type Task = Sent<'TaskBody'>;
/** That an agent worked on a ticket. */
export type TimeEntry = Sent<'TimeEntryBody'>;
export type TaskTemplate = Sent<'TaskTemplate'>;

export type Notification = Sent<'NotificationBody'>;
export type NotificationKind = Schemas['NotificationKind'];

export type DraftKind = Schemas['DraftKind'];
export type Draft = Schemas['DraftBody'];

export type Permissions = Schemas['Abilities'];

/** A conversation by mail beside a ticket. */
export type SideConversation = Omit<Sent<'SideConversationBody'>, 'participants'> & {
  participants: Participant[];
};
/** Somebody in a side conversation. */
type Participant = Sent<'ParticipantBody'>;
/** What happened in it; without a message when it was closed or opened. */
export type SideEvent = Omit<Sent<'SideEventBody'>, 'message' | 'actor' | 'updates'> & {
  actor: Participant;
  message: SideMessage | null;
  updates: { state?: SideConversation['state'] };
};
type SideMessage = Omit<Sent<'MessageBody'>, 'from' | 'to' | 'attachments' | 'delivery'> & {
  from: Participant;
  to: Participant[];
  attachments: Attachment[];
  delivery: Delivery | null;
};

/** Everything the page of one ticket shows. */
export type Conversation = Pick<
  Schemas['ConversationResponse'],
  'drafts' | 'updated_stamp' | 'merged_into_id'
> & {
  ticket: Ticket;
  comments: Comment[];
  tasks: Task[];
  time_entries: TimeEntry[];
  links: TicketLink[];
  audits: Audit[];
  users: User[];
  groups: Group[];
  organizations: Organization[];
  scheduled_replies: ScheduledReply[];
  snooze: Snooze | null;
  /** The open ones, the soonest first. */
  reminders: Reminder[];
  side_conversations: SideConversation[];
  can: Permissions;
};

export type CursorMeta = Pick<Sent<'PageMeta'>, 'has_more' | 'after_cursor'>;

export type DeskSettings = Sent<'DeskSettings'>;

export type JobStatus = Pick<Sent<'JobStatusBody'>, 'id' | 'total' | 'progress' | 'message'> & {
  status: 'queued' | 'working' | 'completed' | 'failed' | 'killed';
  results: { id?: Id; success?: boolean; error?: string; details?: string }[] | null;
};

export type BulkChange = Omit<Sent<'BulkChangeBody'>, 'url'>;

export type LiveMessage =
  | { type: 'hello'; user_id: Id }
  | {
      type: 'changed';
      entity:
        | 'ticket'
        | 'user'
        | 'group'
        | 'brand'
        | 'view'
        | 'organization'
        | 'macro'
        | 'ticket_field'
        | 'user_field'
        | 'organization_field'
        | 'ticket_form'
        | 'custom_status'
        | 'task_template'
        | 'recurring_ticket'
        | 'bulk_change'
        | 'settings';
      id: Id;
      audit_id?: Id;
      author_id?: Id;
      at?: Instant;
    }
  | { type: 'tickets_changed'; ids: Id[] }
  | { type: 'presence'; ticket_id: Id; people: PresentPerson[] }
  | { type: 'counts_stale' }
  | { type: 'notified' };

export type PresenceState = 'viewing' | 'replying' | 'noting';
export type PresentPerson = { user_id: Id; state: PresenceState };
