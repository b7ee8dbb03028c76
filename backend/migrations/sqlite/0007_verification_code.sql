-- What confirms an authorization is called a verification code.

ALTER TABLE authorizations RENAME COLUMN handle_hash TO verification_code_hash;

ALTER TABLE authorizations RENAME COLUMN wrong_handles TO wrong_verification_codes;
