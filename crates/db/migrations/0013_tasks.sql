-- What is to be done on a ticket, step by step.
CREATE TABLE tasks (
  id {id},
  ticket_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  done_at BIGINT,
  assignee_id BIGINT REFERENCES users (id),
  due_at BIGINT,
  position BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX tasks_ticket ON tasks (ticket_id, position, id);

CREATE TABLE task_templates (
  id {id},
  title TEXT NOT NULL,
  tasks TEXT NOT NULL,                   -- JSON: their titles, in order
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- For views that begin with what is due soonest.
CREATE INDEX tickets_unsolved_due ON tickets (COALESCE(due_at, 9000000000000000), id)
  WHERE status < 4 AND deleted_at IS NULL;
