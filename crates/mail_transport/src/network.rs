//! Outgoing connections: where they may go, and whom TLS trusts.

mod address_policy;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

pub use address_policy::AddressPolicy;

/// How long looking up a name, connecting to one address, or a TLS handshake may take.
const PATIENCE: Duration = Duration::from_secs(15);

/// How a connection to a mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Security {
    /// TLS from the first byte (ports 993 and 465; RFC 8314 prefers it).
    Tls,
    /// In clear until STARTTLS, and never further without it (ports 143 and 587).
    StartTls,
    /// In clear. Only for a server on the same machine or a trusted network.
    None,
}

/// Why a server could not be reached.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// The name has no address.
    #[error("{host} has no address; check the server's name")]
    UnknownHost {
        /// The server's name.
        host: String,
    },
    /// The name only has addresses that the [`AddressPolicy`] forbids.
    #[error("{host} is an internal address, which is not allowed here")]
    Forbidden {
        /// The server's name.
        host: String,
    },
    /// Nobody answered.
    #[error("{host}:{port} cannot be reached: {reason}")]
    Unreachable {
        /// The server's name.
        host: String,
        /// The port tried.
        port: u16,
        /// What the last attempt met.
        reason: String,
    },
    /// Somebody answered, but a protected connection could not be agreed on.
    #[error("no secure connection with {host}: {reason}")]
    Tls {
        /// The server's name.
        host: String,
        /// What the handshake met.
        reason: String,
    },
}

/// How this process reaches other mail servers. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Network {
    policy: AddressPolicy,
    extra_roots: Vec<CertificateDer<'static>>,
    tls: Arc<ClientConfig>,
}

impl Network {
    /// Connects where `policy` allows. TLS trusts Mozilla's certificate authorities and, for companies that
    /// have their own, `extra_roots`.
    ///
    /// # Errors
    /// When one of `extra_roots` is not a certificate.
    pub fn new(
        policy: AddressPolicy,
        extra_roots: Vec<CertificateDer<'static>>,
    ) -> Result<Self, rustls::Error> {
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        for certificate in &extra_roots {
            roots.add(certificate.clone())?;
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { policy, extra_roots, tls: Arc::new(tls) })
    }

    /// Certificates that TLS trusts beside Mozilla's.
    pub(crate) fn extra_roots(&self) -> &[CertificateDer<'static>] {
        &self.extra_roots
    }

    /// Connects to the first of the host's allowed addresses that answers. The address that was checked is
    /// the one connected to, so a name that changes in between gains nothing.
    ///
    /// # Errors
    /// [`ConnectError`], never `Tls`.
    pub(crate) async fn connect(&self, host: &str, port: u16) -> Result<TcpStream, ConnectError> {
        let mut reason = "no answer in time".to_owned();
        for address in self.allowed_addresses(host, port).await? {
            match timeout(PATIENCE, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => {
                    // A protocol of short lines waits for nothing; failing to say so costs only speed.
                    let _ = stream.set_nodelay(true);
                    return Ok(stream);
                }
                Ok(Err(error)) => reason = error.to_string(),
                Err(_) => {}
            }
        }
        Err(ConnectError::Unreachable { host: host.to_owned(), port, reason })
    }

    /// Starts TLS on a connection and checks that the certificate is `host`'s.
    ///
    /// # Errors
    /// [`ConnectError::Tls`].
    pub(crate) async fn protect(
        &self,
        stream: TcpStream,
        host: &str,
    ) -> Result<TlsStream<TcpStream>, ConnectError> {
        let failed = |reason: String| ConnectError::Tls { host: host.to_owned(), reason };
        let name = ServerName::try_from(host.to_owned()).map_err(|error| failed(error.to_string()))?;
        let handshake = TlsConnector::from(Arc::clone(&self.tls)).connect(name, stream);
        match timeout(PATIENCE, handshake).await {
            Ok(outcome) => outcome.map_err(|error| failed(error.to_string())),
            Err(_) => Err(failed("no answer in time".to_owned())),
        }
    }

    async fn allowed_addresses(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, ConnectError> {
        let unknown = || ConnectError::UnknownHost { host: host.to_owned() };
        let lookup = timeout(PATIENCE, lookup_host((host, port))).await;
        let found: Vec<SocketAddr> = lookup.map_err(|_| unknown())?.map_err(|_| unknown())?.collect();
        if found.is_empty() {
            return Err(unknown());
        }
        let allowed: Vec<SocketAddr> =
            found.into_iter().filter(|address| self.policy.allows(address.ip())).collect();
        if allowed.is_empty() {
            return Err(ConnectError::Forbidden { host: host.to_owned() });
        }
        Ok(allowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(policy: AddressPolicy) -> Network {
        Network::new(policy, Vec::new()).unwrap()
    }

    #[tokio::test]
    async fn a_name_for_a_forbidden_address_is_not_connected_to() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        assert!(network(AddressPolicy::PublicAndLoopback).connect("localhost", port).await.is_ok());
        let outcome = network(AddressPolicy::PublicOnly).connect("localhost", port).await;
        assert!(matches!(outcome, Err(ConnectError::Forbidden { .. })));
    }

    #[tokio::test]
    async fn a_closed_port_is_told_apart_from_an_unknown_name() {
        let network = network(AddressPolicy::Any);
        let closed = testing::free_port();
        let unreachable = network.connect("127.0.0.1", closed).await;
        assert!(matches!(unreachable, Err(ConnectError::Unreachable { .. })));
        let unknown = network.connect("no-such-host.invalid", 993).await;
        assert!(matches!(unknown, Err(ConnectError::UnknownHost { .. })));
    }
}
