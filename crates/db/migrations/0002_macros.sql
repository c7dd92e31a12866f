CREATE TABLE macros (
  id {id},
  title TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  position BIGINT NOT NULL,
  active BIGINT NOT NULL DEFAULT 1,
  restriction TEXT,                      -- JSON: who sees it; everybody when null
  actions TEXT NOT NULL,                 -- JSON: [{"field":…,"value":…}]
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- Each time a macro was part of a change.
CREATE TABLE macro_uses (
  macro_id BIGINT NOT NULL REFERENCES macros (id) ON DELETE CASCADE,
  ticket_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  user_id BIGINT REFERENCES users (id),
  used_at BIGINT NOT NULL
);
CREATE INDEX macro_uses_macro ON macro_uses (macro_id, used_at);
CREATE INDEX macro_uses_ticket ON macro_uses (ticket_id);
