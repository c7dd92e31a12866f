//! How far bulk work is.

use axum::extract::State;
use base::Actor;
use http::{ApiError, App, Json, PageBody, Path, Query, Staff, render_page};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::store::job_statuses::{self as store, JobStatus};

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

impl JobStatusResponse {
    pub(super) fn new(job: JobStatus, origin: &str) -> Self {
        Self { job_status: JobStatusBody::new(job, origin) }
    }
}

/// Several jobs.
#[derive(Serialize, ToSchema)]
pub(super) struct JobStatusesResponse {
    job_statuses: Vec<JobStatusBody>,
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
    Ok(Json(JobStatusResponse::new(job, query.origin())))
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
