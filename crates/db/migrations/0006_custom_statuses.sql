-- A desk's own names for where a ticket stands, each within one of the five categories.
CREATE TABLE custom_statuses (
  id {id},
  category BIGINT NOT NULL,                     -- as tickets.status: 0 new to 4 solved
  agent_label TEXT NOT NULL,                    -- '' for the category's own name
  end_user_label TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  end_user_description TEXT NOT NULL DEFAULT '',
  active BIGINT NOT NULL DEFAULT 1,
  is_default BIGINT NOT NULL DEFAULT 0,         -- what a ticket gets when it comes into the category
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
INSERT INTO custom_statuses (category, agent_label, end_user_label, is_default, created_at, updated_at)
  VALUES (0, '', '', 1, 0, 0), (1, '', '', 1, 0, 0), (2, '', '', 1, 0, 0), (3, '', '', 1, 0, 0), (4, '', '', 1, 0, 0);

-- NULL for the first status of the category, which has the id of the category's number plus one.
ALTER TABLE tickets ADD COLUMN custom_status_id BIGINT REFERENCES custom_statuses (id);
CREATE INDEX tickets_custom_status ON tickets (custom_status_id, id) WHERE custom_status_id IS NOT NULL;
