//! Views' tickets.

use axum::extract::State;
use base::{Actor, GroupId, Timestamp, UserId, ViewId};
use db::Conn;
use http::{ApiError, App, Json, PageBody, Path, Query, Staff, render_page};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{
    shape::{TicketBody, ViewBody, view_columns},
    ticket_bodies::{render_tickets, side_load, ticket_bodies},
    ticket_lists::TicketListResponse,
    views::ViewRequest,
};
use crate::{
    actions::ViewChange,
    error::TicketError,
    group_by::{GroupBy, TicketGroup},
    model::Priority,
    store::views::View,
    views,
};

/// How many tickets a view has.
#[derive(Serialize, ToSchema)]
pub(super) struct ViewCount {
    view_id: ViewId,
    url: String,
    value: i64,
    pretty: String,
    fresh: bool,
    active: bool,
}

/// One view's count.
#[derive(Serialize, ToSchema)]
pub(super) struct ViewCountResponse {
    view_count: ViewCount,
}

/// Several views' counts.
#[derive(Serialize, ToSchema)]
pub(super) struct ViewCountsResponse {
    view_counts: Vec<ViewCount>,
}

/// The groups that a view's tickets fall into.
#[derive(Serialize, ToSchema)]
pub(super) struct ViewGroupsResponse {
    groups: Vec<ViewGroup>,
}

/// Tickets of a view that have one value in common.
#[derive(Serialize, ToSchema)]
pub(super) struct ViewGroup {
    /// The value as tickets carry it: a name or an id; null for none.
    #[schema(value_type = Option<Object>)]
    value: Value,
    /// What the person, team or organization is called.
    name: Option<String>,
    count: i64,
}

/// Lists the groups that a view's tickets fall into by `group_by`: `status`, `priority`, `type`, `assignee`, `group`,
/// `requester` or `organization`. The tickets of one are listed with the same `group_by` and its `group_value`.
#[utoipa::path(get, path = "/api/v2/views/{id}/groups", operation_id = "list_view_groups", tag = "views",
    params(("id" = i64, Path), ("group_by" = String, Query)), responses((status = 200, body = ViewGroupsResponse)))]
pub(super) async fn list_view_groups(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<ViewGroupsResponse>, ApiError> {
    let by = GroupBy::named(query.text("group_by").unwrap_or_default())?;
    let read = app.db.read(move |c| {
        let view = views::access_view(c, &actor, ViewId(id))?;
        let asker = views::asker(c, &actor)?;
        views::groups_of(c, &view, &asker, by)
    });
    let shape = |group: TicketGroup| ViewGroup { value: group.value, name: group.name, count: group.count };
    Ok(Json(ViewGroupsResponse { groups: read.await?.into_iter().map(shape).collect() }))
}

/// Lists a view's tickets, or with `group_by` and `group_value` (empty for none) those of one group.
#[utoipa::path(get, path = "/api/v2/views/{id}/tickets", operation_id = "list_view_tickets", tag = "views",
    params(("id" = i64, Path), ("group_by" = Option<String>, Query), ("group_value" = Option<String>, Query)),
    responses((status = 200, body = TicketListResponse)))]
pub(super) async fn list_view_tickets(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    app.db
        .read(move |c| {
            let view = views::access_view(c, &actor, ViewId(id))?;
            page_of(c, &actor, &view, &query)
        })
        .await
        .map(Json)
}

/// Lists a view's tickets as rows.
#[utoipa::path(get, path = "/api/v2/views/{id}/execute", operation_id = "execute_view", tag = "views",
    params(("id" = i64, Path)), responses((status = 200, body = Object)))]
pub(super) async fn execute_view(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    app.db
        .read(move |c| {
            let view = views::access_view(c, &actor, ViewId(id))?;
            let mut body = as_rows(c, &actor, &view, &query)?;
            body.insert("view", &ViewBody::new(&view, query.origin()))?;
            Ok(body)
        })
        .await
        .map(Json)
}

/// Lists the tickets that a view would have, as rows.
#[utoipa::path(post, path = "/api/v2/views/preview", operation_id = "preview_view", tag = "views",
    request_body = ViewRequest, responses((status = 200, body = Object)))]
pub(super) async fn preview_view(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(request): Json<ViewRequest>,
) -> Result<Json<PageBody>, ApiError> {
    let view = imagined(request.view, app.clock.now())?;
    app.db.read(move |c| as_rows(c, &actor, &view, &query)).await.map(Json)
}

/// Counts the tickets that a view would have.
#[utoipa::path(post, path = "/api/v2/views/preview/count", operation_id = "count_view_preview", tag = "views",
    request_body = ViewRequest, responses((status = 200, body = Object)))]
