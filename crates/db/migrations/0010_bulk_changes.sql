-- Changes of many tickets at once, done by a job; how far they are stands in their job status too.
CREATE TABLE bulk_changes (
  id {id},
  job_status_id TEXT NOT NULL UNIQUE REFERENCES job_statuses (id) ON DELETE CASCADE,
  author_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  via TEXT NOT NULL,
  address TEXT NOT NULL,                 -- where the author reached the desk, for links in texts
  change TEXT NOT NULL,                  -- JSON: what is done to each ticket
  stage TEXT NOT NULL,                   -- changing, changed, undoing, undone
  ended_at BIGINT,                       -- when the last ticket was changed or taken back
  created_at BIGINT NOT NULL
);
CREATE INDEX bulk_changes_author ON bulk_changes (author_id, id);

-- The tickets of a bulk change, fixed when it begins, and what became of each.
CREATE TABLE bulk_change_tickets (
  bulk_change_id BIGINT NOT NULL REFERENCES bulk_changes (id) ON DELETE CASCADE,
  ticket_id BIGINT NOT NULL,
  outcome BIGINT NOT NULL,               -- 0 waiting, 1 changed, 2 unchanged, 3 refused, 4 restored, 5 left alone
  audit_id BIGINT,                       -- of the change
  cause TEXT,                            -- why it was refused or left alone, in one word
  reason TEXT,                           -- the same for people
  PRIMARY KEY (bulk_change_id, ticket_id)
);
CREATE INDEX bulk_change_tickets_outcome ON bulk_change_tickets (bulk_change_id, outcome, ticket_id);
