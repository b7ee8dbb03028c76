-- Only what SQLite and PostgreSQL both take. Times are milliseconds since 1970 in UTC.

CREATE TABLE accounts (
    id TEXT PRIMARY KEY NOT NULL,
    created_at BIGINT NOT NULL
);

-- A session is found by the hash of its token, so that nobody signs in with what the database holds.
CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
);

CREATE TABLE connections (
    id TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    api_type TEXT NOT NULL,
    api_version TEXT NOT NULL,
    region TEXT NOT NULL,
    site_name TEXT NOT NULL,
    user_id TEXT,
    space_id TEXT,
    auth_type TEXT,
    oauth_client_id TEXT,
    api_key TEXT,
    -- The key that encrypts what this row has encrypted.
    encryption_key_id TEXT,
    status TEXT NOT NULL,
    -- Counts the saves; it is the ETag.
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE INDEX connections_of_account ON connections (account_id, created_at);

-- The answers to saves, for whoever asks again because the answer was lost.
CREATE TABLE idempotency_records (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    route TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    encryption_key_id TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status BIGINT NOT NULL,
    location TEXT,
    etag TEXT NOT NULL,
    body TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, route, idempotency_key)
);

CREATE INDEX idempotency_records_by_expiry ON idempotency_records (expires_at);

-- What proves at start that a key is the one which this database was written with.
CREATE TABLE encryption_keys (
    id TEXT PRIMARY KEY NOT NULL,
    check_value TEXT NOT NULL
);
