-- What agents are told of: at most one for each person and change.
CREATE TABLE notifications (
  id {id},
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  ticket_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  audit_id BIGINT NOT NULL,
  comment_id BIGINT,
  author_id BIGINT,                      -- none: Guichet itself
  read_at BIGINT,
  created_at BIGINT NOT NULL,
  UNIQUE (user_id, audit_id)
);
CREATE INDEX notifications_user ON notifications
  (user_id, (CASE WHEN read_at IS NULL THEN 1 ELSE 0 END), id);
CREATE INDEX notifications_unread ON notifications (user_id, ticket_id) WHERE read_at IS NULL;
CREATE INDEX notifications_audit ON notifications (audit_id);
CREATE INDEX notifications_read ON notifications (read_at) WHERE read_at IS NOT NULL;

-- The kinds that a person does not want to be told of.
CREATE TABLE muted_notifications (
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  PRIMARY KEY (user_id, kind)
);
