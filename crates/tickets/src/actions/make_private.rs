//! Hides a comment from the customer.

use base::{Actor, CommentId, TicketId, Timestamp};
use db::Tx;
use serde_json::json;

use crate::{
    access::access_ticket,
    error::TicketError,
    store::{audits, comments},
};

/// Turns a public comment into an internal one. What was already sent stays sent.
///
/// # Errors
/// [`TicketError::NotFound`] when the ticket has no such comment.
pub fn make_comment_private(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: TicketId,
    comment_id: CommentId,
) -> Result<(), TicketError> {
    let ticket = access_ticket(tx, actor, id)?;
    let comment = comments::find_comment(tx, comment_id)?.filter(|comment| comment.ticket_id == ticket.id);
    comment.ok_or(TicketError::NotFound)?;
    comments::make_private(tx, comment_id)?;
    audits::record(
        tx,
        now,
        actor,
        id,
        &[json!({"type": "CommentPrivacyChange", "comment_id": comment_id, "public": false})],
    )?;
    Ok(())
}
