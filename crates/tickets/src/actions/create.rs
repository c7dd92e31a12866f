//! Creates a ticket.

use base::{Actor, TicketId, Timestamp};
use db::Tx;
use http::Invalid;
use serde_json::Value;

use super::{Changed, apply::apply, comment};
use crate::{
    change::{Change, NewTicket},
    error::TicketError,
    fields::create_events,
    model::{Status, Ticket},
    policy,
    store::{audits, tickets},
};

/// Creates a ticket with its first comment.
///
/// # Errors
/// [`TicketError::Invalid`] naming the fields that make no sense, [`TicketError::Forbidden`] for what the actor may
/// not set.
pub fn create_ticket(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    new: &NewTicket,
) -> Result<Changed, TicketError> {
    comment::validate(tx, actor, &new.comment)?;
    let blank = blank_ticket(actor, new, now);
    let fields = Change { subject: Some(subject(new)), ..new.fields.clone() };
    require_permission(actor, &blank, &new.fields)?;
    let mut ticket = apply(tx, &blank, &fields, now)?;
    fill_in_organization(tx, &mut ticket, &new.fields)?;
    ticket.description.clone_from(&new.comment.body.text);
    comment::show_on(&mut ticket, &new.comment, now);
    ticket.id = tickets::insert_ticket(tx, &ticket)?;

    let audit_id = audits::record(tx, now, actor, ticket.id, &[])?;
    let comment_id = comment::store(tx, actor, &ticket, audit_id, &new.comment, now)?;
    let mut events = vec![comment::event(&new.comment, comment_id)];
    events.extend(create_events(&ticket));
    audits::set_events(tx, audit_id, &events)?;
    comment::deliver(tx, actor, &ticket, &new.comment, comment_id, now)?;
    if let Some(user_id) = actor.user_id {
        tickets::mark_read(tx, user_id, ticket.id, ticket.latest_comment_at)?;
    }
    Ok(Changed { ticket, audit_id: Some(audit_id), comment_id: Some(comment_id) })
}

/// A ticket before anything was said about it.
pub(crate) fn blank_ticket(actor: &Actor, new: &NewTicket, now: Timestamp) -> Ticket {
    Ticket {
        id: TicketId(0),
        subject: String::new(),
        description: String::new(),
        status: Status::New,
        priority: None,
        kind: None,
        requester_id: new.requester_id,
        submitter_id: new.submitter_id,
        assignee_id: None,
        group_id: None,
        organization_id: None,
        problem_id: None,
        external_id: None,
        via: actor.via,
        recipient: new.recipient.clone(),
        due_at: None,
        custom_fields: Value::Array(Vec::new()),
        comment_count: 0,
        preview: String::new(),
        preview_author_id: None,
        latest_comment_at: now,
        created_at: now,
        updated_at: now,
        generated_at: now,
        solved_at: None,
        deleted_at: None,
        tags: Vec::new(),
        cc_ids: Vec::new(),
        follower_ids: Vec::new(),
    }
}

/// The subject given, else the start of what is said.
fn subject(new: &NewTicket) -> String {
    let given = new.fields.subject.as_deref().map(str::trim).filter(|subject| !subject.is_empty());
    let start: String = policy::preview(&new.comment.body.text).chars().take(80).collect();
    let fallback = if start.is_empty() { "–".to_owned() } else { start };
    given.map_or(fallback, str::to_owned)
}

/// Customers may ask for a priority or type of a new ticket, unlike later; the rest is for agents.
fn require_permission(actor: &Actor, ticket: &Ticket, fields: &Change) -> Result<(), TicketError> {
    if actor.role.is_staff() {
        return Ok(());
    }
    let asked = Change { subject: None, priority: None, kind: None, ..fields.clone() };
    policy::forbidden_to_end_user(actor, ticket, &asked)
        .map_or(Ok(()), |reason| Err(TicketError::Forbidden(reason.to_owned())))
}

fn fill_in_organization(tx: &mut Tx, ticket: &mut Ticket, fields: &Change) -> Result<(), TicketError> {
    let requester = people::store::find_user(tx, ticket.requester_id)?.filter(|user| user.active);
    let requester = requester.ok_or_else(|| {
        Invalid::field("requester_id", "there is no such user").given(ticket.requester_id.0)
    })?;
    if fields.organization_id.is_none() {
        ticket.organization_id = requester.organization_id;
    }
    Ok(())
}
