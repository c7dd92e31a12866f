//! The SQL of scheduled replies.

use base::{ScheduledReplyId, TicketId, Timestamp, UserId};
use db::{Conn, DbError, Row, Sql, Tx, params};

use super::ScheduledReply;
use crate::input::TicketInput;

const COLUMNS: &str = "id, ticket_id, author_id, request, send_at, created_at";

fn read_reply(row: &Row<'_>) -> Result<ScheduledReply, DbError> {
    Ok(ScheduledReply {
        id: row.take()?,
        ticket_id: row.take()?,
        author_id: row.take()?,
        request: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
        send_at: row.take()?,
        created_at: row.take()?,
    })
}

fn select() -> Sql {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM scheduled_replies ");
    sql
}

/// A scheduled reply; `None` once it was sent or called off.
///
/// # Errors
/// When the query fails.
pub fn find_reply(c: &mut Conn, id: ScheduledReplyId) -> Result<Option<ScheduledReply>, DbError> {
    let mut sql = select();
    Ok(sql.push("WHERE id = ").bind(id).query(c, read_reply)?.pop())
}

/// The replies that wait on a ticket, the next first.
///
/// # Errors
/// When the query fails.
pub fn list_replies(c: &mut Conn, ticket: TicketId) -> Result<Vec<ScheduledReply>, DbError> {
    let mut sql = select();
    sql.push("WHERE ticket_id = ").bind(ticket).push(" ORDER BY send_at, id").query(c, read_reply)
}

/// Stores a reply to be sent later.
///
/// # Errors
/// When the statement fails.
pub fn insert_reply(
    tx: &mut Tx,
    ticket: TicketId,
    author: UserId,
    request: &TicketInput,
    send_at: Timestamp,
    now: Timestamp,
) -> Result<ScheduledReplyId, DbError> {
    let request =
        serde_json::to_string(request).map_err(|_| DbError::Unsupported("the request is not JSON"))?;
    tx.insert(
        "INSERT INTO scheduled_replies (ticket_id, author_id, request, send_at, created_at) \
         VALUES ($1, $2, $3, $4, $5) RETURNING id",
        params![ticket, author, request, send_at, now],
    )
}

/// Sets another time.
///
/// # Errors
/// When the statement fails.
pub fn update_send_at(tx: &mut Tx, id: ScheduledReplyId, send_at: Timestamp) -> Result<(), DbError> {
    tx.execute("UPDATE scheduled_replies SET send_at = $1 WHERE id = $2", params![send_at, id]).map(|_| ())
}

/// Forgets a reply that was sent or called off.
///
/// # Errors
/// When the statement fails.
pub fn delete_reply(tx: &mut Tx, id: ScheduledReplyId) -> Result<(), DbError> {
    tx.execute("DELETE FROM scheduled_replies WHERE id = $1", params![id]).map(|_| ())
}
