//! The routes of forms, in Zendesk's shapes. Agents read them all, customers those for them, admins change them.

use axum::{extract::State, http::StatusCode};
use base::{Actor, FormId};
use db::Page;
use http::{Admin, ApiError, App, Json, PageBody, Path, Query, Routes, Signed, render_page};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{
    FormChange, TicketForm, clone_form, create_form, delete_form, reorder_forms, shape::FormBody, store,
    update_form,
};
use crate::error::TicketError;

/// Every route of forms.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_ticket_forms, create_ticket_form))
        .routes(routes!(show_many_ticket_forms))
        .routes(routes!(reorder_ticket_forms))
        .routes(routes!(show_ticket_form, update_ticket_form, delete_ticket_form))
        .routes(routes!(clone_ticket_form))
}

/// A form in a request.
#[derive(Deserialize, ToSchema)]
struct FormRequest {
    ticket_form: FormChange,
}

/// Forms in their order.
#[derive(Deserialize, ToSchema)]
struct OrderRequest {
    ticket_form_ids: Vec<FormId>,
}

/// One form.
#[derive(Serialize, ToSchema)]
struct FormResponse {
    ticket_form: FormBody,
}

/// A page of forms.
#[derive(Serialize, ToSchema)]
struct FormListResponse {
    ticket_forms: Vec<FormBody>,
    next_page: Option<String>,
    previous_page: Option<String>,
    count: Option<i64>,
}

/// Lists forms in their order; with `active` and `end_user_visible` some. Customers get those that they can choose.
#[utoipa::path(get, path = "/api/v2/ticket_forms", operation_id = "list_ticket_forms", tag = "ticket forms",
    params(("active" = Option<bool>, Query), ("end_user_visible" = Option<bool>, Query)),
    responses((status = 200, body = FormListResponse)))]
async fn list_ticket_forms(
    State(app): State<App>,
    Signed(actor): Signed,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let (active, visible) = (query.flag("active")?, query.flag("end_user_visible")?);
    let mut forms = app.db.read(store::list_forms).await?;
    forms.retain(|form| {
        may_see(&actor, form)
            && active.is_none_or(|active| form.active == active)
            && visible.is_none_or(|visible| form.end_user_visible == visible)
    });
    page(&actor, forms, &query)
}

fn may_see(actor: &Actor, form: &TicketForm) -> bool {
    actor.role.is_staff() || (form.active && form.end_user_visible)
}

fn page(actor: &Actor, forms: Vec<TicketForm>, query: &Query) -> Result<Json<PageBody>, ApiError> {
    let page = Page::cut(forms, &query.paging()?);
    Ok(Json(render_page("ticket_forms", &page.map(|form| body(actor, form, query)), query)?))
}

fn body(actor: &Actor, form: TicketForm, query: &Query) -> FormBody {
    let body = FormBody::new(form, query.origin());
    if actor.role.is_staff() { body } else { body.for_customers() }
}

/// Shows the forms that `ids` names.
#[utoipa::path(get, path = "/api/v2/ticket_forms/show_many", operation_id = "show_many_ticket_forms",
    tag = "ticket forms", params(("ids" = String, Query)), responses((status = 200, body = FormListResponse)))]
async fn show_many_ticket_forms(
    State(app): State<App>,
    Signed(actor): Signed,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let ids = query.ids("ids")?;
    let mut forms = app.db.read(store::list_forms).await?;
    forms.retain(|form| ids.contains(&form.id.0) && may_see(&actor, form));
    page(&actor, forms, &query)
}

/// Shows a form.
#[utoipa::path(get, path = "/api/v2/ticket_forms/{id}", operation_id = "show_ticket_form", tag = "ticket forms",
    params(("id" = i64, Path)), responses((status = 200, body = FormResponse)))]
async fn show_ticket_form(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<FormId>,
    query: Query,
) -> Result<Json<FormResponse>, ApiError> {
    let form = app.db.read(move |c| store::find_form(c, id)).await?;
    let form = form.filter(|form| may_see(&actor, form)).ok_or(ApiError::NotFound)?;
    Ok(Json(FormResponse { ticket_form: body(&actor, form, &query) }))
}

fn response(form: TicketForm, query: &Query) -> Json<FormResponse> {
    Json(FormResponse { ticket_form: FormBody::new(form, query.origin()) })
}

/// Makes a form.
#[utoipa::path(post, path = "/api/v2/ticket_forms", operation_id = "create_ticket_form", tag = "ticket forms",
    request_body = FormRequest, responses((status = 201, body = FormResponse)))]
async fn create_ticket_form(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
    Json(request): Json<FormRequest>,
) -> Result<(StatusCode, Json<FormResponse>), ApiError> {
    let now = app.clock.now();
    let made = app.db.write(move |tx| create_form(tx, now, &actor, request.ticket_form)).await?;
    Ok((StatusCode::CREATED, response(made, &query)))
}

/// Makes a form like another one.
#[utoipa::path(post, path = "/api/v2/ticket_forms/{id}/clone", operation_id = "clone_ticket_form",
    tag = "ticket forms", params(("id" = i64, Path)), responses((status = 201, body = FormResponse)))]
async fn clone_ticket_form(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<FormId>,
    query: Query,
) -> Result<(StatusCode, Json<FormResponse>), ApiError> {
    let now = app.clock.now();
    let made = app.db.write(move |tx| clone_form(tx, now, &actor, id)).await?;
    Ok((StatusCode::CREATED, response(made, &query)))
}

/// Changes a form.
#[utoipa::path(put, path = "/api/v2/ticket_forms/{id}", operation_id = "update_ticket_form", tag = "ticket forms",
    params(("id" = i64, Path)), request_body = FormRequest, responses((status = 200, body = FormResponse)))]
async fn update_ticket_form(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<FormId>,
    query: Query,
    Json(request): Json<FormRequest>,
) -> Result<Json<FormResponse>, ApiError> {
    let now = app.clock.now();
    let changed = app.db.write(move |tx| update_form(tx, now, &actor, id, request.ticket_form)).await?;
    Ok(response(changed, &query))
}

/// Puts forms into an order.
#[utoipa::path(put, path = "/api/v2/ticket_forms/reorder", operation_id = "reorder_ticket_forms",
    tag = "ticket forms", request_body = OrderRequest, responses((status = 200, body = FormListResponse)))]
async fn reorder_ticket_forms(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
    Json(request): Json<OrderRequest>,
) -> Result<Json<PageBody>, ApiError> {
    let now = app.clock.now();
    let reorder = app.db.write(move |tx| {
        reorder_forms(tx, now, &actor, &request.ticket_form_ids)?;
        Ok::<_, TicketError>(store::list_forms(tx)?)
    });
    let shape = |form| FormBody::new(form, query.origin());
    Ok(Json(render_page("ticket_forms", &Page::whole(reorder.await?).map(shape), &query)?))
}

/// Removes a form; tickets that have it show all fields again.
#[utoipa::path(delete, path = "/api/v2/ticket_forms/{id}", operation_id = "delete_ticket_form",
    tag = "ticket forms", params(("id" = i64, Path)), responses((status = 204)))]
async fn delete_ticket_form(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<FormId>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| delete_form(tx, now, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
