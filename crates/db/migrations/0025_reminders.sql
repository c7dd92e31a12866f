-- What agents want to be reminded of on a ticket.
CREATE TABLE reminders (
  id {id},
  ticket_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  author_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  body TEXT NOT NULL,
  remind_at BIGINT NOT NULL,
  done_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX reminders_ticket ON reminders (ticket_id) WHERE done_at IS NULL;
CREATE INDEX reminders_user ON reminders (user_id, remind_at) WHERE done_at IS NULL;

ALTER TABLE notifications ADD COLUMN reminder_id BIGINT REFERENCES reminders (id) ON DELETE CASCADE;
CREATE INDEX notifications_reminder ON notifications (reminder_id);
