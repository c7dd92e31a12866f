//! Organizations.

use axum::{extract::State, http::StatusCode};
use base::{OrganizationId, UserId};
use db::Page;
use http::{ApiError, App, Json, PageBody, Path, Query, Signed, Staff, render_page};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    CountAnswer, Created, OrganizationBody, PageParams, created,
    organization_bodies::{
        KnownOrganization, KnownOrganizationInput, OrganizationAnswer, OrganizationInput, OrganizationsPage,
    },
};
use crate::{
    Organization, PeopleError, actions,
    store::{self, OrganizationFilter},
};

/// Lists organizations.
#[utoipa::path(get, path = "/api/v2/organizations", operation_id = "list_organizations", tag = "organizations",
    params(PageParams), responses((status = 200, body = OrganizationsPage)))]
pub(super) async fn list_organizations(
    State(app): State<App>,
    _staff: Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    page(&app, query, OrganizationFilter::default()).await
}

/// Lists the organizations a user belongs to.
#[utoipa::path(get, path = "/api/v2/users/{user_id}/organizations", operation_id = "list_user_organizations",
    tag = "organizations", params(PageParams, ("user_id" = UserId, Path, description = "whose")),
    responses((status = 200, body = OrganizationsPage)))]
pub(super) async fn list_user_organizations(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(user): Path<UserId>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    app.db.read(move |c| actions::users::access_user(c, &actor, user)).await?;
    page(&app, query, OrganizationFilter { user_id: Some(user), ..OrganizationFilter::default() }).await
}

/// Finds organizations whose name starts with `name`.
#[utoipa::path(get, path = "/api/v2/organizations/autocomplete", operation_id = "autocomplete_organizations",
    tag = "organizations", params(PageParams, ("name" = String, Query, description = "start of a name")),
    responses((status = 200, body = OrganizationsPage)))]
pub(super) async fn autocomplete_organizations(
    State(app): State<App>,
    _staff: Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let start = query.text("name").ok_or_else(|| ApiError::bad_request("name is missing"))?.to_owned();
    page(&app, query, OrganizationFilter { starts_with: Some(start), ..OrganizationFilter::default() }).await
}

async fn page(app: &App, query: Query, filter: OrganizationFilter) -> Result<Json<PageBody>, ApiError> {
    let body = app.db.read(move |c| {
        let page = store::list_organizations(c, &filter, &query.paging()?)?;
        render(page, &query)
    });
    Ok(Json(body.await?))
}

fn render(page: Page<Organization>, query: &Query) -> Result<PageBody, ApiError> {
    render_page("organizations", &page.map(|it| OrganizationBody::new(it, query.origin())), query)
}

/// Shows the organizations of `ids` or `external_ids`, at most 100.
#[utoipa::path(get, path = "/api/v2/organizations/show_many", operation_id = "show_many_organizations",
    tag = "organizations",
    params(("ids" = Option<String>, Query, description = "ids, separated by commas"),
        ("external_ids" = Option<String>, Query, description = "ids in another system, separated by commas")),
    responses((status = 200, body = OrganizationsPage)))]
pub(super) async fn show_many_organizations(
    State(app): State<App>,
    _staff: Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let ids: Vec<_> = query.ids("ids")?.into_iter().map(OrganizationId).take(100).collect();
    let body = app.db.read(move |c| {
        let external_ids: Vec<&str> = query.list("external_ids").into_iter().take(100).collect();
        let organizations = if ids.is_empty() {
            store::find_organizations_by_external_id(c, &external_ids)?
        } else {
            store::find_organizations(c, &ids)?
        };
        render(Page::whole(organizations), &query)
    });
    Ok(Json(body.await?))
}

/// Finds the organization of exactly that `name` or `external_id`.
#[utoipa::path(get, path = "/api/v2/organizations/search", operation_id = "search_organizations",
    tag = "organizations",
    params(("name" = Option<String>, Query, description = "name, whatever the case"),
        ("external_id" = Option<String>, Query, description = "id in another system")),
    responses((status = 200, body = OrganizationsPage)))]
pub(super) async fn search_organizations(
    State(app): State<App>,
    _staff: Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let body = app.db.read(move |c| {
        let found = match (query.text("external_id"), query.text("name")) {
            (Some(external_id), _) => store::find_organizations_by_external_id(c, &[external_id])?,
            (None, Some(name)) => store::find_organization_by_name(c, name)?.into_iter().collect(),
            (None, None) => return Err(ApiError::bad_request("name or external_id is missing")),
        };
        render(Page::whole(found), &query)
    });
    Ok(Json(body.await?))
}

/// Counts organizations.
#[utoipa::path(get, path = "/api/v2/organizations/count", operation_id = "count_organizations",
    tag = "organizations", responses((status = 200, body = CountAnswer)))]
