//! Why a backend does not start.

use thiserror::Error;

/// Why a backend does not start, each with a sentence for the operator.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StartError {
    /// The public URL cannot be served.
    #[error("The public URL cannot be used: {0}.")]
    PublicUrl(&'static str),
    /// The sandbox URL is no http or https URL.
    #[error("The sandbox URL must be an http or https URL.")]
    SandboxUrl,
    /// A URL to return to is no http or https URL.
    #[error("The return URL \"{key}\" must be an http or https URL.")]
    ReturnUrl {
        /// The name that it was given.
        key: String,
    },
    /// The database URL is neither one of a SQLite file nor one of a PostgreSQL database.
    #[error("The database URL must be sqlite: with a file, or postgres://.")]
    DatabaseUrl,
    /// The database cannot be opened or read.
    #[error("The database cannot be opened: {0}")]
    Database(#[from] sqlx::Error),
    /// The tables cannot be brought up to date.
    #[error("The database cannot be brought up to date: {0}")]
    Migration(#[source] sqlx::migrate::MigrateError),
    /// A key has the ID of the one that the database was written with, and is another one.
    #[error("The encryption key \"{id}\" isn't the one this database was written with.")]
    WrongKey {
        /// The ID.
        id: String,
    },
    /// The database needs a key that is not among those given.
    #[error("The database still holds data under the encryption key \"{id}\", which is missing.")]
    MissingKey {
        /// The ID.
        id: String,
    },
    /// No client for calls to Teamwork could be made.
    #[error("The client for calls to Teamwork failed: {0}")]
    Client(#[source] reqwest::Error),
}
