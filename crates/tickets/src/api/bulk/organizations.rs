//! Many organizations at once.

use axum::extract::State;
use http::{Admin, ApiError, App, Json, Query, Staff};
use people::OrganizationChange;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{start, start_changes, start_on_named};
use crate::{api::job_statuses::JobStatusResponse, bulk::Deed};

/// Organizations to create or change, or the one change to make to many.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub(in crate::api) struct ManyOrganizationsRequest {
    #[schema(value_type = Vec<OrganizationChange>)]
    organizations: Vec<Value>,
    #[schema(value_type = Option<OrganizationChange>)]
    organization: Option<Value>,
}

/// Creates up to 100 organizations.
#[utoipa::path(post, path = "/api/v2/organizations/create_many", operation_id = "create_many_organizations", tag = "organizations", request_body = ManyOrganizationsRequest,
    responses((status = 200, body = JobStatusResponse)))]
pub(in crate::api) async fn create_many_organizations(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(request): Json<ManyOrganizationsRequest>,
) -> Result<Json<JobStatusResponse>, ApiError> {
    start(&app, actor, &query, Deed::CreateOrganization, request.organizations).await
}

/// Changes up to 100 organizations: each as it says, or those of `ids` or `external_ids` all alike.
#[utoipa::path(put, path = "/api/v2/organizations/update_many", operation_id = "update_many_organizations", tag = "organizations",
    params(("ids" = Option<String>, Query, description = "ids, separated by commas"),
        ("external_ids" = Option<String>, Query, description = "ids in another system, separated by commas")), request_body = ManyOrganizationsRequest,
    responses((status = 200, body = JobStatusResponse)))]
pub(in crate::api) async fn update_many_organizations(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(request): Json<ManyOrganizationsRequest>,
) -> Result<Json<JobStatusResponse>, ApiError> {
    let request = (request.organizations, request.organization);
    start_changes(&app, actor, &query, Deed::UpdateOrganization, request).await
}

/// Deletes up to 100 organizations.
#[utoipa::path(delete, path = "/api/v2/organizations/destroy_many", operation_id = "destroy_many_organizations", tag = "organizations",
    params(("ids" = Option<String>, Query, description = "ids, separated by commas"),
        ("external_ids" = Option<String>, Query, description = "ids in another system, separated by commas")),
    responses((status = 200, body = JobStatusResponse)))]
pub(in crate::api) async fn destroy_many_organizations(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
) -> Result<Json<JobStatusResponse>, ApiError> {
    start_on_named(&app, actor, &query, Deed::DeleteOrganization).await
}
