//! Why a backend does not start.

use core::fmt;

/// Why a backend does not start, each with a sentence for the operator.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// The public URL cannot be served.
    PublicUrl(&'static str),
    /// The sandbox URL is no http or https URL.
    SandboxUrl,
    /// A URL to return to is no http or https URL.
    ReturnUrl {
        /// The name that it was given.
        key: String,
    },
    /// The database URL is neither one of a SQLite file nor one of a PostgreSQL database.
    DatabaseUrl,
    /// The database cannot be opened or read.
    Database(sqlx::Error),
    /// The tables cannot be brought up to date.
    Migration(sqlx::migrate::MigrateError),
    /// A key has the ID of the one that the database was written with, and is another one.
    WrongKey {
        /// The ID.
        id: String,
    },
    /// The database needs a key that is not among those given.
    MissingKey {
        /// The ID.
        id: String,
    },
    /// No client for calls to Teamwork could be made.
    Client(reqwest::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PublicUrl(why) => write!(f, "The public URL is invalid: {why}."),
            Self::SandboxUrl => f.write_str("The sandbox URL must be an http or https URL."),
            Self::ReturnUrl { key } => {
                write!(f, "The return URL \"{key}\" must be an http or https URL.")
            }
            Self::DatabaseUrl => {
                f.write_str("The database URL must be sqlite: with a file, or postgres://.")
            }
            Self::Database(cause) => write!(f, "Can't open the database: {cause}"),
            Self::Migration(cause) => {
                write!(f, "Can't migrate the database: {cause}")
            }
            Self::WrongKey { id } => write!(
                f,
                "The encryption key \"{id}\" isn't the one this database was written with."
            ),
            Self::MissingKey { id } => write!(
                f,
                "The database still holds data under the encryption key \"{id}\", which is missing."
            ),
            Self::Client(cause) => {
                write!(f, "Can't create the client for calls to Teamwork: {cause}")
            }
        }
    }
}

impl core::error::Error for StartError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Database(cause) => Some(cause),
            Self::Migration(cause) => Some(cause),
            Self::Client(cause) => Some(cause),
            _ => None,
        }
    }
}

impl From<sqlx::Error> for StartError {
    fn from(cause: sqlx::Error) -> Self {
        Self::Database(cause)
    }
}
