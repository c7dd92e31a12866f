-- Which of the desk's own fields a kind of ticket has.
CREATE TABLE ticket_forms (
  id {id},
  name TEXT NOT NULL,
  display_name TEXT NOT NULL,
  position BIGINT NOT NULL,
  active BIGINT NOT NULL DEFAULT 1,
  is_default BIGINT NOT NULL DEFAULT 0,         -- what new tickets get
  end_user_visible BIGINT NOT NULL DEFAULT 0,
  field_ids TEXT NOT NULL DEFAULT '[]',         -- JSON, in the form's order
  agent_conditions TEXT NOT NULL DEFAULT '[]',  -- JSON: which value shows and requires which fields
  end_user_conditions TEXT NOT NULL DEFAULT '[]',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- NULL for all fields; what a removed form left behind counts as that.
ALTER TABLE tickets ADD COLUMN form_id BIGINT;
CREATE INDEX tickets_form ON tickets (form_id, id) WHERE form_id IS NOT NULL;
