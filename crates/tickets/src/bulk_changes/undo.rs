//! The job that takes a bulk change back.

use std::collections::BTreeMap;

use base::{Actor, AuditId, BulkChangeId, TicketId, Timestamp};
use db::Tx;
use http::App;
use jobs::JobError;

use super::{
    BulkChangeJob, STEP, Stage, job_error,
    outcome::{Kind, Outcome, Refusal},
    run::{named_counts, record_stage},
    store,
};
use crate::{actions::take_back, error::TicketError};

/// Takes back what was changed, ticket by ticket, going on where an interrupted run stopped. A ticket that somebody
/// changed again, or whose answer has left, is left alone.
///
/// # Errors
/// When the database fails; the job is run again.
pub async fn run_undo(app: App, job: BulkChangeJob) -> Result<(), JobError> {
    let id = job.bulk_change_id;
    loop {
        let now = app.clock.now();
        let has_more = app.db.write(move |tx| take_step_back(tx, now, id)).await.map_err(job_error)?;
        if !has_more {
            break;
        }
    }
    let now = app.clock.now();
    app.db.write(move |tx| finish(tx, now, id)).await.map_err(job_error)
}

/// Takes some tickets back; whether there were any.
fn take_step_back(tx: &mut Tx, now: Timestamp, id: BulkChangeId) -> Result<bool, TicketError> {
    let Some(bulk) = store::find(tx, id)?.filter(|bulk| bulk.stage == Stage::Undoing) else {
        return Ok(false);
    };
    let changed = store::list_next(tx, id, Kind::Changed, STEP)?;
    let actor = bulk.actor(tx)?;
    let mut outcomes = Vec::with_capacity(changed.len());
    for (ticket, audit) in &changed {
        outcomes.push((*ticket, take_one_back(tx, now, actor.as_ref(), *ticket, *audit)?));
    }
    store::save_outcomes(tx, id, &outcomes)?;
    Ok(!changed.is_empty())
}

fn take_one_back(
    tx: &mut Tx,
    now: Timestamp,
    actor: Option<&Actor>,
    ticket: TicketId,
    audit: Option<AuditId>,
) -> Result<Outcome, TicketError> {
    let (Some(actor), Some(audit)) = (actor, audit) else {
        return Ok(Outcome::LeftAlone(Refusal::of_author()));
    };
    match tx.attempt(|tx| take_back(tx, now, actor, ticket, audit)) {
        Ok(_) => Ok(Outcome::Restored),
        Err(error) => Ok(Outcome::LeftAlone(Refusal::new(error, None)?)),
    }
}

fn finish(tx: &mut Tx, now: Timestamp, id: BulkChangeId) -> Result<(), TicketError> {
    let Some(bulk) = store::find(tx, id)?.filter(|bulk| bulk.stage == Stage::Undoing) else { return Ok(()) };
    store::set_stage(tx, id, Stage::Undone, Some(now))?;
    let counts: BTreeMap<_, _> = named_counts(tx, id)?;
    store::complete_job_status(tx, &bulk, &counts, now)?;
    record_stage(tx, now, &bulk, Stage::Undone, &counts)?;
    Ok(())
}
