-- Fields of a desk's own on its users and organizations. Values are in users.fields and organizations.fields, by key.
CREATE TABLE record_fields (
  id {id},
  owner TEXT NOT NULL,                          -- user or organization
  key TEXT NOT NULL,
  type TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  position BIGINT NOT NULL,
  active BIGINT NOT NULL DEFAULT 1,
  regexp TEXT,
  target TEXT,                                  -- what a look-up names: user or organization
  options TEXT NOT NULL DEFAULT '[]',           -- JSON: [{"id":…,"name":…,"value":…}]
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (owner, key)
);

-- The values once more, to find users and organizations, and their tickets, by.
CREATE TABLE record_field_values (
  owner TEXT NOT NULL,
  owner_id BIGINT NOT NULL,
  field_id BIGINT NOT NULL,
  text_value TEXT NOT NULL,
  number_value DOUBLE PRECISION,                -- of numbers; of dates the days since 1970
  PRIMARY KEY (owner, owner_id, field_id, text_value)
);
CREATE INDEX record_field_values_text ON record_field_values (field_id, text_value, owner_id);
CREATE INDEX record_field_values_number ON record_field_values (field_id, number_value, owner_id);
