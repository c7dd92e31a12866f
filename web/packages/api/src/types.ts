// The shapes the workspace reads, as the API sends them. Instants are ISO 8601 strings in UTC.

export type Id = number;
export type Instant = string;
export type Locale = 'en' | 'fr';
export type Status = 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';
export type Priority = 'low' | 'normal' | 'high' | 'urgent';
export type TicketType = 'question' | 'incident' | 'problem' | 'task';

export type Preferences = {
  theme: 'auto' | 'light' | 'dark';
  send_status: Exclude<Status, 'new' | 'closed'>;
  list_layout: 'cards' | 'table';
  single_keys: boolean;
  ui_locale: Locale;
};

export type User = {
  id: Id;
  name: string;
  email: string | null;
  phone?: string | null;
  role: 'end-user' | 'agent' | 'admin';
  organization_id?: Id | null;
  locale?: string;
  time_zone?: string;
  notes?: string | null;
  details?: string | null;
  tags?: string[];
  suspended?: boolean;
  created_at?: Instant;
  updated_at?: Instant;
};

export type Me = User & {
  authenticity_token: string;
  preferences: Partial<Preferences>;
};

export type Group = { id: Id; name: string; description?: string; deleted?: boolean };
export type Organization = { id: Id; name: string; domain_names?: string[]; notes?: string };
export type Identity = {
  id: Id;
  type: 'email' | 'phone_number' | 'external' | string;
  value: string;
  primary: boolean;
  verified: boolean;
};

export type ViewKey = 'my_open' | 'unassigned' | 'all_open' | 'solved' | 'pending';
export type View = {
  id: Id;
  title: string;
  active: boolean;
  position: number;
  key?: ViewKey | null;
  group_id?: Id | null;
};
export type ViewCount = { view_id: Id; value: number | null; pretty: string; fresh: boolean };

export type Via = { channel: string; source?: unknown };

export type Ticket = {
  id: Id;
  subject: string | null;
  raw_subject?: string | null;
  description?: string | null;
  status: Status;
  priority: Priority | null;
  type: TicketType | null;
  requester_id: Id;
  submitter_id?: Id;
  assignee_id: Id | null;
  group_id: Id | null;
  organization_id: Id | null;
  tags: string[];
  collaborator_ids?: Id[];
  follower_ids?: Id[];
  email_cc_ids?: Id[];
  via: Via;
  created_at: Instant;
  updated_at: Instant;
};

/** A ticket as a list of a view carries it. */
export type ListedTicket = Ticket & {
  preview?: string | null;
  preview_author_id?: Id | null;
  unread?: boolean;
  latest_comment_at?: Instant | null;
};

export type Attachment = {
  id: Id;
  file_name: string;
  content_type: string;
  /** Bytes. */
  size: number;
  content_url: string;
  thumbnails?: { content_url: string }[];
  inline?: boolean;
};

export type Upload = { token: string; attachment: Attachment };

export type Delivery = {
  state: 'queued' | 'sent' | 'failed';
  error?: string | null;
  sent_at?: Instant | null;
  undo_until?: Instant | null;
};

export type Comment = {
  id: Id;
  audit_id: Id;
  author_id: Id;
  public: boolean;
  body?: string;
  plain_body: string;
  /** Already cleaned by the server; remote images carry `data-blocked-src`. */
  html_body: string;
  quoted_html?: string | null;
  has_blocked_images?: boolean;
  attachments: Attachment[];
  delivery?: Delivery | null;
  to?: string[];
  cc?: string[];
  raw_url?: string | null;
  lang?: string | null;
  via: Via;
  created_at: Instant;
};

export type AuditEvent = {
  id: Id;
  type: string;
  field_name?: string;
  value?: unknown;
  previous_value?: unknown;
};

export type Audit = {
  id: Id;
  author_id: Id;
  created_at: Instant;
  events: AuditEvent[];
  via?: Via;
};

export type DraftKind = 'reply' | 'note';
export type Draft = {
  kind: DraftKind;
  html_body: string;
  uploads: Upload[];
  to?: string[];
  cc?: string[];
  updated_at?: Instant;
};

export type Permissions = {
  reply: boolean;
  note: boolean;
  edit: boolean;
  solve: boolean;
  delete: boolean;
};

export type Conversation = {
  ticket: Ticket;
  comments: Comment[];
  audits: Audit[];
  users: User[];
  groups: Group[];
  organization: Organization | null;
  drafts: Draft[];
  can: Permissions;
  updated_stamp: string;
};

export type CursorMeta = { has_more: boolean; after_cursor: string | null };

export type DeskSettings = {
  name: string;
  locale: Locale;
  time_zone: string;
  public_url: string;
  undo_send_seconds: number;
};

export type JobStatus = {
  id: string;
  status: 'queued' | 'working' | 'completed' | 'failed' | 'killed';
  total: number;
  progress: number;
  message: string | null;
  results?: { id?: Id; success?: boolean; error?: string; details?: string }[] | null;
};

export type LiveMessage =
  | { type: 'hello'; user_id: Id }
  | {
      type: 'changed';
      entity: 'ticket' | 'user' | 'group' | 'view' | 'organization' | 'settings';
      id: Id;
      audit_id?: Id;
      author_id?: Id;
      at?: Instant;
    }
  | { type: 'presence'; ticket_id: Id; people: PresentPerson[] }
  | { type: 'counts_stale' };

export type PresenceState = 'viewing' | 'replying' | 'noting';
export type PresentPerson = { user_id: Id; state: PresenceState };
