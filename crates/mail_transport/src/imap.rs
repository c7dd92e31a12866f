//! Watches a mailbox on an IMAP server and hands over every message that is new in it.
//!
//! What is new is decided by UIDVALIDITY and UID alone (RFC 3501, section 2.3.1.1): never by \Seen, which a
//! person's mail program changes, nor by dates, which senders invent. The mailbox is opened read-only, so
//! nothing in it changes. The cursor passes a message only after the [`Sink`] has stored it.
//!
//! - `sign_in`: from an address to a signed-in connection.
//! - `link`: that connection, its commands; `answer`: what the answers mean.
//! - `fetch`: which messages are new, in batches, and how they reach the sink.
//! - `watch`: staying connected.

mod answer;
mod fetch;
mod link;
mod sign_in;
mod watch;

use std::time::Duration;

use async_trait::async_trait;
use tokio_util::sync::CancellationToken;

use crate::network::{ConnectError, Network, Security};
use crate::secret::Secret;
use crate::smtp_receiver::BoxError;

use fetch::{Fetcher, Halt};
use link::Link;
pub use watch::watch;

/// A mailbox and how to get to it.
#[derive(Clone, Debug)]
pub struct ImapAccount {
    /// The server's name.
    pub host: String,
    /// The server's port, usually 993 with [`Security::Tls`].
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// The name to sign in with, often the address.
    pub username: String,
    /// The password, or an application's own password.
    pub password: Secret,
    /// The mailbox to look into, as the server names it; usually `INBOX`.
    pub mailbox: String,
}

/// How far a mailbox has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ImapCursor {
    /// The numbering that `last_uid` belongs to; 0 before the first look.
    pub uid_validity: u32,
    /// The last message that is stored; 0 for none.
    pub last_uid: u32,
}

/// A message from a mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImapMessage {
    /// Where the cursor stands once this message is stored. Store both in one transaction.
    pub cursor: ImapCursor,
    /// The message.
    pub content: ImapContent,
}

/// What could be had of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImapContent {
    /// All of it, byte for byte.
    Whole(Vec<u8>),
    /// Only its header, because it is larger than [`WatchSettings::largest_message_bytes`] or because the
    /// server would not give the rest. The header is empty if even that was not to be had.
    HeaderOnly {
        /// The header, byte for byte.
        header: Vec<u8>,
        /// How large the server says the message is.
        size_bytes: u32,
    },
}

/// Where messages go.
#[async_trait]
pub trait Sink: Send + Sync {
    /// Stores a message and the cursor after it. It may come again after a crash or a lost connection if that
    /// was not in one transaction.
    ///
    /// # Errors
    /// When it is not stored; it will come again.
    async fn store(&self, message: ImapMessage) -> Result<(), BoxError>;

    /// The server has numbered its messages anew, so all of them will come again from the first one: tell
    /// those that are known already by their content.
    async fn renumbered(&self, before: ImapCursor, uid_validity: u32);

    /// The mailbox is open and everything in it is stored.
    fn up_to_date(&self) {}

    /// The mailbox cannot be read; it is tried again after `pause`.
    fn failed(&self, error: &ImapError, pause: Duration);
}

/// How a mailbox is watched.
#[derive(Clone, Copy, Debug)]
pub struct WatchSettings {
    /// How long one IDLE lasts. Servers may hang up after 30 minutes (RFC 2177), routers after 10 to 15.
    pub idle: Duration,
    /// How often to look where the server has no IDLE.
    pub poll: Duration,
    /// The longest pause between two attempts to connect.
    pub longest_pause: Duration,
    /// The pause after a refused password: attempts more often get accounts locked.
    pub refused_pause: Duration,
    /// The largest message that is fetched whole.
    pub largest_message_bytes: u32,
}

impl Default for WatchSettings {
    fn default() -> Self {
        Self {
            idle: Duration::from_secs(9 * 60),
            poll: Duration::from_secs(60),
            longest_pause: Duration::from_secs(5 * 60),
            refused_pause: Duration::from_secs(15 * 60),
            largest_message_bytes: 50 << 20,
        }
    }
}

/// Why a mailbox could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ImapError {
    /// The server cannot be reached, or not securely.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// The server refused name or password.
    #[error("the mail server refused the name or password: {0}")]
    BadCredentials(String),
    /// There is no such mailbox.
    #[error("there is no mailbox {0} on the server; check its name")]
    NoSuchMailbox(String),
    /// The server hung up or fell silent.
    #[error("the connection to the mail server was lost: {0}")]
    Lost(String),
    /// The server refused a command or said something that is not IMAP.
    #[error("the mail server answered unexpectedly: {0}")]
    Protocol(String),
    /// The message was fetched, but the [`Sink`] did not store it.
    #[error("a fetched message could not be stored")]
    NotStored(#[source] BoxError),
}

/// What a look at a mailbox shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImapReport {
    /// How many messages are in it.
    pub messages: u32,
    /// Whether the server tells of new mail by itself.
    pub has_idle: bool,
    /// The cursor behind everything that is there now: where to start when old mail should stay out.
    pub end: ImapCursor,
}

/// Signs in and looks at the mailbox, without fetching anything: "Test connection".
///
/// # Errors
/// [`ImapError`], never `NotStored`.
pub async fn check(network: &Network, account: &ImapAccount) -> Result<ImapReport, ImapError> {
    let mut link = Link::open(network, account).await?;
    let report = ImapReport { messages: link.messages(), has_idle: link.has_idle(), end: link.end() };
    link.log_out().await;
    Ok(report)
}

/// Connects once, hands every message behind `cursor` to `sink`, and moves the cursor along.
///
/// # Errors
/// [`ImapError`]; what was stored until then stays behind the cursor.
pub async fn fetch_new(
    network: &Network,
    account: &ImapAccount,
    cursor: &mut ImapCursor,
    sink: &dyn Sink,
    settings: &WatchSettings,
) -> Result<(), ImapError> {
    let mut link = Link::open(network, account).await?;
    let never = CancellationToken::new();
    let mut fetcher = Fetcher { link: &mut link, cursor, sink, settings, shutdown: &never };
    match fetcher.fetch_new().await {
        Ok(()) | Err(Halt::Stopped) => {}
        Err(Halt::Failed(error)) => return Err(error),
    }
    link.log_out().await;
    Ok(())
}
