//! Setting up, changing and removing recurring tickets: everybody's own, for admins all.

use base::{Actor, RecurringTicketId, Role, Timestamp, UserId};
use db::{Conn, DbError, Tx};
use http::Invalid;
use people::{
    audit::{self, Entity},
    policy::require_staff,
};

use super::{
    Plan, RecurringTicket,
    make::{MAKE_RECURRING_TICKET, MakeRecurringTicket},
    schedule::Schedule,
    store,
    template::Template,
};
use crate::{access::is_active_agent, actions::check_new_ticket, error::TicketError, input::Prepared};

/// What to set; what is absent stays.
pub(super) struct PlanChange {
    /// What each ticket holds, as a whole.
    pub ticket: Option<Prepared>,
    /// When they are made, as a whole.
    pub schedule: Option<Schedule>,
    /// Whether none are made for now.
    pub paused: Option<bool>,
}

/// Sets up tickets that are made in the actor's name.
///
/// # Errors
/// Naming what makes no sense, when such a ticket could not be made now, or to customers.
pub(super) fn create(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    change: PlanChange,
) -> Result<RecurringTicket, TicketError> {
    require_staff(actor)?;
    let ticket = change.ticket.ok_or_else(|| Invalid::blank("ticket"))?;
    let plan = Plan {
        owner_id: person(actor)?,
        ticket: template(tx, now, actor, ticket)?,
        schedule: change.schedule.ok_or_else(|| Invalid::blank("schedule"))?,
        paused: change.paused.unwrap_or(false),
    };
    let mut recurring = RecurringTicket {
        id: RecurringTicketId(0),
        next_at: next_at(&plan, now)?,
        plan,
        problem: None,
        created_at: now,
        updated_at: now,
    };
    recurring.id = store::insert(tx, &recurring)?;
    enqueue(tx, now, &recurring)?;
    let events = audit::creation(&recurring.plan);
    audit::record(tx, now, actor, Entity::RecurringTicket, recurring.id.0, &events)?;
    Ok(recurring)
}

/// Changes what is made, when, or whether at all. An admin who goes on with what the owner left behind owns it.
///
/// # Errors
/// As for [`create`]; when there is none, or it is somebody else's.
pub(super) fn update(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: RecurringTicketId,
    change: PlanChange,
) -> Result<RecurringTicket, TicketError> {
    let before = access(tx, actor, id)?;
    let mut plan = before.plan.clone();
    if let Some(ticket) = change.ticket {
        plan.ticket = template(tx, now, actor, ticket)?;
    }
    plan.schedule = change.schedule.unwrap_or(plan.schedule);
    plan.paused = change.paused.unwrap_or(plan.paused);
    if !plan.paused && !is_active_agent(tx, plan.owner_id)? {
        plan.owner_id = person(actor)?;
    }
    let is_timed_anew = (&plan.schedule, plan.paused) != (&before.plan.schedule, before.plan.paused);
    let recurring = RecurringTicket {
        next_at: if is_timed_anew { next_at(&plan, now)? } else { before.next_at },
        problem: before.problem.filter(|_| plan.paused),
        plan,
        updated_at: now,
        ..before
    };
    store::update(tx, &recurring)?;
    enqueue(tx, now, &recurring)?;
    let events = audit::changes(&before.plan, &recurring.plan);
    if !events.is_empty() {
        audit::record(tx, now, actor, Entity::RecurringTicket, id.0, &events)?;
    }
    Ok(recurring)
}

/// Makes no more such tickets; those that were made stay.
///
/// # Errors
/// When there is none, or it is somebody else's.
pub(super) fn delete(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: RecurringTicketId,
) -> Result<(), TicketError> {
    let gone = access(tx, actor, id)?;
    store::delete(tx, id)?;
    audit::record(tx, now, actor, Entity::RecurringTicket, id.0, &audit::removal(&gone.plan))?;
    Ok(())
}

/// One that the actor may see and change: their own, for admins any.
///
/// # Errors
/// [`TicketError::NotFound`].
pub(super) fn access(
    c: &mut Conn,
    actor: &Actor,
    id: RecurringTicketId,
) -> Result<RecurringTicket, TicketError> {
    require_staff(actor)?;
    let found = store::find(c, id)?.filter(|recurring| may_see(actor, recurring.plan.owner_id));
    found.ok_or(TicketError::NotFound)
}

/// Lets the next ticket be made at its time.
pub(super) fn enqueue(tx: &mut Tx, now: Timestamp, recurring: &RecurringTicket) -> Result<(), DbError> {
    let Some(at) = recurring.next_at else { return Ok(()) };
    let job = MakeRecurringTicket { id: recurring.id, due_at: at.0 };
    jobs::enqueue_at(tx, now, at, MAKE_RECURRING_TICKET, &job).map(|_| ())
}

fn may_see(actor: &Actor, owner: UserId) -> bool {
    actor.is(owner) || actor.role == Role::Admin
}

fn person(actor: &Actor) -> Result<UserId, TicketError> {
    actor.user_id.ok_or_else(|| TicketError::Forbidden("only people set up recurring tickets".to_owned()))
}

/// What each ticket holds, when such a ticket could be made now.
fn template(tx: &mut Tx, now: Timestamp, actor: &Actor, ticket: Prepared) -> Result<Template, TicketError> {
    let new = ticket.into_new_ticket(tx, now, actor)?;
    if new.fields.subject.as_deref().is_none_or(|subject| subject.trim().is_empty()) {
        return Err(Invalid::blank("subject").into());
    }
    if !new.comment.uploads.is_empty() {
        let hint = "recurring tickets have no files; link to them in the text";
        return Err(Invalid::field("comment.uploads", hint).into());
    }
    let ticket = check_new_ticket(tx, now, actor, &new)?;
    Ok(Template::new(new, ticket))
}

fn next_at(plan: &Plan, now: Timestamp) -> Result<Option<Timestamp>, Invalid> {
    let next = plan.schedule.rule()?.next_after(now);
    if next.is_none() {
        let hint = "no time is left until then; choose a later day, or none";
        return Err(Invalid::field("schedule.ends_on", hint));
    }
    Ok(next.filter(|_| !plan.paused))
}
