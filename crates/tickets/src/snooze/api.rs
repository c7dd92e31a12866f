//! The routes of tickets put away.

use axum::{extract::State, http::StatusCode};
use base::TicketId;
use http::{ApiError, App, Json, Path, Routes, Staff};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{
    Snooze,
    actions::{snooze_ticket, unsnooze_ticket},
};
use crate::input::time;

/// Every route of tickets put away.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(snooze, unsnooze))
}

/// Until when.
#[derive(Deserialize, ToSchema)]
struct SnoozeInput {
    /// An instant ahead; null until the customer writes.
    until: Option<String>,
}

/// Until when.
#[derive(Deserialize, ToSchema)]
struct SnoozeRequest {
    snooze: SnoozeInput,
}

/// That a ticket is put away.
#[derive(Serialize, ToSchema)]
struct SnoozeResponse {
    snooze: Snooze,
}

/// Puts a ticket away until a time, or until the customer writes.
#[utoipa::path(put, path = "/api/v2/tickets/{id}/snooze", operation_id = "snooze_ticket", tag = "tickets",
    params(("id" = i64, Path)), request_body = SnoozeRequest, responses((status = 200, body = SnoozeResponse)))]
async fn snooze(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
    Json(request): Json<SnoozeRequest>,
) -> Result<Json<SnoozeResponse>, ApiError> {
    let now = app.clock.now();
    let until = request.snooze.until.as_deref().map(|text| time("until", text)).transpose()?;
    let snooze = app.db.write(move |tx| snooze_ticket(tx, now, &actor, id, until)).await?;
    Ok(Json(SnoozeResponse { snooze }))
}

/// Brings a ticket back before its time.
#[utoipa::path(delete, path = "/api/v2/tickets/{id}/snooze", operation_id = "unsnooze_ticket", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 204)))]
async fn unsnooze(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| unsnooze_ticket(tx, now, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
