-- Conversations that agents have by mail beside a ticket, with people who learn nothing of it.
CREATE TABLE side_conversations (
  id {id},
  ticket_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  subject TEXT NOT NULL,
  state TEXT NOT NULL,                   -- open or closed
  participants TEXT NOT NULL,            -- JSON: everybody outside who is or was in it
  preview TEXT NOT NULL,                 -- start of the newest message
  external_ids TEXT NOT NULL,            -- JSON
  message_added_at BIGINT NOT NULL,
  answered_at BIGINT,                    -- when somebody outside last wrote
  state_updated_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX side_conversations_ticket ON side_conversations (ticket_id, id);

-- Its messages, and when it was closed or opened again.
CREATE TABLE side_conversation_events (
  id {id},
  side_conversation_id BIGINT NOT NULL REFERENCES side_conversations (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,                    -- create, reply or update
  author_id BIGINT REFERENCES users (id),-- the colleague; none: somebody outside
  sender TEXT NOT NULL,                  -- JSON: name and address
  recipients TEXT NOT NULL,              -- JSON: names and addresses, without our own
  body_html TEXT NOT NULL,               -- cleaned; the new part
  body_text TEXT NOT NULL,               -- the same as plain text
  quoted_html TEXT,                      -- cleaned; what the new part quotes, and its signature
  has_remote_images BIGINT NOT NULL,
  automatic BIGINT NOT NULL,             -- a machine wrote it
  state TEXT,                            -- of an update: what the conversation became
  external_ids TEXT NOT NULL,            -- JSON
  incoming_mail_id BIGINT,
  created_at BIGINT NOT NULL
);
CREATE INDEX side_conversation_events_conversation ON side_conversation_events (side_conversation_id, id);

CREATE TABLE side_conversation_reads (
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  side_conversation_id BIGINT NOT NULL REFERENCES side_conversations (id) ON DELETE CASCADE,
  read_at BIGINT NOT NULL,
  PRIMARY KEY (user_id, side_conversation_id)
);

-- Their mails name no ticket, so that nothing leads from them to one.
ALTER TABLE attachments ADD COLUMN side_event_id BIGINT REFERENCES side_conversation_events (id) ON DELETE SET NULL;
CREATE INDEX attachments_side_event ON attachments (side_event_id, id);
ALTER TABLE outgoing_mails ADD COLUMN side_event_id BIGINT REFERENCES side_conversation_events (id) ON DELETE CASCADE;
CREATE INDEX outgoing_mails_side_event ON outgoing_mails (side_event_id);
ALTER TABLE incoming_mails ADD COLUMN side_event_id BIGINT;
CREATE INDEX incoming_mails_side_event ON incoming_mails (side_event_id);
ALTER TABLE notifications ADD COLUMN side_event_id BIGINT REFERENCES side_conversation_events (id) ON DELETE CASCADE;
CREATE INDEX notifications_side_event ON notifications (side_event_id);
