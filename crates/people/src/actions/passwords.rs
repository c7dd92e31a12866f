//! Setting and resetting passwords. Either ends the sessions that the old one started.

use base::{Actor, SessionId, Timestamp, UserId, Via};
use db::Tx;
use serde_json::json;

use super::{
    identities,
    sessions::{self, NewSession},
    users::{access_active_user, save_with},
};
use crate::{
    IdentityChange, PasswordHash, PeopleError, SecretToken, User, audit, notice::Notice, policy, store,
    store::passwords,
};

/// How long a link to reset a password is good for.
const RESET_LIFETIME: std::time::Duration = std::time::Duration::from_secs(2 * 60 * 60);

/// Sets a user's password and ends their sessions, all but the one to keep. People may set their own, managers
/// that of those they manage.
///
/// # Errors
/// When there is no such user or the actor may not.
pub fn set(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    user: UserId,
    password: &PasswordHash,
    keep: Option<SessionId>,
) -> Result<(), PeopleError> {
    let user = access_active_user(tx, actor, user)?;
    if !actor.is(user.id) {
        policy::require_manager_of(actor, user.role)?;
    }
    passwords::set_hash(tx, user.id, Some(password.as_str()))?;
    passwords::delete_resets(tx, user.id)?;
    store::sessions::delete_of_user(tx, user.id, keep)?;
    let events = audit::change("password", json!(null), json!(null));
    save_with(tx, now, actor, &user, user.clone(), events).map(|_| ())
}

/// Mails a link to reset the password to the user's primary address; does nothing when nobody has the address
/// or they may not sign in.
///
/// # Errors
/// When the database fails.
pub fn request_reset(tx: &mut Tx, now: Timestamp, email: &str, base_url: &str) -> Result<(), PeopleError> {
    let user = store::find_user_by_email(tx, email)?.filter(User::may_sign_in);
    let Some((user, to)) = user.and_then(|user| user.email.clone().map(|to| (user, to))) else {
        return Ok(());
    };
    let token = SecretToken::random();
    passwords::insert_reset(tx, &token.hash(), user.id, now.plus(RESET_LIFETIME))?;
    let url = format!("{base_url}/password/{}", token.reveal());
    let data = json!({"name": user.name, "url": url});
    Notice { to, locale: user.locale, template: "password_reset", data }.enqueue(tx, now)
}

/// Sets a password by a link that was mailed, and signs the user in.
///
/// # Errors
/// [`PeopleError::NotFound`] when the link is unknown, used or too old, or the user may not sign in.
pub fn reset(
    tx: &mut Tx,
    now: Timestamp,
    token: &str,
    password: &PasswordHash,
    user_agent: &str,
) -> Result<(User, NewSession), PeopleError> {
    let id = passwords::find_reset(tx, &base::token_hash(token), now)?.ok_or(PeopleError::NotFound)?;
    let user = store::find_user(tx, id)?.filter(User::may_sign_in).ok_or(PeopleError::NotFound)?;
    let actor = Actor::person(id, user.role, Via::Web);
    set(tx, now, &actor, id, password, None)?;
    verify_primary_address(tx, now, id)?;
    let session = sessions::start(tx, now, id, user_agent)?;
    Ok((store::find_user(tx, id)?.ok_or(PeopleError::NotFound)?, session))
}

/// Who followed the link reads the mail of that address.
fn verify_primary_address(tx: &mut Tx, now: Timestamp, user: UserId) -> Result<(), PeopleError> {
    let identities = store::find_identities(tx, &[user])?;
    let Some(primary) = identities.iter().find(|identity| identity.is_primary && !identity.verified) else {
        return Ok(());
    };
    let change = IdentityChange { value: None, verified: Some(true) };
    identities::update(tx, now, &Actor::SYSTEM, user, primary.id, &change).map(|_| ())
}
