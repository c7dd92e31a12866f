//! Bulk work: a lot of things created, changed or deleted by a job that a client polls.

mod deed;
mod step;

use base::{Actor, Role, Timestamp, UserId, Via};
use db::Tx;
use http::{ApiError, App};
use jobs::JobError;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub use self::deed::Deed;
use crate::{
    error::TicketError,
    store::job_statuses::{self as store, JobStatus},
};

/// The kind of job that does it; its payload is a [`BulkJob`].
pub const BULK: &str = "bulk";

/// The payload of a [`BULK`] job: what, to which items, and in whose name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BulkJob {
    job_status_id: String,
    user_id: UserId,
    role: Role,
    via: Via,
    deed: Deed,
    items: Vec<Value>,
}

/// Records bulk work to be done; what its client polls. What exists already is named in its item by `id` or, for users
/// and organizations, `external_id`.
///
/// # Errors
/// 403 for an actor who is nobody.
pub fn start(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    deed: Deed,
    items: Vec<Value>,
) -> Result<JobStatus, ApiError> {
    let user_id = actor.user_id.ok_or_else(|| ApiError::forbidden("bulk work is done in a person's name"))?;
    let status = JobStatus {
        id: crate::files::random_token(),
        author_id: user_id,
        job_type: deed.job_type(),
        total: i64::try_from(items.len()).unwrap_or(i64::MAX),
        progress: 0,
        status: "queued".to_owned(),
        message: None,
        results: json!([]),
    };
    store::insert_job_status(tx, &status, now)?;
    let (role, via) = (actor.role, actor.via);
    let job = BulkJob { job_status_id: status.id.clone(), user_id, role, via, deed, items };
    jobs::enqueue(tx, now, BULK, &job)?;
    Ok(status)
}

/// Records bulk work that was done at once, for clients that poll it all the same.
///
/// # Errors
/// When the actor is nobody, or the status cannot be stored.
pub fn record_done(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    job_type: &str,
    results: Vec<Value>,
) -> Result<JobStatus, TicketError> {
    let nobody = || TicketError::Forbidden("bulk work is done in a person's name".to_owned());
    let total = i64::try_from(results.len()).unwrap_or(i64::MAX);
    let status = JobStatus {
        id: crate::files::random_token(),
        author_id: actor.user_id.ok_or_else(nobody)?,
        job_type: job_type.to_owned(),
        total,
        progress: total,
        status: "completed".to_owned(),
        message: None,
        results: Value::Array(results),
    };
    store::insert_job_status(tx, &status, now)?;
    store::update_job_status(tx, &status, now)?;
    Ok(status)
}

/// Does bulk work, one item at a time, going on where an interrupted run stopped.
///
/// # Errors
/// When the database fails; the job is run again.
pub async fn run(app: App, job: BulkJob) -> Result<(), JobError> {
    let actor = Actor::person(job.user_id, job.role, job.via);
    let (id, author) = (job.job_status_id, job.user_id);
    let found = app.db.read(move |c| store::list_job_statuses(c, author, &[id])).await?;
    let mut status =
        found.into_iter().next().ok_or_else(|| JobError::Fail("its status is gone".to_owned()))?;
    status.status = "working".to_owned();
    let done = usize::try_from(status.progress).unwrap_or_default();
    for item in job.items.iter().skip(done) {
        status = do_step(&app, actor, job.deed, item, status).await?;
    }
    let now = app.clock.now();
    status.status = "completed".to_owned();
    status.message = Some(format!("Completed at {now}"));
    app.db.write(move |tx| store::update_job_status(tx, &status, now)).await?;
    Ok(())
}

/// Does one step and records its result in the same transaction, so that no step is ever done twice. A step that
/// fails is undone and its reason recorded.
async fn do_step(
    app: &App,
    actor: Actor,
    deed: Deed,
    item: &Value,
    before: JobStatus,
) -> Result<JobStatus, JobError> {
    let (now, index) = (app.clock.now(), before.progress);
    let (step, status) = (step::prepare(deed, item), before.clone());
    let done = app.db.write(move |tx| {
        let id = step?(tx, now, &actor)?;
        let (action, outcome) = (deed.action(), deed.outcome());
        let result = json!({"index": index, "id": id, "action": action, "status": outcome, "success": true});
        advance(tx, now, status, result)
    });
    match done.await {
        Ok(status) => Ok(status),
        Err(TicketError::Db(error)) => Err(error.into()),
        Err(refusal) => {
            let details = refusal.to_string();
            let mut result =
                json!({"index": index, "error": deed.error(), "details": details, "success": false});
            if !item["id"].is_null() {
                result["id"] = item["id"].clone();
            }
            Ok(app.db.write(move |tx| advance(tx, now, before, result)).await.map_err(
                |error| match error {
                    TicketError::Db(error) => error.into(),
                    other => JobError::Fail(other.to_string()),
                },
            )?)
        }
    }
}

fn advance(
    tx: &mut Tx,
    now: Timestamp,
    mut status: JobStatus,
    result: Value,
) -> Result<JobStatus, TicketError> {
    status.progress += 1;
    if let Value::Array(results) = &mut status.results {
        results.push(result);
    }
    store::update_job_status(tx, &status, now)?;
    Ok(status)
}
