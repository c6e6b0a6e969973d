-- The chain of the log: each entry's hash covers the hash before it. The values are covered by a digest with a salt of
-- their own, so that they can be dropped, with the salt, and the chain still holds; the digest is kept then.
ALTER TABLE changes ADD COLUMN salt bytea;
ALTER TABLE changes ADD COLUMN digest bytea;
ALTER TABLE changes ADD COLUMN hash bytea;

-- An audit asks for the newest first: of all, of a person, of a module, of what is rare.
CREATE INDEX changes_at ON changes (at, seq);
CREATE INDEX changes_by ON changes ("by", at, seq);
CREATE INDEX changes_module ON changes (module, at, seq);
CREATE INDEX changes_rare ON changes (kind, at, seq) WHERE kind NOT IN ('created', 'updated');
