-- Sessions are purged by their end, and counted by their account.

CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE INDEX sessions_of_account ON sessions (account_id, expires_at);

-- The name in lower case, as the program makes it: what SQLite calls lower case is ASCII only. Empty in rows
-- from before; the program fills it in when it starts.
ALTER TABLE connections ADD COLUMN name_key TEXT;

CREATE INDEX connections_by_name ON connections (account_id, name_key);

-- Until when the process that checks an attempt is taken to be alive. It extends this as long as it checks, so
-- that another process ends only what nobody checks any more.
ALTER TABLE authorizations ADD COLUMN lease_expires_at BIGINT;

CREATE INDEX authorizations_by_status ON authorizations (status, expires_at);
