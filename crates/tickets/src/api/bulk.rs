//! Many tickets at once, and the jobs that do it.

use axum::extract::State;
use base::{Actor, TicketId};
use http::{Admin, ApiError, App, Json, PageBody, Path, Query, Staff, render_page};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::input::TicketInput;
use crate::{
    access::access_ticket,
    actions,
    bulk::{self, BulkTask},
    error::TicketError,
    store::{
        job_statuses::{self as store, JobStatus},
        tickets,
    },
};

/// As Zendesk allows.
const MOST_AT_ONCE: usize = 100;

/// How far a piece of bulk work is.
#[derive(Serialize, ToSchema)]
pub(super) struct JobStatusBody {
    id: String,
    job_type: String,
    url: String,
    total: i64,
    progress: i64,
    status: String,
    message: Option<String>,
    #[schema(value_type = Object)]
    results: Value,
}

impl JobStatusBody {
    fn new(job: JobStatus, origin: &str) -> Self {
        let is_done = job.status == "completed" || job.status == "failed";
        Self {
            url: format!("{origin}/api/v2/job_statuses/{}.json", job.id),
            id: job.id,
            job_type: job.job_type,
            total: job.total,
            progress: job.progress,
            status: job.status,
            message: job.message,
            results: if is_done { job.results } else { Value::Null },
        }
    }
}

/// One job.
#[derive(Serialize, ToSchema)]
pub(super) struct JobStatusResponse {
    job_status: JobStatusBody,
}

/// Several jobs.
#[derive(Serialize, ToSchema)]
pub(super) struct JobStatusesResponse {
    job_statuses: Vec<JobStatusBody>,
}

/// Tickets to create, or the one change to make to many.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub(super) struct ManyTicketsRequest {
    #[schema(value_type = Vec<TicketInput>)]
    tickets: Vec<Value>,
    #[schema(value_type = Option<TicketInput>)]
    ticket: Option<Value>,
}

/// Creates up to 100 tickets.
#[utoipa::path(post, path = "/api/v2/tickets/create_many", operation_id = "create_many_tickets", tag = "tickets",
    request_body = ManyTicketsRequest, responses((status = 200, body = JobStatusResponse)))]
pub(super) async fn create_many_tickets(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(request): Json<ManyTicketsRequest>,
) -> Result<Json<JobStatusResponse>, ApiError> {
    start(&app, actor, &query, BulkTask::Create(request.tickets)).await
}

/// Changes up to 100 tickets: each as it says, or those of `ids` all alike.
#[utoipa::path(put, path = "/api/v2/tickets/update_many", operation_id = "update_many_tickets", tag = "tickets",
    params(("ids" = Option<String>, Query)), request_body = ManyTicketsRequest,
    responses((status = 200, body = JobStatusResponse)))]
pub(super) async fn update_many_tickets(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(request): Json<ManyTicketsRequest>,
) -> Result<Json<JobStatusResponse>, ApiError> {
    let items = match request.ticket {
        Some(change) => query.ids("ids")?.into_iter().map(|id| (id, change.clone())).collect(),
        None => request.tickets.into_iter().map(with_id).collect::<Result<Vec<_>, _>>()?,
    };
    start(&app, actor, &query, BulkTask::Update(items)).await
}

fn with_id(change: Value) -> Result<(i64, Value), ApiError> {
    let id = change["id"].as_i64().ok_or_else(|| ApiError::unprocessable("tickets: each needs an id"))?;
    Ok((id, change))
}

/// Moves up to 100 tickets to the deleted ones.
#[utoipa::path(delete, path = "/api/v2/tickets/destroy_many", operation_id = "destroy_many_tickets", tag = "tickets",
    params(("ids" = String, Query)), responses((status = 200, body = JobStatusResponse)))]
pub(super) async fn destroy_many_tickets(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<JobStatusResponse>, ApiError> {
    let ids = query.ids("ids")?;
    start(&app, actor, &query, BulkTask::Delete(ids)).await
}

/// Removes up to 100 deleted tickets for good.
#[utoipa::path(delete, path = "/api/v2/deleted_tickets/destroy_many", operation_id = "remove_many_tickets", tag = "tickets",
    params(("ids" = String, Query)), responses((status = 200, body = JobStatusResponse)))]
pub(super) async fn remove_many_tickets(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
) -> Result<Json<JobStatusResponse>, ApiError> {
    let ids = query.ids("ids")?;
    start(&app, actor, &query, BulkTask::Remove(ids)).await
}

/// Removes a deleted ticket for good.
#[utoipa::path(delete, path = "/api/v2/deleted_tickets/{id}", operation_id = "remove_ticket", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = JobStatusResponse)))]
pub(super) async fn remove_ticket(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<JobStatusResponse>, ApiError> {
    start(&app, actor, &query, BulkTask::Remove(vec![id])).await
}

/// Brings a deleted ticket back.
#[utoipa::path(put, path = "/api/v2/deleted_tickets/{id}/restore", operation_id = "restore_ticket", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = Object)))]
pub(super) async fn restore_ticket(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
) -> Result<Json<Value>, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::restore_ticket(tx, now, &actor, TicketId(id))).await?;
    Ok(Json(json!({})))
}

/// Lists the deleted tickets.
#[utoipa::path(get, path = "/api/v2/deleted_tickets", operation_id = "list_deleted_tickets", tag = "tickets",
    responses((status = 200, body = Object)))]
