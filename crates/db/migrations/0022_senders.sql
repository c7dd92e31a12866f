-- Under which address, name and signature answers leave.
ALTER TABLE mailboxes ADD COLUMN answering_group_ids TEXT NOT NULL DEFAULT '[]'; -- JSON; none: every group
ALTER TABLE groups ADD COLUMN signature TEXT NOT NULL DEFAULT '';
