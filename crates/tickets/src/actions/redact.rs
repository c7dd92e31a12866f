//! Removes for good what should never have been written: words of a comment, or a file on it.

use base::{Actor, AttachmentId, AuditId, CommentId, TicketId, Timestamp};
use db::{BlobHash, Conn, Tx};
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
    store::{
        attachments, audits,
        comment_versions::{self as versions, CommentVersion},
        comments, merges, tickets,
    },
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

/// Blots out a text in a comment, wherever the comment is kept: in its own body, in what it quotes, in what it said
/// before it was edited, in the ticket's description and preview, in the mail it came by.
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
    let was_said = redact_versions(tx, id, secret)?;
    if text.is_none() && html.is_none() && quoted.is_none() && !was_said {
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
    show_on_survivor(tx, now, &ticket, &after)?;
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
    for version in versions::list_versions(tx, id)? {
        let body_html = version.body_html.replace(&source, "");
        versions::update_version(tx, &CommentVersion { body_html, ..version })?;
    }
    jobs::enqueue(tx, now, FORGET_BYTES, &Leftover::File(gone.blob.to_string()))?;
    let event = json!({"type": "AttachmentRedactionEvent", "comment_id": id, "attachment_id": file});
    save(tx, now, actor, &before, before.clone(), &event)?;
    Ok(empty)
}

/// Blots a text out of whatever an edited note said; whether any version held it.
fn redact_versions(tx: &mut Tx, id: CommentId, secret: &str) -> Result<bool, TicketError> {
    let mut was_said = false;
    for version in versions::list_versions(tx, id)? {
        let text = redact_text(&version.body_text, secret);
        let html = redact_html(&version.body_html, secret);
        if text.is_some() || html.is_some() {
            was_said = true;
            let body_text = text.unwrap_or_else(|| version.body_text.clone());
            let body_html = html.unwrap_or_else(|| version.body_html.clone());
            versions::update_version(tx, &CommentVersion { body_text, body_html, ..version })?;
        }
    }
    Ok(was_said)
}

/// The line under the subject is the newest comment's start.
pub(super) fn show_on(ticket: &mut Ticket, comment: &Comment) {
    if ticket.latest_comment_at == comment.created_at {
        ticket.preview = policy::preview(&comment.body_text);
    }
}

/// A ticket that this one was merged into shows the same line.
pub(super) fn show_on_survivor(
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

pub(super) fn access_comment(
    c: &mut Conn,
    actor: &Actor,
    ticket: TicketId,
    id: CommentId,
) -> Result<(Ticket, Comment), TicketError> {
    require_staff(actor)?;
    let ticket = access_ticket(c, actor, ticket)?;
    let comment = comments::find_comment(c, id)?.filter(|comment| comment.ticket_id == ticket.id);
    Ok((ticket, comment.ok_or(TicketError::NotFound)?))
}

pub(super) fn save(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    before: &Ticket,
    mut after: Ticket,
    event: &serde_json::Value,
) -> Result<AuditId, TicketError> {
    touch(before, &mut after, now);
    tickets::update_ticket(tx, before, &after)?;
    Ok(audits::record(tx, now, actor, after.id, std::slice::from_ref(event))?)
}
