//! A copy of the database that can take its place.

use core::fmt;
use std::path::Path;

use crate::store::database::Database;

/// The database was not copied, and there is no file.
#[derive(Debug)]
pub struct BackupError(Cause);

#[derive(Debug)]
enum Cause {
    File(std::io::Error),
    Database(sqlx::Error),
    Postgres,
}

impl fmt::Display for BackupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Cause::File(cause) => write!(f, "The file cannot be made: {cause}."),
            Cause::Database(cause) => write!(f, "The database cannot be copied: {cause}."),
            Cause::Postgres => f.write_str("Back up a PostgreSQL database with pg_dump."),
        }
    }
}

impl std::error::Error for BackupError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Cause::File(cause) => Some(cause),
            Cause::Database(cause) => Some(cause),
            Cause::Postgres => None,
        }
    }
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
