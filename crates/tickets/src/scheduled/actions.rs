//! Schedules a reply, sets another time, calls it off.

use base::{Actor, Role, ScheduledReplyId, TicketId, Timestamp, UserId};
use db::{DbError, Tx};
use http::Invalid;
use serde_json::{Value, json};

use super::{
    ScheduledReply,
    send::{SEND_SCHEDULED, SendScheduled},
    store,
};
use crate::{
    access::access_ticket,
    actions::check_change,
    error::TicketError,
    input::{Prepared, TicketInput, prepare_body, require_ahead},
    model::{Draft, DraftKind},
    store::{attachments, audits, drafts},
};

/// What is kept of a request: said by the author themselves, on the ticket as it will be, and cleaned, since it is shown
/// until it is sent.
pub(super) fn kept(mut request: TicketInput) -> TicketInput {
    request.safe_update = false;
    request.updated_stamp = None;
    if let Some(comment) = &mut request.comment {
        comment.html_body = Some(prepare_body(comment).html);
        (comment.body, comment.value, comment.author_id, comment.created_at) = (None, None, None, None);
    }
    request
}

/// Keeps a reply until its time. `request` is what `prepared` was made of.
///
/// # Errors
/// When the change could not be made now either, `send_at` is not ahead, or it is no reply.
pub(super) fn schedule_reply(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    ticket_id: TicketId,
    (request, prepared): (TicketInput, Prepared),
    send_at: Timestamp,
) -> Result<ScheduledReply, TicketError> {
    access_ticket(tx, actor, ticket_id)?;
    let author_id = author(actor)?;
    require_ahead("send_at", now, send_at)?;
    let change = prepared.into_change(tx, now, actor)?;
    let comment = change.comment.as_ref().ok_or_else(|| Invalid::blank("ticket.comment"))?;
    if !comment.public {
        let hint = "an internal note does not wait; add it now";
        return Err(Invalid::field("ticket.comment.public", hint).into());
    }
    check_change(tx, now, actor, ticket_id, &change)?;
    for token in &comment.uploads {
        attachments::keep_upload_until(tx, token, send_at)?;
    }
    let id = store::insert_reply(tx, ticket_id, author_id, &request, send_at, now)?;
    jobs::enqueue_at(tx, now, send_at, SEND_SCHEDULED, &SendScheduled { id, send_at: send_at.0 })?;
    drafts::delete_draft(tx, ticket_id, author_id, DraftKind::Reply)?;
    let event = json!({"type": "ScheduledReply", "id": id, "value": send_at});
    audits::record(tx, now, actor, ticket_id, &[event])?;
    Ok(ScheduledReply { id, ticket_id, author_id, request, send_at, created_at: now })
}

/// Sets another time.
///
/// # Errors
/// When it is not the actor's, or `send_at` is not ahead.
pub(super) fn reschedule_reply(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    ticket_id: TicketId,
    id: ScheduledReplyId,
    send_at: Timestamp,
) -> Result<ScheduledReply, TicketError> {
    let reply = access_own_reply(tx, actor, ticket_id, id)?;
    require_ahead("send_at", now, send_at)?;
    for token in reply.request.comment.iter().flat_map(|comment| &comment.uploads) {
        attachments::keep_upload_until(tx, token, send_at)?;
    }
    store::update_send_at(tx, id, send_at)?;
    jobs::enqueue_at(tx, now, send_at, SEND_SCHEDULED, &SendScheduled { id, send_at: send_at.0 })?;
    let event =
        json!({"type": "ScheduledReply", "id": id, "value": send_at, "previous_value": reply.send_at});
    audits::record(tx, now, actor, ticket_id, &[event])?;
    Ok(ScheduledReply { send_at, ..reply })
}

/// Calls a reply off: its text is a draft of its author again.
///
/// # Errors
/// When it is not the actor's, or has left.
pub(super) fn call_off_reply(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    ticket_id: TicketId,
    id: ScheduledReplyId,
) -> Result<(UserId, Draft), TicketError> {
    let reply = access_own_reply(tx, actor, ticket_id, id)?;
    let draft = give_back(tx, now, &reply)?;
    audits::record(tx, now, actor, ticket_id, &[called_off(&reply)])?;
    Ok((reply.author_id, draft))
}

/// Calls off whatever waits on a ticket: the customer wrote first. Whose it was, and the events for the audit.
///
/// # Errors
/// When a statement fails.
pub(crate) fn call_off_all(
    tx: &mut Tx,
    now: Timestamp,
    ticket_id: TicketId,
) -> Result<(Vec<UserId>, Vec<Value>), DbError> {
    let (mut authors, mut events) = (Vec::new(), Vec::new());
    for reply in store::list_replies(tx, ticket_id)? {
        give_back(tx, now, &reply)?;
        authors.push(reply.author_id);
        events.push(called_off(&reply));
    }
    Ok((authors, events))
}

/// Forgets a reply; its text goes on as a draft of its author, behind what they have begun meanwhile.
pub(super) fn give_back(tx: &mut Tx, now: Timestamp, reply: &ScheduledReply) -> Result<Draft, DbError> {
    store::delete_reply(tx, reply.id)?;
    let comment = reply.request.comment.clone().unwrap_or_default();
    let mut draft = begun_draft(tx, reply.ticket_id, reply.author_id)?.unwrap_or_else(|| Draft {
        kind: DraftKind::Reply,
        html_body: String::new(),
        uploads: Vec::new(),
        to: comment.to.clone(),
        cc: comment.cc.clone(),
        updated_at: now,
    });
    draft.html_body += comment.html_body.as_deref().unwrap_or_default();
    draft.uploads.extend(comment.uploads);
    draft.updated_at = now;
    drafts::save_draft(tx, reply.ticket_id, reply.author_id, &draft)?;
    Ok(draft)
}

/// The reply that somebody has begun to write.
pub(super) fn begun_draft(tx: &mut Tx, ticket: TicketId, author: UserId) -> Result<Option<Draft>, DbError> {
    let drafts = drafts::list_drafts(tx, ticket, author)?;
    Ok(drafts.into_iter().find(|draft| draft.kind == DraftKind::Reply))
}

fn called_off(reply: &ScheduledReply) -> Value {
    json!({"type": "ScheduledReply", "id": reply.id, "value": null, "previous_value": reply.send_at})
}

fn author(actor: &Actor) -> Result<UserId, TicketError> {
    actor.user_id.ok_or_else(|| TicketError::Forbidden("only people schedule replies".to_owned()))
}

fn access_own_reply(
    tx: &mut Tx,
    actor: &Actor,
    ticket_id: TicketId,
    id: ScheduledReplyId,
) -> Result<ScheduledReply, TicketError> {
    access_ticket(tx, actor, ticket_id)?;
    let reply = store::find_reply(tx, id)?.filter(|reply| reply.ticket_id == ticket_id);
    let reply = reply.ok_or(TicketError::NotFound)?;
    if actor.is(reply.author_id) || actor.role == Role::Admin {
        return Ok(reply);
    }
    Err(TicketError::Forbidden("only its author or an admin may change a scheduled reply".to_owned()))
}
