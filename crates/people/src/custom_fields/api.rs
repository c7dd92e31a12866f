//! The routes of the fields of users and organizations, in Zendesk's shapes. Agents read them, admins change them.

use axum::{extract::State, http::StatusCode};
use base::{Actor, FieldId, Timestamp};
use db::Page;
use http::{Admin, ApiError, App, Json, PageBody, Path, Query, Routes, Staff, render_page};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{
    FieldKind, FieldOption, Owner, RecordField, RecordFieldChange, Target, create_field, delete_field,
    reorder_fields, store, update_field,
};
use crate::{PeopleError, api::PageMembers};

/// Every route of the fields of users and organizations.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_user_fields, create_user_field))
        .routes(routes!(reorder_user_fields))
        .routes(routes!(show_user_field, update_user_field, delete_user_field))
        .routes(routes!(list_organization_fields, create_organization_field))
        .routes(routes!(reorder_organization_fields))
        .routes(routes!(show_organization_field, update_organization_field, delete_organization_field))
}

/// A field of users or organizations.
#[derive(Serialize, ToSchema)]
struct RecordFieldBody {
    /// Its URL in the API.
    url: String,
    id: FieldId,
    /// Under which its values are kept.
    key: String,
    /// What it holds; `dropdown` for one of several options.
    #[serde(rename = "type")]
    kind: &'static str,
    /// What agents call it.
    title: String,
    /// The same; titles have no placeholders.
    raw_title: String,
    /// What agents read about it.
    description: String,
    /// The same.
    raw_description: String,
    /// Its place on the page.
    position: i64,
    /// Whether it is in use.
    active: bool,
    /// False: it is the desk's own.
    system: bool,
    /// Null: a ticked checkbox puts no tag on people.
    tag: Option<String>,
    /// What texts of type `regexp` look like.
    regexp_for_validation: Option<String>,
    /// What a look-up names.
    relationship_target_type: Option<Target>,
    /// What can be chosen, where there is something to choose.
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_field_options: Option<Vec<FieldOption>>,
    created_at: Timestamp,
    updated_at: Timestamp,
}

impl RecordFieldBody {
    fn new(field: RecordField, origin: &str) -> Self {
        Self {
            url: format!("{origin}/api/v2/{}/{}.json", field.owner.member(), field.id),
            id: field.id,
            key: field.key,
            kind: if field.kind == FieldKind::Tagger { "dropdown" } else { field.kind.as_str() },
            raw_title: field.title.clone(),
            title: field.title,
            raw_description: field.description.clone(),
            description: field.description,
            position: field.position,
            active: field.active,
            system: false,
            tag: None,
            regexp_for_validation: field.regexp,
            relationship_target_type: field.target,
            custom_field_options: field.kind.has_options().then_some(field.options),
            created_at: field.created_at,
            updated_at: field.updated_at,
        }
    }
}

async fn list(app: App, owner: Owner, query: &Query) -> Result<Json<PageBody>, ApiError> {
    let fields = app.db.read(move |c| store::list_fields(c, owner)).await?;
    let page = Page::cut(fields, &query.paging()?);
    Ok(Json(render_page(
        owner.member(),
        &page.map(|field| RecordFieldBody::new(field, query.origin())),
        query,
    )?))
}

async fn show(app: App, owner: Owner, id: FieldId, query: &Query) -> Result<RecordFieldBody, ApiError> {
    let field = app.db.read(move |c| store::find_field(c, owner, id)).await?.ok_or(ApiError::NotFound)?;
    Ok(RecordFieldBody::new(field, query.origin()))
}

async fn create(
    app: App,
    actor: Actor,
    owner: Owner,
    change: RecordFieldChange,
    query: &Query,
) -> Result<RecordFieldBody, ApiError> {
    let now = app.clock.now();
    let made = app.db.write(move |tx| create_field(tx, now, &actor, owner, change)).await?;
    Ok(RecordFieldBody::new(made, query.origin()))
}

async fn update(
    app: App,
    actor: Actor,
    field: (Owner, FieldId),
    change: RecordFieldChange,
    query: &Query,
) -> Result<RecordFieldBody, ApiError> {
    let now = app.clock.now();
    let changed = app.db.write(move |tx| update_field(tx, now, &actor, field, change)).await?;
    Ok(RecordFieldBody::new(changed, query.origin()))
}

