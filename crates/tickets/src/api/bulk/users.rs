//! Many users at once.

use axum::extract::State;
use http::{ApiError, App, Json, Query, Staff};
use people::UserChange;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{start, start_changes, start_on_named};
use crate::{api::job_statuses::JobStatusResponse, bulk::Deed};

/// Users to create or change, or the one change to make to many.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub(in crate::api) struct ManyUsersRequest {
    #[schema(value_type = Vec<UserChange>)]
    users: Vec<Value>,
    #[schema(value_type = Option<UserChange>)]
    user: Option<Value>,
}

/// Creates up to 100 users.
#[utoipa::path(post, path = "/api/v2/users/create_many", operation_id = "create_many_users", tag = "users", request_body = ManyUsersRequest,
    responses((status = 200, body = JobStatusResponse)))]
pub(in crate::api) async fn create_many_users(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(request): Json<ManyUsersRequest>,
) -> Result<Json<JobStatusResponse>, ApiError> {
    start(&app, actor, &query, Deed::CreateUser, request.users).await
}

/// Creates up to 100 users, or changes those whose `email` or `external_id` is known.
#[utoipa::path(post, path = "/api/v2/users/create_or_update_many", operation_id = "create_or_update_many_users", tag = "users", request_body = ManyUsersRequest,
    responses((status = 200, body = JobStatusResponse)))]
pub(in crate::api) async fn create_or_update_many_users(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(request): Json<ManyUsersRequest>,
) -> Result<Json<JobStatusResponse>, ApiError> {
    start(&app, actor, &query, Deed::CreateOrUpdateUser, request.users).await
}

/// Changes up to 100 users: each as it says, or those of `ids` or `external_ids` all alike.
#[utoipa::path(put, path = "/api/v2/users/update_many", operation_id = "update_many_users", tag = "users",
    params(("ids" = Option<String>, Query, description = "ids, separated by commas"),
        ("external_ids" = Option<String>, Query, description = "ids in another system, separated by commas")), request_body = ManyUsersRequest,
    responses((status = 200, body = JobStatusResponse)))]
pub(in crate::api) async fn update_many_users(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(request): Json<ManyUsersRequest>,
) -> Result<Json<JobStatusResponse>, ApiError> {
    start_changes(&app, actor, &query, Deed::UpdateUser, (request.users, request.user)).await
}

/// Deletes up to 100 users.
#[utoipa::path(delete, path = "/api/v2/users/destroy_many", operation_id = "destroy_many_users", tag = "users",
    params(("ids" = Option<String>, Query, description = "ids, separated by commas"),
        ("external_ids" = Option<String>, Query, description = "ids in another system, separated by commas")),
    responses((status = 200, body = JobStatusResponse)))]
pub(in crate::api) async fn destroy_many_users(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<JobStatusResponse>, ApiError> {
    start_on_named(&app, actor, &query, Deed::DeleteUser).await
}
