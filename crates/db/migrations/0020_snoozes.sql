-- Tickets put away until a time, or until the customer writes.
CREATE TABLE snoozes (
  ticket_id BIGINT PRIMARY KEY REFERENCES tickets (id) ON DELETE CASCADE,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  until BIGINT,                          -- NULL: until the customer writes
  created_at BIGINT NOT NULL
);
