//! Who belongs to which organization.

use axum::{extract::State, http::StatusCode};
use base::{Actor, MembershipId, OrganizationId, UserId};
use http::{ApiError, App, Json, PageBody, Path, Query, Staff, render_page};

use super::{
    Created, OrganizationMembershipBody, PageParams, created,
    organization_bodies::{
        OrganizationMembershipAnswer, OrganizationMembershipInput, OrganizationMembershipsPage,
    },
    side_loads,
};
use crate::{
    OrganizationMembership, PeopleError, actions::organization_memberships as actions,
    store::organization_memberships as store,
};

/// Lists all memberships.
#[utoipa::path(get, path = "/api/v2/organization_memberships", operation_id = "list_organization_memberships",
    tag = "organizations", params(PageParams), responses((status = 200, body = OrganizationMembershipsPage)))]
pub(super) async fn list_organization_memberships(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    page(&app, actor, query, None, None).await
}

/// Lists a user's memberships.
#[utoipa::path(get, path = "/api/v2/users/{user_id}/organization_memberships",
    operation_id = "list_user_organization_memberships", tag = "organizations",
    params(PageParams, ("user_id" = UserId, Path, description = "whose")),
    responses((status = 200, body = OrganizationMembershipsPage)))]
pub(super) async fn list_user_organization_memberships(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(user): Path<UserId>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    page(&app, actor, query, Some(user), None).await
}

/// Lists an organization's memberships.
#[utoipa::path(get, path = "/api/v2/organizations/{organization_id}/organization_memberships",
    operation_id = "list_memberships_of_organization", tag = "organizations",
    params(PageParams, ("organization_id" = OrganizationId, Path, description = "whose")),
    responses((status = 200, body = OrganizationMembershipsPage)))]
pub(super) async fn list_memberships_of_organization(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(organization): Path<OrganizationId>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    page(&app, actor, query, None, Some(organization)).await
}

async fn page(
    app: &App,
    actor: Actor,
    query: Query,
    user: Option<UserId>,
    organization: Option<OrganizationId>,
) -> Result<Json<PageBody>, ApiError> {
    let body = app.db.read(move |c| {
        let page = store::list(c, user, organization, &query.paging()?)?;
        let users: Vec<_> = page.rows.iter().map(|membership| membership.user_id).collect();
        let organizations: Vec<_> = page.rows.iter().map(|membership| membership.organization_id).collect();
        let shown = page.map(|membership| OrganizationMembershipBody::new(membership, query.origin()));
        let mut body = render_page("organization_memberships", &shown, &query)?;
        side_loads::users(c, (&actor, &query), &mut body, &users)?;
        side_loads::organizations(c, &query, &mut body, &organizations)?;
        Ok::<_, ApiError>(body)
    });
    Ok(Json(body.await?))
}

/// Shows a membership.
#[utoipa::path(get, path = "/api/v2/organization_memberships/{id}", operation_id = "show_organization_membership",
    tag = "organizations", params(("id" = MembershipId, Path, description = "which")),
    responses((status = 200, body = OrganizationMembershipAnswer)))]
pub(super) async fn show_organization_membership(
    State(app): State<App>,
    _staff: Staff,
    Path(id): Path<MembershipId>,
    query: Query,
) -> Result<Json<OrganizationMembershipAnswer>, ApiError> {
    let found = app.db.read(move |c| store::find(c, id)?.ok_or(PeopleError::NotFound)).await?;
    Ok(Json(answer(found, &query)))
}

/// Lets a user belong to an organization.
#[utoipa::path(post, path = "/api/v2/organization_memberships", operation_id = "create_organization_membership",
    tag = "organizations", request_body = OrganizationMembershipInput,
    responses((status = 201, body = OrganizationMembershipAnswer)))]
pub(super) async fn create_organization_membership(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(input): Json<OrganizationMembershipInput>,
) -> Result<Created<OrganizationMembershipAnswer>, ApiError> {
    let now = app.clock.now();
    let new = input.organization_membership;
    let write = app
        .db
        .write(move |tx| actions::create(tx, now, &actor, new.user_id, new.organization_id, new.default));
    let body = answer(write.await?, &query);
    Ok(created(&body.organization_membership.url.clone(), body))
}

/// Ends a membership.
#[utoipa::path(delete, path = "/api/v2/organization_memberships/{id}",
    operation_id = "delete_organization_membership", tag = "organizations",
    params(("id" = MembershipId, Path, description = "which")), responses((status = 204)))]
pub(super) async fn delete_organization_membership(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<MembershipId>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::delete(tx, now, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes one of a user's organizations their default one; shows all their memberships.
#[utoipa::path(put, path = "/api/v2/users/{user_id}/organization_memberships/{id}/make_default",
    operation_id = "make_organization_membership_default", tag = "organizations",
    params(("user_id" = UserId, Path, description = "whose"), ("id" = MembershipId, Path, description = "which")),
    responses((status = 200, body = OrganizationMembershipsPage)))]
pub(super) async fn make_organization_membership_default(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((user, id)): Path<(UserId, MembershipId)>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::make_default(tx, now, &actor, user, id)).await?;
    page(&app, actor, query, Some(user), None).await
}

/// Ends a user's membership in an organization.
#[utoipa::path(delete, path = "/api/v2/users/{user_id}/organizations/{organization_id}",
    operation_id = "leave_organization", tag = "organizations",
    params(("user_id" = UserId, Path, description = "whose"),
        ("organization_id" = OrganizationId, Path, description = "which")), responses((status = 204)))]
pub(super) async fn leave_organization(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((user, organization)): Path<(UserId, OrganizationId)>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    let leave = app.db.write(move |tx| {
        let membership = store::find_of_user(tx, user, organization)?.ok_or(PeopleError::NotFound)?;
        actions::delete(tx, now, &actor, membership.id)
    });
    leave.await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes one of a user's organizations their default one; shows all their memberships.
#[utoipa::path(put, path = "/api/v2/users/{user_id}/organizations/{organization_id}/make_default",
    operation_id = "make_organization_default", tag = "organizations",
    params(("user_id" = UserId, Path, description = "whose"),
        ("organization_id" = OrganizationId, Path, description = "which")),
    responses((status = 200, body = OrganizationMembershipsPage)))]
pub(super) async fn make_organization_default(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((user, organization)): Path<(UserId, OrganizationId)>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let now = app.clock.now();
    let make_default = app.db.write(move |tx| {
        let membership = store::find_of_user(tx, user, organization)?.ok_or(PeopleError::NotFound)?;
        actions::make_default(tx, now, &actor, user, membership.id)
    });
    make_default.await?;
    page(&app, actor, query, Some(user), None).await
}

fn answer(membership: OrganizationMembership, query: &Query) -> OrganizationMembershipAnswer {
    OrganizationMembershipAnswer {
        organization_membership: OrganizationMembershipBody::new(membership, query.origin()),
    }
}
