//! The routes of recurring tickets: everybody's own, for admins all.

use axum::{extract::State, http::StatusCode};
use base::{RecurringTicketId, Role, Timestamp, UserId};
use db::{Conn, DbError, Page, Tx};
use http::{ApiError, App, Json, PageBody, Path, Query, Routes, Staff, render_page};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{
    RecurringRun, RecurringTicket, edit, edit::PlanChange, make, schedule::Schedule, store,
    template::Template,
};
use crate::{error::TicketError, input::TicketInput};

/// How many coming times a preview tells.
const PREVIEWED: usize = 5;

/// Every route of recurring tickets.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_recurring_tickets, create_recurring_ticket))
        .routes(routes!(preview_recurring_ticket))
        .routes(routes!(show_recurring_ticket, update_recurring_ticket, delete_recurring_ticket))
        .routes(routes!(run_recurring_ticket))
}

/// What to set on a recurring ticket; what is absent stays.
#[derive(Deserialize, ToSchema)]
struct RecurringTicketInput {
    /// What each ticket holds, as a whole: subject, comment, requester, fields, tags, task templates.
    ticket: Option<TicketInput>,
    /// When they are made, as a whole.
    schedule: Option<Schedule>,
    /// Whether none are made for now.
    paused: Option<bool>,
}

impl RecurringTicketInput {
    fn prepare(self) -> PlanChange {
        let ticket = self.ticket.map(TicketInput::prepare);
        PlanChange { ticket, schedule: self.schedule, paused: self.paused }
    }
}

/// A recurring ticket in a request.
#[derive(Deserialize, ToSchema)]
struct RecurringTicketRequest {
    recurring_ticket: RecurringTicketInput,
}

/// A schedule to be tried.
#[derive(Deserialize, ToSchema)]
struct SchedulePreviewRequest {
    schedule: Schedule,
}

/// What comes of a schedule.
#[derive(Serialize, ToSchema)]
struct SchedulePreviewResponse {
    /// The next five times; fewer when it ends before.
    times: Vec<Timestamp>,
}

/// Tickets that are made again and again.
#[derive(Serialize, ToSchema)]
struct RecurringTicketBody {
    id: RecurringTicketId,
    /// In whose name they are made.
    owner_id: UserId,
    /// What each of them holds.
    ticket: Template,
    /// When they are made.
    schedule: Schedule,
    /// Whether none are made for now.
    paused: bool,
    /// Why Guichet paused it by itself.
    problem: Option<String>,
    /// When the next is made; null while paused and after the last.
    next_at: Option<Timestamp>,
    /// The last tickets made, the newest first.
    last_tickets: Vec<RecurringRun>,
    created_at: Timestamp,
    updated_at: Timestamp,
}

impl RecurringTicketBody {
    fn read(c: &mut Conn, recurring: RecurringTicket) -> Result<Self, DbError> {
        let last_tickets = store::list_runs(c, recurring.id)?;
        let RecurringTicket { id, plan, problem, next_at, created_at, updated_at } = recurring;
        Ok(Self {
            id,
            owner_id: plan.owner_id,
            ticket: plan.ticket,
            schedule: plan.schedule,
            paused: plan.paused,
            problem,
            next_at,
            last_tickets,
            created_at,
            updated_at,
        })
    }
}

/// One recurring ticket.
#[derive(Serialize, ToSchema)]
struct RecurringTicketResponse {
    recurring_ticket: RecurringTicketBody,
}

/// A page of recurring tickets.
#[derive(Serialize, ToSchema)]
struct RecurringTicketListResponse {
    recurring_tickets: Vec<RecurringTicketBody>,
    next_page: Option<String>,
    previous_page: Option<String>,
    count: Option<i64>,
}

/// Lists the asker's recurring tickets, for admins all; the next to be made first.
#[utoipa::path(get, path = "/api/v2/recurring_tickets", operation_id = "list_recurring_tickets",
    tag = "recurring tickets", responses((status = 200, body = RecurringTicketListResponse)))]
async fn list_recurring_tickets(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let owner = actor.user_id.filter(|_| actor.role != Role::Admin);
    let read = move |c: &mut Conn| {
        let all = store::list(c, owner)?;
        all.into_iter().map(|each| RecurringTicketBody::read(c, each)).collect::<Result<Vec<_>, _>>()
    };
    let bodies = app.db.read(read).await?;
    Ok(Json(render_page("recurring_tickets", &Page::cut(bodies, &query.paging()?), &query)?))
}

