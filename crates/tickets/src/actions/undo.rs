//! Takes a change back.

use base::{Actor, AuditId, CommentId, CustomStatusId, TicketId, Timestamp};
use db::{Conn, Tx};
use serde_json::{Value, json};

use super::{apply::apply, change::touch};
use crate::{
    access::access_ticket,
    change::Change,
    error::TicketError,
    fields::{change_events, named_fields, set_field},
    model::{Audit, Comment, Draft, DraftKind, Status, Ticket},
    notifications::untell,
    parts::take_back as take_back_parts,
    policy,
    store::{attachments, audits, comments, deliveries, drafts, merges, tickets},
    tasks::Task,
    time_entries::TimeEntry,
};

/// What taking back came to.
#[derive(Debug)]
pub struct Undone {
    /// The ticket as it is now.
    pub ticket: Ticket,
    /// What the comment said, to be written on.
    pub draft: Option<Draft>,
}

const CUSTOM_STATUS: &str = "custom_status_id";
pub(crate) const MOVED_ON: &str = "the ticket was changed again since; change it back by hand";

/// Takes a whole change back: its fields, and its comment if that has not left; the author finds what they said among
/// their drafts.
///
/// # Errors
/// [`TicketError::TooLateToUndo`] when the answer has left or the fields were changed again.
pub fn undo_change(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: TicketId,
    audit_id: AuditId,
) -> Result<Undone, TicketError> {
    let undone = take_back(tx, now, actor, id, audit_id)?;
    if let (Some(draft), Some(user_id)) = (&undone.draft, actor.user_id) {
        drafts::save_draft(tx, id, user_id, draft)?;
    }
    Ok(undone)
}

/// Takes a whole change back, without keeping what the comment said.
///
/// # Errors
/// As for [`undo_change`]. Something may have been written by then.
pub(crate) fn take_back(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: TicketId,
    audit_id: AuditId,
) -> Result<Undone, TicketError> {
    let before = access_ticket(tx, actor, id)?;
    let audit = audits::find_audit(tx, audit_id)?
        .filter(|audit| audit.ticket_id == id)
        .ok_or(TicketError::NotFound)?;
    require_own(actor, &audit)?;
    let mut back = reversal(&before, &audit)?;
    let status = back.status.take();
    let mut after = apply(tx, &before, &back, now)?;
    if let Some(status) = status {
        set_status_back(&mut after, status, now);
    }
    if let Some(custom_status_id) = custom_status_before(&audit) {
        after.custom_status_id = custom_status_id;
    }
    let draft = match comment_of(&audit) {
        Some(comment_id) => Some(take_comment_back(tx, now, &mut after, comment_id)?),
        None => None,
    };
    touch(&before, &mut after, now);
    tickets::update_ticket(tx, &before, &after)?;
    let mut events = change_events(&before, &after);
    events.extend(take_back_parts::<Task>(tx, now, &audit)?);
    events.extend(take_back_parts::<TimeEntry>(tx, now, &audit)?);
    events.push(json!({"type": "Undo", "audit_id": audit_id}));
    let undoing = audits::record(tx, now, actor, id, &events)?;
    audits::mark_undone(tx, audit_id, undoing)?;
    untell(tx, audit_id)?;
    Ok(Undone { ticket: after, draft })
}

fn require_own(actor: &Actor, audit: &Audit) -> Result<(), TicketError> {
    if audit.undone_by.is_some() {
        return Err(TicketError::TooLateToUndo("this change was taken back already"));
    }
    let is_creation = audit.events.iter().any(|event| event["type"] == "Create");
    if is_creation {
        return Err(TicketError::TooLateToUndo("creating a ticket cannot be taken back; delete it instead"));
    }
    if audit.author_id.is_some() && audit.author_id == actor.user_id {
        return Ok(());
    }
    Err(TicketError::Forbidden("only its author may take a change back".to_owned()))
}

