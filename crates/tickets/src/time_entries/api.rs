//! The routes of time entries: for staff.

use axum::{extract::State, http::StatusCode};
use base::{TicketId, TimeEntryId, Timestamp, UserId};
use http::{ApiError, App, Json, PageBody, Path, Query, Routes, Staff, render_page};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{TimeEntryBody, TimeEntryChange, actions, csv, store, store::TimeFilter};
use crate::access::access_ticket;

const DAY_MICROSECONDS: i64 = 86_400_000_000;

/// Every route of time entries.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_ticket_time_entries, create_time_entry))
        .routes(routes!(list_time_entries))
        .routes(routes!(csv::export_time_entries))
        .routes(routes!(update_time_entry, delete_time_entry))
}

/// A time entry in a request.
#[derive(Deserialize, ToSchema)]
struct TimeEntryRequest {
    time_entry: TimeEntryChange,
}

/// One time entry.
#[derive(Serialize, ToSchema)]
struct TimeEntryResponse {
    time_entry: TimeEntryBody,
}

/// A page of time entries.
#[derive(Serialize, ToSchema)]
struct TimeEntryListResponse {
    time_entries: Vec<TimeEntryBody>,
    /// What all of them come to, on other pages too.
    total_seconds: i64,
    next_page: Option<String>,
    previous_page: Option<String>,
    count: Option<i64>,
}

/// Lists the time worked on a ticket, the newest first.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/time_entries", operation_id = "list_ticket_time_entries",
    tag = "time entries", params(("id" = i64, Path)), responses((status = 200, body = TimeEntryListResponse)))]
async fn list_ticket_time_entries(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let list = app.db.read(move |c| {
        let ticket = access_ticket(c, &actor, id)?;
        page(c, TimeFilter { ticket_id: Some(ticket.id), ..TimeFilter::default() }, &query)
    });
    Ok(Json(list.await?))
}

/// Lists the time worked on all tickets, the newest first; narrowed by `from`, `to`, `user_id` and `ticket_id`. A bare
/// day as `to` belongs to it.
#[utoipa::path(get, path = "/api/v2/time_entries", operation_id = "list_time_entries", tag = "time entries",
    params(("from" = Option<String>, Query), ("to" = Option<String>, Query), ("user_id" = Option<i64>, Query),
        ("ticket_id" = Option<i64>, Query)),
    responses((status = 200, body = TimeEntryListResponse)))]
async fn list_time_entries(
    State(app): State<App>,
    _: Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let filter = filter(&query)?;
    Ok(Json(app.db.read(move |c| page(c, filter, &query)).await?))
}

fn page(c: &mut db::Conn, filter: TimeFilter, query: &Query) -> Result<PageBody, ApiError> {
    let page = store::page_entries(c, &filter, &query.paging()?)?.map(TimeEntryBody::new);
    let mut body = render_page("time_entries", &page, query)?;
    body.insert("total_seconds", &store::sum_entries(c, &filter)?)?;
    Ok(body)
}

/// What a question about all tickets asks for.
pub(super) fn filter(query: &Query) -> Result<TimeFilter, ApiError> {
    Ok(TimeFilter {
        ticket_id: query.number("ticket_id")?.map(TicketId),
        user_id: query.number("user_id")?.map(UserId),
        from: time(query, "from")?,
        until: time(query, "to")?.map(|at| {
            if is_day(query, "to") { Timestamp(at.0.saturating_add(DAY_MICROSECONDS)) } else { at }
        }),
    })
}

fn time(query: &Query, name: &str) -> Result<Option<Timestamp>, ApiError> {
    let bad = |error| ApiError::unprocessable(format!("{name}: {error}"));
    query.get(name).map(|text| text.parse().map_err(bad)).transpose()
}

fn is_day(query: &Query, name: &str) -> bool {
    query
        .get(name)
        .is_some_and(|text| text.parse::<jiff::civil::Date>().is_ok() && text.len() == "2026-11-22".len())
}

/// Enters time that the asker worked on a ticket.
#[utoipa::path(post, path = "/api/v2/tickets/{id}/time_entries", operation_id = "create_time_entry",
    tag = "time entries", params(("id" = i64, Path)), request_body = TimeEntryRequest,
    responses((status = 201, body = TimeEntryResponse)))]
async fn create_time_entry(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
    Json(request): Json<TimeEntryRequest>,
) -> Result<(StatusCode, Json<TimeEntryResponse>), ApiError> {
    let now = app.clock.now();
    let add = app.db.write(move |tx| actions::add_entry(tx, now, &actor, id, &request.time_entry));
    Ok((StatusCode::CREATED, Json(TimeEntryResponse { time_entry: TimeEntryBody::new(add.await?) })))
}

/// Changes a time entry of the asker's; for admins anybody's.
#[utoipa::path(put, path = "/api/v2/time_entries/{id}", operation_id = "update_time_entry", tag = "time entries",
    params(("id" = i64, Path)), request_body = TimeEntryRequest,
    responses((status = 200, body = TimeEntryResponse)))]
async fn update_time_entry(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TimeEntryId>,
    Json(request): Json<TimeEntryRequest>,
) -> Result<Json<TimeEntryResponse>, ApiError> {
    let now = app.clock.now();
    let change = app.db.write(move |tx| actions::change_entry(tx, now, &actor, id, &request.time_entry));
    Ok(Json(TimeEntryResponse { time_entry: TimeEntryBody::new(change.await?) }))
}

/// Removes a time entry of the asker's; for admins anybody's.
#[utoipa::path(delete, path = "/api/v2/time_entries/{id}", operation_id = "delete_time_entry", tag = "time entries",
    params(("id" = i64, Path)), responses((status = 204)))]
async fn delete_time_entry(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TimeEntryId>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::delete_entry(tx, now, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