async fn reorder(
    app: App,
    actor: Actor,
    owner: Owner,
    ids: Vec<FieldId>,
    query: &Query,
) -> Result<Json<PageBody>, ApiError> {
    let now = app.clock.now();
    let fields = app.db.write(move |tx| {
        reorder_fields(tx, now, &actor, owner, &ids)?;
        Ok::<_, PeopleError>(store::list_fields(tx, owner)?)
    });
    let shape = |field| RecordFieldBody::new(field, query.origin());
    Ok(Json(render_page(owner.member(), &Page::whole(fields.await?).map(shape), query)?))
}

async fn delete(app: App, actor: Actor, field: (Owner, FieldId)) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| delete_field(tx, now, &actor, field)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A field of users in a request.
#[derive(Deserialize, ToSchema)]
struct UserFieldRequest {
    user_field: RecordFieldChange,
}

/// Fields of users in their order.
#[derive(Deserialize, ToSchema)]
struct UserFieldOrder {
    user_field_ids: Vec<FieldId>,
}

/// A field of users.
#[derive(Serialize, ToSchema)]
struct UserFieldAnswer {
    user_field: RecordFieldBody,
}

/// The fields of users.
#[derive(Serialize, ToSchema)]
struct UserFieldsPage {
    user_fields: Vec<RecordFieldBody>,
    #[serde(flatten)]
    page: PageMembers,
}

/// Lists the fields of users in their order.
#[utoipa::path(get, path = "/api/v2/user_fields", operation_id = "list_user_fields", tag = "user fields",
    responses((status = 200, body = UserFieldsPage)))]
async fn list_user_fields(
    State(app): State<App>,
    _: Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    list(app, Owner::User, &query).await
}

/// Shows a field of users.
#[utoipa::path(get, path = "/api/v2/user_fields/{id}", operation_id = "show_user_field", tag = "user fields",
    params(("id" = i64, Path)), responses((status = 200, body = UserFieldAnswer)))]
async fn show_user_field(
    State(app): State<App>,
    _: Staff,
    Path(id): Path<FieldId>,
    query: Query,
) -> Result<Json<UserFieldAnswer>, ApiError> {
    Ok(Json(UserFieldAnswer { user_field: show(app, Owner::User, id, &query).await? }))
}

/// Makes a field of users.
#[utoipa::path(post, path = "/api/v2/user_fields", operation_id = "create_user_field", tag = "user fields",
    request_body = UserFieldRequest, responses((status = 201, body = UserFieldAnswer)))]
async fn create_user_field(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
    Json(request): Json<UserFieldRequest>,
) -> Result<(StatusCode, Json<UserFieldAnswer>), ApiError> {
    let user_field = create(app, actor, Owner::User, request.user_field, &query).await?;
    Ok((StatusCode::CREATED, Json(UserFieldAnswer { user_field })))
}

/// Changes a field of users; its type and key stay.
#[utoipa::path(put, path = "/api/v2/user_fields/{id}", operation_id = "update_user_field", tag = "user fields",
    params(("id" = i64, Path)), request_body = UserFieldRequest, responses((status = 200, body = UserFieldAnswer)))]
async fn update_user_field(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<FieldId>,
    query: Query,
    Json(request): Json<UserFieldRequest>,
) -> Result<Json<UserFieldAnswer>, ApiError> {
    let user_field = update(app, actor, (Owner::User, id), request.user_field, &query).await?;
    Ok(Json(UserFieldAnswer { user_field }))
}

/// Puts fields of users into an order.
#[utoipa::path(put, path = "/api/v2/user_fields/reorder", operation_id = "reorder_user_fields", tag = "user fields",
    request_body = UserFieldOrder, responses((status = 200, body = UserFieldsPage)))]
async fn reorder_user_fields(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
    Json(request): Json<UserFieldOrder>,
) -> Result<Json<PageBody>, ApiError> {
    reorder(app, actor, Owner::User, request.user_field_ids, &query).await
}

/// Removes a field of users with its values.
#[utoipa::path(delete, path = "/api/v2/user_fields/{id}", operation_id = "delete_user_field", tag = "user fields",
    params(("id" = i64, Path)), responses((status = 204)))]