pub(super) async fn count_view_preview(
    State(app): State<App>,
    Staff(actor): Staff,
    Json(request): Json<ViewRequest>,
) -> Result<Json<Value>, ApiError> {
    let view = imagined(request.view, app.clock.now())?;
    let value = app
        .db
        .read(move |c| {
            let asker = views::asker(c, &actor)?;
            views::count(c, &view, &asker)
        })
        .await?;
    let count =
        json!({"view_id": null, "url": null, "value": value, "pretty": value.to_string(), "fresh": true});
    Ok(Json(json!({"view_count": count})))
}

fn imagined(change: ViewChange, now: Timestamp) -> Result<View, ApiError> {
    let mut view = views::blank_view("", 0, now);
    change.apply(&mut view)?;
    Ok(view)
}

fn as_rows(c: &mut Conn, actor: &Actor, view: &View, query: &Query) -> Result<PageBody, ApiError> {
    let asker = views::asker(c, actor)?;
    let page = views::page_of(c, view, &asker, query.sort(), &query.paging()?)?;
    let side_loads = side_load(c, actor, &page.rows, query)?;
    let mut bodies = ticket_bodies(c, actor, &page.rows, query.origin())?.into_iter();
    let mut body = render_page("rows", &page.map(|_| bodies.next().map(ViewRow::new)), query)?;
    body.insert("columns", &view_columns())?;
    body.extend(side_loads);
    Ok(body)
}

fn page_of(c: &mut Conn, actor: &Actor, view: &View, query: &Query) -> Result<PageBody, ApiError> {
    let asker = views::asker(c, actor)?;
    let paging = query.paging()?;
    let page = match query.text("group_by") {
        Some(by) => {
            let group = (GroupBy::named(by)?, query.text("group_value").unwrap_or_default());
            views::page_of_group(c, view, &asker, group, query.sort(), &paging)?
        }
        None => views::page_of(c, view, &asker, query.sort(), &paging)?,
    };
    render_tickets(c, actor, page, query)
}

/// A ticket as a row of a view.
#[derive(Serialize)]
struct ViewRow {
    subject: String,
    requester_id: UserId,
    group_id: Option<GroupId>,
    assignee_id: Option<UserId>,
    priority: Option<Priority>,
    status: &'static str,
    created: Timestamp,
    updated: Timestamp,
    ticket: TicketBody,
}

impl ViewRow {
    fn new(ticket: TicketBody) -> Self {
        Self {
            subject: ticket.subject.clone(),
            requester_id: ticket.requester_id,
            group_id: ticket.group_id,
            assignee_id: ticket.assignee_id,
            priority: ticket.priority,
            status: ticket.status,
            created: ticket.created_at,
            updated: ticket.updated_at,
            ticket,
        }
    }
}

/// Counts a view's tickets.
#[utoipa::path(get, path = "/api/v2/views/{id}/count", operation_id = "count_view", tag = "views",
    params(("id" = i64, Path)), responses((status = 200, body = ViewCountResponse)))]
pub(super) async fn count_view(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<ViewCountResponse>, ApiError> {
    let view_count = app.db.read(move |c| count(c, &actor, ViewId(id), query.origin())).await?;
    Ok(Json(ViewCountResponse { view_count }))
}

/// Counts several views' tickets.
#[utoipa::path(get, path = "/api/v2/views/count_many", operation_id = "count_many_views", tag = "views",
    params(("ids" = String, Query)), responses((status = 200, body = ViewCountsResponse)))]
pub(super) async fn count_many_views(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<ViewCountsResponse>, ApiError> {
    const MOST: usize = 100;
    let mut ids = query.ids("ids")?;
    ids.extend(query.ids("count_many")?);
    ids.truncate(MOST);
    let view_counts = app
        .db
        .read(move |c| {
            let mut counts = Vec::new();
            for id in ids {
                match count(c, &actor, ViewId(id), query.origin()) {
                    Ok(view_count) => counts.push(view_count),
                    Err(TicketError::NotFound) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(counts)
        })
        .await?;
    Ok(Json(ViewCountsResponse { view_counts }))
}

fn count(c: &mut Conn, actor: &Actor, id: ViewId, origin: &str) -> Result<ViewCount, TicketError> {
    let view = views::access_view(c, actor, id)?;
    let asker = views::asker(c, actor)?;
    let value = views::count(c, &view, &asker)?;
    let url = format!("{origin}/api/v2/views/{id}/count.json");
    Ok(ViewCount { view_id: id, url, value, pretty: value.to_string(), fresh: true, active: view.active })
}
