//! Users.

use axum::extract::State;
use base::{Actor, GroupId, OrganizationId, Role, UserId};
use db::{Conn, Page};
use http::{ApiError, App, Json, PageBody, Path, Query, Signed, Staff, render_page};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    CountAnswer, Created, PageParams, UserBody, created, side_loads,
    user_bodies::{UserAnswer, UserInput, UsersPage, url},
};
use crate::{
    User, actions,
    store::{self, UserFilter, UserOrder},
};

/// Lists users, by role with `role` or `role[]`.
#[utoipa::path(get, path = "/api/v2/users", operation_id = "list_users", tag = "users",
    params(PageParams, ("role" = Option<Role>, Query, description = "only of this role"),
        ("external_id" = Option<String>, Query, description = "only with this id in another system"),
        ("sort" = Option<String>, Query, description = "`id`, `name`, `created_at` or `updated_at`, with `-` for descending"),
        ("include" = Option<String>, Query, description = "`organizations`, `groups`, `identities`")),
    responses((status = 200, body = UsersPage)))]
pub(super) async fn list_users(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let filter = UserFilter {
        roles: roles(&query)?,
        external_id: query.text("external_id").map(str::to_owned),
        ..UserFilter::default()
    };
    page(&app, actor, query, filter).await
}

fn roles(query: &Query) -> Result<Vec<Role>, ApiError> {
    let unknown = |name| ApiError::unprocessable(format!("role: {name:?} is not a role"));
    query.list("role").into_iter().map(|name| Role::from_name(name).ok_or_else(|| unknown(name))).collect()
}

/// Lists the users of an organization.
#[utoipa::path(get, path = "/api/v2/organizations/{organization_id}/users", operation_id = "list_organization_users",
    tag = "users", params(PageParams, ("organization_id" = OrganizationId, Path, description = "whose")),
    responses((status = 200, body = UsersPage)))]
pub(super) async fn list_organization_users(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(organization): Path<OrganizationId>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let filter = UserFilter { organization_id: Some(organization), ..UserFilter::default() };
    page(&app, actor, query, filter).await
}

/// Lists the agents of a group.
#[utoipa::path(get, path = "/api/v2/groups/{group_id}/users", operation_id = "list_group_users", tag = "users",
    params(PageParams, ("group_id" = GroupId, Path, description = "whose")),
    responses((status = 200, body = UsersPage)))]
pub(super) async fn list_group_users(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(group): Path<GroupId>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let filter = UserFilter { group_id: Some(group), ..UserFilter::default() };
    page(&app, actor, query, filter).await
}

/// A page of the users that pass a filter.
pub(super) async fn page(
    app: &App,
    actor: Actor,
    query: Query,
    filter: UserFilter,
) -> Result<Json<PageBody>, ApiError> {
    let body = app.db.read(move |c| {
        let page = store::list_users(c, &filter, order(&query)?, &query.paging()?)?;
        render(c, page, &actor, &query)
    });
    Ok(Json(body.await?))
}

/// Shapes a page of users, with what is side-loaded.
pub(super) fn render(
    c: &mut Conn,
    page: Page<User>,
    actor: &Actor,
    query: &Query,
) -> Result<PageBody, ApiError> {
    let users = page.rows.clone();
    let shown = page.map(|user| UserBody::new(user, actor, query.origin()));
    let mut body = render_page("users", &shown, query)?;
    side_loads::of_users(c, query, &mut body, &users)?;
    Ok(body)
}

fn order(query: &Query) -> Result<(UserOrder, bool), ApiError> {
    let Some((key, descending)) = query.sort() else { return Ok((UserOrder::Id, false)) };
    let order = match key {
        "id" => UserOrder::Id,
        "name" => UserOrder::Name,
        "created_at" => UserOrder::CreatedAt,
        "updated_at" => UserOrder::UpdatedAt,
        _ => return Err(ApiError::unprocessable("sort: must be id, name, created_at or updated_at")),
    };
    Ok((order, descending))
}

/// Counts users, by role with `role` or `role[]`.
#[utoipa::path(get, path = "/api/v2/users/count", operation_id = "count_users", tag = "users",
    responses((status = 200, body = CountAnswer)))]
pub(super) async fn count_users(
    State(app): State<App>,
    _staff: Staff,
    query: Query,
) -> Result<Json<CountAnswer>, ApiError> {
    let filter = UserFilter { roles: roles(&query)?, ..UserFilter::default() };
    let value = app.db.read(move |c| store::count_users(c, &filter)).await?;
    Ok(Json(CountAnswer::new(value, app.clock.now())))
}

