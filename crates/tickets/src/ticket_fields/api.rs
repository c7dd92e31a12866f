//! The routes of fields, in Zendesk's shapes. Agents read them, admins change them.

use axum::{extract::State, http::StatusCode};
use base::FieldId;
use db::Page;
use http::{Admin, ApiError, App, Json, PageBody, Path, Query, Routes, Signed, render_page};
use people::api::CountAnswer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{
    FieldChange, TicketField, create_field, delete_field, reorder_fields, shape::FieldBody, store,
    update_field,
};
use crate::error::TicketError;

/// Every route of fields.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_ticket_fields, create_ticket_field))
        .routes(routes!(count_ticket_fields))
        .routes(routes!(reorder_ticket_fields))
        .routes(routes!(show_ticket_field, update_ticket_field, delete_ticket_field))
}

/// A field in a request.
#[derive(Deserialize, ToSchema)]
struct FieldRequest {
    ticket_field: FieldChange,
}

/// Fields in their order.
#[derive(Deserialize, ToSchema)]
struct OrderRequest {
    ticket_field_ids: Vec<FieldId>,
}

/// One field.
#[derive(Serialize, ToSchema)]
struct FieldResponse {
    ticket_field: FieldBody,
}

/// A page of fields.
#[derive(Serialize, ToSchema)]
struct FieldListResponse {
    ticket_fields: Vec<FieldBody>,
    next_page: Option<String>,
    previous_page: Option<String>,
    count: Option<i64>,
}

/// Lists the desk's own fields in their order; customers get those that they may see.
#[utoipa::path(get, path = "/api/v2/ticket_fields", operation_id = "list_ticket_fields", tag = "ticket fields",
    responses((status = 200, body = FieldListResponse)))]
async fn list_ticket_fields(
    State(app): State<App>,
    Signed(actor): Signed,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let mut fields = app.db.read(store::list_fields).await?;
    fields.retain(|field| actor.role.is_staff() || field.is_for_customers());
    let page = Page::cut(fields, &query.paging()?);
    Ok(Json(render_page("ticket_fields", &page.map(|field| FieldBody::new(field, query.origin())), &query)?))
}

/// Counts the desk's own fields.
#[utoipa::path(get, path = "/api/v2/ticket_fields/count", operation_id = "count_ticket_fields",
    tag = "ticket fields", responses((status = 200, body = CountAnswer)))]
async fn count_ticket_fields(State(app): State<App>, _: http::Staff) -> Result<Json<CountAnswer>, ApiError> {
    let count = app.db.read(store::list_fields).await?.len();
    Ok(Json(CountAnswer::new(i64::try_from(count).unwrap_or(i64::MAX), app.clock.now())))
}

/// Shows a field.
#[utoipa::path(get, path = "/api/v2/ticket_fields/{id}", operation_id = "show_ticket_field", tag = "ticket fields",
    params(("id" = i64, Path)), responses((status = 200, body = FieldResponse)))]
async fn show_ticket_field(
    State(app): State<App>,
    _: http::Staff,
    Path(id): Path<FieldId>,
    query: Query,
) -> Result<Json<FieldResponse>, ApiError> {
    let field = app.db.read(move |c| store::find_field(c, id)).await?.ok_or(ApiError::NotFound)?;
    Ok(response(field, &query))
}

fn response(field: TicketField, query: &Query) -> Json<FieldResponse> {
    Json(FieldResponse { ticket_field: FieldBody::new(field, query.origin()) })
}

/// Makes a field.
#[utoipa::path(post, path = "/api/v2/ticket_fields", operation_id = "create_ticket_field", tag = "ticket fields",
    request_body = FieldRequest, responses((status = 201, body = FieldResponse)))]
async fn create_ticket_field(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
    Json(request): Json<FieldRequest>,
) -> Result<(StatusCode, Json<FieldResponse>), ApiError> {
    let now = app.clock.now();
    let made = app.db.write(move |tx| create_field(tx, now, &actor, request.ticket_field)).await?;
    Ok((StatusCode::CREATED, response(made, &query)))
}

/// Changes a field; its type stays.
#[utoipa::path(put, path = "/api/v2/ticket_fields/{id}", operation_id = "update_ticket_field",
    tag = "ticket fields", params(("id" = i64, Path)), request_body = FieldRequest,
    responses((status = 200, body = FieldResponse)))]
async fn update_ticket_field(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<FieldId>,
    query: Query,
    Json(request): Json<FieldRequest>,
) -> Result<Json<FieldResponse>, ApiError> {
    let now = app.clock.now();
    let changed = app.db.write(move |tx| update_field(tx, now, &actor, id, request.ticket_field)).await?;
    Ok(response(changed, &query))
}

/// Puts fields into an order.
#[utoipa::path(put, path = "/api/v2/ticket_fields/reorder", operation_id = "reorder_ticket_fields",
    tag = "ticket fields", request_body = OrderRequest, responses((status = 200, body = FieldListResponse)))]
async fn reorder_ticket_fields(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
    Json(request): Json<OrderRequest>,
) -> Result<Json<PageBody>, ApiError> {
    let now = app.clock.now();
    let reorder = app.db.write(move |tx| {
        reorder_fields(tx, now, &actor, &request.ticket_field_ids)?;
        Ok::<_, TicketError>(store::list_fields(tx)?)
    });
    let shape = |field| FieldBody::new(field, query.origin());
    Ok(Json(render_page("ticket_fields", &Page::whole(reorder.await?).map(shape), &query)?))
}

/// Removes a field.
#[utoipa::path(delete, path = "/api/v2/ticket_fields/{id}", operation_id = "delete_ticket_field",
    tag = "ticket fields", params(("id" = i64, Path)), responses((status = 204)))]
async fn delete_ticket_field(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<FieldId>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| delete_field(tx, now, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
