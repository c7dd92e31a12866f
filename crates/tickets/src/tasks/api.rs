//! The routes of tasks: for staff.

use axum::{extract::State, http::StatusCode};
use base::{TaskId, TicketId};
use http::{ApiError, App, Json, Path, Routes, Staff};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{Task, TaskBody, TaskChange, actions, store};
use crate::{access::access_ticket, error::TicketError};

/// Every route of tasks.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_tasks, create_task))
        .routes(routes!(reorder_tasks))
        .routes(routes!(update_task, delete_task))
}

/// A task in a request.
#[derive(Deserialize, ToSchema)]
struct TaskRequest {
    task: TaskChange,
}

/// The tasks of a ticket in a new order.
#[derive(Deserialize, ToSchema)]
struct TaskOrderRequest {
    task_ids: Vec<TaskId>,
}

/// One task.
#[derive(Serialize, ToSchema)]
struct TaskResponse {
    task: TaskBody,
}

/// A ticket's tasks.
#[derive(Serialize, ToSchema)]
struct TaskListResponse {
    tasks: Vec<TaskBody>,
    count: usize,
}

impl TaskListResponse {
    fn new(tasks: Vec<Task>) -> Json<Self> {
        Json(Self { count: tasks.len(), tasks: tasks.into_iter().map(TaskBody::new).collect() })
    }
}

/// Lists a ticket's tasks in their order.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/tasks", operation_id = "list_tasks", tag = "tasks",
    params(("id" = i64, Path)), responses((status = 200, body = TaskListResponse)))]
async fn list_tasks(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
) -> Result<Json<TaskListResponse>, ApiError> {
    let list = app.db.read(move |c| {
        let ticket = access_ticket(c, &actor, id)?;
        Ok::<_, TicketError>(store::list_tasks(c, ticket.id)?)
    });
    Ok(TaskListResponse::new(list.await?))
}

/// Adds a task to a ticket.
#[utoipa::path(post, path = "/api/v2/tickets/{id}/tasks", operation_id = "create_task", tag = "tasks",
    params(("id" = i64, Path)), request_body = TaskRequest, responses((status = 201, body = TaskResponse)))]
async fn create_task(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
    Json(request): Json<TaskRequest>,
) -> Result<(StatusCode, Json<TaskResponse>), ApiError> {
    let now = app.clock.now();
    let task = app.db.write(move |tx| actions::add_task(tx, now, &actor, id, request.task)).await?;
    Ok((StatusCode::CREATED, Json(TaskResponse { task: TaskBody::new(task) })))
}

/// Changes a task, such as ticking it off.
#[utoipa::path(put, path = "/api/v2/tickets/{ticket_id}/tasks/{id}", operation_id = "update_task", tag = "tasks",
    params(("ticket_id" = i64, Path), ("id" = i64, Path)), request_body = TaskRequest,
    responses((status = 200, body = TaskResponse)))]
async fn update_task(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(place): Path<(TicketId, TaskId)>,
    Json(request): Json<TaskRequest>,
) -> Result<Json<TaskResponse>, ApiError> {
    let now = app.clock.now();
    let task = app.db.write(move |tx| actions::change_task(tx, now, &actor, place, request.task)).await?;
    Ok(Json(TaskResponse { task: TaskBody::new(task) }))
}

/// Removes a task.
#[utoipa::path(delete, path = "/api/v2/tickets/{ticket_id}/tasks/{id}", operation_id = "delete_task", tag = "tasks",
    params(("ticket_id" = i64, Path), ("id" = i64, Path)), responses((status = 204)))]
async fn delete_task(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(place): Path<(TicketId, TaskId)>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::delete_task(tx, now, &actor, place)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Puts a ticket's tasks in another order; those not named follow as they stood.
#[utoipa::path(put, path = "/api/v2/tickets/{id}/tasks/reorder", operation_id = "reorder_tasks", tag = "tasks",
    params(("id" = i64, Path)), request_body = TaskOrderRequest,
    responses((status = 200, body = TaskListResponse)))]
async fn reorder_tasks(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
    Json(request): Json<TaskOrderRequest>,
) -> Result<Json<TaskListResponse>, ApiError> {
    let now = app.clock.now();
    let order = app.db.write(move |tx| actions::reorder_tasks(tx, now, &actor, id, &request.task_ids));
    Ok(TaskListResponse::new(order.await?))
}
