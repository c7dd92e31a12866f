//! Views.

use axum::{extract::State, http::StatusCode};
use base::{Actor, ViewId};
use db::Conn;
use http::{Admin, ApiError, App, Invalid, Json, PageBody, Path, Query, Staff, render_page};
use people::audit::{self, Entity};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{shape::ViewBody, tickets::render_tickets};
use crate::{
    conditions::Conditions,
    error::TicketError,
    store::{tickets::page_tickets, views as store, views::View},
    views,
};

/// A view to make or change.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub(super) struct ViewInput {
    title: Option<String>,
    description: Option<String>,
    active: Option<bool>,
    position: Option<i64>,
    #[schema(value_type = Option<Object>)]
    restriction: Option<Value>,
    conditions: Option<Conditions>,
    all: Option<Vec<crate::conditions::Condition>>,
    any: Option<Vec<crate::conditions::Condition>>,
    #[schema(value_type = Option<Object>)]
    execution: Option<Value>,
    #[schema(value_type = Option<Object>)]
    output: Option<Value>,
}

/// A view in a request.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct ViewRequest {
    view: ViewInput,
}

/// One view.
#[derive(Serialize, ToSchema)]
pub(super) struct ViewResponse {
    view: ViewBody,
}

/// A list of views.
#[derive(Serialize, ToSchema)]
pub(super) struct ViewListResponse {
    views: Vec<ViewBody>,
    next_page: Option<String>,
    previous_page: Option<String>,
    count: Option<i64>,
}

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

/// Lists the views the asker sees.
#[utoipa::path(get, path = "/api/v2/views", operation_id = "list_views", tag = "views",
    responses((status = 200, body = ViewListResponse)))]
pub(super) async fn list_views(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    views_body(&app, actor, query, |_| true).await
}

/// Lists the views that are shown.
#[utoipa::path(get, path = "/api/v2/views/active", operation_id = "list_active_views", tag = "views",
    responses((status = 200, body = ViewListResponse)))]
pub(super) async fn list_active_views(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    views_body(&app, actor, query, |view| view.active).await
}

/// Lists the views that are shown, at most 32.
#[utoipa::path(get, path = "/api/v2/views/compact", operation_id = "list_compact_views", tag = "views",
    responses((status = 200, body = ViewListResponse)))]
pub(super) async fn list_compact_views(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    views_body(&app, actor, query, |view| view.active).await
}

async fn views_body(
    app: &App,
    actor: Actor,
    query: Query,
    shown: fn(&View) -> bool,
) -> Result<Json<PageBody>, ApiError> {
    let views = app
        .db
        .read(move |c| views::list_visible(c, &actor))
        .await
        .map_err(|error: db::DbError| ApiError::from(error))?;
    let bodies: Vec<_> =
        views.iter().filter(|view| shown(view)).map(|view| ViewBody::new(view, query.origin())).collect();
    render_page("views", &db::Page::whole(bodies), &query).map(Json)
}

/// Shows a view.
#[utoipa::path(get, path = "/api/v2/views/{id}", operation_id = "show_view", tag = "views",
    params(("id" = i64, Path)), responses((status = 200, body = ViewResponse)))]
pub(super) async fn show_view(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<ViewResponse>, ApiError> {
    let view = app.db.read(move |c| views::access_view(c, &actor, ViewId(id))).await?;
    Ok(Json(ViewResponse { view: ViewBody::new(&view, query.origin()) }))
}

/// Lists a view's tickets.
#[utoipa::path(get, path = "/api/v2/views/{id}/tickets", operation_id = "list_view_tickets", tag = "views",
    params(("id" = i64, Path)), responses((status = 200, body = super::tickets::TicketListResponse)))]
pub(super) async fn list_view_tickets(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    app.db.read(move |c| view_page(c, &actor, ViewId(id), &query).map(|(_, body)| body)).await.map(Json)
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
            let (view, mut body) = view_page(c, &actor, ViewId(id), &query)?;
            let tickets = body.remove("tickets").unwrap_or_default();
            body.insert("rows".to_owned(), rows(&tickets));
            body.insert("columns".to_owned(), columns());
            body.insert("view".to_owned(), json!(ViewBody::new(&view, query.origin())));
            Ok(body)
        })
        .await
        .map(Json)
}

fn view_page(c: &mut Conn, actor: &Actor, id: ViewId, query: &Query) -> Result<(View, PageBody), ApiError> {
    let view = views::access_view(c, actor, id)?;
    let listing = views::listing(&view, &views::asker(c, actor)?, query.sort())?;
    let page = page_tickets(c, &listing, &query.paging()?)?;
    Ok((view, render_tickets(c, actor, page, query)?))
}

fn columns() -> Value {
    let column =
        |id: &str, title: &str| json!({"id": id, "title": title, "filterable": true, "sortable": true});
    json!([
        column("status", "Status"),
        column("subject", "Subject"),
        column("requester", "Requester"),
        column("updated", "Updated"),
        column("group", "Group"),
        column("assignee", "Assignee"),
    ])
}

