//! Groups.

use axum::{extract::State, http::StatusCode};
use base::{GroupId, UserId};
use http::{Admin, ApiError, App, Json, PageBody, Path, Query, Staff, render_page};

use super::{
    CountAnswer, Created, GroupBody, PageParams, created,
    group_bodies::{GroupAnswer, GroupInput, GroupsPage},
};
use crate::{Group, actions, store};

/// Lists the groups.
#[utoipa::path(get, path = "/api/v2/groups", operation_id = "list_groups", tag = "groups",
    params(PageParams), responses((status = 200, body = GroupsPage)))]
pub(super) async fn list_groups(
    State(app): State<App>,
    _staff: Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    page(&app, query, None).await
}

/// Lists the groups that tickets can be given to: all.
#[utoipa::path(get, path = "/api/v2/groups/assignable", operation_id = "list_assignable_groups", tag = "groups",
    params(PageParams), responses((status = 200, body = GroupsPage)))]
pub(super) async fn list_assignable_groups(
    State(app): State<App>,
    _staff: Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    page(&app, query, None).await
}

/// Lists the groups an agent is in.
#[utoipa::path(get, path = "/api/v2/users/{user_id}/groups", operation_id = "list_user_groups", tag = "groups",
    params(PageParams, ("user_id" = UserId, Path, description = "whose")),
    responses((status = 200, body = GroupsPage)))]
pub(super) async fn list_user_groups(
    State(app): State<App>,
    _staff: Staff,
    Path(user): Path<UserId>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    page(&app, query, Some(user)).await
}

async fn page(app: &App, query: Query, user: Option<UserId>) -> Result<Json<PageBody>, ApiError> {
    let body = app.db.read(move |c| {
        let page = store::page_groups(c, user, &query.paging()?)?;
        render_page("groups", &page.map(|group| GroupBody::new(group, query.origin())), &query)
    });
    Ok(Json(body.await?))
}

/// Counts the groups.
#[utoipa::path(get, path = "/api/v2/groups/count", operation_id = "count_groups", tag = "groups",
    responses((status = 200, body = CountAnswer)))]
pub(super) async fn count_groups(
    State(app): State<App>,
    _staff: Staff,
) -> Result<Json<CountAnswer>, ApiError> {
    let groups = app.db.read(store::list_groups).await?;
    Ok(Json(CountAnswer::new(i64::try_from(groups.len()).unwrap_or(i64::MAX), app.clock.now())))
}

/// Shows a group.
#[utoipa::path(get, path = "/api/v2/groups/{id}", operation_id = "show_group", tag = "groups",
    params(("id" = GroupId, Path, description = "which")), responses((status = 200, body = GroupAnswer)))]
pub(super) async fn show_group(
    State(app): State<App>,
    _staff: Staff,
    Path(id): Path<GroupId>,
    query: Query,
) -> Result<Json<GroupAnswer>, ApiError> {
    let group = app.db.read(move |c| actions::groups::access_group(c, id)).await?;
    Ok(Json(answer(group, &query)))
}

/// Creates a group.
#[utoipa::path(post, path = "/api/v2/groups", operation_id = "create_group", tag = "groups",
    request_body = GroupInput, responses((status = 201, body = GroupAnswer)))]
pub(super) async fn create_group(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
    Json(input): Json<GroupInput>,
) -> Result<Created<GroupAnswer>, ApiError> {
    let now = app.clock.now();
    let group = app.db.write(move |tx| actions::groups::create(tx, now, &actor, &input.group)).await?;
    let body = answer(group, &query);
    Ok(created(&body.group.url.clone(), body))
}

/// Changes a group. What is absent stays.
#[utoipa::path(put, path = "/api/v2/groups/{id}", operation_id = "update_group", tag = "groups",
    params(("id" = GroupId, Path, description = "which")), request_body = GroupInput,
    responses((status = 200, body = GroupAnswer)))]
pub(super) async fn update_group(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<GroupId>,
    query: Query,
    Json(input): Json<GroupInput>,
) -> Result<Json<GroupAnswer>, ApiError> {
    let now = app.clock.now();
    let group = app.db.write(move |tx| actions::groups::update(tx, now, &actor, id, &input.group)).await?;
    Ok(Json(answer(group, &query)))
}

/// Deletes a group; nobody is in it any longer.
#[utoipa::path(delete, path = "/api/v2/groups/{id}", operation_id = "delete_group", tag = "groups",
    params(("id" = GroupId, Path, description = "which")), responses((status = 204)))]
pub(super) async fn delete_group(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<GroupId>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::groups::delete(tx, now, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn answer(group: Group, query: &Query) -> GroupAnswer {
    GroupAnswer { group: GroupBody::new(group, query.origin()) }
}
