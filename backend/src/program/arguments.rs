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
    /// Serve the API. This is what happens without a command, too.
    #[default]
    Serve,
    /// Say whether the settings are right, the database can be used, and its secrets can be decrypted.
    Check,
    /// Bring the tables of the database up to date, which `serve` does by itself when it starts.
    Migrate,
    /// Copy everything from a SQLite file, which nobody may be serving, into the empty PostgreSQL database of DATABASE_URL.
    MigrateDatabase {
        /// The SQLite file.
        file: PathBuf,
    },
    /// Copy the SQLite database into a new file, while others may be serving.
    Backup {
        /// The file. There must be none of this name yet.
        file: PathBuf,
    },
    /// Encrypt again what is under an older key.
    Rotate,
    /// Print a new encryption key, in the form that ENCRYPTION_KEYS takes.
    GenerateKey {
        /// The ID of the key.
        #[arg(default_value = "1")]
        id: String,
    },
}

impl Command {
    /// Reads the arguments of the program. Ends it where they ask for help, or make no sense.
    pub(crate) fn read() -> Self {
        let matches = Arguments::command().after_help(settings_help()).get_matches();
        let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
        arguments.command.unwrap_or_default()
    }
}

/// Every setting, as help has it.
fn settings_help() -> String {
    let mut help = "Settings, which are environment variables:\n".to_owned();
    for (name, meaning) in SETTINGS {
        help += &format!("  {name}\n          {meaning}\n");
    }
    help
}
