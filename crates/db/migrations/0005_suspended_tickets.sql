-- Mail that was kept from becoming a ticket, until somebody decides.
CREATE TABLE suspended_tickets (
  id {id},
  incoming_mail_id BIGINT NOT NULL UNIQUE REFERENCES incoming_mails (id) ON DELETE CASCADE,
  cause TEXT NOT NULL,
  author_id BIGINT,
  author_name TEXT NOT NULL,
  author_email TEXT NOT NULL,
  subject TEXT NOT NULL,
  content TEXT NOT NULL,                 -- plain text
  recipient TEXT,
  created_at BIGINT NOT NULL
);
CREATE INDEX suspended_tickets_created ON suspended_tickets (created_at, id);

-- Whether somebody decided that the mail is to be taken in all the same.
ALTER TABLE incoming_mails ADD COLUMN recovered BIGINT NOT NULL DEFAULT 0;
