//! The routes of task templates. Agents read them, admins change them.

use axum::{extract::State, http::StatusCode};
use base::TaskTemplateId;
use db::Page;
use http::{Admin, ApiError, App, Json, PageBody, Path, Query, Routes, Staff, render_page};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{TaskTemplate, TaskTemplateChange, create_template, delete_template, store, update_template};

/// Every route of task templates.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(list_task_templates, create_task_template)).routes(routes!(
        show_task_template,
        update_task_template,
        delete_task_template
    ))
}

/// A task template in a request.
#[derive(Deserialize, ToSchema)]
struct TaskTemplateRequest {
    task_template: TaskTemplateChange,
}

/// One task template.
#[derive(Serialize, ToSchema)]
struct TaskTemplateResponse {
    task_template: TaskTemplate,
}

/// A page of task templates.
#[derive(Serialize, ToSchema)]
struct TaskTemplateListResponse {
    task_templates: Vec<TaskTemplate>,
    next_page: Option<String>,
    previous_page: Option<String>,
    count: Option<i64>,
}

/// Lists the task templates by title.
#[utoipa::path(get, path = "/api/v2/task_templates", operation_id = "list_task_templates", tag = "tasks",
    responses((status = 200, body = TaskTemplateListResponse)))]
async fn list_task_templates(
    State(app): State<App>,
    _: Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let templates = app.db.read(store::list_templates).await?;
    Ok(Json(render_page("task_templates", &Page::cut(templates, &query.paging()?), &query)?))
}

/// Shows a task template.
#[utoipa::path(get, path = "/api/v2/task_templates/{id}", operation_id = "show_task_template", tag = "tasks",
    params(("id" = i64, Path)), responses((status = 200, body = TaskTemplateResponse)))]
async fn show_task_template(
    State(app): State<App>,
    _: Staff,
    Path(id): Path<TaskTemplateId>,
) -> Result<Json<TaskTemplateResponse>, ApiError> {
    let found = app.db.read(move |c| store::find_template(c, id)).await?;
    Ok(Json(TaskTemplateResponse { task_template: found.ok_or(ApiError::NotFound)? }))
}

/// Makes a task template.
#[utoipa::path(post, path = "/api/v2/task_templates", operation_id = "create_task_template", tag = "tasks",
    request_body = TaskTemplateRequest, responses((status = 201, body = TaskTemplateResponse)))]
async fn create_task_template(
    State(app): State<App>,
    Admin(actor): Admin,
    Json(request): Json<TaskTemplateRequest>,
) -> Result<(StatusCode, Json<TaskTemplateResponse>), ApiError> {
    let now = app.clock.now();
    let make = app.db.write(move |tx| create_template(tx, now, &actor, request.task_template));
    Ok((StatusCode::CREATED, Json(TaskTemplateResponse { task_template: make.await? })))
}

/// Changes a task template; tickets that have its tasks keep them as they are.
#[utoipa::path(put, path = "/api/v2/task_templates/{id}", operation_id = "update_task_template", tag = "tasks",
    params(("id" = i64, Path)), request_body = TaskTemplateRequest,
    responses((status = 200, body = TaskTemplateResponse)))]
async fn update_task_template(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<TaskTemplateId>,
    Json(request): Json<TaskTemplateRequest>,
) -> Result<Json<TaskTemplateResponse>, ApiError> {
    let now = app.clock.now();
    let change = app.db.write(move |tx| update_template(tx, now, &actor, id, request.task_template));
    Ok(Json(TaskTemplateResponse { task_template: change.await? }))
}

/// Removes a task template; tickets that have its tasks keep them.
#[utoipa::path(delete, path = "/api/v2/task_templates/{id}", operation_id = "delete_task_template", tag = "tasks",
    params(("id" = i64, Path)), responses((status = 204)))]
async fn delete_task_template(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<TaskTemplateId>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| delete_template(tx, now, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
