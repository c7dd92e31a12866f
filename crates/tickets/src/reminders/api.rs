//! The routes of reminders: for staff.

use axum::{extract::State, http::StatusCode};
use base::{ReminderId, TicketId};
use db::Conn;
use http::{ApiError, App, Json, Path, Routes, Staff};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{
    Reminder,
    actions::{ReminderChange, change_reminder, drop_reminder, set_reminder},
    store,
};
use crate::{access::access_ticket, error::TicketError};

/// Every route of reminders.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_my_reminders))
        .routes(routes!(list_reminders, create_reminder))
        .routes(routes!(update_reminder, delete_reminder))
}

/// A reminder in a request.
#[derive(Deserialize, ToSchema)]
struct ReminderRequest {
    reminder: ReminderChange,
}

/// One reminder.
#[derive(Serialize, ToSchema)]
struct ReminderResponse {
    reminder: Reminder,
}

/// A ticket's reminders.
#[derive(Serialize, ToSchema)]
struct ReminderListResponse {
    reminders: Vec<Reminder>,
}

/// A reminder with what its ticket is about.
#[derive(Serialize, ToSchema)]
struct MyReminderBody {
    #[serde(flatten)]
    reminder: Reminder,
    ticket_subject: String,
}

/// The asker's reminders.
#[derive(Serialize, ToSchema)]
struct MyReminderListResponse {
    reminders: Vec<MyReminderBody>,
}

/// Lists the asker's open reminders on all tickets, the soonest first.
#[utoipa::path(get, path = "/api/v2/reminders", operation_id = "list_my_reminders", tag = "reminders",
    responses((status = 200, body = MyReminderListResponse)))]
async fn list_my_reminders(
    State(app): State<App>,
    Staff(actor): Staff,
) -> Result<Json<MyReminderListResponse>, ApiError> {
    let Some(user) = actor.user_id else { return Ok(Json(MyReminderListResponse { reminders: Vec::new() })) };
    let mine = app.db.read(move |c| store::list_of_user(c, user)).await?;
    let body = |(reminder, ticket_subject)| MyReminderBody { reminder, ticket_subject };
    Ok(Json(MyReminderListResponse { reminders: mine.into_iter().map(body).collect() }))
}

/// Lists everybody's open reminders on a ticket, the soonest first.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/reminders", operation_id = "list_reminders", tag = "reminders",
    params(("id" = i64, Path)), responses((status = 200, body = ReminderListResponse)))]
async fn list_reminders(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
) -> Result<Json<ReminderListResponse>, ApiError> {
    let read = move |c: &mut Conn| {
        let ticket = access_ticket(c, &actor, id)?;
        Ok::<_, TicketError>(store::list_of_ticket(c, ticket.id)?)
    };
    Ok(Json(ReminderListResponse { reminders: app.db.read(read).await? }))
}

/// Lets the asker, or a colleague, be told of a ticket at a time.
#[utoipa::path(post, path = "/api/v2/tickets/{id}/reminders", operation_id = "create_reminder", tag = "reminders",
    params(("id" = i64, Path)), request_body = ReminderRequest, responses((status = 201, body = ReminderResponse)))]
async fn create_reminder(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
    Json(request): Json<ReminderRequest>,
) -> Result<(StatusCode, Json<ReminderResponse>), ApiError> {
    let now = app.clock.now();
    let reminder = app.db.write(move |tx| set_reminder(tx, now, &actor, id, request.reminder)).await?;
    Ok((StatusCode::CREATED, Json(ReminderResponse { reminder })))
}

/// Sets another time, text or person, or ticks it off.
#[utoipa::path(put, path = "/api/v2/tickets/{id}/reminders/{reminder_id}", operation_id = "update_reminder",
    tag = "reminders", params(("id" = i64, Path), ("reminder_id" = i64, Path)), request_body = ReminderRequest,
    responses((status = 200, body = ReminderResponse)))]
async fn update_reminder(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(ids): Path<(TicketId, ReminderId)>,
    Json(request): Json<ReminderRequest>,
) -> Result<Json<ReminderResponse>, ApiError> {
    let now = app.clock.now();
    let reminder = app.db.write(move |tx| change_reminder(tx, now, &actor, ids, request.reminder)).await?;
    Ok(Json(ReminderResponse { reminder }))
}

/// Forgets a reminder.
#[utoipa::path(delete, path = "/api/v2/tickets/{id}/reminders/{reminder_id}", operation_id = "delete_reminder",
    tag = "reminders", params(("id" = i64, Path), ("reminder_id" = i64, Path)), responses((status = 204)))]
async fn delete_reminder(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(ids): Path<(TicketId, ReminderId)>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| drop_reminder(tx, now, &actor, ids)).await?;
    Ok(StatusCode::NO_CONTENT)
}
