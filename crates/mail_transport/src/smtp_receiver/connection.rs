//! One conversation with a sender, from greeting to goodbye.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

use super::reply::Reply;
use super::session::{Session, Step};
use super::wire::{Line, MemoryShare, Received, Wire};
use super::{Config, Receive};

/// What all conversations share.
pub(super) struct House {
    pub config: Config,
    pub receiver: Arc<dyn Receive>,
    /// Pieces of [`super::wire::MEMORY_STEP`] bytes left for messages.
    pub memory: Arc<Semaphore>,
    pub shutdown: CancellationToken,
}

/// How a conversation ended.
#[derive(Debug, PartialEq, Eq)]
enum End {
    /// Nothing more to say.
    Closed,
    /// It goes on within TLS.
    StartTls,
}

/// Talks with whoever connected until one of both has enough.
pub(super) async fn converse(house: &House, stream: TcpStream, peer: SocketAddr) {
    // Replies are short and waited for; failing to say so costs only speed.
    let _ = stream.set_nodelay(true);
    if let Err(error) = converse_twice(house, stream, peer).await {
        tracing::debug!(%error, "a mail connection broke");
    }
}

/// In clear and, when the sender asks for it, again within TLS.
async fn converse_twice(house: &House, stream: TcpStream, peer: SocketAddr) -> io::Result<()> {
    let mut session = Session::new(&house.config, peer);
    let mut wire = Wire::new(stream);
    let idle = house.config.limits.idle;
    wire.write(&session.greeting(), idle).await?;
    if talk(house, &mut session, &mut wire).await? == End::Closed {
        return Ok(());
    }
    let Some(tls) = &house.config.tls else { return Ok(()) };
    let handshake = TlsAcceptor::from(Arc::clone(tls)).accept(wire.into_stream());
    let stream = timeout(idle, handshake).await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))?;
    session.tls_started();
    talk(house, &mut session, &mut Wire::new(stream)).await?;
    Ok(())
}

async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    house: &House,
    session: &mut Session,
    wire: &mut Wire<S>,
) -> io::Result<End> {
    let idle = house.config.limits.idle;
    loop {
        let line = tokio::select! {
            biased;
            () = house.shutdown.cancelled() => return goodbye(wire, house, &Reply::stopping()).await,
            line = wire.read_line(idle) => line,
        };
        let mut step = match line {
            Ok(Line::Command(line)) => session.command(&line),
            Ok(Line::Malformed) => session.malformed_line(),
            Ok(Line::End) => return Ok(End::Closed),
            Err(error) if error.kind() == io::ErrorKind::TimedOut => {
                return goodbye(wire, house, &Reply::timed_out()).await;
            }
            Err(error) => return Err(error),
        };
        if let Step::AskAbout(address) = step {
            let is_ours = is_ours(house, &address).await;
            step = session.recipient_answered(address, is_ours);
        }
        match step {
            Step::Say(reply) => wire.write(&reply, idle).await?,
            Step::ReadMessage if wire.has_unread() => return goodbye(wire, house, &too_early()).await,
            Step::StartTls if wire.has_unread() => return goodbye(wire, house, &too_early()).await,
            Step::ReadMessage => take_message(house, session, wire).await?,
            Step::StartTls => {
                wire.write(&Reply::new(220, "2.0.0 go ahead"), idle).await?;
                return Ok(End::StartTls);
            }
            Step::SayGoodbye(reply) => return goodbye(wire, house, &reply).await,
            // Answered above.
            Step::AskAbout(_) => {}
        }
    }
}

/// None when it cannot be said right now.
async fn is_ours(house: &House, address: &str) -> Option<bool> {
    match house.receiver.recipient_is_ours(address).await {
        Ok(is_ours) => Some(is_ours),
        Err(error) => {
            tracing::warn!(error, "cannot look up a recipient");
            None
        }
    }
}

/// Reads the message, hands it over, and only then says what became of it.
async fn take_message<S: AsyncRead + AsyncWrite + Unpin>(
    house: &House,
    session: &mut Session,
    wire: &mut Wire<S>,
) -> io::Result<()> {
    let limits = &house.config.limits;
    wire.write(&Reply::new(354, "send the message, end it with a line of one dot"), limits.idle).await?;
    let share = MemoryShare::new(Arc::clone(&house.memory));
    let received = wire.read_message(limits, share).await?;
    let Some(envelope) = session.take_envelope() else { return Ok(()) };
    let replies = session.replies_to_message(envelope.recipients.len());
    let reply = match received {
        Received::TooBig => Reply::too_big(limits),
        Received::NoMemory => Reply::new(452, "4.3.1 too much mail at once, try again later"),
        Received::Whole(raw, share) => {
            let delivery = house.receiver.deliver(envelope, raw).await;
            drop(share);
            Reply::to_delivery(delivery)
        }
    };
    for _ in 0..replies {
        wire.write(&reply, limits.idle).await?;
    }
    Ok(())
}

/// What came in the same breath as DATA or STARTTLS was said before the sender could know the answer. Taking
/// it for a message, or for something said within TLS, is how commands get injected (CVE-2011-0411).
fn too_early() -> Reply {
    Reply::new(503, "5.5.1 wait for the answer before sending on")
}

async fn goodbye<S: AsyncRead + AsyncWrite + Unpin>(
    wire: &mut Wire<S>,
    house: &House,
    reply: &Reply,
) -> io::Result<End> {
    wire.write(reply, house.config.limits.idle).await?;
    Ok(End::Closed)
}
