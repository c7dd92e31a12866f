CREATE TABLE ticket_fields (
  id {id},
  type TEXT NOT NULL,
  title TEXT NOT NULL,
  title_in_portal TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  agent_description TEXT NOT NULL DEFAULT '',
  position BIGINT NOT NULL,
  active BIGINT NOT NULL DEFAULT 1,
  required BIGINT NOT NULL DEFAULT 0,           -- to solve
  required_in_portal BIGINT NOT NULL DEFAULT 0,
  visible_in_portal BIGINT NOT NULL DEFAULT 0,
  editable_in_portal BIGINT NOT NULL DEFAULT 0,
  tag TEXT,                                     -- what a ticked checkbox puts on the ticket
  regexp TEXT,
  target TEXT,                                  -- what a look-up names: user, organization or ticket
  options TEXT NOT NULL DEFAULT '[]',           -- JSON: [{"id":…,"name":…,"value":…,"default":…}]
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- The values in tickets.custom_fields once more, to find tickets by; several rows where several options are chosen.
CREATE TABLE ticket_field_values (
  ticket_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  field_id BIGINT NOT NULL,
  text_value TEXT NOT NULL,
  number_value DOUBLE PRECISION,                -- of numbers; of dates the days since 1970
  PRIMARY KEY (ticket_id, field_id, text_value)
);
CREATE INDEX ticket_field_values_text ON ticket_field_values (field_id, text_value, ticket_id);
CREATE INDEX ticket_field_values_number ON ticket_field_values (field_id, number_value, ticket_id);