async fn delete_user_field(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<FieldId>,
) -> Result<StatusCode, ApiError> {
    delete(app, actor, (Owner::User, id)).await
}

/// A field of organizations in a request.
#[derive(Deserialize, ToSchema)]
struct OrganizationFieldRequest {
    organization_field: RecordFieldChange,
}

/// Fields of organizations in their order.
#[derive(Deserialize, ToSchema)]
struct OrganizationFieldOrder {
    organization_field_ids: Vec<FieldId>,
}

/// A field of organizations.
#[derive(Serialize, ToSchema)]
struct OrganizationFieldAnswer {
    organization_field: RecordFieldBody,
}

/// The fields of organizations.
#[derive(Serialize, ToSchema)]
struct OrganizationFieldsPage {
    organization_fields: Vec<RecordFieldBody>,
    #[serde(flatten)]
    page: PageMembers,
}

/// Lists the fields of organizations in their order.
#[utoipa::path(get, path = "/api/v2/organization_fields", operation_id = "list_organization_fields", tag = "organization fields",
    responses((status = 200, body = OrganizationFieldsPage)))]
async fn list_organization_fields(
    State(app): State<App>,
    _: Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    list(app, Owner::Organization, &query).await
}

/// Shows a field of organizations.
#[utoipa::path(get, path = "/api/v2/organization_fields/{id}", operation_id = "show_organization_field", tag = "organization fields",
    params(("id" = i64, Path)), responses((status = 200, body = OrganizationFieldAnswer)))]
async fn show_organization_field(
    State(app): State<App>,
    _: Staff,
    Path(id): Path<FieldId>,
    query: Query,
) -> Result<Json<OrganizationFieldAnswer>, ApiError> {
    Ok(Json(OrganizationFieldAnswer {
        organization_field: show(app, Owner::Organization, id, &query).await?,
    }))
}

/// Makes a field of organizations.
#[utoipa::path(post, path = "/api/v2/organization_fields", operation_id = "create_organization_field", tag = "organization fields",
    request_body = OrganizationFieldRequest, responses((status = 201, body = OrganizationFieldAnswer)))]
async fn create_organization_field(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
    Json(request): Json<OrganizationFieldRequest>,
) -> Result<(StatusCode, Json<OrganizationFieldAnswer>), ApiError> {
    let organization_field =
        create(app, actor, Owner::Organization, request.organization_field, &query).await?;
    Ok((StatusCode::CREATED, Json(OrganizationFieldAnswer { organization_field })))
}

/// Changes a field of organizations; its type and key stay.
#[utoipa::path(put, path = "/api/v2/organization_fields/{id}", operation_id = "update_organization_field", tag = "organization fields",
    params(("id" = i64, Path)), request_body = OrganizationFieldRequest, responses((status = 200, body = OrganizationFieldAnswer)))]
async fn update_organization_field(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<FieldId>,
    query: Query,
    Json(request): Json<OrganizationFieldRequest>,
) -> Result<Json<OrganizationFieldAnswer>, ApiError> {
    let organization_field =
        update(app, actor, (Owner::Organization, id), request.organization_field, &query).await?;
    Ok(Json(OrganizationFieldAnswer { organization_field }))
}

/// Puts fields of organizations into an order.
#[utoipa::path(put, path = "/api/v2/organization_fields/reorder", operation_id = "reorder_organization_fields", tag = "organization fields",
    request_body = OrganizationFieldOrder, responses((status = 200, body = OrganizationFieldsPage)))]
async fn reorder_organization_fields(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
    Json(request): Json<OrganizationFieldOrder>,
) -> Result<Json<PageBody>, ApiError> {
    reorder(app, actor, Owner::Organization, request.organization_field_ids, &query).await
}

/// Removes a field of organizations with its values.
#[utoipa::path(delete, path = "/api/v2/organization_fields/{id}", operation_id = "delete_organization_field", tag = "organization fields",
    params(("id" = i64, Path)), responses((status = 204)))]
async fn delete_organization_field(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<FieldId>,
) -> Result<StatusCode, ApiError> {
    delete(app, actor, (Owner::Organization, id)).await
}
