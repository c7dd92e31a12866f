//! Whoever asks.

use axum::extract::State;
use base::{Actor, UserId};
use http::{ApiError, App, Identity, Json, Query, Visitor};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{UserBody, user_bodies::UserInput};
use crate::{User, actions};

/// Whoever asks, with what only they are told.
#[derive(Serialize, ToSchema)]
pub(super) struct CurrentUserBody {
    /// The user.
    #[serde(flatten)]
    user: UserBody,
    /// What writes must carry in `X-CSRF-Token`; null without a session.
    authenticity_token: Option<String>,
    /// How they like the workspace.
    #[schema(value_type = Object)]
    preferences: Map<String, Value>,
}

/// Whoever asks.
#[derive(Serialize, ToSchema)]
pub(super) struct CurrentUserAnswer {
    user: CurrentUserBody,
}

impl CurrentUserAnswer {
    /// `csrf_token` is that of their session, if they came with one.
    pub(super) fn new(user: User, csrf_token: Option<String>, reader: &Actor, query: &Query) -> Self {
        let preferences = user.preferences.clone();
        let user = UserBody::new(user, reader, query.origin());
        Self { user: CurrentUserBody { user, authenticity_token: csrf_token, preferences } }
    }
}

/// Shows whoever asks.
#[utoipa::path(get, path = "/api/v2/users/me", operation_id = "show_me", tag = "users",
    responses((status = 200, body = CurrentUserAnswer)))]
pub(super) async fn show_me(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
) -> Result<Json<CurrentUserAnswer>, ApiError> {
    let (identity, id) = whoever_asks(visitor)?;
    let actor = identity.actor;
    let user = app.db.read(move |c| actions::users::access_user(c, &actor, id)).await?;
    Ok(Json(CurrentUserAnswer::new(user, csrf_token(identity), &actor, &query)))
}

/// Changes whoever asks. Preferences are merged into those that are set.
#[utoipa::path(put, path = "/api/v2/users/me", operation_id = "update_me", tag = "users", request_body = UserInput,
    responses((status = 200, body = CurrentUserAnswer)))]
pub(super) async fn update_me(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    Json(input): Json<UserInput>,
) -> Result<Json<CurrentUserAnswer>, ApiError> {
    let (identity, id) = whoever_asks(visitor)?;
    let (actor, now) = (identity.actor, app.clock.now());
    let user = app.db.write(move |tx| actions::users::update(tx, now, &actor, id, &input.user)).await?;
    Ok(Json(CurrentUserAnswer::new(user, csrf_token(identity), &actor, &query)))
}

fn whoever_asks(Visitor(identity): Visitor) -> Result<(Identity, UserId), ApiError> {
    let identity = identity.ok_or(ApiError::Unauthenticated)?;
    let id = identity.actor.user_id.ok_or(ApiError::Unauthenticated)?;
    Ok((identity, id))
}

fn csrf_token(identity: Identity) -> Option<String> {
    identity.session.map(|session| session.csrf_token)
}
