//! Drafts, one for each person, ticket and kind.

use base::{TicketId, UserId};
use db::{Conn, DbError, Row, Tx, params};

use crate::model::{Draft, DraftKind, Recipients};

/// A person's drafts on a ticket.
///
/// # Errors
/// When the query fails.
pub fn list_drafts(c: &mut Conn, ticket_id: TicketId, user_id: UserId) -> Result<Vec<Draft>, DbError> {
    c.query(
        "SELECT kind, body_html, uploads, recipients, updated_at FROM drafts \
         WHERE ticket_id = $1 AND user_id = $2 ORDER BY kind",
        params![ticket_id, user_id],
        read,
    )
}

/// Everybody's drafts on a ticket.
///
/// # Errors
/// When the query fails.
pub(crate) fn list_all(c: &mut Conn, ticket_id: TicketId) -> Result<Vec<(UserId, Draft)>, DbError> {
    c.query(
        "SELECT user_id, kind, body_html, uploads, recipients, updated_at FROM drafts WHERE ticket_id = $1 \
         ORDER BY user_id, kind",
        params![ticket_id],
        |row| Ok((row.take()?, read(row)?)),
    )
}

fn read(row: &Row<'_>) -> Result<Draft, DbError> {
    let (kind, html_body) = (row.take()?, row.take()?);
    let uploads = serde_json::from_str(&row.take::<String>()?).unwrap_or_default();
    let recipients: Recipients = serde_json::from_str(&row.take::<String>()?).unwrap_or_default();
    Ok(Draft { kind, html_body, uploads, to: recipients.to, cc: recipients.cc, updated_at: row.take()? })
}

/// Saves a draft over the one before.
///
/// # Errors
/// When the statement fails.
pub fn save_draft(tx: &mut Tx, ticket_id: TicketId, user_id: UserId, draft: &Draft) -> Result<(), DbError> {
    let recipients = Recipients { from: None, to: draft.to.clone(), cc: draft.cc.clone() };
    let json = |value| serde_json::to_string(&value).unwrap_or_default();
    tx.execute(
        "INSERT INTO drafts (ticket_id, user_id, kind, body_html, uploads, recipients, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (ticket_id, user_id, kind) DO UPDATE SET \
         body_html = excluded.body_html, uploads = excluded.uploads, recipients = excluded.recipients, \
         updated_at = excluded.updated_at",
        params![
            ticket_id,
            user_id,
            draft.kind,
            draft.html_body,
            serde_json::json!(draft.uploads).to_string(),
            json(recipients),
            draft.updated_at,
        ],
    )
    .map(|_| ())
}

/// Forgets a draft.
///
/// # Errors
/// When the statement fails.
pub fn delete_draft(
    tx: &mut Tx,
    ticket_id: TicketId,
    user_id: UserId,
    kind: DraftKind,
) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM drafts WHERE ticket_id = $1 AND user_id = $2 AND kind = $3",
        params![ticket_id, user_id, kind],
    )
    .map(|_| ())
}
