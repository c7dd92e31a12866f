//! Tags.

use axum::extract::State;
use base::{Actor, TicketId};
use http::{ApiError, App, Json, PageBody, Path, Query, Staff, render_page};
use people::api::CountAnswer;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::{
    access::access_ticket,
    actions,
    change::{Change, ListChange},
    store::tags as store,
};

/// Tags, in or out.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(super) struct Tags {
    tags: Vec<String>,
}

/// A list of tags with how many tickets carry each.
#[derive(Serialize, ToSchema)]
pub(super) struct TagListResponse {
    tags: Vec<Value>,
    next_page: Option<String>,
    previous_page: Option<String>,
    count: Option<i64>,
    meta: Option<Value>,
    links: Option<Value>,
}

/// Lists a ticket's tags.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/tags", operation_id = "list_ticket_tags", tag = "tags",
    params(("id" = i64, Path)), responses((status = 200, body = Tags)))]
pub(super) async fn list_ticket_tags(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
) -> Result<Json<Tags>, ApiError> {
    let ticket = app.db.read(move |c| access_ticket(c, &actor, TicketId(id))).await?;
    Ok(Json(Tags { tags: ticket.tags }))
}

/// Replaces a ticket's tags.
#[utoipa::path(post, path = "/api/v2/tickets/{id}/tags", operation_id = "set_ticket_tags", tag = "tags",
    params(("id" = i64, Path)), request_body = Tags, responses((status = 201, body = Tags)))]
pub(super) async fn set_ticket_tags(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
    Json(given): Json<Tags>,
) -> Result<(axum::http::StatusCode, Json<Tags>), ApiError> {
    let tags = change_tags(&app, actor, id, ListChange::Set(given.tags)).await?;
    Ok((axum::http::StatusCode::CREATED, tags))
}

/// Adds tags to a ticket.
#[utoipa::path(put, path = "/api/v2/tickets/{id}/tags", operation_id = "add_ticket_tags", tag = "tags",
    params(("id" = i64, Path)), request_body = Tags, responses((status = 200, body = Tags)))]
pub(super) async fn add_ticket_tags(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
    Json(given): Json<Tags>,
) -> Result<Json<Tags>, ApiError> {
    change_tags(&app, actor, id, ListChange::Edit { add: given.tags, remove: Vec::new() }).await
}

/// Removes tags from a ticket.
#[utoipa::path(delete, path = "/api/v2/tickets/{id}/tags", operation_id = "remove_ticket_tags", tag = "tags",
    params(("id" = i64, Path)), request_body = Tags, responses((status = 200, body = Tags)))]
pub(super) async fn remove_ticket_tags(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
    Json(given): Json<Tags>,
) -> Result<Json<Tags>, ApiError> {
    change_tags(&app, actor, id, ListChange::Edit { add: Vec::new(), remove: given.tags }).await
}

async fn change_tags(
    app: &App,
    actor: Actor,
    id: i64,
    tags: ListChange<String>,
) -> Result<Json<Tags>, ApiError> {
    let now = app.clock.now();
    let change = Change { tags: Some(tags), ..Change::default() };
    let changed =
        app.db.write(move |tx| actions::change_ticket(tx, now, &actor, TicketId(id), &change)).await?;
    Ok(Json(Tags { tags: changed.ticket.tags }))
}

/// Lists all tags.
#[utoipa::path(get, path = "/api/v2/tags", operation_id = "list_tags", tag = "tags",
    responses((status = 200, body = TagListResponse)))]
pub(super) async fn list_tags(
    State(app): State<App>,
    _staff: Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let paging = query.paging()?;
    let page = app
        .db
        .read(move |c| store::page_tags(c, &paging))
        .await
        .map_err(|error: db::DbError| ApiError::from(error))?;
    let page = page.map(|(name, count)| json!({"name": name, "count": count}));
    render_page("tags", &page, &query).map(Json)
}

/// Counts all tags.
#[utoipa::path(get, path = "/api/v2/tags/count", operation_id = "count_tags", tag = "tags",
    responses((status = 200, body = CountAnswer)))]
pub(super) async fn count_tags(State(app): State<App>, _staff: Staff) -> Result<Json<CountAnswer>, ApiError> {
    let count = app.db.read(store::count_tags).await?;
    Ok(Json(CountAnswer::new(count, app.clock.now())))
}

/// Lists tags that begin with `name`, the most used first.
#[utoipa::path(get, path = "/api/v2/autocomplete/tags", operation_id = "autocomplete_tags", tag = "tags",
    params(("name" = String, Query)), responses((status = 200, body = Tags)))]
pub(super) async fn autocomplete_tags(
    State(app): State<App>,
    _staff: Staff,
    query: Query,
) -> Result<Json<Tags>, ApiError> {
    const MOST: i64 = 20;
    let prefix = query.text("name").unwrap_or_default().trim().to_lowercase();
    let tags = app.db.read(move |c| store::list_tags_starting(c, &prefix, MOST)).await;
    tags.map(|tags| Json(Tags { tags })).map_err(|error: db::DbError| error.into())
}