/// Shows a user: any to agents, themself to an end user.
#[utoipa::path(get, path = "/api/v2/users/{id}", operation_id = "show_user", tag = "users",
    params(("id" = UserId, Path, description = "who")), responses((status = 200, body = UserAnswer)))]
pub(super) async fn show_user(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<UserId>,
    query: Query,
) -> Result<Json<UserAnswer>, ApiError> {
    let user = app.db.read(move |c| actions::users::access_user(c, &actor, id)).await?;
    Ok(Json(answer(user, &actor, &query)))
}

/// Creates a user: an end user by agents, anyone by admins.
#[utoipa::path(post, path = "/api/v2/users", operation_id = "create_user", tag = "users", request_body = UserInput,
    responses((status = 201, body = UserAnswer)))]
pub(super) async fn create_user(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(input): Json<UserInput>,
) -> Result<Created<UserAnswer>, ApiError> {
    let now = app.clock.now();
    let user = app.db.write(move |tx| actions::users::create(tx, now, &actor, &input.user)).await?;
    Ok(created(&url(user.id, query.origin()), answer(user, &actor, &query)))
}

/// Changes the user with that `email` or `external_id` (200), or creates one (201).
#[utoipa::path(post, path = "/api/v2/users/create_or_update", operation_id = "create_or_update_user", tag = "users",
    request_body = UserInput,
    responses((status = 200, body = UserAnswer), (status = 201, body = UserAnswer)))]
pub(super) async fn create_or_update_user(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(input): Json<UserInput>,
) -> Result<Created<UserAnswer>, ApiError> {
    let now = app.clock.now();
    let write = app.db.write(move |tx| actions::users::create_or_update(tx, now, &actor, &input.user));
    let (user, is_new) = write.await?;
    let mut response = created(&url(user.id, query.origin()), answer(user, &actor, &query));
    if !is_new {
        response.0 = axum::http::StatusCode::OK;
    }
    Ok(response)
}

/// Changes a user. What is absent stays.
#[utoipa::path(put, path = "/api/v2/users/{id}", operation_id = "update_user", tag = "users",
    params(("id" = UserId, Path, description = "who")), request_body = UserInput,
    responses((status = 200, body = UserAnswer)))]
pub(super) async fn update_user(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<UserId>,
    query: Query,
    Json(input): Json<UserInput>,
) -> Result<Json<UserAnswer>, ApiError> {
    let now = app.clock.now();
    let user = app.db.write(move |tx| actions::users::update(tx, now, &actor, id, &input.user)).await?;
    Ok(Json(answer(user, &actor, &query)))
}

/// Deletes a user, and shows what is left of them.
#[utoipa::path(delete, path = "/api/v2/users/{id}", operation_id = "delete_user", tag = "users",
    params(("id" = UserId, Path, description = "who")), responses((status = 200, body = UserAnswer)))]
pub(super) async fn delete_user(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<UserId>,
    query: Query,
) -> Result<Json<UserAnswer>, ApiError> {
    let now = app.clock.now();
    let user = app.db.write(move |tx| actions::users::delete(tx, now, &actor, id)).await?;
    Ok(Json(answer(user, &actor, &query)))
}

fn answer(user: User, actor: &Actor, query: &Query) -> UserAnswer {
    UserAnswer { user: UserBody::new(user, actor, query.origin()) }
}

/// How much hangs on a user.
#[derive(Serialize, ToSchema)]
pub(super) struct UserRelatedAnswer {
    /// The counts.
    user_related: UserRelatedBody,
}

/// How many tickets a user has to do with.
#[derive(Serialize, ToSchema)]
struct UserRelatedBody {
    /// That they are to solve.
    assigned_tickets: i64,
    /// That they asked for.
    requested_tickets: i64,
    /// That they get copies of.
    ccd_tickets: i64,
    /// Always 0.
    organization_subscriptions: i64,
}

/// Counts what hangs on a user.
#[utoipa::path(get, path = "/api/v2/users/{id}/related", operation_id = "show_user_related", tag = "users",
    params(("id" = UserId, Path, description = "who")), responses((status = 200, body = UserRelatedAnswer)))]
pub(super) async fn show_user_related(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<UserId>,
) -> Result<Json<UserRelatedAnswer>, ApiError> {
    let related = app.db.read(move |c| {
        actions::users::access_user(c, &actor, id)?;
        Ok::<_, crate::PeopleError>(store::count_user_related(c, id)?)
    });
    let related = related.await?;
    Ok(Json(UserRelatedAnswer {
        user_related: UserRelatedBody {
            assigned_tickets: related.assigned,
            requested_tickets: related.requested,
            ccd_tickets: related.ccd,
            organization_subscriptions: 0,
        },
    }))
}
