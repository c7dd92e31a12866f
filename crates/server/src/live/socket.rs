//! One browser's live connection.

use std::{sync::atomic::Ordering, time::Duration};

use axum::{
    Extension,
    extract::{
        FromRequestParts as _, Request, State as AppState, WebSocketUpgrade,
        ws::{CloseFrame, Message as Frame, Utf8Bytes, WebSocket, close_code},
    },
    http::{header::ORIGIN, request::Parts},
    response::Response,
};
use base::{TicketId, UserId};
use http::{ApiError, App, Query, Staff};
use serde::Deserialize;
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{interval, timeout},
};

use super::{
    Hub, Parcel,
    message::Message,
    origin,
    presence::{ConnectionId, Place, State},
};

/// A browser has nothing long to say.
const LARGEST_MESSAGE_BYTES: usize = 4096;
/// Keeps proxies from closing a quiet connection, and finds out who has gone or may no longer be here.
const PING_EVERY: Duration = Duration::from_secs(30);
/// For a message to leave; a browser that takes longer is disconnected.
const SEND_TIME: Duration = Duration::from_secs(10);

/// What a browser says.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Said {
    Presence { ticket_id: Option<TicketId>, state: State },
}

/// Why a connection ends.
enum End {
    Gone,
    Slow,
    SignedOut,
    Shutdown,
}

struct Connection {
    app: App,
    hub: Hub,
    id: ConnectionId,
    user_id: UserId,
    /// What the connection was opened with, to ask again whether it still lets somebody in.
    credentials: Parts,
    socket: WebSocket,
}

/// `GET /api/v2/live`: 403 for anyone but staff and for pages of other sites.
pub async fn connect(
    AppState(app): AppState<App>,
    Extension(hub): Extension<Hub>,
    request: Request,
) -> Result<Response, ApiError> {
    let (mut parts, _) = request.into_parts();
    let Staff(actor) = Staff::from_request_parts(&mut parts, &app).await?;
    let query = Query::from_request_parts(&mut parts, &app).await?;
    let origin = parts.headers.get(ORIGIN).map(|value| value.to_str().unwrap_or_default());
    let Some(user_id) = actor.user_id.filter(|_| origin::is_ours(origin, query.origin())) else {
        return Err(ApiError::forbidden("open the live connection from the desk's own pages"));
    };
    let upgrade = WebSocketUpgrade::from_request_parts(&mut parts, &app)
        .await
        .map_err(|_| ApiError::bad_request("this address is for WebSocket connections"))?;
    let id = ConnectionId(hub.0.next_connection.fetch_add(1, Ordering::Relaxed));
    let upgrade = upgrade.max_message_size(LARGEST_MESSAGE_BYTES);
    Ok(upgrade.on_upgrade(async move |socket| {
        let connection = Connection { app, hub, id, user_id, credentials: parts, socket };
        connection.run().await;
    }))
}

impl Connection {
    async fn run(mut self) {
        let messages = self.hub.0.messages.subscribe();
        metrics::gauge!("guichet_live_connections").increment(1.0);
        let end = self.talk(messages).await;
        metrics::gauge!("guichet_live_connections").decrement(1.0);
        self.hub.leave(self.id);
        let (code, reason) = match end {
            End::Gone => return,
            End::Slow => (close_code::AGAIN, "too slow"),
            End::SignedOut => (close_code::POLICY, "signed out"),
            End::Shutdown => (close_code::RESTART, "the server stops"),
        };
        let frame = CloseFrame { code, reason: Utf8Bytes::from_static(reason) };
        drop(timeout(SEND_TIME, self.socket.send(Frame::Close(Some(frame)))).await);
    }

    async fn talk(&mut self, mut messages: Receiver<Parcel>) -> End {
        let hello = Message::Hello { user_id: self.user_id }.to_text();
        if let Err(end) = self.send(Frame::Text(hello)).await {
            return end;
        }
        let shutdown = self.hub.0.shutdown.clone();
        let mut pings = interval(PING_EVERY);
        pings.tick().await;
        loop {
            let outcome = tokio::select! {
                () = shutdown.cancelled() => Err(End::Shutdown),
                received = messages.recv() => match received {
                    Ok(parcel) if parcel.is_for(self.user_id) => self.send(Frame::Text(parcel.text)).await,
                    Ok(_) => Ok(()),
                    Err(RecvError::Lagged(_)) => Err(End::Slow),
                    Err(RecvError::Closed) => Err(End::Shutdown),
                },
                said = self.socket.recv() => self.hear(said),
                _ = pings.tick() => self.check().await,
            };
            if let Err(end) = outcome {
                return end;
            }
        }
    }

    async fn send(&mut self, frame: Frame) -> Result<(), End> {
        match timeout(SEND_TIME, self.socket.send(frame)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(End::Gone),
            Err(_) => Err(End::Slow),
        }
    }

    fn hear(&self, said: Option<Result<Frame, axum::Error>>) -> Result<(), End> {
        let Some(Ok(frame)) = said else { return Err(End::Gone) };
        match frame {
            Frame::Text(text) => {
                // What is not understood is ignored: the page may be newer than the server.
                if let Ok(Said::Presence { ticket_id, state }) = serde_json::from_str(&text) {
                    let place = ticket_id.map(|ticket_id| Place { ticket_id, state });
                    self.hub.enter(self.id, self.user_id, place, self.app.clock.now());
                }
                Ok(())
            }
            Frame::Close(_) => Err(End::Gone),
            Frame::Binary(_) | Frame::Ping(_) | Frame::Pong(_) => Ok(()),
        }
    }

    /// Whoever signed out, or is no agent any more, hears nothing more.
    async fn check(&mut self) -> Result<(), End> {
        match self.app.authenticate.authenticate(&self.app, &self.credentials).await {
            Ok(Some(identity)) if identity.actor.role.is_staff() => {}
            Ok(_) | Err(ApiError::Unauthenticated | ApiError::Forbidden(_)) => return Err(End::SignedOut),
            Err(_) => {} // The database is busy: ask again next time.
        }
        self.send(Frame::Ping(bytes::Bytes::new())).await
    }
}
