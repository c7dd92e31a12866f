-- Tickets that were merged into another one, which shows their comments as its own.
CREATE TABLE ticket_merges (
  source_id BIGINT PRIMARY KEY REFERENCES tickets (id) ON DELETE CASCADE,
  target_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  source_status BIGINT NOT NULL,         -- what it had before, for taking the merge back
  merged_at BIGINT NOT NULL
);
CREATE INDEX ticket_merges_target ON ticket_merges (target_id);
