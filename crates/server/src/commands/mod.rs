//! What the program can be told to do. Each command works beside a running server.

mod backup;
mod demo;
mod doctor;
mod input;
mod mail;
mod openapi;
mod restore;
mod serve;
mod user;

use std::{io, path::PathBuf};

use channels::mailboxes::actions::MailboxError;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use http::App;
use people::{PasswordGate, PeopleError};

pub use self::demo::{PASSWORD as DEMO_PASSWORD, load_scale};
use self::{
    mail::{MailboxCommand, RelayCommand},
    user::{TokenCommand, UserCommand},
};
use crate::{
    config::{self, Config, ConfigError},
    data::{self, OpenError},
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
    /// Create people and set their passwords.
    #[command(subcommand)]
    User(UserCommand),
    /// Create tokens for programs.
    #[command(subcommand)]
    Token(TokenCommand),
    /// Connect mailboxes.
    #[command(subcommand)]
    Mailbox(MailboxCommand),
    /// Say where outgoing mail goes.
    #[command(subcommand)]
    Relay(RelayCommand),
    /// Fill an empty desk with an example company's people and tickets.
    Demo,
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
    /// A person or token was refused.
    #[error(transparent)]
    People(#[from] PeopleError),
    /// Nobody has the address.
    #[error("nobody here has this address; create them with `guichet user create`")]
    NoSuchUser,
    /// A mailbox or relay was refused.
    #[error(transparent)]
    Mailbox(#[from] MailboxError),
    /// Standard input gave nothing.
    #[error("{0}")]
    Input(#[from] io::Error),
    /// The example could not be loaded.
    #[error(transparent)]
    Demo(#[from] demo::DemoError),
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
        Command::User(UserCommand::Create(new)) => user::create_user(&begin(config).await?, new).await,
        Command::User(UserCommand::SetPassword { email }) => {
            user::set_password(&data::open(config).await?, email).await
        }
        Command::Token(TokenCommand::Create { user }) => {
            user::create_token(&data::open(config).await?, user).await
        }
        Command::Mailbox(MailboxCommand::Add(new)) => mail::add_mailbox(&begin(config).await?, new).await,
        Command::Relay(RelayCommand::Set(new)) => mail::set_relay(&begin(config).await?, new).await,
        Command::Demo => Ok(demo::run(&begin(config).await?).await?),
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

/// The desk, for commands that set up a new one as well.
async fn begin(config: &Config) -> Result<App, OpenError> {
    data::open_or_begin(config, PasswordGate::default()).await
}
