-- A call that a comment is about: who called whom, when, how long.
ALTER TABLE comments ADD COLUMN call TEXT; -- JSON
