//! Backups: a copy of the database that can replace it.

use std::path::Path;

use thiserror::Error;

use crate::store::database::Database;

/// The backup failed, and no file remains.
#[derive(Debug, Error)]
#[error(transparent)]
pub struct BackupError(Cause);

#[derive(Debug, Error)]
enum Cause {
    #[error("Can't create the file: {0}.")]
    File(#[source] std::io::Error),
    #[error("Can't copy the database: {0}.")]
    Database(#[source] sqlx::Error),
    #[error("Use pg_dump to back up a PostgreSQL database.")]
    Postgres,
}

/// Copies the database into a new file that only its owner can read. Writers don't wait.
pub(crate) async fn back_up(database: &Database, file: &Path) -> Result<(), BackupError> {
    make_private(file).map_err(|cause| BackupError(Cause::File(cause)))?;
    let copied = match database.copy_into(file).await {
        Some(copied) => copied.map_err(Cause::Database),
        None => Err(Cause::Postgres),
    };
    copied.map_err(|cause| {
        // A partial copy is worse than no copy.
        drop(std::fs::remove_file(file));
        BackupError(cause)
    })
}

/// Creates an empty file that only its owner can read.
fn make_private(file: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)?.sync_all()
}
