-- What an internal note said before and after each edit; a note that was never edited has no rows.
CREATE TABLE comment_versions (
  comment_id BIGINT NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
  number BIGINT NOT NULL,                -- 1 is how it was written first
  author_id BIGINT NOT NULL,
  body_html TEXT NOT NULL,
  body_text TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (comment_id, number)
);
