-- To tell whether anything still needs the bytes of a mail.
CREATE INDEX incoming_mails_raw ON incoming_mails (raw);
