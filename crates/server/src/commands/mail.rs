//! `guichet mailbox add` and `guichet relay set`: for scripts; people use the settings page, which also tests them.

use base::Actor;
use channels::mailboxes::{MailboxInput, ServerInput, ServerSecurity, actions, relay};
use clap::{Args, Subcommand, ValueEnum};
use http::App;

use super::{CommandError, input::read_password};

/// The desk's addresses.
#[derive(Subcommand)]
pub enum MailboxCommand {
    /// Connect a mailbox. Without IMAP its mail comes by SMTP, without SMTP it is sent through the relay.
    Add(NewMailbox),
}

/// Where outgoing mail goes.
#[derive(Subcommand)]
pub enum RelayCommand {
    /// Set the server that sends for mailboxes that have none of their own, and for the desk itself.
    Set(NewRelay),
}

/// A mailbox to be connected.
#[derive(Args)]
pub struct NewMailbox {
    /// Its address.
    #[arg(long)]
    address: String,
    /// The name that customers see.
    #[arg(long, default_value = "")]
    name: String,
    /// The name to sign in with, if it is not the address.
    #[arg(long)]
    username: Option<String>,
    /// Read the password, for both servers, from the first line of standard input.
    #[arg(long)]
    password_stdin: bool,
    /// The server its mail is fetched from.
    #[arg(long)]
    imap_host: Option<String>,
    /// That server's port.
    #[arg(long, default_value_t = 993)]
    imap_port: u16,
    /// How that connection is protected.
    #[arg(long, default_value = "tls")]
    imap_security: Protection,
    /// The server its mail is sent through.
    #[arg(long)]
    smtp_host: Option<String>,
    /// That server's port.
    #[arg(long, default_value_t = 465)]
    smtp_port: u16,
    /// How that connection is protected.
    #[arg(long, default_value = "tls")]
    smtp_security: Protection,
}

/// A relay to be set.
#[derive(Args)]
pub struct NewRelay {
    /// The server's name.
    #[arg(long)]
    host: String,
    /// Its port.
    #[arg(long, default_value_t = 465)]
    port: u16,
    /// How the connection is protected.
    #[arg(long, default_value = "tls")]
    security: Protection,
    /// The name to sign in with, if it asks for one.
    #[arg(long, default_value = "")]
    username: String,
    /// Read the password from the first line of standard input.
    #[arg(long)]
    password_stdin: bool,
}

/// How a connection is protected.
#[derive(Clone, Copy, ValueEnum)]
enum Protection {
    /// TLS from the first byte.
    Tls,
    /// TLS after STARTTLS.
    #[value(name = "starttls")]
    StartTls,
    /// None: for a server on this machine or network.
    None,
}

impl From<Protection> for ServerSecurity {
    fn from(protection: Protection) -> Self {
        match protection {
            Protection::Tls => Self::Tls,
            Protection::StartTls => Self::StartTls,
            Protection::None => Self::None,
        }
    }
}

/// Connects a mailbox.
///
/// # Errors
/// When a field makes no sense or the address is connected already.
pub async fn add_mailbox(app: &App, new: NewMailbox) -> Result<(), CommandError> {
    let password = new.password_stdin.then(read_password).transpose()?;
    let username = new.username.unwrap_or_else(|| new.address.clone());
    let server = |host: Option<String>, port, security: Protection| {
        host.map(|host| ServerInput {
            host,
            port,
            security: security.into(),
            username: username.clone(),
            password: password.clone(),
        })
    };
    let input = MailboxInput {
        address: Some(new.address),
        name: Some(new.name),
        imap: Some(server(new.imap_host, new.imap_port, new.imap_security)),
        smtp: Some(server(new.smtp_host, new.smtp_port, new.smtp_security)),
        ..MailboxInput::default()
    };
    let (now, secrets) = (app.clock.now(), app.secrets.clone());
    let mailbox = app
        .db
        .write(move |tx| actions::create_mailbox(tx, now, &Actor::SYSTEM, &secrets, &input, None))
        .await?;
    println!("connected mailbox {}", mailbox.id);
    Ok(())
}

/// Sets the relay; its password is sealed.
///
/// # Errors
/// When it cannot be a server.
pub async fn set_relay(app: &App, new: NewRelay) -> Result<(), CommandError> {
    let input = ServerInput {
        host: new.host,
        port: new.port,
        security: new.security.into(),
        username: new.username,
        password: new.password_stdin.then(read_password).transpose()?,
    };
    let (now, secrets) = (app.clock.now(), app.secrets.clone());
    app.db.write(move |tx| relay::set_relay(tx, now, &Actor::SYSTEM, &secrets, Some(&input))).await?;
    println!("outgoing mail goes to the relay");
    Ok(())
}
