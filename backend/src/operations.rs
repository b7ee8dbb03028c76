//! Features for operators: the audit log, metrics, readiness, backups, key rotation, and cleanup.

pub(crate) mod audit;
pub(crate) mod backup;
pub(crate) mod copy;
pub(crate) mod janitor;
pub(crate) mod metrics;
pub(crate) mod readiness;
pub(crate) mod rotation;