fn comment_of(audit: &Audit) -> Option<CommentId> {
    let is_comment = |event: &&Value| event["type"] == "Comment" || event["type"] == "VoiceComment";
    let event = audit.events.iter().find(is_comment)?;
    event["id"].as_i64().map(CommentId)
}

/// The change that sets every field back, as long as each still has the value the audit gave it.
fn reversal(ticket: &Ticket, audit: &Audit) -> Result<Change, TicketError> {
    let current = named_fields(ticket);
    let mut back = Change::default();
    for event in audit.events.iter().filter(|event| event["type"] == "Change") {
        let name = event["field_name"].as_str().unwrap_or_default();
        let is_unmoved = current.iter().any(|(field, value)| *field == name && *value == event["value"]);
        if !is_unmoved {
            return Err(TicketError::TooLateToUndo(MOVED_ON));
        }
        let previous = event.get("previous_value").unwrap_or(&Value::Null);
        match name {
            "custom_fields" => back.custom_fields = Some(emptied_again(previous, &event["value"])),
            CUSTOM_STATUS => {}
            _ => set_field(&mut back, name, previous)?,
        }
    }
    Ok(back)
}

/// The custom status before a change that changed it; it may not be in use any more.
fn custom_status_before(audit: &Audit) -> Option<Option<CustomStatusId>> {
    let event = audit.events.iter().find(|event| event["field_name"] == CUSTOM_STATUS)?;
    Some(event["previous_value"].as_i64().map(CustomStatusId))
}

/// The values of before, and none for the fields that had none.
fn emptied_again(previous: &Value, current: &Value) -> Value {
    let entries = |list: &Value| list.as_array().cloned().unwrap_or_default();
    let mut back = entries(previous);
    for entry in entries(current) {
        if back.iter().all(|before| before["id"] != entry["id"]) {
            back.push(json!({"id": entry["id"], "value": null}));
        }
    }
    Value::Array(back)
}

/// Back to what it was, also to new, where no ordinary change may go.
fn set_status_back(ticket: &mut Ticket, status: Status, now: Timestamp) {
    ticket.status = status;
    ticket.solved_at = (status >= Status::Solved).then(|| ticket.solved_at.unwrap_or(now));
}

fn take_comment_back(
    tx: &mut Tx,
    now: Timestamp,
    ticket: &mut Ticket,
    id: CommentId,
) -> Result<Draft, TicketError> {
    let comment = comments::find_comment(tx, id)?.ok_or(TicketError::TooLateToUndo(MOVED_ON))?;
    for (_, delivery) in deliveries::list_deliveries(tx, &[id])? {
        if delivery.send_at <= now || !deliveries::cancel(tx, delivery.id)? {
            return Err(TicketError::TooLateToUndo("the answer has left already"));
        }
    }
    let draft = draft_of(&comment, attachments::list_upload_tokens(tx, id)?, now);
    comments::delete_comment(tx, id)?;
    ticket.comment_count -= 1;
    show_latest(tx, ticket)?;
    Ok(draft)
}

/// Notes on a ticket which comment is now its newest.
pub(super) fn show_latest(c: &mut Conn, ticket: &mut Ticket) -> Result<(), TicketError> {
    let mut shown = merges::list_merged(c, ticket.id)?;
    shown.push(ticket.id);
    if let Some(latest) = comments::find_latest(c, &shown)? {
        ticket.preview = policy::preview(&latest.body_text);
        ticket.preview_author_id = Some(latest.author_id);
        ticket.latest_comment_at = latest.created_at;
    }
    Ok(())
}

fn draft_of(comment: &Comment, uploads: Vec<String>, now: Timestamp) -> Draft {
    Draft {
        kind: if comment.public { DraftKind::Reply } else { DraftKind::Note },
        html_body: comment.body_html.clone(),
        uploads,
        to: comment.recipients.to.clone(),
        cc: comment.recipients.cc.clone(),
        updated_at: now,
    }
}
