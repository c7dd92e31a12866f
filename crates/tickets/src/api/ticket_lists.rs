//! Lists of tickets.

use axum::extract::State;
use base::{Actor, OrganizationId, TicketId, UserId};
use db::Page;
use http::{ApiError, App, Json, PageBody, Path, Query, Signed, Staff};
use people::api::CountAnswer;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{shape::TicketBody, ticket_bodies::render_tickets};
use crate::{
    access::access_ticket,
    order::TicketOrder,
    store::{
        ticket_lists::{self as store, TicketFilter},
        tickets,
    },
};

/// A list of tickets, with what is side-loaded beside it.
#[derive(Serialize, ToSchema)]
pub(super) struct TicketListResponse {
    tickets: Vec<TicketBody>,
    next_page: Option<String>,
    previous_page: Option<String>,
    count: Option<i64>,
    meta: Option<Value>,
    links: Option<Value>,
}

/// Lists the tickets the asker may see.
#[utoipa::path(get, path = "/api/v2/tickets", operation_id = "list_tickets", tag = "tickets",
    responses((status = 200, body = TicketListResponse)))]
pub(super) async fn list_tickets(
    State(app): State<App>,
    Signed(actor): Signed,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let filter = visible(&actor, &query);
    page(&app, actor, query, filter).await
}

/// Counts the tickets the asker may see.
#[utoipa::path(get, path = "/api/v2/tickets/count", operation_id = "count_tickets", tag = "tickets",
    responses((status = 200, body = CountAnswer)))]
pub(super) async fn count_tickets(
    State(app): State<App>,
    Signed(actor): Signed,
    query: Query,
) -> Result<Json<CountAnswer>, ApiError> {
    let filter = visible(&actor, &query);
    let value = app.db.read(move |c| store::count_filtered(c, &filter)).await?;
    Ok(Json(CountAnswer::new(value, app.clock.now())))
}

/// Staff see all tickets, others those they asked for.
fn visible(actor: &Actor, query: &Query) -> TicketFilter {
    TicketFilter {
        requester_id: (!actor.role.is_staff()).then(|| actor.user_id.unwrap_or(UserId(0))),
        external_id: query.text("external_id").map(str::to_owned),
        ..TicketFilter::default()
    }
}

/// Lists the tickets a person asked for.
#[utoipa::path(get, path = "/api/v2/users/{id}/tickets/requested", operation_id = "list_requested_tickets", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = TicketListResponse)))]
pub(super) async fn list_requested_tickets(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<UserId>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    require_self_or_staff(&actor, id)?;
    page(&app, actor, query, TicketFilter { requester_id: Some(id), ..TicketFilter::default() }).await
}

/// Lists the tickets assigned to an agent.
#[utoipa::path(get, path = "/api/v2/users/{id}/tickets/assigned", operation_id = "list_assigned_tickets", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = TicketListResponse)))]
pub(super) async fn list_assigned_tickets(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<UserId>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    page(&app, actor, query, TicketFilter { assignee_id: Some(id), ..TicketFilter::default() }).await
}

/// Lists the tickets a person is copied on.
#[utoipa::path(get, path = "/api/v2/users/{id}/tickets/ccd", operation_id = "list_ccd_tickets", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = TicketListResponse)))]
pub(super) async fn list_ccd_tickets(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<UserId>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    require_self_or_staff(&actor, id)?;
    page(&app, actor, query, TicketFilter { cc_id: Some(id), ..TicketFilter::default() }).await
}

/// Lists an organization's tickets.
#[utoipa::path(get, path = "/api/v2/organizations/{id}/tickets", operation_id = "list_organization_tickets", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = TicketListResponse)))]
pub(super) async fn list_organization_tickets(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<OrganizationId>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    page(&app, actor, query, TicketFilter { organization_id: Some(id), ..TicketFilter::default() }).await
}

/// Lists a problem's incidents.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/incidents", operation_id = "list_ticket_incidents", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = TicketListResponse)))]
pub(super) async fn list_ticket_incidents(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    app.db.read(move |c| access_ticket(c, &actor, id)).await?;
    page(&app, actor, query, TicketFilter { problem_id: Some(id), ..TicketFilter::default() }).await
}

fn require_self_or_staff(actor: &Actor, id: UserId) -> Result<(), ApiError> {
    let is_allowed = actor.role.is_staff() || actor.is(id);
    if is_allowed { Ok(()) } else { Err(ApiError::forbidden("only agents may see others' tickets")) }
}

async fn page(
    app: &App,
    actor: Actor,
    query: Query,
    filter: TicketFilter,
) -> Result<Json<PageBody>, ApiError> {
    let (key, descending) = query.sort().unwrap_or(("id", false));
    let order = (TicketOrder::named(key)?, descending);
    let paging = query.paging()?;
    app.db
        .read(move |c| {
            let page = store::page_filtered(c, &filter, order, &paging)?;
            render_tickets(c, &actor, page, &query)
        })
        .await
        .map(Json)
}

/// Shows several tickets.
#[utoipa::path(get, path = "/api/v2/tickets/show_many", operation_id = "show_many_tickets", tag = "tickets",
    params(("ids" = String, Query)), responses((status = 200, body = TicketListResponse)))]
pub(super) async fn show_many_tickets(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let ids: Vec<TicketId> = query.ids("ids")?.into_iter().map(TicketId).collect();
    app.db
        .read(move |c| {
            let mut tickets = if ids.is_empty() { Vec::new() } else { tickets::list_tickets(c, &ids)? };
            tickets.retain(|ticket| ticket.deleted_at.is_none());
            render_tickets(c, &actor, Page::whole(tickets), &query)
        })
        .await
        .map(Json)
}
