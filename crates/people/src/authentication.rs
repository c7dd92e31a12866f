//! Finds out who asks: by session, API token or password.

use async_trait::async_trait;
use axum::http::{HeaderMap, request::Parts};
use base::{Actor, Timestamp, Via};
use db::DbError;
use http::{ApiError, App, Authenticate, Identity};

use crate::{
    ApiToken, PasswordGate, PeopleError, Session, User, actions,
    client::Client,
    credentials::{self, Credentials},
    policy, store,
};

/// The desk's way to find out who asks. Suspended and deleted users are nobody.
pub struct DeskAuthentication {
    gate: PasswordGate,
}

impl DeskAuthentication {
    /// Checks passwords at this gate.
    pub fn new(gate: PasswordGate) -> Self {
        Self { gate }
    }

    async fn by_password(
        &self,
        app: &App,
        parts: &Parts,
        email: &str,
        password: String,
    ) -> Result<Identity, ApiError> {
        let from = Client::of(parts, app).address;
        let user = self.gate.check(app, from, email, password).await?;
        program(app, &parts.headers, user).await
    }
}

#[async_trait]
impl Authenticate for DeskAuthentication {
    async fn authenticate(&self, app: &App, parts: &Parts) -> Result<Option<Identity>, ApiError> {
        match credentials::read(&parts.headers).map_err(|_| ApiError::Unauthenticated)? {
            None => Ok(None),
            Some(Credentials::Session(cookie)) => by_session(app, cookie).await,
            Some(Credentials::Token { email, token }) => {
                let user = by_token(app, email, token).await?;
                program(app, &parts.headers, user).await.map(Some)
            }
            Some(Credentials::Password { email, password }) => {
                self.by_password(app, parts, &email, password).await.map(Some)
            }
        }
    }
}

/// Who is signed in with a cookie; nobody when the session has ended, so that they can sign in again.
async fn by_session(app: &App, cookie: String) -> Result<Option<Identity>, ApiError> {
    let now = app.clock.now();
    let found = app.db.read(move |c| {
        let Some(session) = store::sessions::find(c, &base::token_hash(&cookie), now)? else {
            return Ok::<_, DbError>(None);
        };
        let user = store::find_user(c, session.user_id)?.filter(User::may_sign_in);
        Ok(user.map(|user| (session, user)))
    });
    let Some((session, user)) = found.await? else { return Ok(None) };
    touch_session(app, now, &session).await?;
    let actor = Actor::person(user.id, user.role, Via::Web);
    let session = http::Session { id: session.id, csrf_token: session.csrf_token };
    Ok(Some(Identity { actor, session: Some(session) }))
}

async fn touch_session(app: &App, now: Timestamp, session: &Session) -> Result<(), PeopleError> {
    let id = session.id;
    if actions::sessions::is_touch_due(session, now) {
        app.db.write(move |tx| actions::sessions::touch(tx, now, id)).await?;
    }
    Ok(())
}

/// For whom a token acts. The address, where one is given, must be one of theirs.
async fn by_token(app: &App, email: Option<String>, token: String) -> Result<User, ApiError> {
    let now = app.clock.now();
    let found = app.db.read(move |c| {
        let Some(token) = store::tokens::find_by_hash(c, &base::token_hash(&token))? else {
            return Ok::<_, DbError>(None);
        };
        let named = match email {
            Some(email) => store::find_user_by_email(c, &email)?,
            None => store::find_user(c, token.user_id)?,
        };
        let owner = named.filter(|user| user.id == token.user_id && user.may_sign_in());
        Ok(owner.map(|user| (token, user)))
    });
    let (token, user) = found.await?.ok_or(ApiError::Unauthenticated)?;
    touch_token(app, now, &token).await?;
    Ok(user)
}

async fn touch_token(app: &App, now: Timestamp, token: &ApiToken) -> Result<(), PeopleError> {
    let id = token.id;
    if actions::tokens::is_touch_due(token, now) {
        app.db.write(move |tx| actions::tokens::touch(tx, now, id)).await?;
    }
    Ok(())
}

/// A program that acts for its user, or for the one whom `X-On-Behalf-Of` names.
async fn program(app: &App, headers: &HeaderMap, user: User) -> Result<Identity, ApiError> {
    let actor = Actor::person(user.id, user.role, Via::Api);
    let Some(email) = headers.get("x-on-behalf-of").and_then(|value| value.to_str().ok()) else {
        return Ok(Identity { actor, session: None });
    };
    let email = email.to_owned();
    let named = app.db.read(move |c| store::find_user_by_email(c, &email)).await?;
    let named = named.ok_or(PeopleError::Refused(policy::Refusal::MayNotActFor))?;
    policy::check_acting_for(&actor, &named).map_err(PeopleError::Refused)?;
    Ok(Identity { actor: Actor::person(named.id, named.role, Via::Api), session: None })
}
