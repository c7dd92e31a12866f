//! Splits a comment off into a ticket of its own.

use base::{Actor, CommentId, TicketId, Timestamp, UserId};
use db::{Conn, Tx};
use people::policy::require_staff;
use serde_json::json;

use super::{
    Changed, create_ticket,
    said_again::{said_again, with_own_files},
};
use crate::{
    access::access_ticket,
    brands,
    change::{Change, NewTicket},
    error::TicketError,
    links,
    model::{Comment, Ticket},
    store::{audits, comments},
};

/// Makes a ticket of a comment: its words and files once more, asked by its author, related to the ticket it was on. The
/// comment stays where it is. Without a subject the new ticket has the old one's.
///
/// # Errors
/// When there is no such comment on the ticket, the actor may not, or naming the field that makes no sense.
pub fn split_comment(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    (ticket, comment): (TicketId, CommentId),
    subject: Option<String>,
) -> Result<Changed, TicketError> {
    require_staff(actor)?;
    let from = access_ticket(tx, actor, ticket)?;
    let comment = comments::find_comment(tx, comment)?.filter(|comment| comment.ticket_id == from.id);
    let comment = comment.ok_or(TicketError::NotFound)?;
    let comment_id = comment.id;
    let requester_id = asker(tx, &from, &comment)?;
    let new = NewTicket {
        requester_id,
        submitter_id: actor.user_id.unwrap_or(requester_id),
        recipient: from.recipient.clone(),
        comment: with_own_files(said_again(tx, comment)?),
        fields: Change {
            subject: Some(subject.unwrap_or(from.subject)),
            group_id: Some(from.group_id),
            brand_id: brands::in_use(tx, from.brand_id)?,
            ..Change::default()
        },
    };
    let created = create_ticket(tx, now, actor, &new)?;
    links::relate(tx, now, from.id, created.ticket.id)?;
    let told = json!({"type": "Split", "comment_id": comment_id, "from": from.id});
    audits::record(tx, now, actor, created.ticket.id, &[told])?;
    let told = json!({"type": "Split", "comment_id": comment_id, "ticket": created.ticket.id});
    audits::record(tx, now, actor, from.id, &[told])?;
    Ok(created)
}

/// Who asks what a comment says: its author, or, where they are gone, whoever asks on its ticket.
fn asker(c: &mut Conn, ticket: &Ticket, comment: &Comment) -> Result<UserId, TicketError> {
    let author = people::store::find_user(c, comment.author_id)?.filter(|user| user.active);
    Ok(author.map_or(ticket.requester_id, |author| author.id))
}
