//! Why a backend can't start.

use thiserror::Error;

/// Why a backend can't start. Each variant displays a sentence for the operator.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StartError {
    /// The public URL can't be used.
    #[error("The public URL is invalid: {0}.")]
    PublicUrl(&'static str),
    /// The sandbox URL is not an http or https URL.
    #[error("The sandbox URL must be an http or https URL.")]
    SandboxUrl,
    /// A return URL is not an http or https URL.
    #[error("The return URL \"{key}\" must be an http or https URL.")]
    ReturnUrl {
        /// The name of the return URL.
        key: String,
    },
    /// The database URL is neither for a SQLite file nor for a PostgreSQL database.
    #[error("The database URL must be sqlite: with a file, or postgres://.")]
    DatabaseUrl,
    /// The database can't be opened or read.
    #[error("Can't open the database: {0}")]
    Database(#[from] sqlx::Error),
    /// The migrations failed.
    #[error("Can't migrate the database: {0}")]
    Migration(#[source] sqlx::migrate::MigrateError),
    /// A key has the ID of the key that the database was written with, but a different value.
    #[error("The encryption key \"{id}\" isn't the one this database was written with.")]
    WrongKey {
        /// The key's ID.
        id: String,
    },
    /// The database needs a key that was not given.
    #[error("The database still holds data under the encryption key \"{id}\", which is missing.")]
    MissingKey {
        /// The key's ID.
        id: String,
    },
    /// The HTTP client for calls to Teamwork can't be created.
    #[error("Can't create the client for calls to Teamwork: {0}")]
    Client(#[source] reqwest::Error),
}
