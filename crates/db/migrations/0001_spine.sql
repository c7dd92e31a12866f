-- The spine: people, tickets, mail, and what follows from a change.
-- Statuses, priorities and types are small numbers so that they sort by meaning; see tickets::model.

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL                    -- JSON
);

CREATE TABLE organizations (
  id {id},
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL UNIQUE,
  external_id TEXT UNIQUE,
  details TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  group_id BIGINT,
  shared_tickets BIGINT NOT NULL DEFAULT 0,
  shared_comments BIGINT NOT NULL DEFAULT 0,
  tags TEXT NOT NULL DEFAULT '[]',       -- JSON
  fields TEXT NOT NULL DEFAULT '{}',     -- JSON
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX organizations_updated ON organizations (updated_at, id);

CREATE TABLE organization_domains (
  domain TEXT PRIMARY KEY,               -- lower case
  organization_id BIGINT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE
);
CREATE INDEX organization_domains_organization ON organization_domains (organization_id);

CREATE TABLE users (
  id {id},
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL DEFAULT '',  -- lower case, without accents: to search and sort by
  role TEXT NOT NULL,
  email TEXT,                            -- the primary address, as written
  phone TEXT,
  external_id TEXT UNIQUE,
  alias TEXT,
  signature TEXT,
  details TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  locale TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  organization_id BIGINT REFERENCES organizations (id) ON DELETE SET NULL,
  default_group_id BIGINT,
  active BIGINT NOT NULL DEFAULT 1,      -- 0: deleted
  suspended BIGINT NOT NULL DEFAULT 0,
  verified BIGINT NOT NULL DEFAULT 0,
  password_hash TEXT,
  preferences TEXT NOT NULL DEFAULT '{}', -- JSON
  tags TEXT NOT NULL DEFAULT '[]',       -- JSON
  fields TEXT NOT NULL DEFAULT '{}',     -- JSON
  last_login_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX users_role ON users (role, id);
CREATE INDEX users_name ON users (name_folded, id);
CREATE INDEX users_organization ON users (organization_id, id);
CREATE INDEX users_updated ON users (updated_at, id);

CREATE TABLE identities (
  id {id},
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  value_folded TEXT NOT NULL,
  is_primary BIGINT NOT NULL,
  verified BIGINT NOT NULL,
  undeliverable_since BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (kind, value_folded)
);
CREATE INDEX identities_user ON identities (user_id, id);

CREATE TABLE groups (
  id {id},
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  is_default BIGINT NOT NULL DEFAULT 0,
  deleted BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE group_memberships (
  id {id},
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  group_id BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
  is_default BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (user_id, group_id)
);
CREATE INDEX group_memberships_group ON group_memberships (group_id, user_id);

CREATE TABLE organization_memberships (
  id {id},
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  organization_id BIGINT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  is_default BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (user_id, organization_id)
);
CREATE INDEX organization_memberships_organization ON organization_memberships (organization_id, user_id);

CREATE TABLE sessions (
  id {id},
  token_hash BYTEA NOT NULL UNIQUE,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  csrf_token TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE api_tokens (
  id {id},
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  token_hash BYTEA NOT NULL UNIQUE,
  description TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT
);

CREATE TABLE invitations (
  id {id},
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  group_ids TEXT NOT NULL,               -- JSON
  token_hash BYTEA NOT NULL UNIQUE,
  invited_by BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  user_id BIGINT REFERENCES users (id) ON DELETE SET NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  accepted_at BIGINT
);

CREATE TABLE password_resets (
  token_hash BYTEA PRIMARY KEY,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  expires_at BIGINT NOT NULL
);

CREATE TABLE tickets (
  id {id},                               -- the ticket's number
  subject TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',  -- the first comment as plain text
  status BIGINT NOT NULL,
  priority BIGINT,
  type BIGINT,
  requester_id BIGINT NOT NULL REFERENCES users (id),
  submitter_id BIGINT NOT NULL REFERENCES users (id),
  assignee_id BIGINT REFERENCES users (id),
  group_id BIGINT REFERENCES groups (id),
  organization_id BIGINT REFERENCES organizations (id) ON DELETE SET NULL,
  problem_id BIGINT,
  external_id TEXT,
  via TEXT NOT NULL,
  recipient TEXT,                        -- our address that the first mail was sent to
  due_at BIGINT,
  custom_fields TEXT NOT NULL DEFAULT '[]', -- JSON
  comment_count BIGINT NOT NULL DEFAULT 0,
  preview TEXT NOT NULL DEFAULT '',      -- start of the newest comment
  preview_author_id BIGINT,
  latest_comment_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  generated_at BIGINT NOT NULL,          -- moves with every change, also those that leave updated_at
  solved_at BIGINT,
  deleted_at BIGINT
);
CREATE INDEX tickets_unsolved ON tickets (updated_at, id) WHERE status < 4 AND deleted_at IS NULL;
CREATE INDEX tickets_unsolved_assignee ON tickets (assignee_id, updated_at, id) WHERE status < 4 AND deleted_at IS NULL;
CREATE INDEX tickets_unsolved_group ON tickets (group_id, updated_at, id) WHERE status < 4 AND deleted_at IS NULL;
CREATE INDEX tickets_status ON tickets (status, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX tickets_updated ON tickets (updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX tickets_generated ON tickets (generated_at, id);
CREATE INDEX tickets_requester ON tickets (requester_id, updated_at, id);
CREATE INDEX tickets_assignee ON tickets (assignee_id, updated_at, id);
CREATE INDEX tickets_organization ON tickets (organization_id, updated_at, id);
CREATE INDEX tickets_external ON tickets (external_id);
CREATE INDEX tickets_problem ON tickets (problem_id);

-- How many tickets there are of each kind; the deleted do not count.
CREATE TABLE ticket_counts (
  status BIGINT NOT NULL,
  priority BIGINT,
  type BIGINT,
  assignee_id BIGINT,
  group_id BIGINT,
  tickets BIGINT NOT NULL
);
CREATE UNIQUE INDEX ticket_counts_kind ON ticket_counts
  (status, COALESCE(priority, -1), COALESCE(type, -1), COALESCE(assignee_id, 0), COALESCE(group_id, 0));

CREATE TABLE ticket_tags (
  ticket_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  PRIMARY KEY (ticket_id, tag)
);
CREATE INDEX ticket_tags_tag ON ticket_tags (tag, ticket_id);

CREATE TABLE ticket_people (
  ticket_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  user_id BIGINT NOT NULL REFERENCES users (id),
  kind TEXT NOT NULL,                    -- cc or follower
  PRIMARY KEY (ticket_id, kind, user_id)
);
CREATE INDEX ticket_people_user ON ticket_people (user_id, kind, ticket_id);

CREATE TABLE ticket_reads (
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  ticket_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  read_at BIGINT NOT NULL,
  PRIMARY KEY (user_id, ticket_id)
);

-- Every change of anything, in commit order: the history people see and the feed that derived things follow.
CREATE TABLE audits (
  id {id},
  entity TEXT NOT NULL,
  entity_id BIGINT NOT NULL,
  author_id BIGINT,                      -- none: Guichet itself
  via TEXT NOT NULL,
  source TEXT NOT NULL DEFAULT '{}',     -- JSON: the mail, rule or job behind it
  events TEXT NOT NULL,                  -- JSON
  undone_by BIGINT,                      -- the audit that took this one back
  created_at BIGINT NOT NULL
);
CREATE INDEX audits_created ON audits (created_at, id);
CREATE INDEX audits_entity ON audits (entity, entity_id, id);

CREATE TABLE comments (
  id {id},
  ticket_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  audit_id BIGINT NOT NULL,
  author_id BIGINT NOT NULL REFERENCES users (id),
  public BIGINT NOT NULL,
  body_html TEXT NOT NULL,               -- cleaned; the new part
  body_text TEXT NOT NULL,               -- the same as plain text
  quoted_html TEXT,                      -- cleaned; what the new part quotes, and its signature
  has_remote_images BIGINT NOT NULL DEFAULT 0,
  via TEXT NOT NULL,
  recipients TEXT NOT NULL DEFAULT '{}', -- JSON: from, to, cc as the mail had them
  incoming_mail_id BIGINT,
  created_at BIGINT NOT NULL
);
CREATE INDEX comments_ticket ON comments (ticket_id, id);
CREATE INDEX comments_author ON comments (author_id, id);

CREATE TABLE uploads (
  id {id},
  token TEXT NOT NULL UNIQUE,
  user_id BIGINT REFERENCES users (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL
);

CREATE TABLE attachments (
  id {id},
  token TEXT NOT NULL UNIQUE,            -- in the URL, so that it cannot be guessed
  upload_id BIGINT REFERENCES uploads (id) ON DELETE SET NULL,
  comment_id BIGINT REFERENCES comments (id) ON DELETE SET NULL,
  file_name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  blob TEXT NOT NULL,                    -- SHA-256
  inline BIGINT NOT NULL,
  content_id TEXT,
  created_at BIGINT NOT NULL
);
CREATE INDEX attachments_comment ON attachments (comment_id, id);
CREATE INDEX attachments_upload ON attachments (upload_id, id);
CREATE INDEX attachments_blob ON attachments (blob);

CREATE TABLE drafts (
  ticket_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,                    -- reply or note
  body_html TEXT NOT NULL,
  uploads TEXT NOT NULL,                 -- JSON
  recipients TEXT NOT NULL,              -- JSON
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (ticket_id, user_id, kind)
);

CREATE TABLE views (
  id {id},
  view_key TEXT UNIQUE,                  -- a view that Guichet brought, named in the reader's language
  title TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  position BIGINT NOT NULL,
  active BIGINT NOT NULL DEFAULT 1,
  restriction TEXT,                      -- JSON
  conditions TEXT NOT NULL,              -- JSON
  execution TEXT NOT NULL,               -- JSON
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE mailboxes (
  id {id},
  address TEXT NOT NULL,
  address_folded TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  group_id BIGINT REFERENCES groups (id) ON DELETE SET NULL,
  active BIGINT NOT NULL DEFAULT 1,
  imap TEXT,                             -- JSON, without the password
  imap_secret BYTEA,                     -- encrypted
  smtp TEXT,                             -- JSON, without the password
  smtp_secret BYTEA,                     -- encrypted
  uid_validity BIGINT,
  last_uid BIGINT NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'never_checked',
  last_error TEXT,
  last_checked_at BIGINT,
  last_received_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- The ledger of mail that came in: a row before anything else is done with it.
CREATE TABLE incoming_mails (
  id {id},
  fingerprint TEXT NOT NULL UNIQUE,      -- of what makes it the same delivery, so that none counts twice
  source TEXT NOT NULL,                  -- smtp or imap
  mailbox_id BIGINT REFERENCES mailboxes (id) ON DELETE SET NULL,
  message_id TEXT,
  raw TEXT NOT NULL,                     -- SHA-256
  raw_size BIGINT NOT NULL,
  envelope_from TEXT NOT NULL,
  envelope_to TEXT NOT NULL,             -- JSON
  received_at BIGINT NOT NULL,
  outcome TEXT NOT NULL,                 -- pending, then what became of it
  detail TEXT NOT NULL DEFAULT '',
  ticket_id BIGINT,
  comment_id BIGINT,
  finished_at BIGINT
);
CREATE INDEX incoming_mails_message ON incoming_mails (message_id);
CREATE INDEX incoming_mails_outcome ON incoming_mails (outcome, id);
CREATE INDEX incoming_mails_ticket ON incoming_mails (ticket_id);

-- The ledger of mail that goes out.
CREATE TABLE outgoing_mails (
  id {id},
  ticket_id BIGINT REFERENCES tickets (id) ON DELETE CASCADE,
  comment_id BIGINT REFERENCES comments (id) ON DELETE CASCADE,
  message_id TEXT UNIQUE,                -- given at the first attempt
  purpose TEXT NOT NULL,                 -- reply, invitation, password_reset, …
  mailbox_id BIGINT REFERENCES mailboxes (id) ON DELETE SET NULL,
  recipients TEXT NOT NULL,              -- JSON
  content TEXT NOT NULL DEFAULT '{}',    -- JSON: what is not in the comment
  state TEXT NOT NULL,                   -- queued, sent, failed, bounced, cancelled
  error TEXT,
  attempts BIGINT NOT NULL DEFAULT 0,
  send_at BIGINT NOT NULL,
  sent_at BIGINT,
  created_at BIGINT NOT NULL
);
CREATE INDEX outgoing_mails_comment ON outgoing_mails (comment_id);
CREATE INDEX outgoing_mails_ticket ON outgoing_mails (ticket_id);

CREATE TABLE jobs (
  id {id},
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,                 -- JSON
  unique_key TEXT UNIQUE,                -- at most one such job waits
  run_at BIGINT NOT NULL,                -- while it is being run: when another may take it over
  attempts BIGINT NOT NULL DEFAULT 0,
  failed_at BIGINT,                      -- given up
  last_error TEXT,
  created_at BIGINT NOT NULL
);
CREATE INDEX jobs_due ON jobs (run_at) WHERE failed_at IS NULL;

-- Bulk work that a client polls.
CREATE TABLE job_statuses (
  id TEXT PRIMARY KEY,
  author_id BIGINT NOT NULL,
  job_type TEXT NOT NULL,
  total BIGINT NOT NULL,
  progress BIGINT NOT NULL DEFAULT 0,
  status TEXT NOT NULL,
  message TEXT,
  results TEXT NOT NULL DEFAULT '[]',    -- JSON
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
