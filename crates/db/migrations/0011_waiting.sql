-- Since when the customer waits for an answer; none when the last word in public is ours.
ALTER TABLE tickets ADD COLUMN waiting_since BIGINT;
UPDATE tickets SET waiting_since = (
  SELECT MIN(c.created_at) FROM comments c JOIN users u ON u.id = c.author_id
  WHERE c.ticket_id = tickets.id AND c.public = 1 AND (u.role = 'end-user' OR u.id = tickets.requester_id)
    AND c.id > COALESCE((
      SELECT MAX(a.id) FROM comments a JOIN users v ON v.id = a.author_id
      WHERE a.ticket_id = tickets.id AND a.public = 1 AND v.role <> 'end-user' AND v.id <> tickets.requester_id), 0));
CREATE INDEX tickets_unsolved_waiting ON tickets (COALESCE(waiting_since, 9000000000000000), id)
  WHERE status < 4 AND deleted_at IS NULL;

-- The other orders in which long views are read.
CREATE INDEX tickets_unsolved_priority ON tickets (COALESCE(priority, -1), id)
  WHERE status < 4 AND deleted_at IS NULL;
CREATE INDEX tickets_unsolved_created ON tickets (created_at, id) WHERE status < 4 AND deleted_at IS NULL;
CREATE INDEX tickets_unsolved_commented ON tickets (latest_comment_at, id) WHERE status < 4 AND deleted_at IS NULL;
