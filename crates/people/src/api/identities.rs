//! A user's identities.

use axum::{extract::State, http::StatusCode};
use base::{IdentityId, UserId};
use http::{ApiError, App, Json, PageBody, Path, Query, Signed, Staff, render_page};

use super::{
    Created, IdentityBody, PageParams, created,
    user_bodies::{IdentitiesPage, IdentityAnswer, IdentityInput, NewIdentityInput},
};
use crate::{Identity, IdentityChange, PeopleError, actions, store};

/// Lists a user's identities.
#[utoipa::path(get, path = "/api/v2/users/{user_id}/identities", operation_id = "list_identities", tag = "users",
    params(PageParams, ("user_id" = UserId, Path, description = "whose")),
    responses((status = 200, body = IdentitiesPage)))]
pub(super) async fn list_identities(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(user): Path<UserId>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let body = app.db.read(move |c| {
        actions::users::access_user(c, &actor, user)?;
        let page = store::list_identities(c, user, &query.paging()?)?;
        render_page("identities", &page.map(|identity| IdentityBody::new(identity, query.origin())), &query)
    });
    Ok(Json(body.await?))
}

/// Shows an identity.
#[utoipa::path(get, path = "/api/v2/users/{user_id}/identities/{id}", operation_id = "show_identity", tag = "users",
    params(("user_id" = UserId, Path, description = "whose"), ("id" = IdentityId, Path, description = "which")),
    responses((status = 200, body = IdentityAnswer)))]
pub(super) async fn show_identity(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((user, id)): Path<(UserId, IdentityId)>,
    query: Query,
) -> Result<Json<IdentityAnswer>, ApiError> {
    let identity = app.db.read(move |c| {
        actions::users::access_user(c, &actor, user)?;
        store::find_identity(c, user, id)?.ok_or(PeopleError::NotFound)
    });
    Ok(Json(answer(identity.await?, &query)))
}

/// Adds an identity to a user.
#[utoipa::path(post, path = "/api/v2/users/{user_id}/identities", operation_id = "create_identity", tag = "users",
    params(("user_id" = UserId, Path, description = "whose")), request_body = NewIdentityInput,
    responses((status = 201, body = IdentityAnswer)))]
pub(super) async fn create_identity(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(user): Path<UserId>,
    query: Query,
    Json(input): Json<NewIdentityInput>,
) -> Result<Created<IdentityAnswer>, ApiError> {
    let now = app.clock.now();
    let write = app.db.write(move |tx| actions::identities::add(tx, now, &actor, user, &input.identity));
    let body = answer(write.await?, &query);
    Ok(created(&body.identity.url.clone(), body))
}

/// Changes an identity's value, or whether it is verified.
#[utoipa::path(put, path = "/api/v2/users/{user_id}/identities/{id}", operation_id = "update_identity", tag = "users",
    params(("user_id" = UserId, Path, description = "whose"), ("id" = IdentityId, Path, description = "which")),
    request_body = IdentityInput, responses((status = 200, body = IdentityAnswer)))]
pub(super) async fn update_identity(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((user, id)): Path<(UserId, IdentityId)>,
    query: Query,
    Json(input): Json<IdentityInput>,
) -> Result<Json<IdentityAnswer>, ApiError> {
    let now = app.clock.now();
    let write =
        app.db.write(move |tx| actions::identities::update(tx, now, &actor, user, id, &input.identity));
    Ok(Json(answer(write.await?, &query)))
}

/// Notes that an identity is known to be the user's.
#[utoipa::path(put, path = "/api/v2/users/{user_id}/identities/{id}/verify", operation_id = "verify_identity",
    tag = "users",
    params(("user_id" = UserId, Path, description = "whose"), ("id" = IdentityId, Path, description = "which")),
    responses((status = 200, body = IdentityAnswer)))]
pub(super) async fn verify_identity(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((user, id)): Path<(UserId, IdentityId)>,
    query: Query,
) -> Result<Json<IdentityAnswer>, ApiError> {
    let now = app.clock.now();
    let change = IdentityChange { value: None, verified: Some(true) };
    let write = app.db.write(move |tx| actions::identities::update(tx, now, &actor, user, id, &change));
    Ok(Json(answer(write.await?, &query)))
}

/// Sends the user's mail to this address from now on; shows all their identities.
#[utoipa::path(put, path = "/api/v2/users/{user_id}/identities/{id}/make_primary",
    operation_id = "make_identity_primary", tag = "users",
    params(("user_id" = UserId, Path, description = "whose"), ("id" = IdentityId, Path, description = "which")),
    responses((status = 200, body = IdentitiesPage)))]
pub(super) async fn make_identity_primary(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((user, id)): Path<(UserId, IdentityId)>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let now = app.clock.now();
    let body = app.db.write(move |tx| {
        actions::identities::make_primary(tx, now, &actor, user, id)?;
        let page = store::list_identities(tx, user, &query.paging()?)?;
        render_page("identities", &page.map(|identity| IdentityBody::new(identity, query.origin())), &query)
    });
    Ok(Json(body.await?))
}

/// Takes an identity from a user.
#[utoipa::path(delete, path = "/api/v2/users/{user_id}/identities/{id}", operation_id = "delete_identity",
    tag = "users",
    params(("user_id" = UserId, Path, description = "whose"), ("id" = IdentityId, Path, description = "which")),
    responses((status = 204)))]
pub(super) async fn delete_identity(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((user, id)): Path<(UserId, IdentityId)>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::identities::remove(tx, now, &actor, user, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn answer(identity: Identity, query: &Query) -> IdentityAnswer {
    IdentityAnswer { identity: IdentityBody::new(identity, query.origin()) }
}
