//! Makes a recurring ticket when its time has come.

use base::{Actor, RecurringTicketId, TicketId, Timestamp};
use db::{DbError, Tx};
use http::App;
use jobs::JobError;
use people::audit::{self, Entity};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{RecurringRun, RecurringTicket, edit, store};
use crate::{
    access::is_active_agent, actions::create_ticket, change::PreparedBody, error::TicketError, store::audits,
};

/// The kind of job that makes one; its payload is a [`MakeRecurringTicket`].
pub const MAKE_RECURRING_TICKET: &str = "make_recurring_ticket";

/// A server that was down for longer counts no further.
const MOST_MISSED: usize = 999;

/// The payload of a [`MAKE_RECURRING_TICKET`] job.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct MakeRecurringTicket {
    /// Which.
    pub(super) id: RecurringTicketId,
    /// The time that was set, in microseconds: a job of another time has nothing to do.
    pub(super) due_at: i64,
}

/// Makes a ticket, unless that was done, paused or put off meanwhile.
///
/// # Errors
/// When the database fails; the job is run again.
pub async fn make_recurring_ticket(app: App, job: MakeRecurringTicket) -> Result<(), JobError> {
    let now = app.clock.now();
    let found = app.db.read(move |c| store::find(c, job.id)).await?;
    let Some(recurring) = found.filter(|found| found.next_at == Some(Timestamp(job.due_at))) else {
        return Ok(());
    };
    let body = PreparedBody::from_html(&recurring.plan.ticket.html_body);
    Ok(app.db.write(move |tx| make_due(tx, now, recurring, body)).await?)
}

/// Makes the ticket of a time that has come and moves on to the next. What was changed since it was read has a job of its
/// own.
fn make_due(
    tx: &mut Tx,
    now: Timestamp,
    mut recurring: RecurringTicket,
    body: PreparedBody,
) -> Result<(), DbError> {
    let Some(due_at) = recurring.next_at else { return Ok(()) };
    if store::find(tx, recurring.id)?.as_ref() != Some(&recurring) {
        return Ok(());
    }
    if !is_active_agent(tx, recurring.plan.owner_id)? {
        return stop(tx, now, recurring, "its owner is not on the team any more");
    }
    let Ok(rule) = recurring.plan.schedule.rule() else {
        return stop(tx, now, recurring, "its schedule makes no sense any more");
    };
    let missed = rule.after(due_at).take(MOST_MISSED).take_while(|at| *at <= now).count();
    let missed = i64::try_from(missed).unwrap_or_default();
    match make(tx, now, &Actor::SYSTEM, &recurring, body, (Some(due_at), missed)) {
        Ok(_) => {
            recurring.next_at = rule.next_after(now);
            store::update(tx, &recurring)?;
            edit::enqueue(tx, now, &recurring)
        }
        Err(TicketError::Db(error)) => Err(error),
        Err(refusal) => stop(tx, now, recurring, &refusal.to_string()),
    }
}

/// Makes one for somebody who asks for it, besides those of the schedule.
///
/// # Errors
/// When there is none, it is somebody else's, or not even the subject and the comment can be entered.
pub(super) fn make_now(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: RecurringTicketId,
) -> Result<RecurringTicket, TicketError> {
    let recurring = edit::access(tx, actor, id)?;
    let body = PreparedBody::from_html(&recurring.plan.ticket.html_body);
    make(tx, now, actor, &recurring, body, (None, 0))?;
    Ok(recurring)
}

/// Makes one ticket and notes it. What does not fit any more is left out, and the ticket's history says why.
///
/// # Errors
/// When not even the subject and the comment can be entered.
fn make(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    recurring: &RecurringTicket,
    body: PreparedBody,
    (due_at, missed): (Option<Timestamp>, i64),
) -> Result<TicketId, TicketError> {
    let (owner, template) = (recurring.plan.owner_id, &recurring.plan.ticket);
    let whole = template.ticket(owner, body.clone());
    let (made, refusal) = match tx.attempt(|tx| create_ticket(tx, now, actor, &whole)) {
        Ok(made) => (made, None),
        Err(TicketError::Db(error)) => return Err(error.into()),
        Err(refusal) => {
            let bare = template.bare_ticket(owner, body);
            (create_ticket(tx, now, actor, &bare)?, Some(refusal.to_string()))
        }
    };
    let ticket_id = made.ticket.id;
    store::insert_run(tx, recurring.id, &RecurringRun { ticket_id, due_at, missed, created_at: now })?;
    let told = json!({
        "type": "RecurringTicket", "id": recurring.id, "value": due_at, "missed": missed, "error": refusal,
    });
    audits::record(tx, now, actor, ticket_id, &[told])?;
    Ok(ticket_id)
}

/// Makes no more of them until somebody has looked at it.
fn stop(tx: &mut Tx, now: Timestamp, before: RecurringTicket, reason: &str) -> Result<(), DbError> {
    let mut stopped = RecurringTicket { problem: Some(reason.to_owned()), next_at: None, ..before.clone() };
    stopped.plan.paused = true;
    stopped.updated_at = now;
    store::update(tx, &stopped)?;
    let events = audit::changes(&before.plan, &stopped.plan);
    audit::record(tx, now, &Actor::SYSTEM, Entity::RecurringTicket, before.id.0, &events).map(|_| ())
}
