//! Incremental exports of people: everything that changed since a time, a page at a time.

use axum::extract::State;
use http::{
    Admin, ApiError, App, Json, PageBody, Query, page_of_whole_seconds, render_cursor_export, render_export,
};

use super::{OrganizationBody, UserBody, side_loads};
use crate::store;

/// Exports users that changed since `start_time`, deleted ones included.
#[utoipa::path(get, path = "/api/v2/incremental/users", operation_id = "export_users", tag = "incremental",
    params(("start_time" = String, Query, description = "Unix seconds"),
        ("per_page" = Option<u32>, Query, description = "at most 1000"),
        ("include" = Option<String>, Query, description = "`organizations`, `groups`, `identities`")),
    responses((status = 200, body = Object)))]
pub(super) async fn export_users(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let start = query.start_time()?;
    let body = app.db.read_long(move |c| {
        let read = |paging: &_| store::list_users_changed_since(c, start, paging);
        let page = page_of_whole_seconds(query.export_size(), read, |user| user.updated_at)?;
        let end = page.rows.last().map(|user| user.updated_at);
        let shown: Vec<_> =
            page.rows.iter().map(|user| UserBody::new(user.clone(), &actor, query.origin())).collect();
        let mut body = render_export("users", &shown, end, page.has_next, &query)?;
        side_loads::of_users(c, &query, &mut body, &page.rows)?;
        Ok::<_, ApiError>(body)
    });
    Ok(Json(body.await?))
}

/// Exports users that changed since `start_time` or behind `cursor`, deleted ones included.
#[utoipa::path(get, path = "/api/v2/incremental/users/cursor", operation_id = "export_users_by_cursor",
    tag = "incremental",
    params(("start_time" = Option<String>, Query, description = "Unix seconds"),
        ("cursor" = Option<String>, Query, description = "where the page before ended"),
        ("per_page" = Option<u32>, Query, description = "at most 1000"),
        ("include" = Option<String>, Query, description = "`organizations`, `groups`, `identities`")),
    responses((status = 200, body = Object)))]
pub(super) async fn export_users_by_cursor(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let (start, paging) = query.export_place()?;
    let body = app.db.read_long(move |c| {
        let page = store::list_users_changed_since(c, start, &paging)?;
        let users = page.rows.clone();
        let shown = page.map(|user| UserBody::new(user, &actor, query.origin()));
        let mut body = render_cursor_export("users", &shown, &query)?;
        side_loads::of_users(c, &query, &mut body, &users)?;
        Ok::<_, ApiError>(body)
    });
    Ok(Json(body.await?))
}

/// Exports organizations that changed since `start_time`.
#[utoipa::path(get, path = "/api/v2/incremental/organizations", operation_id = "export_organizations",
    tag = "incremental",
    params(("start_time" = String, Query, description = "Unix seconds"),
        ("per_page" = Option<u32>, Query, description = "at most 1000")),
    responses((status = 200, body = Object)))]
pub(super) async fn export_organizations(
    State(app): State<App>,
    _admin: Admin,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let start = query.start_time()?;
    let body = app.db.read_long(move |c| {
        let read = |paging: &_| store::list_organizations_changed_since(c, start, paging);
        let page = page_of_whole_seconds(query.export_size(), read, |it| it.updated_at)?;
        let end = page.rows.last().map(|organization| organization.updated_at);
        let shown: Vec<_> =
            page.rows.into_iter().map(|it| OrganizationBody::new(it, query.origin())).collect();
        render_export("organizations", &shown, end, page.has_next, &query)
    });
    Ok(Json(body.await?))
}
