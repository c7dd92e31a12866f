-- The time that agents worked on tickets.
CREATE TABLE time_entries (
  id {id},
  ticket_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  user_id BIGINT NOT NULL REFERENCES users (id),
  spent_at BIGINT NOT NULL,              -- when the work ended
  seconds BIGINT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX time_entries_ticket ON time_entries (ticket_id, spent_at);
CREATE INDEX time_entries_user ON time_entries (user_id, spent_at, id);
CREATE INDEX time_entries_when ON time_entries (spent_at, id);

-- Tickets that have to do with each other; each pair once, the smaller number first.
CREATE TABLE related_tickets (
  first_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  second_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (first_id, second_id)
);
CREATE INDEX related_tickets_second ON related_tickets (second_id);

-- Tickets that are a part of another one's work.
CREATE TABLE child_tickets (
  child_id BIGINT PRIMARY KEY REFERENCES tickets (id) ON DELETE CASCADE,
  parent_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL
);
CREATE INDEX child_tickets_parent ON child_tickets (parent_id);
