//! Bulk work: many tickets created, changed or deleted by a job that a client polls.

use base::{Actor, Role, TicketId, Timestamp, UserId, Via};
use db::Tx;
use http::{ApiError, App};
use jobs::JobError;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    access::access_ticket,
    actions,
    api::input::{Prepared, TicketInput},
    error::TicketError,
    store::job_statuses::{self as store, JobStatus},
};

/// The kind of job that does it; its payload is a [`BulkJob`].
pub const BULK: &str = "bulk_tickets";

/// What is to be done to many tickets.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkTask {
    /// Create these.
    Create(Vec<Value>),
    /// Change each of these by its own input.
    Update(Vec<(i64, Value)>),
    /// Delete these; they can be restored.
    Delete(Vec<i64>),
    /// Remove these deleted ones for good.
    Remove(Vec<i64>),
}

/// The payload of a [`BULK`] job: what, and in whose name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BulkJob {
    job_status_id: String,
    user_id: UserId,
    role: Role,
    via: Via,
    task: BulkTask,
}

impl BulkTask {
    /// Whether there is nothing to do, and whether there is more than `most`.
    pub fn size_problem(&self, most: usize) -> (bool, bool) {
        (self.len() == 0, self.len() > most)
    }

    fn len(&self) -> usize {
        match self {
            Self::Create(inputs) => inputs.len(),
            Self::Update(items) => items.len(),
            Self::Delete(ids) | Self::Remove(ids) => ids.len(),
        }
    }

    fn job_type(&self) -> &'static str {
        match self {
            Self::Create(_) => "Bulk Create Ticket",
            Self::Update(_) => "Bulk Update Ticket",
            Self::Delete(_) => "Bulk Delete Ticket",
            Self::Remove(_) => "Permanently Delete Ticket",
        }
    }
}

/// Records bulk work to be done; what its client polls.
///
/// # Errors
/// 403 for an actor who is nobody.
pub fn start(tx: &mut Tx, now: Timestamp, actor: &Actor, task: BulkTask) -> Result<JobStatus, ApiError> {
    let user_id = actor.user_id.ok_or_else(|| ApiError::forbidden("bulk work is done in a person's name"))?;
    let status = JobStatus {
        id: crate::files::random_token(),
        author_id: user_id,
        job_type: task.job_type().to_owned(),
        total: i64::try_from(task.len()).unwrap_or(i64::MAX),
        progress: 0,
        status: "queued".to_owned(),
        message: None,
        results: json!([]),
    };
    store::insert_job_status(tx, &status, now)?;
    let job = BulkJob { job_status_id: status.id.clone(), user_id, role: actor.role, via: actor.via, task };
    jobs::enqueue(tx, now, BULK, &job)?;
    Ok(status)
}

/// Does bulk work, one ticket at a time, going on where an interrupted run stopped.
///
/// # Errors
/// When the database fails; the job is run again.
pub async fn run(app: App, job: BulkJob) -> Result<(), JobError> {
    let actor = Actor::person(job.user_id, job.role, job.via);
    let (id, author) = (job.job_status_id.clone(), job.user_id);
    let found = app.db.read(move |c| store::list_job_statuses(c, author, &[id])).await?;
    let mut status =
        found.into_iter().next().ok_or_else(|| JobError::Fail("its status is gone".to_owned()))?;
    status.status = "working".to_owned();
    while status.progress < status.total {
        let index = usize::try_from(status.progress).unwrap_or_default();
        let Some(step) = Step::of(&job.task, index) else { break };
        status = do_step(&app, actor, step, status).await?;
    }
    let now = app.clock.now();
    status.status = "completed".to_owned();
    status.message = Some(format!("Completed at {now}"));
    app.db.write(move |tx| store::update_job_status(tx, &status, now)).await?;
    Ok(())
}

/// One ticket's part, its comment cleaned.
enum Step {
    Create(i64, Result<Box<Prepared>, String>),
    Update(TicketId, Result<Box<Prepared>, String>),
    Delete(TicketId),
    Remove(TicketId),
}