pub(super) async fn count_organizations(
    State(app): State<App>,
    _staff: Staff,
) -> Result<Json<CountAnswer>, ApiError> {
    let value = app.db.read(store::count_organizations).await?;
    Ok(Json(CountAnswer::new(value, app.clock.now())))
}

/// Shows an organization.
#[utoipa::path(get, path = "/api/v2/organizations/{id}", operation_id = "show_organization", tag = "organizations",
    params(("id" = OrganizationId, Path, description = "which")),
    responses((status = 200, body = OrganizationAnswer)))]
pub(super) async fn show_organization(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<OrganizationId>,
    query: Query,
) -> Result<Json<OrganizationAnswer>, ApiError> {
    let found = app.db.read(move |c| actions::organizations::access_organization(c, &actor, id)).await?;
    Ok(Json(answer(found, &query)))
}

/// Creates an organization.
#[utoipa::path(post, path = "/api/v2/organizations", operation_id = "create_organization", tag = "organizations",
    request_body = OrganizationInput, responses((status = 201, body = OrganizationAnswer)))]
pub(super) async fn create_organization(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(input): Json<OrganizationInput>,
) -> Result<Created<OrganizationAnswer>, ApiError> {
    let now = app.clock.now();
    let write = app.db.write(move |tx| actions::organizations::create(tx, now, &actor, &input.organization));
    let body = answer(write.await?, &query);
    Ok(created(&body.organization.url.clone(), body))
}

/// Changes the organization with that `id` or `external_id` (200), or creates one (201).
#[utoipa::path(post, path = "/api/v2/organizations/create_or_update",
    operation_id = "create_or_update_organization", tag = "organizations", request_body = KnownOrganizationInput,
    responses((status = 200, body = OrganizationAnswer), (status = 201, body = OrganizationAnswer)))]
pub(super) async fn create_or_update_organization(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(input): Json<KnownOrganizationInput>,
) -> Result<Created<OrganizationAnswer>, ApiError> {
    let (now, KnownOrganization { id, change }) = (app.clock.now(), input.organization);
    let write =
        app.db.write(move |tx| actions::organizations::create_or_update(tx, now, &actor, id, &change));
    let (organization, is_new) = write.await?;
    let body = answer(organization, &query);
    let mut response = created(&body.organization.url.clone(), body);
    if !is_new {
        response.0 = StatusCode::OK;
    }
    Ok(response)
}

/// Changes an organization. What is absent stays.
#[utoipa::path(put, path = "/api/v2/organizations/{id}", operation_id = "update_organization",
    tag = "organizations", params(("id" = OrganizationId, Path, description = "which")),
    request_body = OrganizationInput, responses((status = 200, body = OrganizationAnswer)))]
pub(super) async fn update_organization(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<OrganizationId>,
    query: Query,
    Json(input): Json<OrganizationInput>,
) -> Result<Json<OrganizationAnswer>, ApiError> {
    let now = app.clock.now();
    let write =
        app.db.write(move |tx| actions::organizations::update(tx, now, &actor, id, &input.organization));
    Ok(Json(answer(write.await?, &query)))
}

/// Deletes an organization.
#[utoipa::path(delete, path = "/api/v2/organizations/{id}", operation_id = "delete_organization",
    tag = "organizations", params(("id" = OrganizationId, Path, description = "which")),
    responses((status = 204)))]
pub(super) async fn delete_organization(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<OrganizationId>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::organizations::delete(tx, now, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn answer(organization: Organization, query: &Query) -> OrganizationAnswer {
    OrganizationAnswer { organization: OrganizationBody::new(organization, query.origin()) }
}

/// How much hangs on an organization.
#[derive(Serialize, ToSchema)]
pub(super) struct OrganizationRelatedAnswer {
    organization_related: OrganizationRelatedBody,
}

/// How many tickets and users an organization has.
#[derive(Serialize, ToSchema)]
struct OrganizationRelatedBody {
    tickets_count: i64,
    users_count: i64,
}

/// Counts what hangs on an organization.
#[utoipa::path(get, path = "/api/v2/organizations/{id}/related", operation_id = "show_organization_related",
    tag = "organizations", params(("id" = OrganizationId, Path, description = "which")),
    responses((status = 200, body = OrganizationRelatedAnswer)))]
pub(super) async fn show_organization_related(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<OrganizationId>,
) -> Result<Json<OrganizationRelatedAnswer>, ApiError> {
    let counts = app.db.read(move |c| {
        actions::organizations::access_organization(c, &actor, id)?;
        Ok::<_, PeopleError>(store::count_organization_related(c, id)?)
    });
    let (tickets_count, users_count) = counts.await?;
    Ok(Json(OrganizationRelatedAnswer {
        organization_related: OrganizationRelatedBody { tickets_count, users_count },
    }))
}
