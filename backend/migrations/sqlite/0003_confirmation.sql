-- Attempts that the page which began them has to confirm. The table is made anew: an attempt lasts minutes,
-- and who asks for one that is gone is told so. Times as before.

DROP TABLE authorizations;

-- An attempt outlives its connection, so that who asks still learns how it ended. What a browser holds of
-- it, be it the state, the value of the binding cookie or the handle, lies here as a hash only.
CREATE TABLE authorizations (
    id TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    connection_id TEXT NOT NULL,
    -- In redirect mode: under which name the host has configured where to go on to.
    return_key TEXT,
    -- Of the page that began it, where that is known.
    origin TEXT,
    -- Whether that page has to confirm it, because no cookie could bind its browser then.
    needs_confirmation BOOLEAN NOT NULL,
    -- With confirmation these two are of the first visit of the start page.
    binding_hash TEXT,
    handle_hash TEXT,
    -- How often a wrong handle was given.
    wrong_handles BIGINT NOT NULL,
    -- The next two are of the latest visit of the start page.
    state_hash TEXT UNIQUE,
    client_id TEXT,
    status TEXT NOT NULL,
    -- Until when it can stay as it is, if it is open.
    expires_at BIGINT NOT NULL,
    code TEXT,
    -- Who signed in, as far as Teamwork has said.
    site_url TEXT,
    user_name TEXT,
    -- Encrypted, and only as long as it awaits confirmation.
    access_token TEXT,
    encryption_key_id TEXT,
    created_at BIGINT NOT NULL
);

CREATE INDEX authorizations_of_connection ON authorizations (account_id, connection_id);

CREATE INDEX authorizations_by_age ON authorizations (created_at);
