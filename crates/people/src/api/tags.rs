//! The labels of users and organizations.

use axum::{extract::State, http::StatusCode};
use base::{Actor, OrganizationId, UserId};
use http::{ApiError, App, Json, Path, Staff};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{TagEdit, actions};

/// Labels.
#[derive(Serialize, Deserialize, ToSchema)]
pub(super) struct TagsBody {
    tags: Vec<String>,
}

/// Lists a user's labels.
#[utoipa::path(get, path = "/api/v2/users/{user_id}/tags", operation_id = "list_user_tags", tag = "tags",
    params(("user_id" = UserId, Path, description = "whose")), responses((status = 200, body = TagsBody)))]
pub(super) async fn list_user_tags(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<UserId>,
) -> Result<Json<TagsBody>, ApiError> {
    let user = app.db.read(move |c| actions::users::access_user(c, &actor, id)).await?;
    Ok(Json(TagsBody { tags: user.tags }))
}

/// Lets a user have exactly these labels.
#[utoipa::path(post, path = "/api/v2/users/{user_id}/tags", operation_id = "set_user_tags", tag = "tags",
    params(("user_id" = UserId, Path, description = "whose")), request_body = TagsBody,
    responses((status = 201, body = TagsBody)))]
pub(super) async fn set_user_tags(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<UserId>,
    Json(input): Json<TagsBody>,
) -> Result<(StatusCode, Json<TagsBody>), ApiError> {
    let tags = edit_user_tags(&app, actor, id, TagEdit::Set, input).await?;
    Ok((StatusCode::CREATED, tags))
}

/// Lets a user have these labels too.
#[utoipa::path(put, path = "/api/v2/users/{user_id}/tags", operation_id = "add_user_tags", tag = "tags",
    params(("user_id" = UserId, Path, description = "whose")), request_body = TagsBody,
    responses((status = 200, body = TagsBody)))]
pub(super) async fn add_user_tags(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<UserId>,
    Json(input): Json<TagsBody>,
) -> Result<Json<TagsBody>, ApiError> {
    edit_user_tags(&app, actor, id, TagEdit::Add, input).await
}

/// Takes these labels from a user.
#[utoipa::path(delete, path = "/api/v2/users/{user_id}/tags", operation_id = "remove_user_tags", tag = "tags",
    params(("user_id" = UserId, Path, description = "whose")), request_body = TagsBody,
    responses((status = 200, body = TagsBody)))]
pub(super) async fn remove_user_tags(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<UserId>,
    Json(input): Json<TagsBody>,
) -> Result<Json<TagsBody>, ApiError> {
    edit_user_tags(&app, actor, id, TagEdit::Remove, input).await
}

async fn edit_user_tags(
    app: &App,
    actor: Actor,
    id: UserId,
    edit: TagEdit,
    input: TagsBody,
) -> Result<Json<TagsBody>, ApiError> {
    let now = app.clock.now();
    let write = app.db.write(move |tx| actions::users::edit_tags(tx, now, &actor, id, edit, input.tags));
    Ok(Json(TagsBody { tags: write.await?.tags }))
}

/// Lists an organization's labels.
#[utoipa::path(get, path = "/api/v2/organizations/{organization_id}/tags", operation_id = "list_organization_tags",
    tag = "tags", params(("organization_id" = OrganizationId, Path, description = "whose")),
    responses((status = 200, body = TagsBody)))]
pub(super) async fn list_organization_tags(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<OrganizationId>,
) -> Result<Json<TagsBody>, ApiError> {
    let organization =
        app.db.read(move |c| actions::organizations::access_organization(c, &actor, id)).await?;
    Ok(Json(TagsBody { tags: organization.tags }))
}

/// Lets an organization have exactly these labels.
#[utoipa::path(post, path = "/api/v2/organizations/{organization_id}/tags", operation_id = "set_organization_tags",
    tag = "tags", params(("organization_id" = OrganizationId, Path, description = "whose")), request_body = TagsBody,
    responses((status = 201, body = TagsBody)))]
pub(super) async fn set_organization_tags(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<OrganizationId>,
    Json(input): Json<TagsBody>,
) -> Result<(StatusCode, Json<TagsBody>), ApiError> {
    let tags = edit_organization_tags(&app, actor, id, TagEdit::Set, input).await?;
    Ok((StatusCode::CREATED, tags))
}

/// Lets an organization have these labels too.
#[utoipa::path(put, path = "/api/v2/organizations/{organization_id}/tags", operation_id = "add_organization_tags",
    tag = "tags", params(("organization_id" = OrganizationId, Path, description = "whose")), request_body = TagsBody,
    responses((status = 200, body = TagsBody)))]
pub(super) async fn add_organization_tags(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<OrganizationId>,
    Json(input): Json<TagsBody>,
) -> Result<Json<TagsBody>, ApiError> {
    edit_organization_tags(&app, actor, id, TagEdit::Add, input).await
}

/// Takes these labels from an organization.
#[utoipa::path(delete, path = "/api/v2/organizations/{organization_id}/tags",
    operation_id = "remove_organization_tags", tag = "tags",
    params(("organization_id" = OrganizationId, Path, description = "whose")), request_body = TagsBody,
    responses((status = 200, body = TagsBody)))]
pub(super) async fn remove_organization_tags(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<OrganizationId>,
    Json(input): Json<TagsBody>,
) -> Result<Json<TagsBody>, ApiError> {
    edit_organization_tags(&app, actor, id, TagEdit::Remove, input).await
}

async fn edit_organization_tags(
    app: &App,
    actor: Actor,
    id: OrganizationId,
    edit: TagEdit,
    input: TagsBody,
) -> Result<Json<TagsBody>, ApiError> {
    let now = app.clock.now();
    let write =
        app.db.write(move |tx| actions::organizations::edit_tags(tx, now, &actor, id, edit, input.tags));
    Ok(Json(TagsBody { tags: write.await?.tags }))
}
