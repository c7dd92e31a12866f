//! Creates a ticket.

use base::{Actor, BrandId, TicketId, Timestamp, Via};
use db::{Conn, Tx};
use http::Invalid;
use serde_json::{Value, json};

use super::{Changed, apply::apply, comment};
use crate::{
    access::access_ticket,
    brands,
    change::{Change, ListChange, NewComment, NewTicket},
    error::TicketError,
    fields::create_events,
    links,
    model::{Status, Ticket},
    notifications::{Happened, follow_mentioned, tell},
    policy,
    store::{audits, tickets},
    tasks,
    ticket_fields::{choose_defaults, require_editable, require_filled},
    ticket_forms, time_entries,
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
    let Decided { mut ticket, fields, earlier, parent } = decide(tx, now, actor, new)?;
    comment::show_on(&mut ticket, &new.comment, now);
    comment::remember_sender(actor, &mut ticket, &new.comment);
    follow_mentioned(tx, actor, &mut ticket, &new.comment)?;
    let new_tasks = tasks::planned(tx, ticket.id, &fields.task_template_ids)?;
    let time = time_entries::planned(now, actor, fields.time_entry.as_ref())?;
    ticket.id = tickets::insert_ticket(tx, &ticket)?;

    let audit_id = audits::record(tx, now, actor, ticket.id, &[])?;
    let comment_id = comment::store(tx, actor, &ticket, audit_id, &new.comment, now)?;
    let mut events = vec![comment::event(&new.comment, comment_id)];
    events.extend(create_events(&ticket));
    events.extend(tasks::add_planned(tx, now, ticket.id, &new_tasks)?);
    events.extend(time_entries::add_planned(tx, now, ticket.id, time.as_ref())?);
    if let Some(parent) = parent {
        events.push(links::adopt(tx, now, actor, &parent, ticket.id)?);
    }
    audits::set_events(tx, audit_id, &events)?;
    if let Some(earlier) = earlier {
        let from = json!({"ticket_id": earlier.id, "subject": earlier.subject});
        audits::set_source(tx, audit_id, &json!({"rel": "follow_up", "from": from}))?;
        let followed_up = json!({"type": "FollowUp", "ticket": ticket.id, "subject": ticket.subject});
        audits::record(tx, now, actor, earlier.id, &[followed_up])?;
    }
    comment::deliver(tx, actor, &ticket, &new.comment, comment_id, now)?;
    let comment = Some((&new.comment, comment_id));
    tell(
        tx,
        now,
        actor,
        &Happened { audit_id, ticket: &ticket, was_assigned_to: None, comment, called_off: &[] },
    )?;
    if let Some(user_id) = actor.user_id {
        tickets::mark_read(tx, user_id, ticket.id, ticket.latest_comment_at)?;
    }
    Ok(Changed { ticket, audit_id: Some(audit_id), comment_id: Some(comment_id) })
}

/// Refuses a ticket that could not be created now; makes nothing. The ticket as it would be, comment aside.
///
/// # Errors
/// As for [`create_ticket`].
pub(crate) fn check_new_ticket(
    c: &mut Conn,
    now: Timestamp,
    actor: &Actor,
    new: &NewTicket,
) -> Result<Ticket, TicketError> {
    let Decided { ticket, fields, .. } = decide(c, now, actor, new)?;
    tasks::planned(c, ticket.id, &fields.task_template_ids)?;
    Ok(ticket)
}

/// A ticket as it will be, and where it comes from.
struct Decided {
    ticket: Ticket,
    fields: Change,
    earlier: Option<Ticket>,
    parent: Option<Ticket>,
}

