//! The routes of links: for staff.

use axum::{extract::State, http::StatusCode};
use base::TicketId;
use http::{ApiError, App, Json, Path, Query, Routes, Staff};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{Link, LinkBody, LinkKind, actions, link_bodies};
use crate::access::access_ticket;

/// Every route of links.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(list_ticket_links, create_ticket_link)).routes(routes!(delete_ticket_link))
}

/// A link to make.
#[derive(Deserialize, ToSchema)]
struct LinkRequest {
    link: LinkInput,
}

/// What is to be linked.
#[derive(Deserialize, ToSchema)]
struct LinkInput {
    /// What the other ticket becomes: `parent`, `child` or `related`.
    kind: LinkKind,
    /// The other ticket.
    ticket_id: TicketId,
}

/// The tickets linked to one: its parent, its children, then what is related.
#[derive(Serialize, ToSchema)]
struct LinkListResponse {
    links: Vec<LinkBody>,
}

/// Lists the tickets linked to one.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/links", operation_id = "list_ticket_links", tag = "links",
    params(("id" = i64, Path)), responses((status = 200, body = LinkListResponse)))]
async fn list_ticket_links(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
    query: Query,
) -> Result<Json<LinkListResponse>, ApiError> {
    let list = app.db.read(move |c| {
        let ticket = access_ticket(c, &actor, id)?;
        link_bodies(c, &actor, ticket.id, query.origin())
    });
    Ok(Json(LinkListResponse { links: list.await? }))
}

/// Links a ticket to another.
#[utoipa::path(post, path = "/api/v2/tickets/{id}/links", operation_id = "create_ticket_link", tag = "links",
    params(("id" = i64, Path)), request_body = LinkRequest, responses((status = 201, body = LinkListResponse)))]
async fn create_ticket_link(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
    query: Query,
    Json(request): Json<LinkRequest>,
) -> Result<(StatusCode, Json<LinkListResponse>), ApiError> {
    let now = app.clock.now();
    let LinkInput { kind, ticket_id } = request.link;
    let link = app.db.write(move |tx| {
        actions::link_tickets(tx, now, &actor, id, Link { kind, ticket_id })?;
        link_bodies(tx, &actor, id, query.origin())
    });
    Ok((StatusCode::CREATED, Json(LinkListResponse { links: link.await? })))
}

/// Ends the link between two tickets.
#[utoipa::path(delete, path = "/api/v2/tickets/{id}/links/{ticket_id}", operation_id = "delete_ticket_link",
    tag = "links", params(("id" = i64, Path), ("ticket_id" = i64, Path)), responses((status = 204)))]
async fn delete_ticket_link(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((id, other)): Path<(TicketId, TicketId)>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::unlink_tickets(tx, now, &actor, id, other)).await?;
    Ok(StatusCode::NO_CONTENT)
}
