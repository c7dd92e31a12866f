//! `guichet serve`.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use channels::SmtpConfig;
use people::PasswordGate;
use search::IndexError;
use tokio::{
    net::TcpListener,
    signal::unix::{Signal, SignalKind, signal},
    task::JoinSet,
    time::timeout,
};
use tokio_util::sync::CancellationToken;

use super::CommandError;
use crate::{
    config::Config,
    data, live, logging, schedule,
    web::{self, Reach, listener, rate_limit::RateLimits},
    wiring::{self, CertificateError},
};

/// For everything under way to end when the server stops; more than requests or mails are given.
const GRACE: Duration = Duration::from_secs(45);

/// Why the server could not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken or not this machine's.
    #[error("cannot listen on {address}: {source}; stop what uses it, or choose another with --{flag}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The setting that names it.
        flag: &'static str,
        /// Why.
        source: io::Error,
    },
    /// The operating system gives no signals, or does not tell an address.
    #[error("the operating system refuses: {0}")]
    System(#[from] io::Error),
    /// The SMTP receiver's certificate cannot be used.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// The search index cannot be used.
    #[error("the search index cannot be opened: {0}")]
    Index(#[from] IndexError),
    /// A part that runs as long as the server ended before it.
    #[error("a part of the server stopped; the log says why")]
    PartStopped,
}

/// Runs the desk until SIGTERM or SIGINT, then ends what is under way.
pub async fn run(config: &Config) -> Result<(), CommandError> {
    logging::start(config)?;
    // Before anyone hears that the server is ready: a signal without a handler would end it at once.
    let signals = Signals::new().map_err(ServeError::from)?;
    let shutdown = CancellationToken::new();
    let mut parts = JoinSet::new();
    start(&mut parts, config, &shutdown).await?;
    let outcome = wait_for_the_end(&mut parts, signals).await;
    tracing::info!("stopping");
    shutdown.cancel();
    let all_ended = async { while parts.join_next().await.is_some() {} };
    if timeout(GRACE, all_ended).await.is_err() {
        tracing::warn!(
            "something did not end in time and is cut; what is in the queue goes on at the next start"
        );
    }
    Ok(outcome?)
}

/// Takes the addresses first, so that a second server on them changes nothing.
async fn start(
    parts: &mut JoinSet<()>,
    config: &Config,
    shutdown: &CancellationToken,
) -> Result<(), CommandError> {
    let listener = listen(config.listen, "listen").await?;
    let smtp = match config.smtp_listen {
        Some(address) => {
            Some(wiring::smtp(config, listen(address, "smtp-listen").await?).map_err(ServeError::from)?)
        }
        None => None,
    };
    let gate = PasswordGate::default();
    let app = data::open_or_begin(config, gate.clone()).await?;
    let (index, freshness) = wiring::open_index(config).map_err(ServeError::from)?;
    announce(config, &listener, smtp.as_ref())?;

    let hub = live::Hub::new(shutdown.clone());
    let limits = RateLimits::new(config);
    let reach = Reach { gate, index: Arc::clone(&index), limits: limits.clone(), hub: hub.clone() };
    parts.spawn(listener::serve(listener, web::router(app.clone(), reach), shutdown.clone()));
    parts.spawn(live::follow(app.clone(), hub.clone(), shutdown.clone()));
    parts.spawn(schedule::run(app.clone(), hub, limits, shutdown.clone()));
    parts.spawn(wiring::jobs(&app).run(shutdown.clone()));
    wiring::start_followers(parts, &app, (index, freshness), smtp, shutdown);
    if app.clock.is_adjustable() {
        tracing::warn!("the clock can be set by anyone (--test-clock): never use this with real data");
    }
    Ok(())
}

/// Binds an address that the setting `flag` names.
async fn listen(address: SocketAddr, flag: &'static str) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address).await.map_err(|source| ServeError::Listen { address, flag, source })
}

/// Lines that a person can click and a script can wait for; connections wait until they are served.
fn announce(config: &Config, web: &TcpListener, smtp: Option<&SmtpConfig>) -> Result<(), ServeError> {
    if let Some(smtp) = smtp {
        println!("Mail is received at {}", smtp.listener.local_addr()?);
    }
    let address = web.local_addr()?;
    let is_local = address.ip().is_loopback() || address.ip().is_unspecified();
    let url = match &config.public_url {
        Some(url) => url.to_string(),
        None if is_local => format!("http://localhost:{}/", address.port()),
        None => format!("http://{address}/"),
    };
    println!("Guichet is ready at {url}");
    Ok(())
}

/// The two signals that ask the server to end.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }
}

async fn wait_for_the_end(parts: &mut JoinSet<()>, mut signals: Signals) -> Result<(), ServeError> {
    tokio::select! {
        _ = signals.terminate.recv() => Ok(()),
        _ = signals.interrupt.recv() => Ok(()),
        _ = parts.join_next() => Err(ServeError::PartStopped),
    }
}
