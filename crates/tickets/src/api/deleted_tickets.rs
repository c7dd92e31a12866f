//! Tickets that were deleted, and can be restored.

use axum::extract::State;
use base::{Actor, TicketId, Timestamp};
use db::Tx;
use http::{Admin, ApiError, App, Json, PageBody, Path, Query, Staff, render_page};
use serde_json::{Value, json};

use super::{
    bulk::{start, start_on_named},
    job_statuses::JobStatusResponse,
};
use crate::{
    actions,
    bulk::{Deed, record_done},
    error::TicketError,
    store::ticket_lists::page_deleted,
};

/// Lists the deleted tickets.
#[utoipa::path(get, path = "/api/v2/deleted_tickets", operation_id = "list_deleted_tickets", tag = "tickets",
    responses((status = 200, body = Object)))]
pub(super) async fn list_deleted_tickets(
    State(app): State<App>,
    _staff: Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let paging = query.paging()?;
    let page = app
        .db
        .read(move |c| page_deleted(c, &paging))
        .await
        .map_err(|error: db::DbError| ApiError::from(error))?;
    let page = page.map(|ticket| {
        let deleted_at = ticket.deleted_at;
        json!({"id": ticket.id, "subject": ticket.subject, "deleted_at": deleted_at, "previous_state": ticket.status})
    });
    render_page("deleted_tickets", &page, &query).map(Json)
}

/// Brings a deleted ticket back.
#[utoipa::path(put, path = "/api/v2/deleted_tickets/{id}/restore", operation_id = "restore_ticket", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = Object)))]
pub(super) async fn restore_ticket(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
) -> Result<Json<Value>, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::restore_ticket(tx, now, &actor, TicketId(id))).await?;
    Ok(Json(json!({})))
}

/// Brings the deleted tickets of `ids` back, all or none.
#[utoipa::path(put, path = "/api/v2/deleted_tickets/restore_many", operation_id = "restore_many_tickets", tag = "tickets",
    params(("ids" = String, Query)), responses((status = 200, body = Object)))]
pub(super) async fn restore_many_tickets(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<Value>, ApiError> {
    let (now, ids) = (app.clock.now(), query.ids("ids")?);
    app.db.write(move |tx| restore_all(tx, now, &actor, &ids)).await?;
    Ok(Json(json!({})))
}

fn restore_all(tx: &mut Tx, now: Timestamp, actor: &Actor, ids: &[i64]) -> Result<(), TicketError> {
    for id in ids {
        actions::restore_ticket(tx, now, actor, TicketId(*id))?;
    }
    Ok(())
}

/// Removes up to 100 deleted tickets for good.
#[utoipa::path(delete, path = "/api/v2/deleted_tickets/destroy_many", operation_id = "remove_many_tickets", tag = "tickets",
    params(("ids" = String, Query)), responses((status = 200, body = JobStatusResponse)))]
pub(super) async fn remove_many_tickets(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
) -> Result<Json<JobStatusResponse>, ApiError> {
    start_on_named(&app, actor, &query, Deed::RemoveTicket).await
}

/// Removes a deleted ticket for good.
#[utoipa::path(delete, path = "/api/v2/deleted_tickets/{id}", operation_id = "remove_ticket", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = JobStatusResponse)))]
pub(super) async fn remove_ticket(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<JobStatusResponse>, ApiError> {
    start(&app, actor, &query, Deed::RemoveTicket, vec![json!({"id": id})]).await
}

/// Deletes a ticket as spam and suspends its requester, whose mail is put aside from now on.
#[utoipa::path(put, path = "/api/v2/tickets/{id}/mark_as_spam", operation_id = "mark_ticket_as_spam", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = Object)))]
pub(super) async fn mark_ticket_as_spam(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
) -> Result<Json<Value>, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::mark_as_spam(tx, now, &actor, id)).await?;
    Ok(Json(json!({})))
}

/// Deletes the tickets of `ids` as spam and suspends their requesters, all or none.
#[utoipa::path(put, path = "/api/v2/tickets/mark_many_as_spam", operation_id = "mark_many_tickets_as_spam",
    tag = "tickets", params(("ids" = String, Query)), responses((status = 200, body = JobStatusResponse)))]
pub(super) async fn mark_many_tickets_as_spam(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<JobStatusResponse>, ApiError> {
    let (now, ids) = (app.clock.now(), query.ids("ids")?);
    let mark_all = app.db.write(move |tx| {
        ids.iter().try_for_each(|id| actions::mark_as_spam(tx, now, &actor, TicketId(*id)))?;
        let done = |(index, id): (usize, &i64)| {
            json!({"index": index, "id": id, "action": "update", "status": "Updated", "success": true})
        };
        record_done(tx, now, &actor, "Bulk mark Ticket as spam", ids.iter().enumerate().map(done).collect())
    });
    Ok(Json(JobStatusResponse::new(mark_all.await?, query.origin())))
}
