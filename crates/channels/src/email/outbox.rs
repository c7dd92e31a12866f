//! The ledger of mail that goes out: the SQL of delivery. Rows are written by `tickets` when a comment or a message of a
//! side conversation is made.

use base::{Actor, CommentId, MailboxId, SideConversationId, SideEventId, TicketId, Timestamp};
use db::{Conn, DbError, Row, Sql, Tx, params};
use people::audit::{self, Entity};
use serde_json::json;
use tickets::{
    model::Recipients, side_conversations::store as side_conversations, store::merges::find_survivor,
};

/// A row.
#[derive(Clone, Debug)]
pub(super) struct OutgoingRow {
    pub id: i64,
    pub carried: Carried,
    pub message_id: Option<String>,
    pub recipients: Recipients,
    pub state: DeliveryState,
    pub error: Option<String>,
    pub send_at: Timestamp,
}

/// What a mail carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carried {
    /// A public comment of a ticket.
    Comment(TicketId, CommentId),
    /// A message of a side conversation.
    SideMessage(SideEventId),
}

impl Carried {
    /// The message of a side conversation, if it is one.
    pub(super) fn side_message(self) -> Option<SideEventId> {
        match self {
            Self::Comment(..) => None,
            Self::SideMessage(id) => Some(id),
        }
    }
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

const COLUMNS: &str =
    "id, ticket_id, comment_id, side_event_id, message_id, recipients, state, error, send_at";

fn read_row(row: &Row<'_>) -> Result<OutgoingRow, DbError> {
    Ok(OutgoingRow {
        id: row.take()?,
        carried: read_carried(row)?,
        message_id: row.take()?,
        recipients: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
        state: row.take()?,
        error: row.take()?,
        send_at: row.take()?,
    })
}

fn read_carried(row: &Row<'_>) -> Result<Carried, DbError> {
    let (ticket, comment, side_message) = (row.take()?, row.take()?, row.take()?);
    match (ticket, comment, side_message) {
        (Some(ticket), Some(comment), _) => Ok(Carried::Comment(ticket, comment)),
        (_, _, Some(message)) => Ok(Carried::SideMessage(message)),
        _ => Err(DbError::NotFound),
    }
}

/// Rows of comments and side conversations: notices are none of them.
fn select() -> Sql {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(
        " FROM outgoing_mails WHERE (side_event_id IS NOT NULL OR comment_id IS NOT NULL AND ticket_id IS NOT NULL) ",
    );
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

/// What was sent in a side conversation, oldest first, as Message-ID and message.
pub(super) fn list_message_ids_of_side_conversation(
    c: &mut Conn,
    id: SideConversationId,
) -> Result<Vec<(String, SideEventId)>, DbError> {
    c.query(
        "SELECT m.message_id, e.id FROM side_conversation_events e JOIN outgoing_mails m ON m.side_event_id = e.id \
         WHERE e.side_conversation_id = $1 AND m.message_id IS NOT NULL AND m.state IN ('sent', 'bounced') ORDER BY e.id",
        params![id],
        |row| Ok((row.take()?, row.take()?)),
    )
}

/// The newest mail of a message of a side conversation.
pub(super) fn find_by_side_message(c: &mut Conn, id: SideEventId) -> Result<Option<OutgoingRow>, DbError> {
    let mut sql = select();
    Ok(sql.push("AND side_event_id = ").bind(id).push(" ORDER BY id DESC LIMIT 1").query(c, read_row)?.pop())
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
    let mut event = json!({
        "type": "Delivery", "value": state.as_str(), "previous_value": row.state.as_str(), "error": error,
    });
    let ticket_id = match row.carried {
        Carried::Comment(ticket_id, comment_id) => {
            event["comment_id"] = json!(comment_id);
            Some(ticket_id)
        }
        Carried::SideMessage(id) => {
            event["side_conversation_event_id"] = json!(id.to_string());
            ticket_of_side_message(tx, id)?
        }
    };
    if let Some(ticket_id) = ticket_id {
        audit::record(tx, now, &Actor::SYSTEM, Entity::Ticket, ticket_id.0, &[event])?;
    }
    Ok(())
}

/// The ticket that shows a message of a side conversation.
fn ticket_of_side_message(c: &mut Conn, id: SideEventId) -> Result<Option<TicketId>, DbError> {
    let Some(event) = side_conversations::find_event(c, id)? else { return Ok(None) };
    let Some(found) = side_conversations::find_conversation(c, event.conversation_id)? else {
        return Ok(None);
    };
    Ok(Some(find_survivor(c, found.ticket_id)?.unwrap_or(found.ticket_id)))
}
