//! Changes a ticket.

use base::{Actor, AuditId, CommentId, MacroId, TicketId, Timestamp, Via};
use db::{Conn, Tx};
use http::Invalid;
use serde_json::{Value, json};

use super::{apply::apply, comment, incidents};
use crate::{
    access::{access_ticket, require_open},
    change::{Change, Stamp},
    error::{Moved, TicketError},
    fields::change_events,
    macros::{access_macro, store},
    model::{DraftKind, Status, Ticket},
    notifications::{Happened, follow_mentioned, tell},
    policy,
    scheduled::call_off_all,
    snooze,
    store::{audits, drafts, tickets},
    tasks,
    ticket_fields::{require_editable, require_filled},
    time_entries,
};

/// What a change came to.
#[derive(Debug)]
pub struct Changed {
    /// The ticket as it is now.
    pub ticket: Ticket,
    /// The audit of the change; `None` when nothing was to be changed.
    pub audit_id: Option<AuditId>,
    /// The comment that was added.
    pub comment_id: Option<CommentId>,
}

/// Changes a ticket as asked, or not at all.
///
/// # Errors
/// [`TicketError::Moved`] when it is no longer as the asker saw it; otherwise as its variants say.
pub fn change_ticket(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: TicketId,
    change: &Change,
) -> Result<Changed, TicketError> {
    let before = access_ticket(tx, actor, id)?;
    change_accessed(tx, now, actor, before, change)
}

/// Changes a ticket that was accessed in this transaction, as asked or not at all: it refuses before it writes anything.
///
/// # Errors
/// As for [`change_ticket`].
pub(crate) fn change_accessed(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    before: Ticket,
    change: &Change,
) -> Result<Changed, TicketError> {
    let mut after = decide(tx, now, actor, &before, change)?;
    if let Some(new) = &change.comment {
        comment::show_on(&mut after, new, now);
        comment::remember_sender(actor, &mut after, new);
        follow_mentioned(tx, actor, &mut after, new)?;
    }
    let mut events = change_events(&before, &after);
    let new_tasks = tasks::planned(tx, before.id, &change.task_template_ids)?;
    let time = time_entries::planned(now, actor, change.time_entry.as_ref())?;
    if events.is_empty() && change.comment.is_none() && new_tasks.is_empty() && time.is_none() {
        return Ok(Changed { ticket: before, audit_id: None, comment_id: None });
    }
    events.extend(record_macros(tx, now, actor, before.id, &change.macro_ids)?);
    events.extend(tasks::add_planned(tx, now, before.id, &new_tasks)?);
    events.extend(time_entries::add_planned(tx, now, before.id, time.as_ref())?);
    touch(&before, &mut after, now);
    record(tx, now, actor, &before, after, change, events)
}

/// Refuses a change that could not be made now; changes nothing.
///
/// # Errors
/// As for [`change_ticket`].
pub(crate) fn check_change(
    c: &mut Conn,
    now: Timestamp,
    actor: &Actor,
    id: TicketId,
    change: &Change,
) -> Result<(), TicketError> {
    let before = access_ticket(c, actor, id)?;
    decide(c, now, actor, &before, change).map(drop)
}

/// The ticket as it would be, comment aside.
fn decide(
    c: &mut Conn,
    now: Timestamp,
    actor: &Actor,
    before: &Ticket,
    change: &Change,
) -> Result<Ticket, TicketError> {
    require_permission(c, actor, before, change)?;
    if let Some(seen) = change.seen {
        require_unmoved(c, actor, before, seen)?;
    }
    if let Some(new) = &change.comment {
        comment::validate(c, actor, new)?;
    }
    let mut after = apply(c, before, change, now)?;
    take_on_solving(actor, before, &mut after);
    if actor.via == Via::Web && actor.role.is_staff() && before.status != after.status {
        require_filled(c, &after)?;
    }
    Ok(after)
}

fn require_permission(
    c: &mut Conn,
    actor: &Actor,
    ticket: &Ticket,
    change: &Change,
) -> Result<(), TicketError> {
    require_open(c, ticket)?;
    require_editable(c, actor, change)?;
    let refusal =
        if actor.role.is_staff() { None } else { policy::forbidden_to_end_user(actor, ticket, change) };
    refusal.map_or(Ok(()), |reason| Err(TicketError::Forbidden(reason.to_owned())))
}

