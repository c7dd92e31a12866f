//! Changing and resetting passwords.

use axum::{Extension, extract::State, http::StatusCode};
use base::UserId;
use http::{ApiError, App, Json, Path, Query, Visitor};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    me::CurrentUserAnswer,
    session::{SignedIn, signed_in},
};
use crate::{PasswordGate, PeopleError, actions, client::Client, fold_address, policy::Refusal, store};

/// A password to change.
#[derive(Deserialize, ToSchema)]
pub(super) struct PasswordChangeInput {
    /// The one they have.
    previous_password: String,
    /// The one they want.
    password: String,
}

/// Changes one's own password; all other sessions end.
#[utoipa::path(put, path = "/api/v2/users/{user_id}/password", operation_id = "change_password", tag = "sign-in",
    params(("user_id" = UserId, Path, description = "whoever asks")), request_body = PasswordChangeInput,
    responses((status = 204)))]
pub(super) async fn change_password(
    State(app): State<App>,
    Extension(gate): Extension<PasswordGate>,
    Visitor(identity): Visitor,
    client: Client,
    Path(id): Path<UserId>,
    Json(input): Json<PasswordChangeInput>,
) -> Result<StatusCode, ApiError> {
    let identity = identity.ok_or(ApiError::Unauthenticated)?;
    // A token must not be enough to take the account over.
    let session = identity.session.ok_or(PeopleError::Refused(Refusal::SessionNeeded))?;
    if !identity.actor.is(id) {
        return Err(PeopleError::Refused(Refusal::OwnPasswordOnly).into());
    }
    let user = app.db.read(move |c| actions::users::access_user(c, &identity.actor, id)).await?;
    let email = user.email.unwrap_or_default();
    let checked = gate.check(&app, client.address, &email, input.previous_password).await;
    checked.map_err(|error| match error {
        ApiError::Unauthenticated => http::Invalid::field("previous_password", "is not your password").into(),
        other => other,
    })?;
    let password = gate.hash(input.password).await?;
    let now = app.clock.now();
    let write = app
        .db
        .write(move |tx| actions::passwords::set(tx, now, &identity.actor, id, &password, Some(session.id)));
    write.await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who forgot their password.
#[derive(Deserialize, ToSchema)]
pub(super) struct PasswordResetRequest {
    /// One of their addresses.
    email: String,
}

/// Mails a link to reset a password. The answer does not tell whether anybody has the address.
#[utoipa::path(post, path = "/api/v2/password_resets", operation_id = "create_password_reset", tag = "sign-in",
    request_body = PasswordResetRequest,
    responses((status = 202, description = "always"), (status = 429, description = "asked too often")))]
pub(super) async fn create_password_reset(
    State(app): State<App>,
    Extension(gate): Extension<PasswordGate>,
    client: Client,
    Json(input): Json<PasswordResetRequest>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    gate.count_reset(now, client.address, &fold_address(&input.email))?;
    let configured = app.settings.public_url.clone();
    let write = app.db.write(move |tx| {
        // Never the request's own host: a stranger could have the link point to theirs.
        let Some(base_url) = store::get_desk(tx)?.base_url(configured.as_ref()) else {
            tracing::warn!("a password link was asked for, but the desk's public address is not set");
            return Ok::<_, PeopleError>(());
        };
        actions::passwords::request_reset(tx, now, &input.email, &base_url)
    });
    write.await?;
    Ok(StatusCode::ACCEPTED)
}

/// A password to set.
#[derive(Deserialize, ToSchema)]
pub(super) struct NewPasswordInput {
    /// The one they want.
    password: String,
}

/// Sets a password by the link that was mailed, and signs in.
#[utoipa::path(put, path = "/api/v2/password_resets/{token}", operation_id = "redeem_password_reset",
    tag = "sign-in", params(("token" = String, Path, description = "from the link")),
    request_body = NewPasswordInput,
    responses((status = 200, body = CurrentUserAnswer), (status = 404, description = "unknown, used or too old")))]
pub(super) async fn redeem_password_reset(
    State(app): State<App>,
    Extension(gate): Extension<PasswordGate>,
    client: Client,
    Path(token): Path<String>,
    query: Query,
    Json(input): Json<NewPasswordInput>,
) -> Result<SignedIn, ApiError> {
    let (now, hash) = (app.clock.now(), base::token_hash(&token));
    // Before the costly hash, so that guesses cost the desk nothing.
    app.db.read(move |c| store::passwords::find_reset(c, &hash, now)).await?.ok_or(ApiError::NotFound)?;
    let password = gate.hash(input.password).await?;
    let write =
        app.db.write(move |tx| actions::passwords::reset(tx, now, &token, &password, &client.user_agent));
    let (user, session) = write.await?;
    signed_in(&app, StatusCode::OK, user, session, &query)
}
