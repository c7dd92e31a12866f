//! `guichet serve`.

use std::{io, net::SocketAddr, time::Duration};

use http::App;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    task::JoinSet,
    time::timeout,
};
use tokio_util::sync::CancellationToken;

use super::CommandError;
use crate::{
    config::Config,
    data, live, logging, schedule,
    web::{self, listener, rate_limit::RateLimits},
    wiring,
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
    /// The operating system gives no signals.
    #[error("cannot wait for signals: {0}")]
    Signals(#[from] io::Error),
    /// A part that runs as long as the server ended before it.
    #[error("a part of the server stopped; the log says why")]
    PartStopped,
}

/// Runs the desk until SIGTERM or SIGINT, then ends what is under way.
pub async fn run(config: &Config) -> Result<(), CommandError> {
    logging::start(config)?;
    let listener = listen(config.listen, "listen").await?;
    let app = data::open(config).await?;
    let shutdown = CancellationToken::new();
    let mut parts = JoinSet::new();
    start_parts(&mut parts, config, &app, listener, &shutdown).await?;
    let outcome = wait_for_the_end(&mut parts).await;
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

async fn start_parts(
    parts: &mut JoinSet<()>,
    config: &Config,
    app: &App,
    listener: TcpListener,
    shutdown: &CancellationToken,
) -> Result<(), CommandError> {
    let address = listener.local_addr().map_err(ServeError::Signals)?;
    let hub = live::Hub::new(shutdown.clone());
    let limits = RateLimits::new(config);
    let router = web::router(app.clone(), limits.clone(), hub.clone());
    parts.spawn(listener::serve(listener, router, shutdown.clone()));
    parts.spawn(live::follow(app.clone(), hub.clone(), shutdown.clone()));
    parts.spawn(schedule::run(app.clone(), hub, limits, shutdown.clone()));
    parts.spawn(wiring::jobs(app).run(shutdown.clone()));
    if app.clock.is_adjustable() {
        tracing::warn!("the clock can be set by anyone (--test-clock): never use this with real data");
    }
    announce(config, address);
    Ok(())
}

/// Binds an address that the setting `flag` names.
async fn listen(address: SocketAddr, flag: &'static str) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address).await.map_err(|source| ServeError::Listen { address, flag, source })
}

/// One line that a person can click and a script can wait for.
fn announce(config: &Config, address: SocketAddr) {
    let is_local = address.ip().is_loopback() || address.ip().is_unspecified();
    let url = match &config.public_url {
        Some(url) => url.to_string(),
        None if is_local => format!("http://localhost:{}/", address.port()),
        None => format!("http://{address}/"),
    };
    println!("Guichet is ready at {url}");
}

async fn wait_for_the_end(parts: &mut JoinSet<()>) -> Result<(), ServeError> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        _ = interrupt.recv() => Ok(()),
        _ = parts.join_next() => Err(ServeError::PartStopped),
    }
}
