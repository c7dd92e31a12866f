//! The routes of side conversations, in Zendesk's shape; for staff alone.

use axum::{extract::State, http::StatusCode};
use base::{Actor, SideConversationId, SideEventId, TicketId};
use db::{Conn, Page};
use http::{ApiError, App, Json, PageBody, Path, Query, Routes, Staff, render_page};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{
    SideConversation, SideEvent, actions,
    input::{MessageInput, SideConversationChange, prepare, state},
    shape::{Shown, SideConversationBody, SideEventBody, conversation_bodies, event_bodies},
    store,
};
use crate::{
    access::{access_ticket, shown_with},
    error::TicketError,
};

/// Every route of side conversations.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_side_conversations, create_side_conversation))
        .routes(routes!(show_side_conversation, update_side_conversation))
        .routes(routes!(reply_to_side_conversation))
        .routes(routes!(list_side_conversation_events))
        .routes(routes!(undo_side_conversation_message))
        .routes(routes!(mark_side_conversation_read))
}

/// A message to send.
#[derive(Deserialize, ToSchema)]
struct SideMessageRequest {
    message: MessageInput,
}

/// What to change.
#[derive(Deserialize, ToSchema)]
struct SideConversationRequest {
    side_conversation: SideConversationChange,
}

/// A side conversation; with what happened in it where that is asked for.
#[derive(Serialize, ToSchema)]
struct SideConversationResponse {
    side_conversation: SideConversationBody,
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<Vec<SideEventBody>>,
}

/// A message that was sent.
#[derive(Serialize, ToSchema)]
struct SideMessageResponse {
    side_conversation: SideConversationBody,
    event: SideEventBody,
}

/// A page of side conversations.
#[derive(Serialize, ToSchema)]
struct SideConversationListResponse {
    side_conversations: Vec<SideConversationBody>,
    next_page: Option<String>,
    previous_page: Option<String>,
    count: Option<i64>,
    meta: Option<Value>,
    links: Option<Value>,
}

/// What happened in a side conversation.
#[derive(Serialize, ToSchema)]
struct SideEventListResponse {
    events: Vec<SideEventBody>,
    next_page: Option<String>,
    previous_page: Option<String>,
    count: Option<i64>,
    meta: Option<Value>,
    links: Option<Value>,
}

fn shown(query: &Query) -> Shown<'_> {
    Shown { origin: query.origin(), images: query.get("images") == Some("1") }
}

fn body_of(
    c: &mut Conn,
    actor: &Actor,
    conversation: SideConversation,
    query: &Query,
) -> Result<SideConversationBody, TicketError> {
    let mut bodies = conversation_bodies(c, actor, vec![conversation], query.origin())?;
    bodies.pop().ok_or(TicketError::NotFound)
}

fn sent(
    c: &mut Conn,
    actor: &Actor,
    (conversation, event): (SideConversation, SideEvent),
    query: &Query,
) -> Result<SideMessageResponse, TicketError> {
    let mut events = event_bodies(c, &conversation, std::slice::from_ref(&event), &shown(query))?;
    let event = events.pop().ok_or(TicketError::NotFound)?;
    Ok(SideMessageResponse { side_conversation: body_of(c, actor, conversation, query)?, event })
}

/// Lists a ticket's side conversations, oldest first.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/side_conversations", operation_id = "list_side_conversations",
    tag = "side conversations", params(("id" = i64, Path)),
    responses((status = 200, body = SideConversationListResponse)))]
async fn list_side_conversations(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let paging = query.paging()?;
    let list = app.db.read(move |c| {
        let ticket = access_ticket(c, &actor, id)?;
        let shown = shown_with(c, &actor, &ticket)?;
        let page = store::page_conversations(c, &shown, &paging)?;
        let mut bodies = conversation_bodies(c, &actor, page.rows.clone(), query.origin())?.into_iter();
        render_page("side_conversations", &page.map(|_| bodies.next()), &query)
    });
    list.await.map(Json)
}

/// Starts a side conversation with its first message.
#[utoipa::path(post, path = "/api/v2/tickets/{id}/side_conversations", operation_id = "create_side_conversation",
    tag = "side conversations", params(("id" = i64, Path)), request_body = SideMessageRequest,
    responses((status = 201, body = SideMessageResponse)))]
async fn create_side_conversation(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
    query: Query,
    Json(request): Json<SideMessageRequest>,
) -> Result<(StatusCode, Json<SideMessageResponse>), ApiError> {
    let (now, message) = (app.clock.now(), prepare(request.message)?);
    let start = app.db.write(move |tx| {
        let started = actions::start(tx, now, &actor, id, message)?;
        sent(tx, &actor, started, &query)
    });
    Ok((StatusCode::CREATED, Json(start.await?)))
}

/// Shows a side conversation; `include=events` with what happened in it.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/side_conversations/{side_conversation_id}",
    operation_id = "show_side_conversation", tag = "side conversations",
    params(("id" = i64, Path), ("side_conversation_id" = String, Path), ("include" = Option<String>, Query)),
    responses((status = 200, body = SideConversationResponse)))]
