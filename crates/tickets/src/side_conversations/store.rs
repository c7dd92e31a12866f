//! The SQL of side conversations.

use base::{SideConversationId, SideEventId, TicketId, Timestamp, UserId};
use db::{Conn, DbError, Listing, Page, Paging, Row, Sql, Tx, params};
use serde::{Serialize, de::DeserializeOwned};

use super::{SideConversation, SideEvent};
use crate::{change::PreparedBody, model::Recipients};

const COLUMNS: &str = "id, ticket_id, subject, state, participants, preview, external_ids, message_added_at, \
    answered_at, state_updated_at, created_at, updated_at";

const EVENT_COLUMNS: &str = "id, side_conversation_id, kind, author_id, sender, recipients, body_html, body_text, \
    quoted_html, has_remote_images, automatic, state, external_ids, incoming_mail_id, created_at";

fn json<T: DeserializeOwned + Default>(row: &Row<'_>) -> Result<T, DbError> {
    Ok(serde_json::from_str(&row.take::<String>()?).unwrap_or_default())
}

fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn read_conversation(row: &Row<'_>) -> Result<SideConversation, DbError> {
    Ok(SideConversation {
        id: row.take()?,
        ticket_id: row.take()?,
        subject: row.take()?,
        state: row.take()?,
        participants: json(row)?,
        preview: row.take()?,
        external_ids: json(row)?,
        message_added_at: row.take()?,
        answered_at: row.take()?,
        state_updated_at: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

fn read_event(row: &Row<'_>) -> Result<SideEvent, DbError> {
    Ok(SideEvent {
        id: row.take()?,
        conversation_id: row.take()?,
        kind: row.take()?,
        author_id: row.take()?,
        sender: json(row)?,
        recipients: json(row)?,
        body: PreparedBody {
            html: row.take()?,
            text: row.take()?,
            quoted_html: row.take()?,
            has_remote_images: row.take()?,
        },
        automatic: row.take()?,
        state: row.take()?,
        external_ids: json(row)?,
        incoming_mail_id: row.take()?,
        created_at: row.take()?,
    })
}

fn select_conversations() -> Sql {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM side_conversations WHERE ");
    sql
}

fn select_events() -> Sql {
    let mut sql = Sql::new("SELECT ");
    sql.push(EVENT_COLUMNS).push(" FROM side_conversation_events WHERE ");
    sql
}

/// A side conversation.
///
/// # Errors
/// When the query fails.
pub fn find_conversation(c: &mut Conn, id: SideConversationId) -> Result<Option<SideConversation>, DbError> {
    Ok(select_conversations().push("id = ").bind(id).query(c, read_conversation)?.pop())
}

/// The side conversations of these tickets, oldest first.
///
/// # Errors
/// When the query fails.
pub fn list_conversations(c: &mut Conn, tickets: &[TicketId]) -> Result<Vec<SideConversation>, DbError> {
    select_conversations()
        .push("ticket_id IN ")
        .list(tickets)
        .push(" ORDER BY id")
        .query(c, read_conversation)
}

/// A page of the side conversations of these tickets, oldest first.
///
/// # Errors
/// When the query fails.
pub fn page_conversations(
    c: &mut Conn,
    tickets: &[TicketId],
    paging: &Paging,
) -> Result<Page<SideConversation>, DbError> {
    let mut from = Sql::new("FROM side_conversations WHERE ticket_id IN ");
    from.list(tickets);
    let listing = Listing { columns: COLUMNS, from, sort: "id", descending: false, id: "id" };
    listing.page(c, paging, read_conversation)
}

/// Stores a new side conversation; its own id is not used.
///
/// # Errors
/// When the statement fails.
pub(super) fn insert_conversation(
    tx: &mut Tx,
    new: &SideConversation,
) -> Result<SideConversationId, DbError> {
    tx.insert(
        "INSERT INTO side_conversations (ticket_id, subject, state, participants, preview, external_ids, \
         message_added_at, answered_at, state_updated_at, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
        params![
            new.ticket_id,
            new.subject,
            new.state,
            text(&new.participants),
            new.preview,
            text(&new.external_ids),
            new.message_added_at,
            new.answered_at,
            new.state_updated_at,
            new.created_at,
            new.updated_at,
        ],
    )
}

/// Stores where a side conversation stands now.
///
/// # Errors
/// When the statement fails.
pub(super) fn update_conversation(tx: &mut Tx, conversation: &SideConversation) -> Result<(), DbError> {
    tx.execute(
        "UPDATE side_conversations SET state = $1, participants = $2, preview = $3, message_added_at = $4, \
         answered_at = $5, state_updated_at = $6, updated_at = $7 WHERE id = $8",
        params![
            conversation.state,
            text(&conversation.participants),
            conversation.preview,
            conversation.message_added_at,
            conversation.answered_at,
            conversation.state_updated_at,
            conversation.updated_at,
            conversation.id,
        ],
    )
    .map(|_| ())
}

/// Forgets a side conversation with its messages.
///
/// # Errors
/// When the statement fails.
pub(super) fn delete_conversation(tx: &mut Tx, id: SideConversationId) -> Result<(), DbError> {
    tx.execute("DELETE FROM side_conversations WHERE id = $1", params![id]).map(|_| ())
}

/// A message, or a change of state.
///
/// # Errors
/// When the query fails.
pub fn find_event(c: &mut Conn, id: SideEventId) -> Result<Option<SideEvent>, DbError> {
    Ok(select_events().push("id = ").bind(id).query(c, read_event)?.pop())
}

/// What happened in these side conversations, oldest first.
///
/// # Errors
/// When the query fails.
pub fn list_events(c: &mut Conn, conversations: &[SideConversationId]) -> Result<Vec<SideEvent>, DbError> {
    select_events()
        .push("side_conversation_id IN ")
        .list(conversations)
        .push(" ORDER BY id")
        .query(c, read_event)
}

/// Stores what happened; its own id is not used.
///
/// # Errors
/// When the statement fails.
pub(super) fn insert_event(tx: &mut Tx, new: &SideEvent) -> Result<SideEventId, DbError> {
    tx.insert(
        "INSERT INTO side_conversation_events (side_conversation_id, kind, author_id, sender, recipients, body_html, \
         body_text, quoted_html, has_remote_images, automatic, state, external_ids, incoming_mail_id, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id",
        params![
            new.conversation_id,
            new.kind,
            new.author_id,
            text(&new.sender),
            text(&new.recipients),
            new.body.html,
            new.body.text,
            new.body.quoted_html,
            new.body.has_remote_images,
            new.automatic,
            new.state,
            text(&new.external_ids),
            new.incoming_mail_id,
            new.created_at,
        ],
    )
}

/// Forgets a message; its uploads wait again.
///
/// # Errors
/// When the statement fails.
pub(super) fn delete_event(tx: &mut Tx, id: SideEventId) -> Result<(), DbError> {
    tx.execute("DELETE FROM side_conversation_events WHERE id = $1", params![id]).map(|_| ())
}

/// Which of these a person has not read to the end.
///
/// # Errors
/// When the query fails.
pub fn list_unread(
    c: &mut Conn,
    user: UserId,
    conversations: &[SideConversationId],
) -> Result<Vec<SideConversationId>, DbError> {
    let mut sql = unread_by(user, "SELECT s.id");
    sql.push(" AND s.id IN ").list(conversations).query(c, |row| row.take())
}

/// Which of these tickets have a side conversation that a person has not read to the end.
///
/// # Errors
/// When the query fails.
pub fn list_tickets_with_unread(
    c: &mut Conn,
    user: UserId,
    tickets: &[TicketId],
) -> Result<Vec<TicketId>, DbError> {
    let mut sql = unread_by(user, "SELECT DISTINCT s.ticket_id");
    sql.push(" AND s.ticket_id IN ").list(tickets).query(c, |row| row.take())
}

fn unread_by(user: UserId, select: &'static str) -> Sql {
    let mut sql = Sql::new(select);
    sql.push(
        " FROM side_conversations s LEFT JOIN side_conversation_reads r ON r.side_conversation_id = s.id \
         AND r.user_id = ",
    );
    sql.bind(user).push(" WHERE s.answered_at > COALESCE(r.read_at, 0)");
    sql
}

/// Notes that a person has read a side conversation up to `until`.
///
/// # Errors
/// When the statement fails.
pub(super) fn mark_read(
    tx: &mut Tx,
    user: UserId,
    id: SideConversationId,
    until: Timestamp,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO side_conversation_reads (user_id, side_conversation_id, read_at) VALUES ($1, $2, $3) \
         ON CONFLICT (user_id, side_conversation_id) DO UPDATE SET read_at = excluded.read_at",
        params![user, id, until],
    )
    .map(|_| ())
}

/// Records that a message is to leave at `send_at`. The row names no ticket.
///
/// # Errors
/// When the statement fails.
pub(super) fn insert_delivery(
    tx: &mut Tx,
    event: SideEventId,
    recipients: &Recipients,
    now: Timestamp,
    send_at: Timestamp,
) -> Result<i64, DbError> {
    tx.insert(
        "INSERT INTO outgoing_mails (side_event_id, purpose, recipients, state, send_at, created_at) \
         VALUES ($1, 'side_conversation', $2, 'queued', $3, $4) RETURNING id",
        params![event, text(recipients), send_at, now],
    )
}
