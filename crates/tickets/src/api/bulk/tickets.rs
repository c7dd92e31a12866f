//! Many tickets at once.

use axum::extract::State;
use http::{Admin, ApiError, App, Json, Query, Staff};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{start, start_changes, start_on_named};
use crate::{api::job_statuses::JobStatusResponse, bulk::Deed, input::TicketInput};

/// Tickets to create or change, or the one change to make to many.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub(in crate::api) struct ManyTicketsRequest {
    #[schema(value_type = Vec<TicketInput>)]
    tickets: Vec<Value>,
    #[schema(value_type = Option<TicketInput>)]
    ticket: Option<Value>,
}

/// Creates up to 100 tickets.
#[utoipa::path(post, path = "/api/v2/tickets/create_many", operation_id = "create_many_tickets", tag = "tickets", request_body = ManyTicketsRequest,
    responses((status = 200, body = JobStatusResponse)))]
pub(in crate::api) async fn create_many_tickets(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(request): Json<ManyTicketsRequest>,
) -> Result<Json<JobStatusResponse>, ApiError> {
    start(&app, actor, &query, Deed::CreateTicket, request.tickets).await
}

/// Brings up to 100 tickets in from elsewhere, with their own times; nobody is notified.
#[utoipa::path(post, path = "/api/v2/imports/tickets/create_many", operation_id = "import_many_tickets", tag = "tickets", request_body = ManyTicketsRequest,
    responses((status = 200, body = JobStatusResponse)))]
pub(in crate::api) async fn import_many_tickets(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
    Json(request): Json<ManyTicketsRequest>,
) -> Result<Json<JobStatusResponse>, ApiError> {
    start(&app, actor, &query, Deed::ImportTicket, request.tickets).await
}

/// Changes up to 100 tickets: each as it says, or those of `ids` all alike.
#[utoipa::path(put, path = "/api/v2/tickets/update_many", operation_id = "update_many_tickets", tag = "tickets",
    params(("ids" = Option<String>, Query, description = "ids, separated by commas")), request_body = ManyTicketsRequest,
    responses((status = 200, body = JobStatusResponse)))]
pub(in crate::api) async fn update_many_tickets(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(request): Json<ManyTicketsRequest>,
) -> Result<Json<JobStatusResponse>, ApiError> {
    start_changes(&app, actor, &query, Deed::UpdateTicket, (request.tickets, request.ticket)).await
}

/// Moves up to 100 tickets to the deleted ones.
#[utoipa::path(delete, path = "/api/v2/tickets/destroy_many", operation_id = "destroy_many_tickets", tag = "tickets",
    params(("ids" = Option<String>, Query, description = "ids, separated by commas")),
    responses((status = 200, body = JobStatusResponse)))]
pub(in crate::api) async fn destroy_many_tickets(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<JobStatusResponse>, ApiError> {
    start_on_named(&app, actor, &query, Deed::DeleteTicket).await
}
