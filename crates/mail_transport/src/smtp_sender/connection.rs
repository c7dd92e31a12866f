//! A signed-in connection to a relay, and what a relay's replies mean.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use lettre::transport::smtp::Error as LibraryError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, AsyncTokioStream, Certificate, CertificateStore, TlsParameters,
};
use lettre::transport::smtp::extension::ClientId;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::client::TlsStream;

use super::{Relay, SendError};
use crate::network::{ConnectError, Network, Security};
use crate::secret::Secret;

/// How long greeting, TLS and signing in may take together.
const PATIENCE: Duration = Duration::from_secs(60);

/// Connects to a relay, protects the connection and signs in.
///
/// Nothing here is about a message, so a refusal is never [`SendError::Permanent`].
pub(super) async fn open(
    network: &Network,
    host_name: &str,
    relay: &Relay,
) -> Result<AsyncSmtpConnection, SendError> {
    let opened = timeout(PATIENCE, open_unhurried(network, host_name, relay)).await;
    opened.unwrap_or_else(|_| Err(retry("the mail server does not answer in time")))
}

async fn open_unhurried(
    network: &Network,
    host_name: &str,
    relay: &Relay,
) -> Result<AsyncSmtpConnection, SendError> {
    let hello = ClientId::Domain(host_name.to_owned());
    let stream = network.connect(&relay.host, relay.port).await?;
    let stream: Box<dyn AsyncTokioStream> = match relay.security {
        Security::Tls => Box::new(Protected(network.protect(stream, &relay.host).await?)),
        Security::StartTls | Security::None => Box::new(stream),
    };
    let connecting = AsyncSmtpConnection::connect_with_transport(stream, &hello);
    let mut connection = connecting.await.map_err(connection_refused)?;
    if relay.security == Security::StartTls {
        if !connection.can_starttls() {
            return Err(retry("the mail server does not offer STARTTLS"));
        }
        let tls = tls_parameters(network, &relay.host).map_err(connection_refused)?;
        connection.starttls(tls, &hello).await.map_err(connection_refused)?;
    }
    if let Some(credentials) = &relay.credentials {
        sign_in(&mut connection, credentials).await?;
    }
    Ok(connection)
}

async fn sign_in(
    connection: &mut AsyncSmtpConnection,
    (username, password): &(String, Secret),
) -> Result<(), SendError> {
    let mechanisms = [Mechanism::Plain, Mechanism::Login];
    if connection.server_info().get_auth_mechanism(&mechanisms).is_none() {
        return Err(SendError::BadCredentials {
            text: "the mail server does not take a name and password here".to_owned(),
        });
    }
    let credentials = Credentials::new(username.clone(), password.reveal().to_owned());
    connection.auth(&mechanisms, &credentials).await.map_err(|error| {
        if error.is_permanent() { bad_credentials(&error) } else { connection_refused(error) }
    })?;
    Ok(())
}

fn tls_parameters(network: &Network, host: &str) -> Result<TlsParameters, LibraryError> {
    let mut builder =
        TlsParameters::builder(host.to_owned()).certificate_store(CertificateStore::WebpkiRoots);
    for root in network.extra_roots() {
        builder = builder.add_root_certificate(Certificate::from_der(root.to_vec())?);
    }
    builder.build_rustls()
}

/// What a failure before any message means.
fn connection_refused(error: LibraryError) -> SendError {
    if wants_credentials(&error) { bad_credentials(&error) } else { retry(&reason(&error)) }
}

/// What a failure of a message means.
pub(super) fn message_refused(error: LibraryError) -> SendError {
    if wants_credentials(&error) {
        bad_credentials(&error)
    } else if error.is_permanent() || error.is_client() {
        SendError::Permanent { text: reason(&error), code: error.status().map(u16::from) }
    } else {
        retry(&reason(&error))
    }
}

/// Codes by which a relay asks for other credentials (RFC 4954, section 6).
fn wants_credentials(error: &LibraryError) -> bool {
    error.status().is_some_and(|code| matches!(u16::from(code), 530 | 534 | 535 | 538))
}

fn bad_credentials(error: &LibraryError) -> SendError {
    SendError::BadCredentials { text: reason(error) }
}

fn retry(text: &str) -> SendError {
    SendError::Retry { text: text.to_owned() }
}

/// What the relay said or, where it said nothing, what went wrong.
fn reason(error: &LibraryError) -> String {
    let source = std::error::Error::source(error).map(ToString::to_string);
    shown(&source.unwrap_or_else(|| error.to_string()))
}

/// A relay's text, short enough to show and on one line.
pub(super) fn shown(text: &str) -> String {
    let on_one_line = text.replace(|character: char| character.is_control(), " ");
    on_one_line.trim().chars().take(500).collect()
}

impl From<ConnectError> for SendError {
    fn from(error: ConnectError) -> Self {
        retry(&error.to_string())
    }
}

/// A stream within TLS, as the library wants it.
#[derive(Debug)]
struct Protected(TlsStream<TcpStream>);

impl AsyncTokioStream for Protected {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.0.get_ref().0.peer_addr()
    }
}

impl AsyncRead for Protected {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for Protected {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}