pub(super) async fn list_deleted_tickets(
    State(app): State<App>,
    _staff: Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let paging = query.paging()?;
    let listing = db::Listing {
        columns: tickets::COLUMNS,
        from: db::Sql::new("FROM tickets t WHERE t.deleted_at IS NOT NULL"),
        sort: "t.deleted_at",
        descending: true,
        id: "t.id",
    };
    let page = app
        .db
        .read(move |c| tickets::page_tickets(c, &listing, &paging))
        .await
        .map_err(|error: db::DbError| ApiError::from(error))?;
    let page = page.map(|ticket| {
        let deleted_at = ticket.deleted_at;
        json!({"id": ticket.id, "subject": ticket.subject, "deleted_at": deleted_at, "previous_state": ticket.status})
    });
    render_page("deleted_tickets", &page, &query).map(Json)
}

async fn start(
    app: &App,
    actor: Actor,
    query: &Query,
    task: BulkTask,
) -> Result<Json<JobStatusResponse>, ApiError> {
    let (is_empty, is_too_much) = task.size_problem(MOST_AT_ONCE);
    if is_empty {
        return Err(ApiError::unprocessable("no tickets were given"));
    }
    if is_too_much {
        return Err(ApiError::unprocessable(format!("at most {MOST_AT_ONCE} tickets at once")));
    }
    let now = app.clock.now();
    let job = app.db.write(move |tx| bulk::start(tx, now, &actor, task)).await?;
    Ok(Json(JobStatusResponse { job_status: JobStatusBody::new(job, query.origin()) }))
}

/// Lists the asker's jobs, newest first.
#[utoipa::path(get, path = "/api/v2/job_statuses", operation_id = "list_job_statuses", tag = "job_statuses",
    responses((status = 200, body = JobStatusesResponse)))]
pub(super) async fn list_job_statuses(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let (paging, author) = (query.paging()?, person(&actor)?);
    let page = app
        .db
        .read(move |c| store::page_job_statuses(c, author, &paging))
        .await
        .map_err(|error: db::DbError| ApiError::from(error))?;
    render_page("job_statuses", &page.map(|job| JobStatusBody::new(job, query.origin())), &query).map(Json)
}

/// Shows several of the asker's jobs.
#[utoipa::path(get, path = "/api/v2/job_statuses/show_many", operation_id = "show_many_job_statuses", tag = "job_statuses",
    params(("ids" = String, Query)), responses((status = 200, body = JobStatusesResponse)))]
pub(super) async fn show_many_job_statuses(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<JobStatusesResponse>, ApiError> {
    let ids = query.list("ids").into_iter().map(str::to_owned).collect();
    let jobs = find(&app, actor, ids).await?;
    let job_statuses = jobs.into_iter().map(|job| JobStatusBody::new(job, query.origin())).collect();
    Ok(Json(JobStatusesResponse { job_statuses }))
}

/// Shows one of the asker's jobs.
#[utoipa::path(get, path = "/api/v2/job_statuses/{id}", operation_id = "show_job_status", tag = "job_statuses",
    params(("id" = String, Path)), responses((status = 200, body = JobStatusResponse)))]
pub(super) async fn show_job_status(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<String>,
    query: Query,
) -> Result<Json<JobStatusResponse>, ApiError> {
    let job = find(&app, actor, vec![id]).await?.pop().ok_or(ApiError::NotFound)?;
    Ok(Json(JobStatusResponse { job_status: JobStatusBody::new(job, query.origin()) }))
}

async fn find(app: &App, actor: Actor, ids: Vec<String>) -> Result<Vec<JobStatus>, ApiError> {
    let author = person(&actor)?;
    app.db
        .read(move |c| store::list_job_statuses(c, author, &ids))
        .await
        .map_err(|error: db::DbError| error.into())
}

fn person(actor: &Actor) -> Result<base::UserId, ApiError> {
    actor.user_id.ok_or_else(|| ApiError::forbidden("only people have jobs"))
}

/// A ticket to bring in from elsewhere.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct ImportRequest {
    #[schema(value_type = Object)]
    ticket: Value,
}

/// A ticket that was brought in.
#[derive(Serialize, ToSchema)]
pub(super) struct ImportResponse {
    ticket: super::shape::TicketBody,
}

/// Brings a ticket in from elsewhere, with its own times; nobody is notified.
#[utoipa::path(post, path = "/api/v2/imports/tickets", operation_id = "import_ticket", tag = "tickets",
    request_body = ImportRequest, responses((status = 201, body = ImportResponse)))]
pub(super) async fn import_ticket(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
    Json(request): Json<ImportRequest>,
) -> Result<(axum::http::StatusCode, Json<ImportResponse>), ApiError> {
    let now = app.clock.now();
    let archive = query.get("archive_immediately") == Some("true");
    let prepared = super::import::prepare(&request.ticket, archive)?;
    let ticket = app
        .db
        .write(move |tx| {
            let import = prepared.into_import(tx, now, &actor)?;
            let (ticket, _) = actions::import_ticket(tx, now, &actor, &import)?;
            access_ticket(tx, &actor, ticket.id)
        })
        .await
        .map_err(|error: TicketError| ApiError::from(error))?;
    let body = super::shape::TicketBody::new(&ticket, query.origin());
    Ok((axum::http::StatusCode::CREATED, Json(ImportResponse { ticket: body })))
}
