//! Tickets, one and many.

use std::collections::HashSet;

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header::LOCATION},
    response::{IntoResponse, Response},
};
use base::{Actor, AuditId, OrganizationId, TicketId, UserId};
use db::{Conn, Listing, Page, Sql};
use http::{ApiError, App, Json, PageBody, Path, Query, Signed, Staff, render_page};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{
    input::TicketInput,
    shape::{AuditBody, TicketBody},
    side_loads::{group_bodies, organization_bodies, user_bodies},
};
use crate::{
    access::access_ticket,
    actions::{self, Changed},
    error::TicketError,
    model::{Draft, Ticket},
    store::{audits, tickets as store},
    views::sort_column,
};

/// A request's ticket.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct TicketRequest {
    ticket: TicketInput,
}

/// One ticket.
#[derive(Serialize, ToSchema)]
pub(super) struct TicketResponse {
    ticket: TicketBody,
}

/// A ticket and the audit of what was just done to it.
#[derive(Serialize, ToSchema)]
pub(super) struct ChangedTicketResponse {
    ticket: TicketBody,
    audit: Option<AuditBody>,
}

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
    app: axum::extract::State<App>,
    Signed(actor): Signed,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let mut from = Sql::new("FROM tickets t WHERE t.deleted_at IS NULL");
    if !actor.role.is_staff() {
        from.push(" AND t.requester_id = ").bind(actor.user_id);
    }
    if let Some(external_id) = query.get("external_id") {
        from.push(" AND t.external_id = ").bind(external_id);
    }
    ticket_page(&app, actor, query, from, "id").await
}

/// Lists the tickets a person asked for.
#[utoipa::path(get, path = "/api/v2/users/{id}/tickets/requested", operation_id = "list_requested_tickets", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = TicketListResponse)))]
pub(super) async fn list_requested_tickets(
    app: axum::extract::State<App>,
    Signed(actor): Signed,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    require_self_or_staff(&actor, id)?;
    let mut from = Sql::new("FROM tickets t WHERE t.deleted_at IS NULL AND t.requester_id = ");
    from.bind(id);
    ticket_page(&app, actor, query, from, "id").await
}

/// Lists the tickets assigned to an agent.
#[utoipa::path(get, path = "/api/v2/users/{id}/tickets/assigned", operation_id = "list_assigned_tickets", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = TicketListResponse)))]
pub(super) async fn list_assigned_tickets(
    app: axum::extract::State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let mut from = Sql::new("FROM tickets t WHERE t.deleted_at IS NULL AND t.assignee_id = ");
    from.bind(id);
    ticket_page(&app, actor, query, from, "id").await
}

/// Lists the tickets a person is copied on.
#[utoipa::path(get, path = "/api/v2/users/{id}/tickets/ccd", operation_id = "list_ccd_tickets", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = TicketListResponse)))]
pub(super) async fn list_ccd_tickets(
    app: axum::extract::State<App>,
    Signed(actor): Signed,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    require_self_or_staff(&actor, id)?;
    let mut from = Sql::new(
        "FROM tickets t WHERE t.deleted_at IS NULL AND t.id IN \
         (SELECT ticket_id FROM ticket_people WHERE kind = 'cc' AND user_id = ",
    );
    from.bind(id).push(")");
    ticket_page(&app, actor, query, from, "id").await
}

/// Lists an organization's tickets.
#[utoipa::path(get, path = "/api/v2/organizations/{id}/tickets", operation_id = "list_organization_tickets", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = TicketListResponse)))]
pub(super) async fn list_organization_tickets(
    app: axum::extract::State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let mut from = Sql::new("FROM tickets t WHERE t.deleted_at IS NULL AND t.organization_id = ");
    from.bind(OrganizationId(id));
    ticket_page(&app, actor, query, from, "id").await
}

fn require_self_or_staff(actor: &Actor, id: i64) -> Result<(), ApiError> {
    let is_allowed = actor.role.is_staff() || actor.is(UserId(id));
    if is_allowed { Ok(()) } else { Err(ApiError::forbidden("only agents may see others' tickets")) }
}

async fn ticket_page(
    app: &App,
    actor: Actor,
    query: Query,
    from: Sql,
    default_sort: &'static str,
) -> Result<Json<PageBody>, ApiError> {
    let (key, descending) = query.sort().unwrap_or((default_sort, false));
    let sort = sort_column(key)?;
    let listing = Listing { columns: store::COLUMNS, from, sort, descending, id: "t.id" };
    let paging = query.paging()?;
    app.db
        .read(move |c| {
            let page = store::page_tickets(c, &listing, &paging)?;
            render_tickets(c, &actor, page, &query)
        })
        .await
        .map(Json)
}

