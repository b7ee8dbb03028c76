-- The tables as SQLite has them after its own migrations. Times are milliseconds since 1970 in UTC.
--
-- IDs are compared byte by byte, which is all that pages of a list need and faster than by a language's rules.

CREATE TABLE accounts (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    created_at BIGINT NOT NULL
);

-- A session is found by the hash of its token, so that nobody signs in with what the database holds.
CREATE TABLE sessions (
    token_hash TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    account_id TEXT COLLATE "C" NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
);

CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE INDEX sessions_of_account ON sessions (account_id, expires_at);

CREATE TABLE connections (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    account_id TEXT COLLATE "C" NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- The name in lower case, as the program makes it.
    name_key TEXT COLLATE "C",
    api_type TEXT NOT NULL,
    api_version TEXT NOT NULL,
    region TEXT NOT NULL,
    site_name TEXT NOT NULL,
    user_id TEXT,
    space_id TEXT,
    auth_type TEXT,
    oauth_client_id TEXT COLLATE "C",
    api_key TEXT,
    -- The key that encrypts what this row has encrypted.
    encryption_key_id TEXT COLLATE "C",
    status TEXT NOT NULL,
    -- When it was last seen to work, and who had signed in.
    checked_at BIGINT,
    signed_in_as TEXT,
    -- Counts the saves; it is the ETag.
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE INDEX connections_of_account ON connections (account_id, created_at, id);

CREATE INDEX connections_by_name ON connections (account_id, name_key);

CREATE INDEX connections_of_oauth_client ON connections (account_id, oauth_client_id);

-- The answers to saves, for whoever asks again because the answer was lost.
CREATE TABLE idempotency_records (
    account_id TEXT COLLATE "C" NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    route TEXT COLLATE "C" NOT NULL,
    idempotency_key TEXT COLLATE "C" NOT NULL,
    encryption_key_id TEXT COLLATE "C" NOT NULL,
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
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    check_value TEXT NOT NULL
);

CREATE TABLE oauth_clients (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    account_id TEXT COLLATE "C" NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- Teamwork's ID of the app, and its secret, encrypted.
    client_id TEXT NOT NULL,
    client_secret TEXT NOT NULL,
    encryption_key_id TEXT COLLATE "C" NOT NULL,
    -- Counts the saves; it is the ETag.
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE INDEX oauth_clients_of_account ON oauth_clients (account_id, created_at);

-- What an authorized connection signs in with. It goes with the connection.
CREATE TABLE access_tokens (
    connection_id TEXT COLLATE "C" PRIMARY KEY NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    account_id TEXT COLLATE "C" NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    access_token TEXT NOT NULL,
    encryption_key_id TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE INDEX access_tokens_of_account ON access_tokens (account_id, created_at);

-- An attempt outlives its connection, so that whoever asks still learns how it ended. What a browser holds of
-- it, be it the state, the value of the binding cookie or the handle, is stored here as a hash only.
CREATE TABLE authorizations (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    account_id TEXT COLLATE "C" NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    connection_id TEXT COLLATE "C" NOT NULL,
    -- In redirect mode: under which name the host has configured where to go on to.
    return_key TEXT,
    -- Of the page that began it, where that is known.
    origin TEXT,
    -- 1 if that page has to confirm it, because no cookie could bind its browser then, else 0.
    needs_confirmation BIGINT NOT NULL,
    -- With confirmation these two are of the first visit of the start page.
    binding_hash TEXT,
    handle_hash TEXT,
    -- How often a wrong handle was given.
    wrong_handles BIGINT NOT NULL,
    -- The next two are of the latest visit of the start page.
    state_hash TEXT COLLATE "C" UNIQUE,
    client_id TEXT,
    status TEXT NOT NULL,
    -- Until when it can stay as it is, if it is open.
    expires_at BIGINT NOT NULL,
    -- Until when the process that checks it is taken to be alive. It extends this as long as it checks, so that
    -- another process ends only what nobody checks any more.
    lease_expires_at BIGINT,
    code TEXT,
    -- Who signed in, as far as Teamwork has said.
    site_url TEXT,
    user_name TEXT,
    -- Encrypted, and only as long as it awaits confirmation.
    access_token TEXT,
    encryption_key_id TEXT COLLATE "C",
    created_at BIGINT NOT NULL
);

CREATE INDEX authorizations_of_connection ON authorizations (account_id, connection_id);

CREATE INDEX authorizations_by_age ON authorizations (created_at);

CREATE INDEX authorizations_by_status ON authorizations (status, expires_at);

-- The settings that a test has lately seen to work, by a keyed fingerprint, for any process to know.
CREATE TABLE passed_tests (
    fingerprint TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    account_id TEXT COLLATE "C" NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    passed_at BIGINT NOT NULL
);

CREATE INDEX passed_tests_by_age ON passed_tests (passed_at);
