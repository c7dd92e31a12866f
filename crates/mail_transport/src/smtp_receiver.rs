//! A small, strict SMTP (and LMTP) receiver: RFC 5321, with SIZE, 8BITMIME, SMTPUTF8, PIPELINING, STARTTLS.
//!
//! It takes mail for the recipients that [`Receive`] calls its own and for nobody else, so it relays nothing.
//! The sender hears 250 only after [`Receive::deliver`] has returned [`Delivery::Accepted`]: until then the
//! message is the sender's to keep and send again.
//!
//! - `session`: which command is allowed when. No I/O. `reply`: the answers.
//! - `message`: where a message ends. Only CRLF.CRLF ends it, so nothing can be smuggled in behind.
//! - `wire`: lines and messages from bytes, within limits of size and time.
//! - `connection`: one conversation, from greeting to goodbye.
//! - `guests`: how many connections there are, in all and from each address.

mod connection;
mod guests;
mod message;
mod reply;
mod session;
mod wire;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use connection::House;
use guests::GuestBook;

/// Whose mail this is, and where it goes.
#[async_trait]
pub trait Receive: Send + Sync {
    /// Whether mail to this address is taken. An unknown recipient is refused with 550.
    ///
    /// # Errors
    /// When this cannot be said right now; the sender is asked to come back (451).
    async fn recipient_is_ours(&self, address: &str) -> Result<bool, BoxError>;

    /// Stores a message, which is as the sender sent it, without a `Received` or `Return-Path` of our own.
    /// Return [`Delivery::Accepted`] only once it would survive a crash.
    async fn deliver(&self, envelope: Envelope, raw: Vec<u8>) -> Delivery;
}

/// Any error, to be logged.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// What the sender said about a message, beside the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Where failures are reported; empty for a message that is itself a report ("null reverse-path").
    pub from: String,
    /// Who gets the message: at least one, each accepted by [`Receive::recipient_is_ours`], none twice.
    pub recipients: Vec<String>,
    /// Who connected.
    pub peer: SocketAddr,
    /// The name by which the sender introduced itself; unchecked.
    pub helo: String,
    /// Whether the message came through TLS.
    pub tls: bool,
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// Stored: the sender may forget it (250).
    Accepted,
    /// Not now: the sender should try again (451), for this reason.
    Temporary(String),
    /// Never: the sender should tell its author (550), for this reason.
    Refused(String),
}

/// Which of the two protocols is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// For the Internet and for relays.
    Smtp,
    /// For a mail server on the same machine (RFC 2033).
    Lmtp,
}

/// How the receiver presents itself and what it bears.
#[derive(Debug, Clone)]
pub struct Config {
    /// The name in the greeting.
    pub host_name: String,
    /// The protocol to speak.
    pub protocol: Protocol,
    /// The certificate for STARTTLS, from [`tls_from_pem`]; None offers no TLS.
    pub tls: Option<Arc<ServerConfig>>,
    /// What strangers may use up.
    pub limits: Limits,
}

/// What strangers may use up.
#[derive(Debug, Clone)]
pub struct Limits {
    /// The largest message.
    pub message_bytes: usize,
    /// All messages that are being received or delivered at one moment, together.
    pub memory_bytes: usize,
    /// Recipients of one message.
    pub recipients: usize,
    /// Refused commands in one conversation.
    pub errors: usize,
    /// Connections at one moment.
    pub connections: usize,
    /// Connections at one moment from one address (IPv6: from one /64).
    pub connections_per_address: usize,
    /// For a whole command to arrive, and for silence within a message.
    pub idle: Duration,
    /// For a whole message to arrive.
    pub message: Duration,
    /// For messages on their way when the receiver is told to stop.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            message_bytes: 50 << 20,
            memory_bytes: 512 << 20,
            recipients: 100,
            errors: 20,
            connections: 256,
            connections_per_address: 32,
            idle: Duration::from_secs(5 * 60),
            message: Duration::from_secs(30 * 60),
            grace: Duration::from_secs(30),
        }
    }
}

/// Makes the certificate for [`Config::tls`] out of a certificate chain and its private key, both as PEM.
///
/// # Errors
/// When one of them cannot be read or they do not belong together.
pub fn tls_from_pem(certificates: &[u8], key: &[u8]) -> Result<Arc<ServerConfig>, BoxError> {
    let chain = CertificateDer::pem_slice_iter(certificates).collect::<Result<Vec<_>, _>>()?;
    let key = PrivateKeyDer::from_pem_slice(key)?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    Ok(Arc::new(config))
}

/// Receives mail until `shutdown`. Then it takes no new connection, lets messages that are on their way
/// arrive and be delivered, sends everyone else off with 421, and returns.
pub async fn serve(
    listener: TcpListener,
    config: Config,
    receiver: Arc<dyn Receive>,
    shutdown: CancellationToken,
) {
    let guests = GuestBook::new(config.limits.connections, config.limits.connections_per_address);
    let grace = config.limits.grace;
    let memory = Arc::new(Semaphore::new(config.limits.memory_bytes / wire::MEMORY_STEP));
    let house = Arc::new(House { config, receiver, memory, shutdown: shutdown.clone() });
    let mut conversations = JoinSet::new();
    loop {
        tokio::select! {
            () = shutdown.cancelled() => break,
            Some(_) = conversations.join_next() => {}
            arrival = listener.accept() => match arrival {
                Ok((stream, peer)) => match guests.welcome(peer.ip()) {
                    Some(guest) => {
                        let house = Arc::clone(&house);
                        conversations.spawn(async move {
                            connection::converse(&house, stream, peer).await;
                            drop(guest);
                        });
                    }
                    None => turn_away(stream, &house.config.host_name).await,
                },
                Err(error) => {
                    tracing::warn!(%error, "cannot accept a mail connection");
                    sleep(Duration::from_millis(100)).await;
                }
            },
        }
    }
    drop(listener);
    let all_done = async { while conversations.join_next().await.is_some() {} };
    if timeout(grace, all_done).await.is_err() {
        tracing::warn!("some mail connections did not end in time and are cut");
    }
}

/// A fresh connection has room for one line, so this does not wait for the other side.
async fn turn_away(mut stream: TcpStream, host_name: &str) {
    let line = format!("421 4.7.0 {host_name} has too many connections, try again later\r\n");
    let _ = timeout(Duration::from_millis(100), stream.write_all(line.as_bytes())).await;
}
