//! One ticket: show, create, change, delete.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header::LOCATION},
    response::{IntoResponse, Response},
};
use base::{Actor, AuditId, TicketId};
use db::Conn;
use http::{ApiError, App, Json, PageBody, Path, Query, Signed, Staff};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    shape::{AuditBody, DraftBody, TicketBody},
    ticket_bodies::{side_load, ticket_bodies},
};
use crate::{
    access::access_ticket,
    actions::{self, Changed},
    error::TicketError,
    input::TicketInput,
    notifications,
    store::{audits, tickets as store},
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

/// Shows a ticket.
#[utoipa::path(get, path = "/api/v2/tickets/{id}", operation_id = "show_ticket", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = TicketResponse)))]
pub(super) async fn show_ticket(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    app.db
        .read(move |c| {
            let tickets = [access_ticket(c, &actor, TicketId(id))?];
            let mut body = side_load(c, &actor, &tickets, &query)?;
            let ticket = ticket_bodies(c, &actor, &tickets, query.origin())?.pop();
            body.insert("ticket", &ticket)?;
            Ok(body)
        })
        .await
        .map(Json)
}

/// Creates a ticket.
#[utoipa::path(post, path = "/api/v2/tickets", operation_id = "create_ticket", tag = "tickets",
    request_body = TicketRequest, responses((status = 201, body = ChangedTicketResponse)))]
pub(super) async fn create_ticket(
    State(app): State<App>,
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
    State(app): State<App>,
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
    State(app): State<App>,
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
    draft: Option<DraftBody>,
}

/// Takes a change back, its comment included if that has not left.
#[utoipa::path(post, path = "/api/v2/tickets/{id}/audits/{audit_id}/undo", operation_id = "undo_ticket_change", tag = "tickets",
    params(("id" = i64, Path), ("audit_id" = i64, Path)), responses((status = 200, body = UndoneResponse)))]
pub(super) async fn undo_ticket_change(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((id, audit_id)): Path<(i64, i64)>,
    query: Query,
) -> Result<Json<UndoneResponse>, ApiError> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let undone = actions::undo_change(tx, now, &actor, TicketId(id), AuditId(audit_id))?;
            let ticket = TicketBody::new(&undone.ticket, query.origin());
            let draft = match (undone.draft, actor.user_id) {
                (Some(draft), Some(author)) => Some(DraftBody::read(tx, draft, author, query.origin())?),
                _ => None,
            };
            Ok::<_, TicketError>(UndoneResponse { ticket, draft })
        })
        .await
        .map_err(ApiError::from)
        .map(Json)
}

/// Notes that the asker has read a ticket.
#[utoipa::path(post, path = "/api/v2/tickets/{id}/read", operation_id = "mark_ticket_read", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 204)))]
pub(super) async fn mark_ticket_read(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let ticket = access_ticket(tx, &actor, TicketId(id))?;
            if let Some(user_id) = actor.user_id {
                store::mark_read(tx, user_id, ticket.id, now)?;
                notifications::store::mark_read_with_ticket(tx, user_id, ticket.id, now)?;
            }
            Ok::<_, TicketError>(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
