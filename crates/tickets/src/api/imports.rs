//! Tickets from elsewhere.

use axum::{extract::State, http::StatusCode};
use http::{Admin, ApiError, App, Json, Query};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::shape::TicketBody;
use crate::{access::access_ticket, actions, error::TicketError, input::prepare_import};

/// A ticket to bring in from elsewhere.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct ImportRequest {
    #[schema(value_type = Object)]
    ticket: Value,
}

/// A ticket that was brought in.
#[derive(Serialize, ToSchema)]
pub(super) struct ImportResponse {
    ticket: TicketBody,
}

/// Brings a ticket in from elsewhere, with its own times; nobody is notified.
#[utoipa::path(post, path = "/api/v2/imports/tickets", operation_id = "import_ticket", tag = "tickets",
    request_body = ImportRequest, responses((status = 201, body = ImportResponse)))]
pub(super) async fn import_ticket(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
    Json(request): Json<ImportRequest>,
) -> Result<(StatusCode, Json<ImportResponse>), ApiError> {
    let now = app.clock.now();
    let archive = query.get("archive_immediately") == Some("true");
    let prepared = prepare_import(&request.ticket, archive)?;
    let ticket = app
        .db
        .write(move |tx| {
            let import = prepared.into_import(tx, now, &actor)?;
            let (ticket, _) = actions::import_ticket(tx, now, &actor, &import)?;
            access_ticket(tx, &actor, ticket.id)
        })
        .await
        .map_err(|error: TicketError| ApiError::from(error))?;
    let body = TicketBody::new(&ticket, query.origin());
    Ok((StatusCode::CREATED, Json(ImportResponse { ticket: body })))
}
