-- When a connection was last seen to work, and who had signed in.

ALTER TABLE connections ADD COLUMN checked_at BIGINT;

ALTER TABLE connections ADD COLUMN signed_in_as TEXT;

-- An API key was taken to work as soon as it was saved. Nobody had tried it.
UPDATE connections SET status = 'untested' WHERE api_key IS NOT NULL;
