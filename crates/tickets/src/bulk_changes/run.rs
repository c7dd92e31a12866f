//! The job that changes the tickets, step by step.

use std::{collections::BTreeMap, sync::Arc};

use base::{Actor, BulkChangeId, TicketId, Timestamp};
use db::{Conn, DbError, Tx};
use http::App;
use jobs::JobError;
use people::audit::{self, Entity};
use serde_json::json;

use super::{
    BulkChange, BulkChangeJob, Deed, Stage, job_error,
    outcome::{Kind, Outcome, Refusal},
    plan::{self, Common, Plan},
    store,
};
use crate::{
    access::access_tickets, actions::change_accessed, change::Change, error::TicketError, input::TicketInput,
    model::Ticket, store::audits,
};

/// Changes the tickets that still wait, going on where an interrupted run stopped.
///
/// # Errors
/// When the database fails; the job is run again.
pub async fn run(app: App, job: BulkChangeJob) -> Result<(), JobError> {
    let id = job.bulk_change_id;
    let found = app.db.read(move |c| store::find(c, id)).await?;
    let Some(bulk) = found.filter(|bulk| bulk.stage == Stage::Changing).map(Arc::new) else { return Ok(()) };
    let now = app.clock.now();
    let bulk_of_tx = Arc::clone(&bulk);
    let common = app.db.write(move |tx| common(tx, now, &bulk_of_tx)).await.map_err(job_error)?;
    let common = Arc::new(common);
    loop {
        let (now, for_plan) = (app.clock.now(), (Arc::clone(&bulk), Arc::clone(&common)));
        let plan = app.db.read(move |c| plan::next(c, now, &for_plan.0, &for_plan.1)).await;
        let Some(plan) = plan.map_err(job_error)? else { break };
        let is_going_on = app.db.write(move |tx| take_step(tx, now, id, plan)).await.map_err(job_error)?;
        if !is_going_on {
            return Ok(());
        }
    }
    let now = app.clock.now();
    app.db.write(move |tx| finish(tx, now, id)).await.map_err(job_error)
}

/// What is the same for every ticket. People whom the change names first are made known here, once.
fn common(tx: &mut Tx, now: Timestamp, bulk: &BulkChange) -> Result<Common, TicketError> {
    // Without an author that may, every ticket is refused, whatever the change.
    let Some(actor) = bulk.actor(tx)? else {
        return Ok(Common::Change { change: Box::default(), text: None });
    };
    let change = match &bulk.deed {
        Deed::Change(ticket) => http::fit::<TicketInput>(ticket)?.prepare().into_change(tx, now, &actor)?,
        Deed::Macro(_) => Change::default(),
    };
    Common::read(tx, &actor, &bulk.deed, change)
}

/// Changes some tickets and stores what became of each, all in one transaction, so that none is ever changed twice.
/// Whether to go on: not when the author began to take it back.
fn take_step(tx: &mut Tx, now: Timestamp, id: BulkChangeId, plan: Plan) -> Result<bool, TicketError> {
    let Some(bulk) = store::find(tx, id)?.filter(|bulk| bulk.stage == Stage::Changing) else {
        return Ok(false);
    };
    let planned: Vec<TicketId> = plan.tickets.iter().map(|(id, _)| *id).collect();
    // Another run whose lease was thought to be over may have changed them since they were planned.
    let ids = store::list_waiting_of(tx, id, &planned)?;
    let mut seen = match &plan.actor {
        Some(actor) => access_tickets(tx, actor, &ids)?,
        None => BTreeMap::new(),
    };
    let mut outcomes = Vec::with_capacity(ids.len());
    for (ticket_id, planned) in plan.tickets.into_iter().filter(|(ticket, _)| ids.contains(ticket)) {
        let outcome = change_one(tx, now, plan.actor.as_ref(), seen.remove(&ticket_id), planned)?;
        outcomes.push((ticket_id, outcome));
    }
    store::save_outcomes(tx, id, &outcomes)?;
    let recorded: Vec<_> = outcomes.iter().filter_map(|(_, outcome)| outcome.audit_id()).collect();
    audits::set_sources(tx, &recorded, &json!({"rel": "bulk_change", "from": {"bulk_change_id": id}}))?;
    store::advance_job_status(tx, &bulk, outcomes.len(), now)?;
    Ok(true)
}

fn change_one(
    tx: &mut Tx,
    now: Timestamp,
    actor: Option<&Actor>,
    ticket: Option<Ticket>,
    planned: Result<Change, Refusal>,
) -> Result<Outcome, TicketError> {
    let change = match planned {
        Ok(change) => change,
        Err(refusal) => return Ok(Outcome::Refused(refusal)),
    };
    let (Some(actor), Some(ticket)) = (actor, ticket) else {
        return Ok(Outcome::Refused(Refusal::new(TicketError::NotFound, None)?));
    };
    let status = ticket.status;
    match change_accessed(tx, now, actor, ticket, &change) {
        Ok(changed) => Ok(changed.audit_id.map_or(Outcome::Unchanged, Outcome::Changed)),
        Err(error) => Ok(Outcome::Refused(Refusal::new(error, Some(status))?)),
    }
}

fn finish(tx: &mut Tx, now: Timestamp, id: BulkChangeId) -> Result<(), TicketError> {
    let Some(bulk) = store::find(tx, id)?.filter(|bulk| bulk.stage == Stage::Changing) else { return Ok(()) };
    store::set_stage(tx, id, Stage::Changed, Some(now))?;
    let counts = named_counts(tx, id)?;
    store::complete_job_status(tx, &bulk, &counts, now)?;
    record_stage(tx, now, &bulk, Stage::Changed, &counts)?;
    Ok(())
}

/// How many tickets came to what, by the words of the API.
pub(super) fn named_counts(c: &mut Conn, id: BulkChangeId) -> Result<BTreeMap<&'static str, i64>, DbError> {
    let name = |kind: Kind| match kind {
        Kind::Waiting => "waiting",
        Kind::Changed => "changed",
        Kind::Unchanged => "unchanged",
        Kind::Refused => "refused",
        Kind::Restored => "restored",
        Kind::LeftAlone => "left_alone",
    };
    Ok(store::count_outcomes(c, id)?.into_iter().map(|(kind, count)| (name(kind), count)).collect())
}

/// Records that a bulk change came to another stage, for history and live browsers.
pub(super) fn record_stage(
    tx: &mut Tx,
    now: Timestamp,
    bulk: &BulkChange,
    stage: Stage,
    counts: &BTreeMap<&'static str, i64>,
) -> Result<(), DbError> {
    let actor = Actor::person(bulk.author_id, base::Role::Agent, bulk.via);
    let event = json!({
        "type": "Change", "field_name": "stage", "value": stage, "previous_value": bulk.stage, "tickets": counts,
    });
    audit::record(tx, now, &actor, Entity::BulkChange, bulk.id.0, &[event]).map(|_| ())
}
