//! The command line of the program.

use std::path::PathBuf;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use super::settings::SETTINGS;

/// The reference backend of teamwork-connect.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

/// A command of the program.
#[derive(Debug, Default, Subcommand)]
pub(crate) enum Command {
    /// Serve the API. This is the default command.
    #[default]
    Serve,
    /// Check the settings, the database, and that its secrets can be decrypted.
    Check,
    /// Migrate the database tables. `serve` also does this when it starts.
    Migrate,
    /// Copy all data from a SQLite file that no process uses to the empty PostgreSQL database in DATABASE_URL.
    MigrateDatabase {
        /// The SQLite file.
        file: PathBuf,
    },
    /// Copy the SQLite database to a new file. The backend can keep running.
    Backup {
        /// The file to create. It must not exist yet.
        file: PathBuf,
    },
    /// Re-encrypt data that uses an older key.
    Rotate,
    /// Print a new encryption key in the format of ENCRYPTION_KEYS.
    GenerateKey {
        /// The ID of the key.
        #[arg(default_value = "1")]
        id: String,
    },
}

impl Command {
    /// Parses the program's arguments. Exits the program for `--help` or invalid arguments.
    pub(crate) fn read() -> Self {
        let matches = Arguments::command().after_help(settings_help()).get_matches();
        let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
        arguments.command.unwrap_or_default()
    }
}

/// Returns the help text of all settings.
fn settings_help() -> String {
    let mut help = "Settings (environment variables):\n".to_owned();
    for (name, meaning) in SETTINGS {
        help += &format!("  {name}\n          {meaning}\n");
    }
    help
}