/// The shape of a page of tickets, with what `include` asks for beside it.
pub(super) fn render_tickets(
    c: &mut Conn,
    actor: &Actor,
    page: Page<Ticket>,
    query: &Query,
) -> Result<PageBody, ApiError> {
    let side_loads = side_load(c, actor, &page.rows, query)?;
    let bodies = ticket_bodies(c, actor, &page.rows, query.origin())?;
    let mut bodies = bodies.into_iter();
    let page = page.map(|_| bodies.next());
    let mut body = render_page("tickets", &page, query)?;
    body.extend(side_loads);
    Ok(body)
}

/// The shapes of tickets, with what differs by asker.
pub(super) fn ticket_bodies(
    c: &mut Conn,
    actor: &Actor,
    tickets: &[Ticket],
    origin: &str,
) -> Result<Vec<TicketBody>, ApiError> {
    let ids: Vec<TicketId> = tickets.iter().map(|ticket| ticket.id).collect();
    let unread: HashSet<TicketId> = match actor.user_id {
        Some(user_id) if !ids.is_empty() => store::list_unread(c, user_id, &ids)?.into_iter().collect(),
        _ => HashSet::new(),
    };
    let problems: HashSet<TicketId> = store::has_incidents(c, &ids)?.into_iter().collect();
    let mut bodies: Vec<TicketBody> = tickets.iter().map(|ticket| TicketBody::new(ticket, origin)).collect();
    for body in &mut bodies {
        body.unread = unread.contains(&body.id);
        body.has_incidents = problems.contains(&body.id);
    }
    Ok(bodies)
}

/// The people, groups and organizations of tickets, as far as `include` asks for them.
pub(super) fn side_load(
    c: &mut Conn,
    actor: &Actor,
    tickets: &[Ticket],
    query: &Query,
) -> Result<PageBody, ApiError> {
    let mut body = PageBody::new();
    if query.includes("users") {
        let people = tickets.iter().flat_map(people_of).collect::<HashSet<_>>();
        body.insert("users".to_owned(), json!(user_bodies(c, actor, &sorted(people), query.origin())?));
    }
    if query.includes("groups") {
        let groups = tickets.iter().filter_map(|ticket| ticket.group_id).collect::<HashSet<_>>();
        body.insert("groups".to_owned(), json!(group_bodies(c, &sorted(groups), query.origin())?));
    }
    if query.includes("organizations") {
        let organizations =
            tickets.iter().filter_map(|ticket| ticket.organization_id).collect::<HashSet<_>>();
        let bodies = organization_bodies(c, &sorted(organizations), query.origin())?;
        body.insert("organizations".to_owned(), json!(bodies));
    }
    Ok(body)
}

fn people_of(ticket: &Ticket) -> Vec<UserId> {
    let mut people = vec![ticket.requester_id, ticket.submitter_id];
    people.extend(ticket.assignee_id);
    people.extend(ticket.preview_author_id);
    people.extend(&ticket.cc_ids);
    people.extend(&ticket.follower_ids);
    people
}

fn sorted<T: Ord>(set: HashSet<T>) -> Vec<T> {
    let mut list: Vec<T> = set.into_iter().collect();
    list.sort();
    list
}

/// Shows several tickets.
#[utoipa::path(get, path = "/api/v2/tickets/show_many", operation_id = "show_many_tickets", tag = "tickets",
    params(("ids" = String, Query)), responses((status = 200, body = TicketListResponse)))]
pub(super) async fn show_many_tickets(
    app: axum::extract::State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let ids: Vec<TicketId> = query.ids("ids")?.into_iter().map(TicketId).collect();
    app.db
        .read(move |c| {
            let mut tickets = if ids.is_empty() { Vec::new() } else { store::list_tickets(c, &ids)? };
            tickets.retain(|ticket| ticket.deleted_at.is_none());
            render_tickets(c, &actor, Page::whole(tickets), &query)
        })
        .await
        .map(Json)
}

/// Shows a ticket.
#[utoipa::path(get, path = "/api/v2/tickets/{id}", operation_id = "show_ticket", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = TicketResponse)))]
pub(super) async fn show_ticket(
    app: axum::extract::State<App>,
    Signed(actor): Signed,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    app.db
        .read(move |c| {
            let tickets = [access_ticket(c, &actor, TicketId(id))?];
            let mut body = side_load(c, &actor, &tickets, &query)?;
            let ticket = ticket_bodies(c, &actor, &tickets, query.origin())?.pop();
            body.insert("ticket".to_owned(), json!(ticket));
            Ok(body)
        })
        .await
        .map(Json)
}

