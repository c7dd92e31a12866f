-- The names under which a desk answers.
CREATE TABLE brands (
  id {id},
  name TEXT NOT NULL,                           -- '' for the desk's own
  subdomain TEXT NOT NULL,                      -- '' for the desk's own
  host_mapping TEXT,
  color TEXT,                                   -- #rrggbb
  signature_template TEXT NOT NULL DEFAULT '',
  logo_type TEXT,                               -- its media type
  logo_size BIGINT NOT NULL DEFAULT 0,
  logo_blob TEXT,                               -- SHA-256
  active BIGINT NOT NULL DEFAULT 1,
  is_default BIGINT NOT NULL DEFAULT 0,         -- what tickets get that ask for none; one of them
  deleted BIGINT NOT NULL DEFAULT 0,            -- kept for the closed tickets that name it
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
INSERT INTO brands (name, subdomain, is_default, created_at, updated_at) VALUES ('', '', 1, 0, 0);

ALTER TABLE tickets ADD COLUMN brand_id BIGINT NOT NULL DEFAULT 1;
CREATE INDEX tickets_brand ON tickets (brand_id, id);

ALTER TABLE mailboxes ADD COLUMN brand_id BIGINT NOT NULL DEFAULT 1;
