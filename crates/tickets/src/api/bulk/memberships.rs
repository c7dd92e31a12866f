//! Many memberships at once.

use axum::extract::State;
use http::{Admin, ApiError, App, Json, Query, Staff};
use people::api::{NewGroupMembership, NewOrganizationMembership};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{start, start_on_named};
use crate::{api::job_statuses::JobStatusResponse, bulk::Deed};

/// Who is to be in which group.
#[derive(Deserialize, ToSchema)]
pub(in crate::api) struct ManyGroupMembershipsRequest {
    #[schema(value_type = Vec<NewGroupMembership>)]
    group_memberships: Vec<Value>,
}

/// Who is to be in which organization.
#[derive(Deserialize, ToSchema)]
pub(in crate::api) struct ManyOrganizationMembershipsRequest {
    #[schema(value_type = Vec<NewOrganizationMembership>)]
    organization_memberships: Vec<Value>,
}

/// Puts up to 100 agents into groups.
#[utoipa::path(post, path = "/api/v2/group_memberships/create_many", operation_id = "create_many_group_memberships", tag = "groups", request_body = ManyGroupMembershipsRequest,
    responses((status = 200, body = JobStatusResponse)))]
pub(in crate::api) async fn create_many_group_memberships(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
    Json(request): Json<ManyGroupMembershipsRequest>,
) -> Result<Json<JobStatusResponse>, ApiError> {
    start(&app, actor, &query, Deed::CreateGroupMembership, request.group_memberships).await
}

/// Takes up to 100 agents out of groups.
#[utoipa::path(delete, path = "/api/v2/group_memberships/destroy_many", operation_id = "destroy_many_group_memberships", tag = "groups",
    params(("ids" = Option<String>, Query, description = "ids, separated by commas")),
    responses((status = 200, body = JobStatusResponse)))]
pub(in crate::api) async fn destroy_many_group_memberships(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
) -> Result<Json<JobStatusResponse>, ApiError> {
    start_on_named(&app, actor, &query, Deed::DeleteGroupMembership).await
}

/// Lets up to 100 users belong to organizations.
#[utoipa::path(post, path = "/api/v2/organization_memberships/create_many", operation_id = "create_many_organization_memberships", tag = "organizations", request_body = ManyOrganizationMembershipsRequest,
    responses((status = 200, body = JobStatusResponse)))]
pub(in crate::api) async fn create_many_organization_memberships(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(request): Json<ManyOrganizationMembershipsRequest>,
) -> Result<Json<JobStatusResponse>, ApiError> {
    start(&app, actor, &query, Deed::CreateOrganizationMembership, request.organization_memberships).await
}

/// Ends up to 100 memberships.
#[utoipa::path(delete, path = "/api/v2/organization_memberships/destroy_many", operation_id = "destroy_many_organization_memberships", tag = "organizations",
    params(("ids" = Option<String>, Query, description = "ids, separated by commas")),
    responses((status = 200, body = JobStatusResponse)))]
pub(in crate::api) async fn destroy_many_organization_memberships(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<JobStatusResponse>, ApiError> {
    start_on_named(&app, actor, &query, Deed::DeleteOrganizationMembership).await
}