async fn show_side_conversation(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((ticket, id)): Path<(TicketId, SideConversationId)>,
    query: Query,
) -> Result<Json<SideConversationResponse>, ApiError> {
    let show = app.db.read(move |c| {
        let (_, conversation) = actions::access_conversation(c, &actor, ticket, id)?;
        let events = if query.includes("events") || query.includes("side_conversation_events") {
            let events = store::list_events(c, &[id])?;
            Some(event_bodies(c, &conversation, &events, &shown(&query))?)
        } else {
            None
        };
        let side_conversation = body_of(c, &actor, conversation, &query)?;
        Ok::<_, TicketError>(SideConversationResponse { side_conversation, events })
    });
    Ok(Json(show.await?))
}

/// Closes a side conversation, or opens it again.
#[utoipa::path(put, path = "/api/v2/tickets/{id}/side_conversations/{side_conversation_id}",
    operation_id = "update_side_conversation", tag = "side conversations",
    params(("id" = i64, Path), ("side_conversation_id" = String, Path)), request_body = SideConversationRequest,
    responses((status = 200, body = SideConversationResponse)))]
async fn update_side_conversation(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((ticket, id)): Path<(TicketId, SideConversationId)>,
    query: Query,
    Json(request): Json<SideConversationRequest>,
) -> Result<Json<SideConversationResponse>, ApiError> {
    let (now, state) = (app.clock.now(), state(&request.side_conversation)?);
    let change = app.db.write(move |tx| {
        let changed = actions::change_state(tx, now, &actor, (ticket, id), state)?;
        let side_conversation = body_of(tx, &actor, changed, &query)?;
        Ok::<_, TicketError>(SideConversationResponse { side_conversation, events: None })
    });
    Ok(Json(change.await?))
}

/// Sends a further message; without `to`, to everybody whom the newest message names.
#[utoipa::path(post, path = "/api/v2/tickets/{id}/side_conversations/{side_conversation_id}/reply",
    operation_id = "reply_to_side_conversation", tag = "side conversations",
    params(("id" = i64, Path), ("side_conversation_id" = String, Path)), request_body = SideMessageRequest,
    responses((status = 201, body = SideMessageResponse)))]
async fn reply_to_side_conversation(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((ticket, id)): Path<(TicketId, SideConversationId)>,
    query: Query,
    Json(request): Json<SideMessageRequest>,
) -> Result<(StatusCode, Json<SideMessageResponse>), ApiError> {
    let (now, message) = (app.clock.now(), prepare(request.message)?);
    let answer = app.db.write(move |tx| {
        let answered = actions::answer(tx, now, &actor, (ticket, id), message)?;
        sent(tx, &actor, answered, &query)
    });
    Ok((StatusCode::CREATED, Json(answer.await?)))
}

/// Lists what happened in a side conversation, oldest first; `images=1` shows images of other sites.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/side_conversations/{side_conversation_id}/events",
    operation_id = "list_side_conversation_events", tag = "side conversations",
    params(("id" = i64, Path), ("side_conversation_id" = String, Path)),
    responses((status = 200, body = SideEventListResponse)))]
async fn list_side_conversation_events(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((ticket, id)): Path<(TicketId, SideConversationId)>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let paging = query.paging()?;
    let list = app.db.read(move |c| {
        let (_, conversation) = actions::access_conversation(c, &actor, ticket, id)?;
        let page = Page::cut(store::list_events(c, &[id])?, &paging);
        let mut bodies = event_bodies(c, &conversation, &page.rows, &shown(&query))?.into_iter();
        render_page("events", &page.map(|_| bodies.next()), &query)
    });
    list.await.map(Json)
}

/// Takes a message back that has not left; with its first one the whole side conversation.
#[utoipa::path(delete, path = "/api/v2/tickets/{id}/side_conversations/{side_conversation_id}/events/{event_id}",
    operation_id = "undo_side_conversation_message", tag = "side conversations",
    params(("id" = i64, Path), ("side_conversation_id" = String, Path), ("event_id" = String, Path)),
    responses((status = 204)))]
async fn undo_side_conversation_message(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((ticket, id, event)): Path<(TicketId, SideConversationId, SideEventId)>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::take_back(tx, now, &actor, (ticket, id), event)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Notes that the asker has read a side conversation to the end.
#[utoipa::path(post, path = "/api/v2/tickets/{id}/side_conversations/{side_conversation_id}/read",
    operation_id = "mark_side_conversation_read", tag = "side conversations",
    params(("id" = i64, Path), ("side_conversation_id" = String, Path)), responses((status = 204)))]
async fn mark_side_conversation_read(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((ticket, id)): Path<(TicketId, SideConversationId)>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::mark_read(tx, now, &actor, (ticket, id))).await?;
    Ok(StatusCode::NO_CONTENT)
}