impl Step {
    fn of(task: &BulkTask, index: usize) -> Option<Self> {
        let prepare = |input: &Value| {
            let input: Result<TicketInput, _> = serde_json::from_value(input.clone());
            input.map(|input| Box::new(input.prepare())).map_err(|error| error.to_string())
        };
        Some(match task {
            BulkTask::Create(inputs) => {
                Self::Create(i64::try_from(index).unwrap_or_default(), prepare(inputs.get(index)?))
            }
            BulkTask::Update(items) => {
                items.get(index).map(|(id, input)| Self::Update(TicketId(*id), prepare(input)))?
            }
            BulkTask::Delete(ids) => Self::Delete(TicketId(*ids.get(index)?)),
            BulkTask::Remove(ids) => Self::Remove(TicketId(*ids.get(index)?)),
        })
    }
}

/// Does one step and records its result in the same transaction, so that no step is ever done twice. A step that
/// fails is undone and its reason recorded.
async fn do_step(app: &App, actor: Actor, step: Step, status: JobStatus) -> Result<JobStatus, JobError> {
    let now = app.clock.now();
    let on_failure = (failure_of(&step), status.clone());
    let done = app
        .db
        .write(move |tx| {
            let result = apply(tx, now, &actor, step)?;
            let status = advanced(status, result);
            store::update_job_status(tx, &status, now)?;
            Ok::<_, TicketError>(status)
        })
        .await;
    match done {
        Ok(status) => Ok(status),
        Err(TicketError::Db(error)) => Err(error.into()),
        Err(refusal) => {
            let (mut result, status) = on_failure;
            result["details"] = json!(refusal.to_string());
            let status = advanced(status, result);
            let recorded = status.clone();
            app.db.write(move |tx| store::update_job_status(tx, &recorded, now)).await?;
            Ok(status)
        }
    }
}

fn advanced(mut status: JobStatus, result: Value) -> JobStatus {
    status.progress += 1;
    if let Value::Array(results) = &mut status.results {
        results.push(result);
    }
    status
}

fn failure_of(step: &Step) -> Value {
    match step {
        Step::Create(index, _) => json!({"index": index, "success": false, "error": "TicketCreateError"}),
        Step::Update(id, _) => json!({"id": id, "success": false, "error": "TicketUpdateError"}),
        Step::Delete(id) | Step::Remove(id) => {
            json!({"id": id, "success": false, "error": "TicketDeleteError"})
        }
    }
}

fn apply(tx: &mut Tx, now: Timestamp, actor: &Actor, step: Step) -> Result<Value, TicketError> {
    let readable = |prepared: Result<Box<Prepared>, String>| {
        prepared.map_err(|reason| TicketError::from(http::Invalid::field("ticket", reason)))
    };
    match step {
        Step::Create(index, prepared) => {
            let new = readable(prepared)?.into_new_ticket(tx, now, actor)?;
            let created = actions::create_ticket(tx, now, actor, &new)?;
            let id = created.ticket.id;
            Ok(json!({"index": index, "id": id, "action": "create", "status": "Created", "success": true}))
        }
        Step::Update(id, prepared) => {
            access_ticket(tx, actor, id)?;
            let change = readable(prepared)?.into_change(tx, now, actor)?;
            actions::change_ticket(tx, now, actor, id, &change)?;
            Ok(json!({"id": id, "action": "update", "status": "Updated", "success": true}))
        }
        Step::Delete(id) => {
            actions::delete_ticket(tx, now, actor, id)?;
            Ok(json!({"id": id, "action": "delete", "status": "Deleted", "success": true}))
        }
        Step::Remove(id) => {
            actions::remove_ticket(tx, now, actor, id)?;
            Ok(json!({"id": id, "action": "permanently_delete", "status": "Deleted", "success": true}))
        }
    }
}