/// Refuses when the ticket is not as it was seen, and tells what happened to it since.
fn require_unmoved(c: &mut Conn, actor: &Actor, ticket: &Ticket, seen: Stamp) -> Result<(), TicketError> {
    if seen.matches(ticket.updated_at) {
        return Ok(());
    }
    let since = audits::list_since(c, ticket.id, seen.at())?;
    let field = |event: &Value| {
        let is_comment = event["type"] == "Comment" || event["type"] == "VoiceComment";
        let name = if is_comment { Some("comment") } else { event["field_name"].as_str() };
        name.map(str::to_owned)
    };
    let mut changed: Vec<String> = since.iter().flat_map(|audit| &audit.events).filter_map(field).collect();
    changed.sort();
    changed.dedup();
    let by = since.last().and_then(|audit| audit.author_id);
    let mut current = ticket.clone();
    if !actor.role.is_staff() {
        // Which of them customers see is decided where tickets are shown.
        current.custom_fields = Value::Array(Vec::new());
    }
    Err(TicketError::Moved(Box::new(Moved { current, changed, by })))
}

/// Counts the macros that a change comes from; the events that name them.
fn record_macros(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    ticket: TicketId,
    ids: &[MacroId],
) -> Result<Vec<Value>, TicketError> {
    let mut used = Vec::new();
    for id in ids {
        used.push(access_macro(tx, actor, *id).map_err(|error| match error {
            TicketError::NotFound => Invalid::field("macro_ids", "there is no such macro").given(id.0).into(),
            other => other,
        })?);
    }
    let mut events = Vec::new();
    for one in used {
        store::record_use(tx, one.id, ticket, actor.user_id, now)?;
        events.push(json!({"type": "AgentMacroReference", "macro_id": one.id, "macro_title": one.title}));
    }
    Ok(events)
}

fn is_being_solved(before: &Ticket, after: &Ticket) -> bool {
    after.status == Status::Solved && before.status < Status::Solved
}

/// Whoever solves a ticket that nobody has is the one who answered it.
fn take_on_solving(actor: &Actor, before: &Ticket, after: &mut Ticket) {
    if is_being_solved(before, after) && after.assignee_id.is_none() && actor.role.is_staff() {
        after.assignee_id = actor.user_id;
    }
}

/// Two changes never share an `updated_at`, so that it can serve as a stamp.
pub(super) fn touch(before: &Ticket, after: &mut Ticket, now: Timestamp) {
    after.updated_at = now.max(Timestamp(before.updated_at.0 + 1));
    after.generated_at = after.updated_at;
}

fn record(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    before: &Ticket,
    after: Ticket,
    change: &Change,
    mut events: Vec<Value>,
) -> Result<Changed, TicketError> {
    tickets::update_ticket(tx, before, &after)?;
    let said = change.comment.as_ref();
    let is_answered = said.is_some_and(|new| policy::is_by_customer(before, new.author_id, new.public));
    if is_answered || is_being_solved(before, &after) {
        events.extend(snooze::end_with(tx, after.id)?);
    }
    let Some(new) = &change.comment else {
        let audit_id = audits::record(tx, now, actor, after.id, &events)?;
        incidents::follow(tx, now, actor, before, &after, None)?;
        let was_assigned_to = before.assignee_id;
        let happened = Happened { audit_id, ticket: &after, was_assigned_to, comment: None, called_off: &[] };
        tell(tx, now, actor, &happened)?;
        return Ok(Changed { ticket: after, audit_id: Some(audit_id), comment_id: None });
    };
    let audit_id = audits::record(tx, now, actor, after.id, &[])?;
    let comment_id = comment::store(tx, actor, &after, audit_id, new, now)?;
    events.insert(0, comment::event(new, comment_id));
    let mut called_off = Vec::new();
    if is_answered {
        let (authors, more) = call_off_all(tx, now, after.id)?;
        called_off = authors;
        events.extend(more);
    }
    audits::set_events(tx, audit_id, &events)?;
    comment::deliver(tx, actor, &after, new, comment_id, now)?;
    incidents::follow(tx, now, actor, before, &after, Some((comment_id, new.public)))?;
    let (was_assigned_to, comment) = (before.assignee_id, Some((new, comment_id)));
    let called_off = called_off.as_slice();
    tell(tx, now, actor, &Happened { audit_id, ticket: &after, was_assigned_to, comment, called_off })?;
    if let Some(user_id) = actor.user_id {
        let kind = if new.public { DraftKind::Reply } else { DraftKind::Note };
        drafts::delete_draft(tx, after.id, user_id, kind)?;
        tickets::mark_read(tx, user_id, after.id, after.latest_comment_at)?;
    }
    Ok(Changed { ticket: after, audit_id: Some(audit_id), comment_id: Some(comment_id) })
}
