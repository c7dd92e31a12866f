-- Which audits tell of a setting, so that the audit log is read without looking at every change of a ticket;
-- people::audit decides, as far as it can be told of what is there already.
ALTER TABLE audits ADD COLUMN is_setting BIGINT NOT NULL DEFAULT 0;
UPDATE audits SET is_setting = 1 WHERE entity NOT IN ('ticket', 'user', 'organization', 'bulk_change');
UPDATE audits SET is_setting = 1 WHERE entity = 'user' AND (
  events LIKE '%"field_name":"role","value":"agent"%' OR events LIKE '%"field_name":"role","value":"admin"%'
  OR events LIKE '%"field_name":"role","value":"end-user","previous_value"%'
  OR events LIKE '%"field_name":"group_ids"%' OR events LIKE '%"field_name":"suspended"%'
  OR events LIKE '%"field_name":"active","value":false%' OR events LIKE '%"field_name":"api_tokens"%'
  OR events LIKE '%"field_name":"password"%' OR events LIKE '%"field_name":"identities"%');
CREATE INDEX audits_settings ON audits (created_at, id) WHERE is_setting = 1;
