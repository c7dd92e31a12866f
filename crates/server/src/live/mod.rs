//! Changes and presence, pushed to the browsers of those who may see them.
//!
//! One follower per process reads the feed of committed changes and hands each message to every connection;
//! who is where is known to this process only, and forgotten with it. Staff see every ticket, so that every
//! connection gets every message, except that somebody was told of something; nobody else may connect.
//!
//! - `feed`: follows the audits.
//! - `presence`: who has which ticket open. No I/O.
//! - `origin`: which pages may connect. No I/O.
//! - `socket`: one connection.

mod feed;
mod message;
mod origin;
mod presence;
mod socket;

use std::sync::{Arc, Mutex, PoisonError, atomic::AtomicU64};

use axum::{Extension, Router, extract::ws::Utf8Bytes, routing::get};
use base::{TicketId, Timestamp, UserId};
use http::App;
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

pub use self::feed::follow;
use self::{
    message::Message,
    presence::{ConnectionId, Place, Presence},
};

/// Messages a slow browser may be behind before it is disconnected.
const BACKLOG: usize = 1024;

/// Where all live connections meet; cheap to clone.
#[derive(Clone)]
pub struct Hub(Arc<Shared>);

/// A message's text, and whose connections it is for: everybody's where none are named.
#[derive(Clone)]
struct Parcel {
    text: Utf8Bytes,
    only_for: Option<Arc<[UserId]>>,
}

impl Parcel {
    fn is_for(&self, user: UserId) -> bool {
        self.only_for.as_ref().is_none_or(|users| users.contains(&user))
    }
}

struct Shared {
    messages: broadcast::Sender<Parcel>,
    presence: Mutex<Presence>,
    next_connection: AtomicU64,
    shutdown: CancellationToken,
}

impl Hub {
    /// A hub whose connections end at `shutdown`.
    pub fn new(shutdown: CancellationToken) -> Self {
        let (messages, _) = broadcast::channel(BACKLOG);
        Self(Arc::new(Shared {
            messages,
            presence: Mutex::default(),
            next_connection: AtomicU64::new(0),
            shutdown,
        }))
    }

    /// Forgets those who have not been heard of lately.
    pub fn expire_presence(&self, now: Timestamp) {
        let changed = self.presence().expire(now);
        self.announce(&changed);
    }

    fn enter(&self, connection: ConnectionId, user: UserId, place: Option<Place>, now: Timestamp) {
        let changed = self.presence().enter(connection, user, place, now);
        self.announce(&changed);
    }

    fn leave(&self, connection: ConnectionId) {
        let changed = self.presence().leave(connection);
        self.announce(&changed.into_iter().collect::<Vec<_>>());
    }

    fn announce(&self, tickets: &[TicketId]) {
        for ticket in tickets {
            let people = self.presence().people_at(*ticket);
            self.send(&Message::Presence { ticket_id: *ticket, people });
        }
    }

    fn send(&self, message: &Message) {
        self.post(Parcel { text: message.to_text(), only_for: None });
    }

    fn send_to(&self, users: Vec<UserId>, message: &Message) {
        self.post(Parcel { text: message.to_text(), only_for: Some(users.into()) });
    }

    fn post(&self, parcel: Parcel) {
        // That nobody is connected is no failure.
        drop(self.0.messages.send(parcel));
    }

    fn presence(&self) -> std::sync::MutexGuard<'_, Presence> {
        self.0.presence.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `GET /api/v2/live`.
pub fn routes(hub: Hub) -> Router<App> {
    Router::new().route("/api/v2/live", get(socket::connect).layer(Extension(hub)))
}
