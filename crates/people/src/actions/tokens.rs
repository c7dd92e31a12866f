//! API tokens, for agents and admins.

use std::time::Duration;

use base::{Actor, Timestamp, TokenId, UserId};
use db::Tx;
use serde_json::{Value, json};

use super::users::{access_active_user, save_with};
use crate::{
    ApiToken, PeopleError, SecretToken, User, audit,
    policy::{self, Refusal},
    store::tokens,
    validate,
};

/// How long a use may go unrecorded, so that not every request writes.
const TOUCH_INTERVAL: Duration = Duration::from_secs(5 * 60);

/// Creates a token that acts for a user; its secret is never shown again. People create their own, admins anyone's.
///
/// # Errors
/// When there is no such user, they are no agent, or the actor may not.
pub fn create(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    user: UserId,
    description: &str,
) -> Result<(ApiToken, SecretToken), PeopleError> {
    let user = access_owner(tx, actor, user)?;
    if !user.role.is_staff() {
        return Err(Refusal::TokenForStaffOnly.into());
    }
    let description = validate::line("description", description)?;
    let secret = SecretToken::random();
    let id = tokens::insert(tx, now, user.id, &secret.hash(), &description)?;
    record(tx, now, actor, &user, json!(null), json!(description))?;
    Ok((ApiToken { id, user_id: user.id, description, created_at: now, used_at: None }, secret))
}

/// Whether a token's use should be recorded again.
pub fn is_touch_due(token: &ApiToken, now: Timestamp) -> bool {
    token.used_at.is_none_or(|used_at| now.since(used_at) >= TOUCH_INTERVAL)
}

/// Records that a token was used.
///
/// # Errors
/// When the database fails.
pub fn touch(tx: &mut Tx, now: Timestamp, token: TokenId) -> Result<(), PeopleError> {
    Ok(tokens::touch(tx, token, now)?)
}

/// Ends a token. People end their own, admins anyone's.
///
/// # Errors
/// When there is none or the actor may not know of it.
pub fn delete(tx: &mut Tx, now: Timestamp, actor: &Actor, id: TokenId) -> Result<(), PeopleError> {
    let token = tokens::find(tx, id)?.ok_or(PeopleError::NotFound)?;
    let user = access_owner(tx, actor, token.user_id).map_err(|_| PeopleError::NotFound)?;
    tokens::delete(tx, id)?;
    record(tx, now, actor, &user, json!(token.description), json!(null))
}

fn access_owner(tx: &mut Tx, actor: &Actor, user: UserId) -> Result<User, PeopleError> {
    if !actor.is(user) {
        policy::require_admin(actor)?;
    }
    access_active_user(tx, actor, user)
}

fn record(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    user: &User,
    before: Value,
    after: Value,
) -> Result<(), PeopleError> {
    let events = audit::change("api_tokens", before, after);
    save_with(tx, now, actor, user, user.clone(), events).map(|_| ())
}
