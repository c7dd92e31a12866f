//! Where a message stands on its way to people outside: the part of the outgoing ledger that tickets write.

use base::{CommentId, SideEventId, TicketId, Timestamp};
use db::{Conn, DbError, FromColumn, Row, Sql, Tx, params};

use crate::model::Recipients;

/// A message's delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its row in the ledger.
    pub id: i64,
    /// `queued`, `sent`, `failed`, `bounced` or `cancelled`.
    pub state: String,
    /// Why it failed.
    pub error: Option<String>,
    /// When it leaves; until then it can be taken back.
    pub send_at: Timestamp,
    /// When it left.
    pub sent_at: Option<Timestamp>,
    /// Attempts so far.
    pub attempts: i64,
}

/// Records that a comment is to be delivered at `send_at`.
///
/// # Errors
/// When the statement fails.
pub fn insert_delivery(
    tx: &mut Tx,
    ticket_id: TicketId,
    comment_id: CommentId,
    recipients: &Recipients,
    now: Timestamp,
    send_at: Timestamp,
) -> Result<i64, DbError> {
    let recipients = serde_json::to_string(recipients).unwrap_or_else(|_| "{}".to_owned());
    tx.insert(
        "INSERT INTO outgoing_mails (ticket_id, comment_id, purpose, recipients, state, send_at, created_at) \
         VALUES ($1, $2, 'reply', $3, 'queued', $4, $5) RETURNING id",
        params![ticket_id, comment_id, recipients, send_at, now],
    )
}

/// The deliveries of these comments.
///
/// # Errors
/// When the query fails.
pub fn list_deliveries(c: &mut Conn, comments: &[CommentId]) -> Result<Vec<(CommentId, Delivery)>, DbError> {
    if comments.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        "SELECT comment_id, id, state, error, send_at, sent_at, attempts FROM outgoing_mails WHERE comment_id IN ",
    );
    sql.list(comments).query(c, read)
}

/// The deliveries of these messages of side conversations.
///
/// # Errors
/// When the query fails.
pub fn list_of_side_events(
    c: &mut Conn,
    events: &[SideEventId],
) -> Result<Vec<(SideEventId, Delivery)>, DbError> {
    if events.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        "SELECT side_event_id, id, state, error, send_at, sent_at, attempts FROM outgoing_mails \
         WHERE side_event_id IN ",
    );
    sql.list(events).query(c, read)
}

fn read<Of: FromColumn>(row: &Row<'_>) -> Result<(Of, Delivery), DbError> {
    let of = row.take()?;
    let delivery = Delivery {
        id: row.take()?,
        state: row.take()?,
        error: row.take()?,
        send_at: row.take()?,
        sent_at: row.take()?,
        attempts: row.take()?,
    };
    Ok((of, delivery))
}

/// Calls a delivery off that has not been attempted; whether it was in time.
///
/// # Errors
/// When the statement fails.
pub fn cancel(tx: &mut Tx, id: i64) -> Result<bool, DbError> {
    let cancelled = tx.execute(
        "DELETE FROM outgoing_mails WHERE id = $1 AND state = 'queued' AND attempts = 0",
        params![id],
    )?;
    Ok(cancelled == 1)
}
