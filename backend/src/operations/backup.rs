//! A copy of the database that can take its place.

use std::path::Path;

use thiserror::Error;

use crate::store::database::Database;

/// The database was not copied, and there is no file.
#[derive(Debug, Error)]
#[error(transparent)]
pub struct BackupError(Cause);

#[derive(Debug, Error)]
enum Cause {
    #[error("The file cannot be made: {0}.")]
    File(#[source] std::io::Error),
    #[error("The database cannot be copied: {0}.")]
    Database(#[source] sqlx::Error),
    #[error("Use pg_dump to back up a PostgreSQL database.")]
    Postgres,
}

/// Copies what is there now into a new file, which only its owner may read. What is saved meanwhile does not wait.
pub(crate) async fn back_up(database: &Database, file: &Path) -> Result<(), BackupError> {
    make_private(file).map_err(|cause| BackupError(Cause::File(cause)))?;
    let copied = match database.copy_into(file).await {
        Some(copied) => copied.map_err(Cause::Database),
        None => Err(Cause::Postgres),
    };
    copied.map_err(|cause| {
        // Half a copy is worse than none.
        drop(std::fs::remove_file(file));
        BackupError(cause)
    })
}

/// Makes an empty file for its owner only.
fn make_private(file: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)?.sync_all()
}
