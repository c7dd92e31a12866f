//! Removes for good what should never have been written: words of a comment, or a file on it.

use base::{Actor, AttachmentId, CommentId, TicketId, Timestamp};
use db::{BlobHash, Tx};
use http::Invalid;
use mail::{redact_html, redact_text};
use people::policy::require_staff;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::change::touch;
use crate::{
    access::access_ticket,
    error::TicketError,
    files::{CONTENT_PATH, random_token},
    model::{Attachment, Comment, Ticket},
    policy,
    store::{attachments, audits, comments, merges, tickets},
};

/// The kind of job that removes the bytes behind what was redacted, unless something else still needs them; its payload
/// is [`Leftover`].
pub const FORGET_BYTES: &str = "forget_bytes";

/// Bytes that a redaction left behind.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leftover {
    /// The source of the mail that a comment came by.
    IncomingMail(i64),
    /// A file.
    File(String),
}

/// Blots out a text in a comment, wherever the comment is kept: in its own body, in what it quotes, in the ticket's
/// description and preview, in the mail it came by.
///
/// # Errors
/// [`TicketError::Invalid`] when the comment does not hold it.
pub fn redact_words(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    (ticket, id): (TicketId, CommentId),
    secret: &str,
) -> Result<Comment, TicketError> {
    let (before, comment) = access_comment(tx, actor, ticket, id)?;
    let text = redact_text(&comment.body_text, secret);
    let html = redact_html(&comment.body_html, secret);
    let quoted = comment.quoted_html.as_deref().and_then(|quoted| redact_html(quoted, secret));
    if text.is_none() && html.is_none() && quoted.is_none() {
        return Err(Invalid::field("text", "is not in this comment").into());
    }
    let mut after = comment.clone();
    after.body_html = html.unwrap_or(after.body_html);
    after.body_text = text.unwrap_or(after.body_text);
    after.quoted_html = quoted.or(after.quoted_html);
    if let Some(mail) = after.incoming_mail_id.take() {
        jobs::enqueue(tx, now, FORGET_BYTES, &Leftover::IncomingMail(mail))?;
    }
    comments::update_text(tx, &after)?;
    let mut ticket = before.clone();
    ticket.description = redact_text(&ticket.description, secret).unwrap_or(ticket.description);
    show_on(&mut ticket, &after);
    redact_survivor(tx, now, &ticket, &after)?;
    save(tx, now, actor, &before, ticket, &json!({"type": "CommentRedactionEvent", "comment_id": id}))?;
    Ok(after)
}

/// Puts an empty file in the place of one on a comment.
///
/// # Errors
/// [`TicketError::NotFound`] when the comment has no such file.
pub fn redact_file(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    (ticket, id): (TicketId, CommentId),
    file: AttachmentId,
) -> Result<Attachment, TicketError> {
    let (before, comment) = access_comment(tx, actor, ticket, id)?;
    let on_it = attachments::find_attachment(tx, file)?.filter(|file| file.comment_id == Some(id));
    let gone = on_it.ok_or(TicketError::NotFound)?;
    let empty = Attachment {
        token: random_token(),
        file_name: "redacted.txt".to_owned(),
        content_type: "text/plain".to_owned(),
        size: 0,
        blob: BlobHash::of(b""),
        inline: false,
        content_id: None,
        ..gone.clone()
    };
    attachments::update_file(tx, &empty)?;
    let mut after = comment;
    // A picture in the text would go on asking for a file that is not there.
    let source = format!("src=\"{CONTENT_PATH}{}\"", gone.token);
    after.body_html = after.body_html.replace(&source, "");
    after.quoted_html = after.quoted_html.map(|quoted| quoted.replace(&source, ""));
    if let Some(mail) = after.incoming_mail_id.take() {
        jobs::enqueue(tx, now, FORGET_BYTES, &Leftover::IncomingMail(mail))?;
    }
    comments::update_text(tx, &after)?;
    jobs::enqueue(tx, now, FORGET_BYTES, &Leftover::File(gone.blob.to_string()))?;
    let event = json!({"type": "AttachmentRedactionEvent", "comment_id": id, "attachment_id": file});
    save(tx, now, actor, &before, before.clone(), &event)?;
    Ok(empty)
}

/// The line under the subject is the newest comment's start.
fn show_on(ticket: &mut Ticket, comment: &Comment) {
    if ticket.latest_comment_at == comment.created_at {
        ticket.preview = policy::preview(&comment.body_text);
    }
}

/// A ticket that this one was merged into shows the same line.
fn redact_survivor(
    tx: &mut Tx,
    now: Timestamp,
    ticket: &Ticket,
    comment: &Comment,
) -> Result<(), TicketError> {
    let Some(id) = merges::find_survivor(tx, ticket.id)? else { return Ok(()) };
    let Some(before) = tickets::find_ticket(tx, id)? else { return Ok(()) };
    let mut after = before.clone();
    show_on(&mut after, comment);
    touch(&before, &mut after, now);
    Ok(tickets::update_ticket(tx, &before, &after)?)
}

fn access_comment(
    tx: &mut Tx,
    actor: &Actor,
    ticket: TicketId,
    id: CommentId,
) -> Result<(Ticket, Comment), TicketError> {
    require_staff(actor)?;
    let ticket = access_ticket(tx, actor, ticket)?;
    let comment = comments::find_comment(tx, id)?.filter(|comment| comment.ticket_id == ticket.id);
    Ok((ticket, comment.ok_or(TicketError::NotFound)?))
}

fn save(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    before: &Ticket,
    mut after: Ticket,
    event: &serde_json::Value,
) -> Result<(), TicketError> {
    touch(before, &mut after, now);
    tickets::update_ticket(tx, before, &after)?;
    audits::record(tx, now, actor, after.id, std::slice::from_ref(event))?;
    Ok(())
}
