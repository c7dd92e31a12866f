//! Signing in and out.

use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
};
use base::{Actor, Via};
use cookie::{Cookie, SameSite, time};
use http::{ApiError, App, Json, Query, Visitor};
use serde::Deserialize;
use utoipa::ToSchema;

use super::me::CurrentUserAnswer;
use crate::{
    PasswordGate, User,
    actions::sessions::{self, LIFETIME, NewSession},
    client::Client,
    credentials::SESSION_COOKIE,
};

/// Who wants to sign in.
#[derive(Deserialize, ToSchema)]
pub(super) struct SignInInput {
    /// One of their addresses.
    email: String,
    /// Their password.
    password: String,
}

/// An answer that starts a session: its cookie, and who is signed in.
pub(super) type SignedIn = (StatusCode, HeaderMap, Json<CurrentUserAnswer>);

/// Signs somebody in.
#[utoipa::path(post, path = "/api/v2/session", operation_id = "create_session", tag = "sign-in",
    request_body = SignInInput,
    responses((status = 201, body = CurrentUserAnswer), (status = 401, description = "wrong address or password"),
        (status = 429, description = "tried too often")))]
pub(super) async fn create_session(
    State(app): State<App>,
    Extension(gate): Extension<PasswordGate>,
    client: Client,
    query: Query,
    Json(input): Json<SignInInput>,
) -> Result<SignedIn, ApiError> {
    let user = gate.check(&app, client.address, &input.email, input.password).await?;
    let (now, id) = (app.clock.now(), user.id);
    let session = app.db.write(move |tx| sessions::start(tx, now, id, &client.user_agent)).await?;
    signed_in(&app, StatusCode::CREATED, user, session, &query)
}

/// Answers with a session's cookie and the user whose it is.
pub(super) fn signed_in(
    app: &App,
    status: StatusCode,
    user: User,
    session: NewSession,
    query: &Query,
) -> Result<SignedIn, ApiError> {
    let cookie = session_cookie(app, session.token.reveal(), LIFETIME.as_secs());
    let reader = Actor::person(user.id, user.role, Via::Web);
    let csrf_token = Some(session.session.csrf_token);
    Ok((status, cookie_header(&cookie)?, Json(CurrentUserAnswer::new(user, csrf_token, &reader, query))))
}

/// Signs out.
#[utoipa::path(delete, path = "/api/v2/session", operation_id = "delete_session", tag = "sign-in",
    responses((status = 204)))]
pub(super) async fn delete_session(
    State(app): State<App>,
    Visitor(identity): Visitor,
) -> Result<(StatusCode, HeaderMap), ApiError> {
    if let Some(session) = identity.and_then(|identity| identity.session) {
        app.db.write(move |tx| sessions::end(tx, session.id)).await?;
    }
    let cookie = session_cookie(&app, "", 0);
    Ok((StatusCode::NO_CONTENT, cookie_header(&cookie)?))
}

fn session_cookie(app: &App, value: &str, max_age_seconds: u64) -> String {
    let max_age = time::Duration::seconds(i64::try_from(max_age_seconds).unwrap_or_default());
    let cookie = Cookie::build((SESSION_COOKIE, value.to_owned()))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.settings.secure_cookies)
        .max_age(max_age);
    cookie.to_string()
}

fn cookie_header(cookie: &str) -> Result<HeaderMap, ApiError> {
    let value = HeaderValue::from_str(cookie).map_err(ApiError::internal)?;
    Ok(HeaderMap::from_iter([(header::SET_COOKIE, value)]))
}