fn decide(c: &mut Conn, now: Timestamp, actor: &Actor, new: &NewTicket) -> Result<Decided, TicketError> {
    comment::validate(c, actor, &new.comment)?;
    let earlier = earlier_ticket(c, actor, new)?;
    let parent = links::parent_of_new(c, actor, new.fields.parent_id)?;
    let blank = blank_ticket(actor, new, now);
    let mut fields = new.fields.clone();
    if let Some(earlier) = &earlier {
        inherit(&mut fields, earlier);
    }
    brands::choose_brand(c, &mut fields, earlier.as_ref())?;
    ticket_forms::choose_default(c, &mut fields)?;
    choose_defaults(c, &mut fields)?;
    fields.subject = Some(subject(&fields, &new.comment));
    require_permission(c, actor, &blank, &new.fields)?;
    let mut ticket = apply(c, &blank, &fields, now)?;
    fill_in_organization(c, &mut ticket, &new.fields)?;
    if actor.via == Via::Web && actor.role.is_staff() {
        require_filled(c, &ticket)?;
    }
    ticket.description.clone_from(&new.comment.body.text);
    Ok(Decided { ticket, fields, earlier, parent })
}

/// A ticket before anything was said about it.
pub(crate) fn blank_ticket(actor: &Actor, new: &NewTicket, now: Timestamp) -> Ticket {
    Ticket {
        id: TicketId(0),
        subject: String::new(),
        description: String::new(),
        status: Status::New,
        custom_status_id: None,
        brand_id: BrandId(0),
        form_id: None,
        priority: None,
        kind: None,
        requester_id: new.requester_id,
        submitter_id: new.submitter_id,
        assignee_id: None,
        group_id: None,
        organization_id: None,
        problem_id: None,
        external_id: None,
        via: if new.comment.call.is_some() { Via::Phone } else { actor.via },
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

/// The closed ticket that a new one goes on from.
fn earlier_ticket(c: &mut Conn, actor: &Actor, new: &NewTicket) -> Result<Option<Ticket>, TicketError> {
    const NAME: &str = "via_followup_source_id";
    let Some(id) = new.fields.follow_up_of else { return Ok(None) };
    let earlier = access_ticket(c, actor, id).map_err(|error| match error {
        TicketError::NotFound => Invalid::field(NAME, format!("there is no ticket {id}")).given(id.0).into(),
        other => other,
    })?;
    if earlier.status != Status::Closed {
        let hint = format!("{id} is not closed; answer there");
        return Err(Invalid::field(NAME, hint).given(id.0).into());
    }
    Ok(Some(earlier))
}

/// A follow-up is about the same, unless it says otherwise.
fn inherit(fields: &mut Change, earlier: &Ticket) {
    fields.subject.get_or_insert_with(|| earlier.subject.clone());
    fields.tags.get_or_insert_with(|| ListChange::Set(earlier.tags.clone()));
    fields.group_id.get_or_insert(earlier.group_id);
    fields.kind.get_or_insert(earlier.kind);
    fields.form_id.get_or_insert(earlier.form_id);
    fields.custom_fields.get_or_insert_with(|| earlier.custom_fields.clone());
}

/// The subject given, else the start of what is said.
fn subject(fields: &Change, comment: &NewComment) -> String {
    let given = fields.subject.as_deref().map(str::trim).filter(|subject| !subject.is_empty());
    let start: String = policy::preview(&comment.body.text).chars().take(80).collect();
    let fallback = if start.is_empty() { "–".to_owned() } else { start };
    given.map_or(fallback, str::to_owned)
}

/// Customers may choose the form, priority and type of a new ticket, unlike later; the rest is for agents.
fn require_permission(
    c: &mut Conn,
    actor: &Actor,
    ticket: &Ticket,
    fields: &Change,
) -> Result<(), TicketError> {
    if actor.role.is_staff() {
        return Ok(());
    }
    require_editable(c, actor, fields)?;
    ticket_forms::require_visible(c, fields)?;
    let asked = Change { subject: None, priority: None, kind: None, form_id: None, ..fields.clone() };
    policy::forbidden_to_end_user(actor, ticket, &asked)
        .map_or(Ok(()), |reason| Err(TicketError::Forbidden(reason.to_owned())))
}

fn fill_in_organization(c: &mut Conn, ticket: &mut Ticket, fields: &Change) -> Result<(), TicketError> {
    let requester = people::store::find_user(c, ticket.requester_id)?.filter(|user| user.active);
    let requester = requester.ok_or_else(|| {
        Invalid::field("requester_id", "there is no such user").given(ticket.requester_id.0)
    })?;
    if fields.organization_id.is_none() {
        ticket.organization_id = requester.organization_id;
    }
    Ok(())
}