/// Shows a recurring ticket.
#[utoipa::path(get, path = "/api/v2/recurring_tickets/{id}", operation_id = "show_recurring_ticket",
    tag = "recurring tickets", params(("id" = i64, Path)),
    responses((status = 200, body = RecurringTicketResponse)))]
async fn show_recurring_ticket(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<RecurringTicketId>,
) -> Result<Json<RecurringTicketResponse>, ApiError> {
    let read = move |c: &mut Conn| {
        let recurring = edit::access(c, &actor, id)?;
        Ok::<_, TicketError>(RecurringTicketBody::read(c, recurring)?)
    };
    Ok(Json(RecurringTicketResponse { recurring_ticket: app.db.read(read).await? }))
}

/// Sets up tickets that are made again and again, in the asker's name.
#[utoipa::path(post, path = "/api/v2/recurring_tickets", operation_id = "create_recurring_ticket",
    tag = "recurring tickets", request_body = RecurringTicketRequest,
    responses((status = 201, body = RecurringTicketResponse)))]
async fn create_recurring_ticket(
    State(app): State<App>,
    Staff(actor): Staff,
    Json(request): Json<RecurringTicketRequest>,
) -> Result<(StatusCode, Json<RecurringTicketResponse>), ApiError> {
    let now = app.clock.now();
    let change = request.recurring_ticket.prepare();
    let create = move |tx: &mut Tx| {
        let recurring = edit::create(tx, now, &actor, change)?;
        Ok::<_, TicketError>(RecurringTicketBody::read(tx, recurring)?)
    };
    let recurring_ticket = app.db.write(create).await?;
    Ok((StatusCode::CREATED, Json(RecurringTicketResponse { recurring_ticket })))
}

/// Changes, pauses or goes on with a recurring ticket; those that were made stay as they are.
#[utoipa::path(put, path = "/api/v2/recurring_tickets/{id}", operation_id = "update_recurring_ticket",
    tag = "recurring tickets", params(("id" = i64, Path)), request_body = RecurringTicketRequest,
    responses((status = 200, body = RecurringTicketResponse)))]
async fn update_recurring_ticket(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<RecurringTicketId>,
    Json(request): Json<RecurringTicketRequest>,
) -> Result<Json<RecurringTicketResponse>, ApiError> {
    let now = app.clock.now();
    let change = request.recurring_ticket.prepare();
    let update = move |tx: &mut Tx| {
        let recurring = edit::update(tx, now, &actor, id, change)?;
        Ok::<_, TicketError>(RecurringTicketBody::read(tx, recurring)?)
    };
    Ok(Json(RecurringTicketResponse { recurring_ticket: app.db.write(update).await? }))
}

/// Makes no more of them; those that were made stay.
#[utoipa::path(delete, path = "/api/v2/recurring_tickets/{id}", operation_id = "delete_recurring_ticket",
    tag = "recurring tickets", params(("id" = i64, Path)), responses((status = 204)))]
async fn delete_recurring_ticket(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<RecurringTicketId>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| edit::delete(tx, now, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes one of them now, besides those of the schedule.
#[utoipa::path(post, path = "/api/v2/recurring_tickets/{id}/run", operation_id = "run_recurring_ticket",
    tag = "recurring tickets", params(("id" = i64, Path)),
    responses((status = 201, body = RecurringTicketResponse)))]
async fn run_recurring_ticket(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<RecurringTicketId>,
) -> Result<(StatusCode, Json<RecurringTicketResponse>), ApiError> {
    let now = app.clock.now();
    let run = move |tx: &mut Tx| {
        let recurring = make::make_now(tx, now, &actor, id)?;
        Ok::<_, TicketError>(RecurringTicketBody::read(tx, recurring)?)
    };
    let recurring_ticket = app.db.write(run).await?;
    Ok((StatusCode::CREATED, Json(RecurringTicketResponse { recurring_ticket })))
}

/// Tells the next times of a schedule; stores nothing.
#[utoipa::path(post, path = "/api/v2/recurring_tickets/preview", operation_id = "preview_recurring_ticket",
    tag = "recurring tickets", request_body = SchedulePreviewRequest,
    responses((status = 200, body = SchedulePreviewResponse)))]
async fn preview_recurring_ticket(
    State(app): State<App>,
    _: Staff,
    Json(request): Json<SchedulePreviewRequest>,
) -> Result<Json<SchedulePreviewResponse>, ApiError> {
    let rule = request.schedule.rule()?;
    Ok(Json(SchedulePreviewResponse { times: rule.after(app.clock.now()).take(PREVIEWED).collect() }))
}
