//! The routes of scheduled replies.

use axum::{extract::State, http::StatusCode};
use base::{Actor, ScheduledReplyId, TicketId};
use db::{Conn, Tx};
use http::{ApiError, App, Json, Path, Query, Routes, Staff};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{
    ScheduledReply,
    actions::{call_off_reply, kept, reschedule_reply, schedule_reply},
    shape::{ScheduledReplyBody, scheduled_bodies},
};
use crate::{
    access::access_ticket,
    api::shape::DraftBody,
    error::TicketError,
    input::{TicketInput, time},
};

/// Every route of scheduled replies.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_scheduled_replies, create_scheduled_reply))
        .routes(routes!(update_scheduled_reply, delete_scheduled_reply))
}

/// A reply to be sent later.
#[derive(Deserialize, ToSchema)]
struct ScheduledReplyInput {
    /// When.
    send_at: String,
    /// The change to be made then, with a public comment.
    ticket: TicketInput,
}

/// A reply to be sent later.
#[derive(Deserialize, ToSchema)]
struct ScheduledReplyRequest {
    scheduled_reply: ScheduledReplyInput,
}

/// Another time for a reply.
#[derive(Deserialize, ToSchema)]
struct TimeInput {
    /// When.
    send_at: String,
}

/// Another time for a reply.
#[derive(Deserialize, ToSchema)]
struct TimeRequest {
    scheduled_reply: TimeInput,
}

/// A reply that leaves later.
#[derive(Serialize, ToSchema)]
struct ScheduledReplyResponse {
    scheduled_reply: ScheduledReplyBody,
}

/// The replies that wait on a ticket.
#[derive(Serialize, ToSchema)]
struct ScheduledReplyListResponse {
    scheduled_replies: Vec<ScheduledReplyBody>,
}

/// What a reply that was called off said.
#[derive(Serialize, ToSchema)]
struct CalledOffResponse {
    /// Its author's draft.
    draft: DraftBody,
}

/// Lists the replies that wait on a ticket, the next first.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/scheduled_replies", operation_id = "list_scheduled_replies",
    tag = "scheduled replies", params(("id" = i64, Path)), responses((status = 200, body = ScheduledReplyListResponse)))]
async fn list_scheduled_replies(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
    query: Query,
) -> Result<Json<ScheduledReplyListResponse>, ApiError> {
    let read = move |c: &mut Conn| {
        let ticket = access_ticket(c, &actor, id)?;
        Ok::<_, TicketError>(scheduled_bodies(c, &actor, ticket.id, query.origin())?)
    };
    Ok(Json(ScheduledReplyListResponse { scheduled_replies: app.db.read(read).await? }))
}

/// Keeps a reply until its time; called off when the customer writes first.
#[utoipa::path(post, path = "/api/v2/tickets/{id}/scheduled_replies", operation_id = "create_scheduled_reply",
    tag = "scheduled replies", params(("id" = i64, Path)), request_body = ScheduledReplyRequest,
    responses((status = 201, body = ScheduledReplyResponse)))]
async fn create_scheduled_reply(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
    query: Query,
    Json(request): Json<ScheduledReplyRequest>,
) -> Result<(StatusCode, Json<ScheduledReplyResponse>), ApiError> {
    let now = app.clock.now();
    let send_at = time("send_at", &request.scheduled_reply.send_at)?;
    let request = kept(request.scheduled_reply.ticket);
    let prepared = request.clone().prepare();
    let schedule = move |tx: &mut Tx| {
        let reply = schedule_reply(tx, now, &actor, id, (request, prepared), send_at)?;
        response(tx, &actor, reply, &query)
    };
    Ok((StatusCode::CREATED, app.db.write(schedule).await?))
}

/// Sets another time.
#[utoipa::path(put, path = "/api/v2/tickets/{id}/scheduled_replies/{reply_id}", operation_id = "update_scheduled_reply",
    tag = "scheduled replies", params(("id" = i64, Path), ("reply_id" = i64, Path)), request_body = TimeRequest,
    responses((status = 200, body = ScheduledReplyResponse)))]
async fn update_scheduled_reply(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((id, reply_id)): Path<(TicketId, ScheduledReplyId)>,
    query: Query,
    Json(request): Json<TimeRequest>,
) -> Result<Json<ScheduledReplyResponse>, ApiError> {
    let now = app.clock.now();
    let send_at = time("send_at", &request.scheduled_reply.send_at)?;
    let reschedule = move |tx: &mut Tx| {
        let reply = reschedule_reply(tx, now, &actor, id, reply_id, send_at)?;
        response(tx, &actor, reply, &query)
    };
    app.db.write(reschedule).await
}

/// Calls a reply off: its text is a draft of its author again.
#[utoipa::path(delete, path = "/api/v2/tickets/{id}/scheduled_replies/{reply_id}",
    operation_id = "delete_scheduled_reply", tag = "scheduled replies",
    params(("id" = i64, Path), ("reply_id" = i64, Path)), responses((status = 200, body = CalledOffResponse)))]
async fn delete_scheduled_reply(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((id, reply_id)): Path<(TicketId, ScheduledReplyId)>,
    query: Query,
) -> Result<Json<CalledOffResponse>, ApiError> {
    let now = app.clock.now();
    let call_off = move |tx: &mut Tx| {
        let (author, draft) = call_off_reply(tx, now, &actor, id, reply_id)?;
        Ok::<_, TicketError>(DraftBody::read(tx, draft, author, query.origin())?)
    };
    Ok(Json(CalledOffResponse { draft: app.db.write(call_off).await? }))
}

fn response(
    tx: &mut Tx,
    actor: &Actor,
    reply: ScheduledReply,
    query: &Query,
) -> Result<Json<ScheduledReplyResponse>, ApiError> {
    let scheduled_reply = ScheduledReplyBody::read(tx, actor, reply, query.origin())?;
    Ok(Json(ScheduledReplyResponse { scheduled_reply }))
}
