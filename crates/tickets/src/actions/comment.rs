//! Adds a comment to a ticket and sees to its delivery.

use std::time::Duration;

use base::{Actor, AuditId, CommentId, Timestamp, UserId, Via};
use db::{Conn, Tx};
use http::Invalid;
use serde_json::{Value, json};

use super::{DELIVER, Deliver};
use crate::{
    change::NewComment,
    error::TicketError,
    model::{Comment, Recipients, Ticket},
    policy,
    store::{attachments, comments, deliveries},
};

/// Refuses a comment that says nothing or whose uploads are not the author's.
pub fn validate(c: &mut Conn, actor: &Actor, comment: &NewComment) -> Result<(), TicketError> {
    if comment.body.is_blank() && comment.uploads.is_empty() && comment.files.is_empty() {
        return Err(Invalid::blank("comment").into());
    }
    for token in &comment.uploads {
        let upload = attachments::find_upload(c, token)?;
        let is_own = upload.is_some_and(|(_, owner)| owner.is_none() || owner == actor.user_id);
        if !is_own {
            let hint = "the upload does not exist or has expired; upload the file again";
            return Err(Invalid::field("comment.uploads", hint).into());
        }
    }
    Ok(())
}

/// Notes on the ticket what its newest comment is.
pub fn show_on(ticket: &mut Ticket, comment: &NewComment, now: Timestamp) {
    ticket.comment_count += 1;
    ticket.preview = policy::preview(&comment.body.text);
    ticket.preview_author_id = Some(comment.author_id);
    ticket.latest_comment_at = comment.created_at.unwrap_or(now);
}

/// Stores the comment with its files.
pub fn store(
    tx: &mut Tx,
    actor: &Actor,
    ticket: &Ticket,
    audit_id: AuditId,
    new: &NewComment,
    now: Timestamp,
) -> Result<CommentId, TicketError> {
    let comment = Comment {
        id: CommentId(0),
        ticket_id: ticket.id,
        audit_id,
        author_id: new.author_id,
        public: new.public,
        body_html: new.body.html.clone(),
        body_text: new.body.text.clone(),
        quoted_html: new.body.quoted_html.clone(),
        has_remote_images: new.body.has_remote_images,
        via: actor.via,
        recipients: new.recipients.clone(),
        incoming_mail_id: new.incoming_mail_id,
        created_at: new.created_at.unwrap_or(now),
    };
    let id = comments::insert_comment(tx, &comment)?;
    for token in &new.uploads {
        if let Some((upload, _)) = attachments::find_upload(tx, token)? {
            attachments::attach_upload(tx, upload, id)?;
        }
    }
    for file in &new.files {
        attachments::insert_attachment(tx, file, None, Some(id), now)?;
    }
    Ok(id)
}

/// The audit's event for a comment; its body stays in the comment alone.
pub fn event(comment: &NewComment, id: CommentId) -> Value {
    json!({"type": "Comment", "id": id, "public": comment.public, "author_id": comment.author_id})
}

/// Sees to it that a public comment of staff reaches the customer: at once, or, written in the workspace, after the
/// time in which it can be taken back.
pub fn deliver(
    tx: &mut Tx,
    actor: &Actor,
    ticket: &Ticket,
    comment: &NewComment,
    comment_id: CommentId,
    now: Timestamp,
) -> Result<(), TicketError> {
    let is_answer = comment.public && actor.role.is_staff() && comment.author_id != ticket.requester_id;
    if !is_answer {
        return Ok(());
    }
    let recipients = recipients(tx, ticket, comment)?;
    if recipients.to.is_empty() && recipients.cc.is_empty() {
        return Ok(());
    }
    let wait_seconds = if actor.via == Via::Web { people::store::get_desk(tx)?.undo_send_seconds } else { 0 };
    let send_at = now.plus(Duration::from_secs(wait_seconds.into()));
    let delivery = deliveries::insert_delivery(tx, ticket.id, comment_id, &recipients, now, send_at)?;
    jobs::enqueue_at(tx, now, send_at, DELIVER, &Deliver { outgoing_mail_id: delivery })?;
    Ok(())
}

/// Whom an answer goes to: as its author says, else the requester, with a copy to the ticket's others.
fn recipients(c: &mut Conn, ticket: &Ticket, comment: &NewComment) -> Result<Recipients, TicketError> {
    let given = &comment.recipients;
    let to = match given.to.as_slice() {
        [] => addresses(c, &[ticket.requester_id])?,
        to => to.to_vec(),
    };
    let copied = if given.cc.is_empty() { addresses(c, &ticket.cc_ids)? } else { given.cc.clone() };
    let cc = copied.into_iter().filter(|address| !to.contains(address)).collect();
    Ok(Recipients { from: given.from.clone().or_else(|| ticket.recipient.clone()), to, cc })
}

fn addresses(c: &mut Conn, ids: &[UserId]) -> Result<Vec<String>, TicketError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(people::store::find_users(c, ids)?.into_iter().filter_map(|user| user.email).collect())
}
