-- Tickets that are made again and again.
CREATE TABLE recurring_tickets (
  id {id},
  owner_id BIGINT NOT NULL REFERENCES users (id),
  subject TEXT NOT NULL,
  ticket TEXT NOT NULL,                  -- JSON: what each of them holds
  schedule TEXT NOT NULL,                -- JSON: when they are made
  paused BIGINT NOT NULL,
  problem TEXT,                          -- why Guichet paused it by itself
  next_at BIGINT,                        -- NULL while paused and after the last one
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE recurring_ticket_runs (
  id {id},
  recurring_ticket_id BIGINT NOT NULL REFERENCES recurring_tickets (id) ON DELETE CASCADE,
  ticket_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  due_at BIGINT,                         -- NULL: somebody made it by hand
  missed BIGINT NOT NULL,                -- how many later times it stands for too
  created_at BIGINT NOT NULL
);
CREATE INDEX recurring_ticket_runs_newest ON recurring_ticket_runs (recurring_ticket_id, id);
CREATE INDEX recurring_ticket_runs_ticket ON recurring_ticket_runs (ticket_id);
