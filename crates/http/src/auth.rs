//! Who asks, and whether they may.

use async_trait::async_trait;
use axum::{
    extract::FromRequestParts,
    http::{Method, request::Parts},
};
use base::{Actor, Role, SessionId};

use crate::{ApiError, App};

/// Finds out who asks; implemented by the crate that knows sessions and tokens.
#[async_trait]
pub trait Authenticate: Send + Sync {
    /// Who the request's credentials belong to, `None` when it carries none.
    ///
    /// # Errors
    /// 401 for wrong credentials, 403 for a write whose CSRF token is missing, 429 for too many tries.
    async fn authenticate(&self, app: &App, parts: &Parts) -> Result<Option<Identity>, ApiError>;
}

/// Somebody whose credentials were right.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Who they are and what they may do.
    pub actor: Actor,
    /// Set when they came with a session's cookie.
    pub session: Option<Session>,
}

/// A browser's session.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// What writes must carry in `X-CSRF-Token`.
    pub csrf_token: String,
}

/// Anyone: somebody signed in, or not.
pub struct Visitor(pub Option<Identity>);

/// Anyone signed in.
pub struct Signed(pub Actor);

/// An agent or admin.
pub struct Staff(pub Actor);

/// An admin.
pub struct Admin(pub Actor);

impl FromRequestParts<App> for Visitor {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        if let Some(known) = parts.extensions.get::<Option<Identity>>() {
            return Ok(Self(known.clone()));
        }
        let found = app.authenticate.authenticate(app, parts).await?;
        if let Some(Identity { session: Some(session), .. }) = &found {
            require_csrf_token(parts, session)?;
        }
        parts.extensions.insert(found.clone());
        Ok(Self(found))
    }
}

/// Another site can make a browser send the cookie, but cannot know the token.
fn require_csrf_token(parts: &Parts, session: &Session) -> Result<(), ApiError> {
    let only_reads = matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS);
    let given = parts.headers.get("x-csrf-token").and_then(|value| value.to_str().ok());
    if only_reads || given == Some(session.csrf_token.as_str()) {
        return Ok(());
    }
    Err(ApiError::forbidden("the X-CSRF-Token header is missing or wrong; reload the page"))
}

impl FromRequestParts<App> for Signed {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let Visitor(identity) = Visitor::from_request_parts(parts, app).await?;
        identity.map(|identity| Self(identity.actor)).ok_or(ApiError::Unauthenticated)
    }
}

impl FromRequestParts<App> for Staff {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let Signed(actor) = Signed::from_request_parts(parts, app).await?;
        if actor.role.is_staff() {
            Ok(Self(actor))
        } else {
            Err(ApiError::forbidden("only agents may do this"))
        }
    }
}

impl FromRequestParts<App> for Admin {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let Signed(actor) = Signed::from_request_parts(parts, app).await?;
        if actor.role == Role::Admin {
            Ok(Self(actor))
        } else {
            Err(ApiError::forbidden("only admins may do this"))
        }
    }
}
