-- Replies that leave later.
CREATE TABLE scheduled_replies (
  id {id},
  ticket_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  author_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  request TEXT NOT NULL,                 -- JSON: the change of the ticket as it was asked for, its comment cleaned
  send_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX scheduled_replies_ticket ON scheduled_replies (ticket_id, id);
