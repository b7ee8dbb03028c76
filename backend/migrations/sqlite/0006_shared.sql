-- Whether an attempt has to be confirmed, as a number: what both databases have in common knows no BOOLEAN.

ALTER TABLE authorizations ADD COLUMN to_confirm BIGINT NOT NULL DEFAULT 0;

UPDATE authorizations SET to_confirm = needs_confirmation;

ALTER TABLE authorizations DROP COLUMN needs_confirmation;

ALTER TABLE authorizations RENAME COLUMN to_confirm TO needs_confirmation;

-- The settings that a test has lately seen to work, by a keyed fingerprint, for any process to know.
CREATE TABLE passed_tests (
    fingerprint TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    passed_at BIGINT NOT NULL
);

CREATE INDEX passed_tests_by_age ON passed_tests (passed_at);

