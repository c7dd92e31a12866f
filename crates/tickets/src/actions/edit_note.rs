//! Edits an internal note; what it said before is kept.

use base::{Actor, CommentId, Role, TicketId, Timestamp};
use db::{Conn, DbError, Tx};
use http::Invalid;
use serde_json::json;

use super::redact::{access_comment, save, show_on, show_on_survivor};
use crate::{
    access::require_open,
    change::PreparedBody,
    error::TicketError,
    model::{Comment, Ticket},
    notifications::tell_newly_mentioned,
    store::{
        comment_versions::{self as versions, CommentVersion},
        comments,
    },
};

/// Lets a note say something else. `seen` is the version that the editor saw, 1 for one never edited: where somebody was
/// faster, nothing is changed.
///
/// # Errors
/// [`TicketError::Forbidden`] unless it is an internal note of the actor's, or they are an admin;
/// [`TicketError::NoteEdited`] when somebody was faster; naming the text when it is empty.
pub fn edit_note(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    (ticket, id): (TicketId, CommentId),
    seen: Option<i64>,
    body: PreparedBody,
) -> Result<Comment, TicketError> {
    let (before, comment) = access_comment(tx, actor, ticket, id)?;
    require_editable(tx, actor, &before, &comment)?;
    if body.is_blank() {
        return Err(Invalid::blank("comment").into());
    }
    let version = version_of(tx, id)?;
    if seen.is_some_and(|seen| seen != version) {
        return Err(TicketError::NoteEdited);
    }
    if body.html == comment.body_html {
        return Ok(comment);
    }
    let author_id = actor.user_id.unwrap_or(comment.author_id);
    let after = Comment { body_html: body.html, body_text: body.text, ..comment.clone() };
    if version == 1 {
        versions::insert_version(tx, &saying(&comment, 1, comment.author_id, comment.created_at))?;
    }
    versions::insert_version(tx, &saying(&after, version + 1, author_id, now))?;
    comments::update_text(tx, &after)?;
    let mut ticket = before.clone();
    if ticket.description == comment.body_text {
        ticket.description.clone_from(&after.body_text);
    }
    show_on(&mut ticket, &after);
    show_on_survivor(tx, now, &ticket, &after)?;
    let event = json!({"type": "CommentEdit", "comment_id": id, "version": version + 1});
    let audit = save(tx, now, actor, &before, ticket, &event)?;
    tell_newly_mentioned(tx, now, actor, audit, (&comment, &after))?;
    Ok(after)
}

/// The number of a comment's newest version: 1 where it was never edited.
fn version_of(c: &mut Conn, id: CommentId) -> Result<i64, DbError> {
    Ok(versions::list_newest(c, &[id])?.pop().map_or(1, |newest| newest.number))
}

/// Every version of a comment, the first first; the comment itself where it was never edited.
///
/// # Errors
/// [`TicketError::NotFound`] when the actor may not see it.
pub fn list_comment_versions(
    c: &mut Conn,
    actor: &Actor,
    (ticket, id): (TicketId, CommentId),
) -> Result<Vec<CommentVersion>, TicketError> {
    let (_, comment) = access_comment(c, actor, ticket, id)?;
    let versions = versions::list_versions(c, id)?;
    if versions.is_empty() {
        return Ok(vec![saying(&comment, 1, comment.author_id, comment.created_at)]);
    }
    Ok(versions)
}

fn require_editable(
    c: &mut Conn,
    actor: &Actor,
    ticket: &Ticket,
    comment: &Comment,
) -> Result<(), TicketError> {
    require_open(c, ticket)?;
    if comment.public {
        let reason = "what a customer was told cannot be edited; write another message";
        return Err(TicketError::Forbidden(reason.to_owned()));
    }
    if actor.is(comment.author_id) || actor.role == Role::Admin {
        return Ok(());
    }
    Err(TicketError::Forbidden("only its author or an admin may edit a note".to_owned()))
}

fn saying(comment: &Comment, number: i64, author_id: base::UserId, created_at: Timestamp) -> CommentVersion {
    CommentVersion {
        comment_id: comment.id,
        number,
        author_id,
        body_html: comment.body_html.clone(),
        body_text: comment.body_text.clone(),
        created_at,
    }
}