fn rows(tickets: &Value) -> Value {
    let row = |ticket: &Value| {
        json!({
            "ticket": ticket, "subject": ticket["subject"], "requester_id": ticket["requester_id"],
            "group_id": ticket["group_id"], "assignee_id": ticket["assignee_id"],
            "priority": ticket["priority"], "status": ticket["status"],
            "created": ticket["created_at"], "updated": ticket["updated_at"],
        })
    };
    tickets.as_array().into_iter().flatten().map(row).collect()
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

/// Makes a view.
#[utoipa::path(post, path = "/api/v2/views", operation_id = "create_view", tag = "views",
    request_body = ViewRequest, responses((status = 201, body = ViewResponse)))]
pub(super) async fn create_view(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(request): Json<ViewRequest>,
) -> Result<(StatusCode, Json<ViewResponse>), ApiError> {
    let now = app.clock.now();
    let view = app
        .db
        .write(move |tx| {
            let mut view =
                views::blank_view("", i64::try_from(store::list_views(tx)?.len()).unwrap_or(0), now);
            apply(&mut view, request.view)?;
            require_own_unless_admin(&actor, &view)?;
            view.id = store::insert_view(tx, &view)?;
            audit::record(
                tx,
                now,
                &actor,
                Entity::View,
                view.id.0,
                &[json!({"type": "Create", "field_name": "title", "value": view.title})],
            )?;
            Ok::<_, TicketError>(view)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(ViewResponse { view: ViewBody::new(&view, query.origin()) })))
}

/// Agents make views for themselves; views for others are the admins'.
fn require_own_unless_admin(actor: &Actor, view: &View) -> Result<(), TicketError> {
    let own = json!({"type": "User", "id": actor.user_id});
    if actor.role == base::Role::Admin || view.restriction == own {
        return Ok(());
    }
    Err(TicketError::Forbidden("only admins may change views that others see".to_owned()))
}

/// Changes a view.
#[utoipa::path(put, path = "/api/v2/views/{id}", operation_id = "update_view", tag = "views",
    params(("id" = i64, Path)), request_body = ViewRequest, responses((status = 200, body = ViewResponse)))]
pub(super) async fn update_view(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
    query: Query,
    Json(request): Json<ViewRequest>,
) -> Result<Json<ViewResponse>, ApiError> {
    let now = app.clock.now();
    let view = app
        .db
        .write(move |tx| {
            let before = stored_view(tx, &actor, ViewId(id))?;
            let mut view = View { updated_at: now, ..before.clone() };
            apply(&mut view, request.view)?;
            require_own_unless_admin(&actor, &view)?;
            store::update_view(tx, &view)?;
            let event = json!({"type": "Change", "field_name": "conditions", "value": view.conditions, "previous_value": before.conditions});
            audit::record(tx, now, &actor, Entity::View, id, &[event])?;
            Ok::<_, TicketError>(view)
        })
        .await?;
    Ok(Json(ViewResponse { view: ViewBody::new(&view, query.origin()) }))
}

fn stored_view(c: &mut Conn, actor: &Actor, id: ViewId) -> Result<View, TicketError> {
    let view = views::access_view(c, actor, id)?;
    if view.group_id.is_some() {
        return Err(TicketError::Forbidden("a group's own view cannot be changed; make another".to_owned()));
    }
    require_own_unless_admin(actor, &view)?;
    Ok(view)
}

fn apply(view: &mut View, input: ViewInput) -> Result<(), Invalid> {
    if let Some(title) = input.title {
        view.title = title.trim().to_owned();
    }
    if view.title.is_empty() {
        return Err(Invalid::blank("title"));
    }
    view.description = input.description.unwrap_or_else(|| view.description.clone());
    view.active = input.active.unwrap_or(view.active);
    view.position = input.position.unwrap_or(view.position);
    view.restriction = input.restriction.unwrap_or_else(|| view.restriction.clone());
    view.execution = input.execution.or(input.output).unwrap_or_else(|| view.execution.clone());
    let given = match (input.conditions, input.all, input.any) {
        (Some(conditions), _, _) => Some(conditions),
        (None, None, None) => None,
        (None, all, any) => Some(Conditions { all: all.unwrap_or_default(), any: any.unwrap_or_default() }),
    };
    if let Some(conditions) = given {
        conditions.validate()?;
        view.conditions = json!(conditions);
    }
    let sort = view.execution["sort_by"].as_str().unwrap_or("updated_at");
    views::sort_column(sort).map(|_| ())
}

/// Removes a view.
#[utoipa::path(delete, path = "/api/v2/views/{id}", operation_id = "delete_view", tag = "views",
    params(("id" = i64, Path)), responses((status = 204)))]
pub(super) async fn delete_view(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<i64>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let view = stored_view(tx, &actor, ViewId(id))?;
            store::delete_view(tx, view.id)?;
            audit::record(
                tx,
                now,
                &actor,
                Entity::View,
                id,
                &[json!({"type": "Removed", "title": view.title})],
            )?;
            Ok::<_, TicketError>(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
