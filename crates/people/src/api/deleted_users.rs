//! Users that were deleted: what is left of them.

use axum::extract::State;
use base::UserId;
use http::{ApiError, App, Json, PageBody, Path, Query, Staff, render_page};
use serde::Serialize;
use utoipa::ToSchema;

use super::{CountAnswer, PageMembers, PageParams, UserBody};
use crate::{
    PeopleError,
    store::{self, UserFilter, UserOrder},
};

/// A deleted user.
#[derive(Serialize, ToSchema)]
pub(super) struct DeletedUserAnswer {
    /// The user.
    deleted_user: UserBody,
}

/// A page of deleted users.
#[derive(Serialize, ToSchema)]
pub(super) struct DeletedUsersPage {
    /// The users.
    deleted_users: Vec<UserBody>,
    /// The page.
    #[serde(flatten)]
    page: PageMembers,
}

fn deleted() -> UserFilter {
    UserFilter { deleted: true, ..UserFilter::default() }
}

/// Lists deleted users.
#[utoipa::path(get, path = "/api/v2/deleted_users", operation_id = "list_deleted_users", tag = "users",
    params(PageParams), responses((status = 200, body = DeletedUsersPage)))]
pub(super) async fn list_deleted_users(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let body = app.db.read(move |c| {
        let page = store::list_users(c, &deleted(), (UserOrder::Id, false), &query.paging()?)?;
        let shown = page.map(|user| UserBody::new(user, &actor, query.origin()));
        render_page("deleted_users", &shown, &query)
    });
    Ok(Json(body.await?))
}

/// Counts deleted users.
#[utoipa::path(get, path = "/api/v2/deleted_users/count", operation_id = "count_deleted_users", tag = "users",
    responses((status = 200, body = CountAnswer)))]
pub(super) async fn count_deleted_users(
    State(app): State<App>,
    _staff: Staff,
) -> Result<Json<CountAnswer>, ApiError> {
    let count = app.db.read(|c| store::count_users(c, &deleted())).await?;
    Ok(Json(CountAnswer::new(count, app.clock.now())))
}

/// Shows a deleted user.
#[utoipa::path(get, path = "/api/v2/deleted_users/{id}", operation_id = "show_deleted_user", tag = "users",
    params(("id" = UserId, Path, description = "who")), responses((status = 200, body = DeletedUserAnswer)))]
pub(super) async fn show_deleted_user(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<UserId>,
    query: Query,
) -> Result<Json<DeletedUserAnswer>, ApiError> {
    let found = app.db.read(move |c| store::find_user(c, id)).await?;
    let user = found.filter(|user| !user.active).ok_or(PeopleError::NotFound)?;
    Ok(Json(DeletedUserAnswer { deleted_user: UserBody::new(user, &actor, query.origin()) }))
}
