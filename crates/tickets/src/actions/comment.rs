//! Adds a comment to a ticket and sees to its delivery.

use std::time::Duration;

use base::{Actor, AuditId, CommentId, Timestamp, UserId, Via};
use db::{Conn, DbError, Tx};
use http::Invalid;
use serde_json::{Value, json};

use super::{DELIVER, Deliver};
use crate::{
    change::NewComment,
    error::TicketError,
    model::{Comment, Recipients, Ticket},
    policy,
    store::{
        attachments::{self, FilePlace},
        comments, deliveries,
    },
};

/// Refuses a comment that says nothing or whose uploads are not the author's.
pub fn validate(c: &mut Conn, actor: &Actor, comment: &NewComment) -> Result<(), TicketError> {
    if let Some(spoken_by) = comment.call.as_ref().and_then(|call| call.answered_by_id)
        && people::store::find_user(c, spoken_by)?.is_none_or(|user| !user.role.is_staff())
    {
        let hint = format!("user {spoken_by} is no agent");
        return Err(Invalid::field("voice_comment.answered_by_id", hint).given(spoken_by.0).into());
    }
    if comment.body.is_blank() && comment.uploads.is_empty() && comment.files.is_empty() {
        return Err(Invalid::blank("comment").into());
    }
    require_own_uploads(c, actor, "comment.uploads", &comment.uploads)
}

/// Refuses uploads that are not the actor's.
pub fn require_own_uploads(
    c: &mut Conn,
    actor: &Actor,
    field: &str,
    uploads: &[String],
) -> Result<(), TicketError> {
    for token in uploads {
        let upload = attachments::find_upload(c, token)?;
        let is_own = upload.is_some_and(|(_, owner)| owner.is_none() || owner == actor.user_id);
        if !is_own {
            let hint = "the upload does not exist or has expired; upload the file again";
            return Err(Invalid::field(field, hint).into());
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

/// Notes on the ticket from which of the desk's addresses an agent chose to answer: the next answer leaves from there too.
pub fn remember_sender(actor: &Actor, ticket: &mut Ticket, comment: &NewComment) {
    let is_chosen = actor.role.is_staff() && comment.public && comment.incoming_mail_id.is_none();
    if let (true, Some(from)) = (is_chosen, &comment.recipients.from) {
        ticket.recipient = Some(from.clone());
    }
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
        via: if new.call.is_some() { Via::Phone } else { actor.via },
        recipients: new.recipients.clone(),
        incoming_mail_id: new.incoming_mail_id,
        created_at: new.created_at.unwrap_or(now),
        call: new.call.clone(),
    };
    let id = comments::insert_comment(tx, &comment)?;
    for token in &new.uploads {
        if let Some((upload, _)) = attachments::find_upload(tx, token)? {
            attachments::attach_upload(tx, upload, FilePlace::Comment(id))?;
        }
    }
    for file in &new.files {
        attachments::insert_attachment(tx, file, FilePlace::Comment(id), now)?;
    }
    Ok(id)
}

/// The audit's event for a comment; its body stays in the comment alone.
pub fn event(comment: &NewComment, id: CommentId) -> Value {
    let kind = if comment.call.is_some() { "VoiceComment" } else { "Comment" };
    json!({"type": kind, "id": id, "public": comment.public, "author_id": comment.author_id})
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
    // Whoever was spoken to knows what was said.
    if !is_answer || comment.call.is_some() {
        return Ok(());
    }
    let recipients = recipients(tx, ticket, comment)?;
    if recipients.to.is_empty() && recipients.cc.is_empty() {
        return Ok(());
    }
    let send_at = leaves_at(tx, actor, now)?;
    let delivery = deliveries::insert_delivery(tx, ticket.id, comment_id, &recipients, now, send_at)?;
    jobs::enqueue_at(tx, now, send_at, DELIVER, &Deliver { outgoing_mail_id: delivery })?;
    Ok(())
}

/// When a mail of this actor leaves: what is written in the workspace can be taken back for a while.
pub fn leaves_at(c: &mut Conn, actor: &Actor, now: Timestamp) -> Result<Timestamp, DbError> {
    let wait_seconds = if actor.via == Via::Web { people::store::get_desk(c)?.undo_send_seconds } else { 0 };
    Ok(now.plus(Duration::from_secs(wait_seconds.into())))
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