/// Creates a ticket.
#[utoipa::path(post, path = "/api/v2/tickets", operation_id = "create_ticket", tag = "tickets",
    request_body = TicketRequest, responses((status = 201, body = ChangedTicketResponse)))]
pub(super) async fn create_ticket(
    app: axum::extract::State<App>,
    Signed(actor): Signed,
    query: Query,
    Json(request): Json<TicketRequest>,
) -> Result<Response, ApiError> {
    let now = app.clock.now();
    let prepared = request.ticket.prepare();
    let created = app
        .db
        .write(move |tx| {
            let new = prepared.into_new_ticket(tx, now, &actor)?;
            let created = actions::create_ticket(tx, now, &actor, &new)?;
            changed_response(tx, &actor, created, query.origin())
        })
        .await?;
    let mut headers = HeaderMap::new();
    if let Ok(location) = HeaderValue::from_str(&created.ticket.url) {
        headers.insert(LOCATION, location);
    }
    Ok((StatusCode::CREATED, headers, Json(created)).into_response())
}

/// Changes a ticket, with or without a comment.
#[utoipa::path(put, path = "/api/v2/tickets/{id}", operation_id = "update_ticket", tag = "tickets",
    params(("id" = i64, Path)), request_body = TicketRequest, responses((status = 200, body = ChangedTicketResponse)))]
pub(super) async fn update_ticket(
    app: axum::extract::State<App>,
    Signed(actor): Signed,
    Path(id): Path<i64>,
    query: Query,
    Json(request): Json<TicketRequest>,
) -> Result<Json<ChangedTicketResponse>, ApiError> {
    let now = app.clock.now();
    let prepared = request.ticket.prepare();
    app.db
        .write(move |tx| {
            // Nobody may learn from an error whether a ticket they cannot see exists.
            access_ticket(tx, &actor, TicketId(id))?;
            let change = prepared.into_change(tx, now, &actor)?;
            let changed = actions::change_ticket(tx, now, &actor, TicketId(id), &change)?;
            changed_response(tx, &actor, changed, query.origin())
        })
        .await
        .map(Json)
}

fn changed_response(
    c: &mut Conn,
    actor: &Actor,
    changed: Changed,
    origin: &str,
) -> Result<ChangedTicketResponse, ApiError> {
    let audit = match changed.audit_id {
        Some(id) => audits::find_audit(c, id)?,
        None => None,
    };
    let mut bodies = ticket_bodies(c, actor, &[changed.ticket], origin)?;
    let ticket = bodies.pop().ok_or(ApiError::NotFound)?;
    Ok(ChangedTicketResponse { ticket, audit: audit.as_ref().map(AuditBody::new) })
}

/// Moves a ticket to the deleted ones.
#[utoipa::path(delete, path = "/api/v2/tickets/{id}", operation_id = "delete_ticket", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 204)))]
pub(super) async fn delete_ticket(
    app: axum::extract::State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::delete_ticket(tx, now, &actor, TicketId(id))).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A ticket whose last change was taken back.
#[derive(Serialize, ToSchema)]
pub(super) struct UndoneResponse {
    ticket: TicketBody,
    draft: Option<Draft>,
}

/// Takes a change back, its comment included if that has not left.
#[utoipa::path(post, path = "/api/v2/tickets/{id}/audits/{audit_id}/undo", operation_id = "undo_ticket_change", tag = "tickets",
    params(("id" = i64, Path), ("audit_id" = i64, Path)), responses((status = 200, body = UndoneResponse)))]
pub(super) async fn undo_ticket_change(
    app: axum::extract::State<App>,
    Staff(actor): Staff,
    Path((id, audit_id)): Path<(i64, i64)>,
    query: Query,
) -> Result<Json<UndoneResponse>, ApiError> {
    let now = app.clock.now();
    let undone = app
        .db
        .write(move |tx| actions::undo_change(tx, now, &actor, TicketId(id), AuditId(audit_id)))
        .await?;
    Ok(Json(UndoneResponse { ticket: TicketBody::new(&undone.ticket, query.origin()), draft: undone.draft }))
}

/// Notes that the asker has read a ticket.
#[utoipa::path(post, path = "/api/v2/tickets/{id}/read", operation_id = "mark_ticket_read", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 204)))]
pub(super) async fn mark_ticket_read(
    app: axum::extract::State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let ticket = access_ticket(tx, &actor, TicketId(id))?;
            if let Some(user_id) = actor.user_id {
                store::mark_read(tx, user_id, ticket.id, now)?;
            }
            Ok::<_, TicketError>(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
