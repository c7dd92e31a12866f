-- How soon people are mailed what they have not read in the workspace, and how far that is done.
CREATE TABLE notification_mails (
  user_id BIGINT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  rhythm TEXT NOT NULL,
  mailed_up_to BIGINT NOT NULL           -- the last notification that a mail was made for
);
