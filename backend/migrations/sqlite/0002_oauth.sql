-- OAuth 2.0: clients, access tokens, and attempts to authorise a connection. Times as before.

CREATE TABLE oauth_clients (
    id TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- Teamwork's ID of the app, and its secret, encrypted.
    client_id TEXT NOT NULL,
    client_secret TEXT NOT NULL,
    encryption_key_id TEXT NOT NULL,
    -- Counts the saves; it is the ETag.
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE INDEX oauth_clients_of_account ON oauth_clients (account_id, created_at);

CREATE INDEX connections_of_oauth_client ON connections (account_id, oauth_client_id);

-- What an authorised connection signs in with. It goes with the connection.
CREATE TABLE access_tokens (
    connection_id TEXT PRIMARY KEY NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    access_token TEXT NOT NULL,
    encryption_key_id TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- An attempt outlives its connection, so that who asks still learns how it ended. What a browser holds of
-- it, the state and the value of the binding cookie, lies here as a hash only.
CREATE TABLE authorizations (
    id TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    connection_id TEXT NOT NULL,
    -- In redirect mode: under which name the host has configured where to go on to.
    return_key TEXT,
    binding_hash TEXT NOT NULL,
    -- The next two are of the latest visit of the start page.
    state_hash TEXT UNIQUE,
    client_id TEXT,
    status TEXT NOT NULL,
    code TEXT,
    -- Who signed in, as far as Teamwork has said.
    site_url TEXT,
    user_name TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- When Teamwork's answer came. There is one at most.
    consumed_at BIGINT
);

CREATE INDEX authorizations_of_connection ON authorizations (account_id, connection_id);

CREATE INDEX authorizations_by_age ON authorizations (created_at);
