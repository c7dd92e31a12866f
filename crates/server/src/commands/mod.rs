//! What the program can be told to do. Each command works beside a running server.

mod backup;
mod doctor;
mod openapi;
mod restore;
mod serve;

use std::path::PathBuf;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::{
    config::{self, Config, ConfigError},
    data::OpenError,
    logging::LogLevelError,
};

/// A help desk in one program.
#[derive(Parser)]
#[command(name = "guichet", version)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the desk.
    Serve,
    /// Write everything the desk holds into one file (.tar.gz); keep it safe, it holds the secret key.
    Backup {
        /// The file, which must not exist yet.
        file: PathBuf,
    },
    /// Put a backup into an empty data folder.
    Restore {
        /// The file that `guichet backup` wrote.
        file: PathBuf,
    },
    /// Look for what is wrong, and say what to do.
    Doctor,
    /// Print the page that documents every setting.
    SettingsReference,
    /// Print the OpenAPI document of the API.
    Openapi,
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The settings cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The log level cannot be used.
    #[error(transparent)]
    LogLevel(#[from] LogLevelError),
    /// The desk cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database refused.
    #[error(transparent)]
    Database(#[from] db::DbError),
    /// The server could not be started or stopped.
    #[error(transparent)]
    Serve(#[from] serve::ServeError),
    /// The backup could not be written.
    #[error(transparent)]
    Backup(#[from] backup::BackupError),
    /// The backup could not be put back.
    #[error(transparent)]
    Restore(#[from] restore::RestoreError),
    /// The doctor found something.
    #[error("{0} of the checks failed")]
    Unwell(usize),
}

/// Does what the command line says.
///
/// # Errors
/// With what to do about it.
pub async fn run() -> Result<(), CommandError> {
    let matches = CommandLine::command().args(config::flags()).get_matches();
    let CommandLine { command } =
        CommandLine::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let config = config::from_matches(&matches)?;
    perform(command, &config).await
}

async fn perform(command: Command, config: &Config) -> Result<(), CommandError> {
    match command {
        Command::Serve => serve::run(config).await,
        Command::Backup { file } => Ok(backup::run(config, &file).await?),
        Command::Restore { file } => Ok(restore::run(config, &file).await?),
        Command::Doctor => doctor::run(config).await,
        Command::SettingsReference => {
            print!("{}", config::reference());
            Ok(())
        }
        Command::Openapi => {
            println!("{}", openapi::document());
            Ok(())
        }
    }
}
