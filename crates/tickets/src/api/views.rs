//! Views.

use axum::{extract::State, http::StatusCode};
use base::{Actor, ViewId};
use db::Page;
use http::{ApiError, App, Json, PageBody, Path, Query, Staff, render_page};
use people::{api::CountAnswer, fold_name};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::shape::ViewBody;
use crate::{
    actions::{self, ViewChange},
    error::TicketError,
    store::views::View,
    views,
};

/// A view in a request.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct ViewRequest {
    pub(super) view: ViewChange,
}

/// Views to put elsewhere, to show or to hide.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct ManyViewsRequest {
    views: Vec<ViewPlace>,
}

/// Where a view is to stand, and whether it is to be shown; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct ViewPlace {
    id: ViewId,
    position: Option<i64>,
    active: Option<bool>,
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

/// Lists the views the asker sees.
#[utoipa::path(get, path = "/api/v2/views", operation_id = "list_views", tag = "views",
    responses((status = 200, body = ViewListResponse)))]
pub(super) async fn list_views(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    views_body(&app, actor, query, |_, _| true).await
}

/// Lists the views that are shown.
#[utoipa::path(get, path = "/api/v2/views/active", operation_id = "list_active_views", tag = "views",
    responses((status = 200, body = ViewListResponse)))]
pub(super) async fn list_active_views(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    views_body(&app, actor, query, |view, _| view.active).await
}

/// Lists the views that are shown, at most 32.
#[utoipa::path(get, path = "/api/v2/views/compact", operation_id = "list_compact_views", tag = "views",
    responses((status = 200, body = ViewListResponse)))]
pub(super) async fn list_compact_views(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    views_body(&app, actor, query, |view, _| view.active).await
}

/// Lists views whose title holds `query`.
#[utoipa::path(get, path = "/api/v2/views/search", operation_id = "search_views", tag = "views",
    params(("query" = String, Query)), responses((status = 200, body = ViewListResponse)))]
pub(super) async fn search_views(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let holds_query = |view: &View, query: &Query| {
        fold_name(&view.title).contains(&fold_name(query.text("query").unwrap_or_default()))
    };
    views_body(&app, actor, query, holds_query).await
}

/// Shows the views of `ids`.
#[utoipa::path(get, path = "/api/v2/views/show_many", operation_id = "show_many_views", tag = "views",
    params(("ids" = String, Query)), responses((status = 200, body = ViewListResponse)))]
pub(super) async fn show_many_views(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let is_named = |view: &View, query: &Query| query.list("ids").contains(&view.id.to_string().as_str());
    views_body(&app, actor, query, is_named).await
}

/// Counts the views the asker sees.
#[utoipa::path(get, path = "/api/v2/views/count", operation_id = "count_views", tag = "views",
    responses((status = 200, body = CountAnswer)))]
pub(super) async fn count_views(
    State(app): State<App>,
    Staff(actor): Staff,
) -> Result<Json<CountAnswer>, ApiError> {
    let views = app.db.read(move |c| views::list_visible(c, &actor)).await?;
    let count = i64::try_from(views.len()).unwrap_or(i64::MAX);
    Ok(Json(CountAnswer::new(count, app.clock.now())))
}

async fn views_body(
    app: &App,
    actor: Actor,
    query: Query,
    is_wanted: fn(&View, &Query) -> bool,
) -> Result<Json<PageBody>, ApiError> {
    let mut views = app.db.read(move |c| views::list_visible(c, &actor)).await?;
    views.retain(|view| is_wanted(view, &query));
    render(&views, &query)
}

fn render(views: &[View], query: &Query) -> Result<Json<PageBody>, ApiError> {
    let bodies = views.iter().map(|view| ViewBody::new(view, query.origin())).collect();
    render_page("views", &Page::<ViewBody>::whole(bodies), query).map(Json)
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
    let view = app.db.write(move |tx| actions::create_view(tx, now, &actor, request.view)).await?;
    Ok((StatusCode::CREATED, Json(ViewResponse { view: ViewBody::new(&view, query.origin()) })))
}

/// Changes a view.
#[utoipa::path(put, path = "/api/v2/views/{id}", operation_id = "update_view", tag = "views",
    params(("id" = i64, Path)), request_body = ViewRequest, responses((status = 200, body = ViewResponse)))]
pub(super) async fn update_view(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<ViewId>,
    query: Query,
    Json(request): Json<ViewRequest>,
) -> Result<Json<ViewResponse>, ApiError> {
    let now = app.clock.now();
    let view = app.db.write(move |tx| actions::update_view(tx, now, &actor, id, request.view)).await?;
    Ok(Json(ViewResponse { view: ViewBody::new(&view, query.origin()) }))
}

/// Puts views elsewhere, shows or hides them; all or none.
#[utoipa::path(put, path = "/api/v2/views/update_many", operation_id = "update_many_views", tag = "views",
    request_body = ManyViewsRequest, responses((status = 200, body = ViewListResponse)))]
pub(super) async fn update_many_views(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(request): Json<ManyViewsRequest>,
) -> Result<Json<PageBody>, ApiError> {
    let now = app.clock.now();
    let update_all = app.db.write(move |tx| {
        let updated = request.views.into_iter().map(|ViewPlace { id, position, active }| {
            let change = ViewChange { position, active, ..ViewChange::default() };
            actions::update_view(tx, now, &actor, id, change)
        });
        updated.collect::<Result<Vec<_>, TicketError>>()
    });
    render(&update_all.await?, &query)
}

/// Removes a view; agents their own.
#[utoipa::path(delete, path = "/api/v2/views/{id}", operation_id = "delete_view", tag = "views",
    params(("id" = i64, Path)), responses((status = 204)))]
pub(super) async fn delete_view(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<ViewId>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::delete_view(tx, now, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes the views of `ids`, all or none; agents their own.
#[utoipa::path(delete, path = "/api/v2/views/destroy_many", operation_id = "destroy_many_views", tag = "views",
    params(("ids" = String, Query)), responses((status = 204)))]
pub(super) async fn destroy_many_views(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<StatusCode, ApiError> {
    let (now, ids) = (app.clock.now(), query.ids("ids")?);
    let delete_all = app.db.write(move |tx| {
        ids.into_iter().try_for_each(|id| actions::delete_view(tx, now, &actor, ViewId(id)))
    });
    delete_all.await?;
    Ok(StatusCode::NO_CONTENT)
}
