//! Follows the committed changes and tells every connection.

use std::time::Duration;

use base::AuditId;
use db::{Conn, DbError, params};
use http::App;
use tickets::notifications::store;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::{Hub, message::Message};

const AT_ONCE: i64 = 500;
/// From so many tickets on, browsers are told of them in one message: a bulk change must not drown them.
const MANY: usize = 50;
/// Another process that writes to the same SQLite file (`guichet user create`) wakes nobody.
const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// Follows from now until `shutdown`.
pub async fn follow(app: App, hub: Hub, shutdown: CancellationToken) {
    let mut commits = app.db.commits();
    let mut cursor = None;
    while !shutdown.is_cancelled() {
        commits.mark_unchanged();
        match advance(&app, &hub, cursor).await {
            Ok(reached) => cursor = Some(reached),
            Err(error) => tracing::warn!(%error, "live updates wait for the database"),
        }
        tokio::select! {
            () = shutdown.cancelled() => {}
            () = sleep(LONGEST_WAIT) => {}
            _ = commits.changed() => {}
        }
    }
}

/// Tells what happened after `cursor`, and how far that goes; without a cursor, begins at the newest.
async fn advance(app: &App, hub: &Hub, cursor: Option<AuditId>) -> Result<AuditId, DbError> {
    let Some(mut cursor) = cursor else { return app.db.read(find_newest).await };
    loop {
        let read = move |c: &mut Conn| {
            let changes = list_after(c, cursor)?;
            let newest = changes.last().map_or(cursor, |(id, _)| *id);
            Ok::<_, DbError>((changes, store::list_told(c, cursor, newest)?))
        };
        let (changes, told) = app.db.read(read).await?;
        let Some((newest, _)) = changes.last() else { return Ok(cursor) };
        cursor = *newest;
        let messages: Vec<Message> = changes.into_iter().map(|(_, change)| change).collect();
        tell(hub, messages);
        if !told.is_empty() {
            hub.send_to(told, &Message::Notified);
        }
    }
}

fn tell(hub: &Hub, changes: Vec<Message>) {
    let (tickets, others): (Vec<_>, Vec<_>) = changes.into_iter().partition(is_about_ticket);
    for change in &others {
        hub.send(change);
    }
    if tickets.len() < MANY {
        for change in &tickets {
            hub.send(change);
        }
    } else {
        hub.send(&Message::TicketsChanged { ids: tickets.iter().filter_map(changed_id).collect() });
    }
    if !tickets.is_empty() {
        hub.send(&Message::CountsStale);
    }
}

fn is_about_ticket(message: &Message) -> bool {
    matches!(message, Message::Changed { entity, .. } if entity == "ticket")
}

fn changed_id(message: &Message) -> Option<i64> {
    match message {
        Message::Changed { id, .. } => Some(*id),
        _ => None,
    }
}

fn find_newest(c: &mut Conn) -> Result<AuditId, DbError> {
    c.get("SELECT COALESCE(MAX(id), 0) FROM audits", &[], |row| row.take())
}

fn list_after(c: &mut Conn, cursor: AuditId) -> Result<Vec<(AuditId, Message)>, DbError> {
    c.query(
        "SELECT id, entity, entity_id, author_id, created_at FROM audits WHERE id > $1 ORDER BY id LIMIT $2",
        params![cursor, AT_ONCE],
        |row| {
            let audit_id = row.take()?;
            let (entity, id, author_id, at) = (row.take()?, row.take()?, row.take()?, row.take()?);
            Ok((audit_id, Message::Changed { entity, id, audit_id, author_id, at }))
        },
    )
}
