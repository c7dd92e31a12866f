//! The ledger of mail that goes out: the SQL of delivery. Rows are written by `tickets` when a comment is made.

use base::{Actor, CommentId, MailboxId, TicketId, Timestamp};
use db::{Conn, DbError, Row, Sql, Tx, params};
use people::audit::{self, Entity};
use serde_json::json;
use tickets::model::Recipients;

/// A row.
#[derive(Clone, Debug)]
pub(super) struct OutgoingRow {
    pub id: i64,
    pub ticket_id: TicketId,
    pub comment_id: CommentId,
    pub message_id: Option<String>,
    pub recipients: Recipients,
    pub state: DeliveryState,
    pub error: Option<String>,
    pub send_at: Timestamp,
}

/// Where a mail stands. A delivery that is taken back has no row any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DeliveryState {
    /// Waits, or is tried again.
    Queued,
    /// Handed to a mail server.
    Sent,
    /// Given up.
    Failed,
    /// A mail server told that it did not arrive.
    Bounced,
    /// Called off.
    Cancelled,
}

impl DeliveryState {
    const ALL: [Self; 5] = [Self::Queued, Self::Sent, Self::Failed, Self::Bounced, Self::Cancelled];

    fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Bounced => "bounced",
            Self::Cancelled => "cancelled",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

db::text_column!(DeliveryState);

const COLUMNS: &str = "id, ticket_id, comment_id, message_id, recipients, state, error, send_at";

fn read_row(row: &Row<'_>) -> Result<OutgoingRow, DbError> {
    Ok(OutgoingRow {
        id: row.take()?,
        ticket_id: row.take()?,
        comment_id: row.take()?,
        message_id: row.take()?,
        recipients: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
        state: row.take()?,
        error: row.take()?,
        send_at: row.take()?,
    })
}

/// Rows of comments only: notices have no ticket.
fn select() -> Sql {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM outgoing_mails WHERE comment_id IS NOT NULL AND ticket_id IS NOT NULL ");
    sql
}

/// A row; `None` when it was called off.
pub(super) fn find_row(c: &mut Conn, id: i64) -> Result<Option<OutgoingRow>, DbError> {
    let mut sql = select();
    Ok(sql.push("AND id = ").bind(id).query(c, read_row)?.pop())
}

/// The mail with one of these Message-IDs.
pub(super) fn find_by_message_ids(c: &mut Conn, ids: &[String]) -> Result<Option<OutgoingRow>, DbError> {
    if ids.is_empty() {
        return Ok(None);
    }
    let mut sql = select();
    Ok(sql.push("AND message_id IN ").list(ids).push(" ORDER BY id DESC LIMIT 1").query(c, read_row)?.pop())
}

/// The newest mail of a comment.
pub(super) fn find_by_comment(c: &mut Conn, comment: CommentId) -> Result<Option<OutgoingRow>, DbError> {
    let mut sql = select();
    Ok(sql
        .push("AND comment_id = ")
        .bind(comment)
        .push(" ORDER BY id DESC LIMIT 1")
        .query(c, read_row)?
        .pop())
}

/// The tickets of the mails with these Message-IDs.
pub(super) fn list_tickets_of_message_ids(c: &mut Conn, ids: &[String]) -> Result<Vec<TicketId>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql =
        Sql::new("SELECT ticket_id FROM outgoing_mails WHERE ticket_id IS NOT NULL AND message_id IN ");
    sql.list(ids).push(" ORDER BY id DESC").query(c, |row| row.take())
}

/// What was sent about a ticket, oldest first, as Message-ID and comment.
pub(super) fn list_message_ids_of_ticket(
    c: &mut Conn,
    ticket: TicketId,
) -> Result<Vec<(String, CommentId)>, DbError> {
    c.query(
        "SELECT message_id, comment_id FROM outgoing_mails WHERE ticket_id = $1 AND message_id IS NOT NULL \
         AND comment_id IS NOT NULL AND state IN ('sent', 'bounced') ORDER BY id",
        params![ticket],
        |row| Ok((row.take()?, row.take()?)),
    )
}

/// Begins an attempt, after which the comment cannot be taken back; whether the mail still waits to be sent.
pub(super) fn begin_attempt(
    tx: &mut Tx,
    id: i64,
    message_id: &str,
    mailbox: Option<MailboxId>,
) -> Result<bool, DbError> {
    let begun = tx.execute(
        "UPDATE outgoing_mails SET attempts = attempts + 1, message_id = COALESCE(message_id, $1), mailbox_id = $2 \
         WHERE id = $3 AND state = 'queued'",
        params![message_id, mailbox, id],
    )?;
    Ok(begun == 1)
}

/// Records where a mail stands now, and lets browsers know. The ticket itself does not change.
pub(super) fn set_state(
    tx: &mut Tx,
    now: Timestamp,
    row: &OutgoingRow,
    state: DeliveryState,
    error: Option<&str>,
) -> Result<(), DbError> {
    if state == row.state && error == row.error.as_deref() {
        return Ok(());
    }
    let sent_at = (state == DeliveryState::Sent).then_some(now);
    tx.execute(
        "UPDATE outgoing_mails SET state = $1, error = $2, sent_at = COALESCE($3, sent_at) WHERE id = $4",
        params![state, error, sent_at, row.id],
    )?;
    let event = json!({
        "type": "Delivery", "comment_id": row.comment_id, "value": state.as_str(),
        "previous_value": row.state.as_str(), "error": error,
    });
    audit::record(tx, now, &Actor::SYSTEM, Entity::Ticket, row.ticket_id.0, &[event])?;
    Ok(())
}
