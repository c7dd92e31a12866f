//! The routes of custom statuses, in Zendesk's shapes. Agents read them, admins change them.

use axum::{extract::State, http::StatusCode};
use base::{CustomStatusId, Locale};
use db::Page;
use http::{Admin, ApiError, App, Invalid, Json, PageBody, Path, Query, Routes, Staff, render_page};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{
    CustomStatus, CustomStatusChange, choose_defaults, create_status, delete_status, shape::CustomStatusBody,
    store, update_status,
};
use crate::{error::TicketError, model::Status};

/// Every route of custom statuses.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_custom_statuses, create_custom_status))
        .routes(routes!(show_custom_status, update_custom_status, delete_custom_status))
        .routes(routes!(update_default_custom_statuses))
}

/// A custom status in a request.
#[derive(Deserialize, ToSchema)]
struct CustomStatusRequest {
    custom_status: CustomStatusChange,
}

/// The statuses that become the defaults of their categories.
#[derive(Deserialize, ToSchema)]
struct DefaultsRequest {
    ids: Vec<CustomStatusId>,
}

/// One custom status.
#[derive(Serialize, ToSchema)]
struct CustomStatusResponse {
    custom_status: CustomStatusBody,
}

/// A page of custom statuses.
#[derive(Serialize, ToSchema)]
struct CustomStatusListResponse {
    custom_statuses: Vec<CustomStatusBody>,
    next_page: Option<String>,
    previous_page: Option<String>,
    count: Option<i64>,
}

/// Lists custom statuses by category: all, or with `status_categories`, `active` and `default` some.
#[utoipa::path(get, path = "/api/v2/custom_statuses", operation_id = "list_custom_statuses", tag = "custom statuses",
    params(("status_categories" = Option<String>, Query), ("active" = Option<bool>, Query),
        ("default" = Option<bool>, Query)),
    responses((status = 200, body = CustomStatusListResponse)))]
async fn list_custom_statuses(
    State(app): State<App>,
    _: Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let categories = match query.get("status_categories") {
        Some(names) => Some(names.split(',').map(category).collect::<Result<Vec<_>, _>>()?),
        None => None,
    };
    let (active, default) = (query.flag("active")?, query.flag("default")?);
    let (mut statuses, locale) = app
        .db
        .read(|c| Ok::<_, db::DbError>((store::list_statuses(c)?, people::store::get_desk(c)?.locale)))
        .await?;
    statuses.retain(|status| {
        categories.as_ref().is_none_or(|categories| categories.contains(&status.category))
            && active.is_none_or(|active| status.active == active)
            && default.is_none_or(|default| status.default == default)
    });
    let page = Page::cut(statuses, &query.paging()?);
    let shape = |status| CustomStatusBody::new(status, locale, query.origin());
    Ok(Json(render_page("custom_statuses", &page.map(shape), &query)?))
}

fn category(name: &str) -> Result<Status, Invalid> {
    Status::from_name(name.trim()).filter(|status| *status != Status::Closed).ok_or_else(|| {
        let hint = "must be some of new, open, pending, hold and solved, separated by commas";
        Invalid::field("status_categories", hint).given(name)
    })
}

fn response(status: CustomStatus, locale: Locale, query: &Query) -> Json<CustomStatusResponse> {
    Json(CustomStatusResponse { custom_status: CustomStatusBody::new(status, locale, query.origin()) })
}

/// Shows a custom status.
#[utoipa::path(get, path = "/api/v2/custom_statuses/{id}", operation_id = "show_custom_status",
    tag = "custom statuses", params(("id" = i64, Path)), responses((status = 200, body = CustomStatusResponse)))]
async fn show_custom_status(
    State(app): State<App>,
    _: Staff,
    Path(id): Path<CustomStatusId>,
    query: Query,
) -> Result<Json<CustomStatusResponse>, ApiError> {
    let (found, locale) = app
        .db
        .read(move |c| Ok::<_, db::DbError>((store::find_status(c, id)?, people::store::get_desk(c)?.locale)))
        .await?;
    Ok(response(found.ok_or(ApiError::NotFound)?, locale, &query))
}

/// Makes a custom status.
#[utoipa::path(post, path = "/api/v2/custom_statuses", operation_id = "create_custom_status",
    tag = "custom statuses", request_body = CustomStatusRequest,
    responses((status = 201, body = CustomStatusResponse)))]
async fn create_custom_status(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
    Json(request): Json<CustomStatusRequest>,
) -> Result<(StatusCode, Json<CustomStatusResponse>), ApiError> {
    let now = app.clock.now();
    let make = move |tx: &mut db::Tx| {
        let made = create_status(tx, now, &actor, request.custom_status)?;
        Ok::<_, TicketError>((made, people::store::get_desk(tx)?.locale))
    };
    let (made, locale) = app.db.write(make).await?;
    Ok((StatusCode::CREATED, response(made, locale, &query)))
}

/// Changes a custom status; its category stays.
#[utoipa::path(put, path = "/api/v2/custom_statuses/{id}", operation_id = "update_custom_status",
    tag = "custom statuses", params(("id" = i64, Path)), request_body = CustomStatusRequest,
    responses((status = 200, body = CustomStatusResponse)))]
async fn update_custom_status(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<CustomStatusId>,
    query: Query,
    Json(request): Json<CustomStatusRequest>,
) -> Result<Json<CustomStatusResponse>, ApiError> {
    let now = app.clock.now();
    let change = move |tx: &mut db::Tx| {
        let changed = update_status(tx, now, &actor, id, request.custom_status)?;
        Ok::<_, TicketError>((changed, people::store::get_desk(tx)?.locale))
    };
    let (changed, locale) = app.db.write(change).await?;
    Ok(response(changed, locale, &query))
}

/// Makes the named statuses the defaults of their categories.
#[utoipa::path(put, path = "/api/v2/custom_status/default", operation_id = "update_default_custom_statuses",
    tag = "custom statuses", request_body = DefaultsRequest, responses((status = 204)))]
async fn update_default_custom_statuses(
    State(app): State<App>,
    Admin(actor): Admin,
    Json(request): Json<DefaultsRequest>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| choose_defaults(tx, now, &actor, &request.ids)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes a custom status that no ticket has.
#[utoipa::path(delete, path = "/api/v2/custom_statuses/{id}", operation_id = "delete_custom_status",
    tag = "custom statuses", params(("id" = i64, Path)), responses((status = 204)))]
async fn delete_custom_status(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<CustomStatusId>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| delete_status(tx, now, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
