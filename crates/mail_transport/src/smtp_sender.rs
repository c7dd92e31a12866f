//! Hands messages to a relay: the mail server that sends them on.
//!
//! Connections are kept for the next message for a minute. Every failure says what to do next: see
//! [`SendError`]. A connection on which anything went wrong, or took too long, is never used again.

mod connection;

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use lettre::Address;
use lettre::address::Envelope;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use tokio::time::{Instant, timeout};

use crate::network::{Network, Security};
use crate::secret::Secret;

/// How long a relay may take to take one message.
const SEND_PATIENCE: Duration = Duration::from_secs(10 * 60);

/// How long a relay may take to say that it is still there.
const PROBE_PATIENCE: Duration = Duration::from_secs(10);

/// How long an unused connection is kept. Relays hang up after a few minutes.
const KEPT: Duration = Duration::from_secs(60);

/// How many unused connections are kept for one relay.
const MOST_KEPT: usize = 4;

/// A mail server that sends our mail on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Relay {
    /// The server's name.
    pub host: String,
    /// The server's port: usually 465 with [`Security::Tls`] or 587 with [`Security::StartTls`].
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// Name and password to sign in with; None for a relay that knows us by our address.
    pub credentials: Option<(String, Secret)>,
}

/// The relay has taken the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// What the relay said, usually with its own number for the message.
    pub reply: String,
}

/// Why a message was not taken, as what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// Try again later: the relay is not there, is busy, or puts the message off. After a lost connection the
    /// message may have been taken all the same, so send it again unchanged, with the same Message-ID.
    #[error("not sent, try again later: {text}")]
    Retry {
        /// The relay's reason, or what went wrong.
        text: String,
    },
    /// Give up: the relay will never take this message.
    #[error("refused by the mail server: {text}")]
    Permanent {
        /// The relay's reason.
        text: String,
        /// The reply code, if the relay spoke: 550 for an unknown recipient, for example.
        code: Option<u16>,
    },
    /// The relay wants another name or password; nothing can be sent until somebody changes them.
    #[error("the mail server refused the name or password: {text}")]
    BadCredentials {
        /// The relay's reason.
        text: String,
    },
}

/// Sends mail, keeping connections for reuse.
#[derive(Debug)]
pub struct SmtpSender {
    network: Network,
    host_name: String,
    kept: Mutex<HashMap<Relay, Vec<Kept>>>,
}

/// A connection that waits for its next message.
struct Kept {
    connection: AsyncSmtpConnection,
    since: Instant,
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Kept").field("since", &self.since).finish_non_exhaustive()
    }
}

impl SmtpSender {
    /// A sender that introduces itself as `host_name`.
    pub fn new(network: Network, host_name: impl Into<String>) -> Self {
        Self { network, host_name: host_name.into(), kept: Mutex::default() }
    }

    /// Hands over one message, byte for byte. `from` is where failures are reported; None for a message that
    /// is itself a report or an automatic answer. The relay takes it for all `recipients` or for none.
    ///
    /// # Errors
    /// [`SendError`].
    pub async fn send(
        &self,
        relay: &Relay,
        from: Option<&str>,
        recipients: &[&str],
        message: &[u8],
    ) -> Result<Receipt, SendError> {
        let envelope = envelope(from, recipients)?;
        let mut connection = match self.take_kept(relay).await {
            Some(connection) => connection,
            None => connection::open(&self.network, &self.host_name, relay).await?,
        };
        // The library ends a message with a line end of its own, also where there is one already.
        let unended = message.strip_suffix(b"\r\n").unwrap_or(message);
        let reply = match timeout(SEND_PATIENCE, connection.send(&envelope, unended)).await {
            Ok(reply) => reply.map_err(connection::message_refused)?,
            Err(_) => return Err(SendError::Retry { text: "the mail server is too slow".to_owned() }),
        };
        self.keep(relay, connection);
        Ok(Receipt { reply: connection::shown(&reply.message().collect::<Vec<_>>().join(" ")) })
    }

    /// Connects and signs in without sending anything: "Test connection".
    ///
    /// # Errors
    /// [`SendError`], never `Permanent`.
    pub async fn check(&self, relay: &Relay) -> Result<(), SendError> {
        let mut connection = connection::open(&self.network, &self.host_name, relay).await?;
        // It has answered; how it takes the goodbye does not matter.
        let _ = timeout(PROBE_PATIENCE, connection.quit()).await;
        Ok(())
    }

    /// A kept connection on which the relay still answers.
    async fn take_kept(&self, relay: &Relay) -> Option<AsyncSmtpConnection> {
        loop {
            let kept = self.kept().get_mut(relay)?.pop()?;
            if kept.since.elapsed() > KEPT {
                continue;
            }
            let mut connection = kept.connection;
            if timeout(PROBE_PATIENCE, connection.test_connected()).await == Ok(true) {
                return Some(connection);
            }
        }
    }

    /// Keeps a connection, and forgets those of every relay that have waited too long.
    fn keep(&self, relay: &Relay, connection: AsyncSmtpConnection) {
        let mut relays = self.kept();
        relays.retain(|_, kept| {
            kept.retain(|kept| kept.since.elapsed() <= KEPT);
            !kept.is_empty()
        });
        let kept = relays.entry(relay.clone()).or_default();
        if kept.len() < MOST_KEPT {
            kept.push(Kept { connection, since: Instant::now() });
        }
    }

    /// Whatever happened to whoever held the lock, each connection in the map is whole.
    fn kept(&self) -> MutexGuard<'_, HashMap<Relay, Vec<Kept>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn envelope(from: Option<&str>, recipients: &[&str]) -> Result<Envelope, SendError> {
    let from = from.map(parse_address).transpose()?;
    let recipients = recipients.iter().map(|recipient| parse_address(recipient)).collect::<Result<_, _>>()?;
    let nobody = |_| SendError::Permanent { text: "the message has no recipient".to_owned(), code: None };
    Envelope::new(from, recipients).map_err(nobody)
}

fn parse_address(address: &str) -> Result<Address, SendError> {
    let malformed = |_| SendError::Permanent { text: format!("{address} is not an address"), code: None };
    address.parse().map_err(malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_malformed_address_is_refused_before_anybody_is_asked() {
        for address in ["nobody", "a b@c.test", "a@b.test>\r\nRCPT TO:<c@d.test"] {
            let outcome = envelope(None, &[address]);
            assert!(matches!(outcome, Err(SendError::Permanent { code: None, .. })), "{address}");
        }
        assert!(envelope(None, &[]).is_err());
        assert!(envelope(Some("help@desk.test"), &["mia@customer.test"]).is_ok());
    }
}
