//! Finding users by what is known of them.

use axum::extract::State;
use base::UserId;
use db::Page;
use http::{ApiError, App, Json, PageBody, Query, Staff};

use super::{PageParams, user_bodies::UsersPage, users};
use crate::store::{self, UserFilter};

/// Shows the users of `ids` or `external_ids`, at most 100.
#[utoipa::path(get, path = "/api/v2/users/show_many", operation_id = "show_many_users", tag = "users",
    params(("ids" = Option<String>, Query, description = "ids, separated by commas"),
        ("external_ids" = Option<String>, Query, description = "ids in another system, separated by commas")),
    responses((status = 200, body = UsersPage)))]
pub(super) async fn show_many_users(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let ids: Vec<UserId> = query.ids("ids")?.into_iter().map(UserId).take(100).collect();
    let body = app.db.read(move |c| {
        let external_ids: Vec<&str> = query.list("external_ids").into_iter().take(100).collect();
        let users = if ids.is_empty() {
            store::find_users_by_external_id(c, &external_ids)?
        } else {
            store::find_users(c, &ids)?
        };
        users::render(c, Page::whole(users), &actor, &query)
    });
    Ok(Json(body.await?))
}

/// Finds users whose name or address starts with `query`, or who have `external_id`.
#[utoipa::path(get, path = "/api/v2/users/search", operation_id = "search_users", tag = "users",
    params(PageParams, ("query" = Option<String>, Query, description = "start of a name or address"),
        ("external_id" = Option<String>, Query, description = "id in another system")),
    responses((status = 200, body = UsersPage)))]
pub(super) async fn search_users(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let filter = UserFilter {
        starts_with: query.text("query").map(str::to_owned),
        external_id: query.text("external_id").map(str::to_owned),
        ..UserFilter::default()
    };
    users::page(&app, actor, query, filter).await
}

/// Finds users whose name or address starts with `name`.
#[utoipa::path(get, path = "/api/v2/users/autocomplete", operation_id = "autocomplete_users", tag = "users",
    params(PageParams, ("name" = String, Query, description = "start of a name or address")),
    responses((status = 200, body = UsersPage)))]
pub(super) async fn autocomplete_users(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let start = query.text("name").ok_or_else(|| ApiError::bad_request("name is missing"))?.to_owned();
    let filter = UserFilter { starts_with: Some(start), ..UserFilter::default() };
    users::page(&app, actor, query, filter).await
}
