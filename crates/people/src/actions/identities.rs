//! A user's identities. Who could give themself an address could read its owner's tickets, so only those who
//! manage a user change them: agents those of end users, admins everyone's.

use base::{Actor, IdentityId, Timestamp, UserId};
use db::Tx;
use http::Invalid;
use serde_json::json;

use super::users::{access_active_user, save_with};
use crate::{
    Identity, IdentityChange, IdentityKind, NewIdentity, PeopleError, User,
    audit::{self, Entity},
    fold_address, policy, store, validate,
};

/// An identity whose value is checked and trimmed.
pub(super) fn cleaned(new: &NewIdentity) -> Result<NewIdentity, Invalid> {
    Ok(NewIdentity { value: cleaned_value(new.kind, &new.value)?, ..new.clone() })
}

fn cleaned_value(kind: IdentityKind, value: &str) -> Result<String, Invalid> {
    match kind {
        IdentityKind::Email => validate::address("email", value),
        _ => validate::name("value", value),
    }
}

/// Nobody has it yet.
pub(super) fn check_free(tx: &mut Tx, new: &NewIdentity) -> Result<(), PeopleError> {
    check_value_free(tx, new.kind, &new.value)
}

fn check_value_free(tx: &mut Tx, kind: IdentityKind, value: &str) -> Result<(), PeopleError> {
    if store::find_identity_by_value(tx, kind, value)?.is_none() {
        return Ok(());
    }
    let field = if kind == IdentityKind::Email { "email" } else { "value" };
    Err(Invalid::duplicate(field, format!("{value} is already being used by another user"))
        .given(value)
        .into())
}

/// Adds an identity to a user. Their first address becomes the primary one.
///
/// # Errors
/// When the actor may not, it makes no sense, or somebody has it already.
pub fn add(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    user: UserId,
    new: &NewIdentity,
) -> Result<Identity, PeopleError> {
    let user = access_managed_user(tx, actor, user)?;
    let new = cleaned(new)?;
    check_free(tx, &new)?;
    let id = store::insert_identity(tx, now, user.id, &new)?;
    if new.kind == IdentityKind::Email && (new.primary || user.email.is_none()) {
        store::set_primary(tx, user.id, id)?;
    }
    let identity = get(tx, user.id, id)?;
    record(tx, now, actor, user, None, Some(&identity))?;
    Ok(identity)
}

/// Adds an address to a user who does not have it yet.
pub(super) fn add_address_if_missing(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    user: UserId,
    email: &str,
) -> Result<(), PeopleError> {
    let known = store::find_identity_by_value(tx, IdentityKind::Email, email)?;
    if known.is_some_and(|identity| identity.user_id == user) {
        return Ok(());
    }
    let new =
        NewIdentity { kind: IdentityKind::Email, value: email.to_owned(), verified: false, primary: false };
    add(tx, now, actor, user, &new).map(|_| ())
}

/// Changes an identity's value or whether it is known to be theirs.
///
/// # Errors
/// When there is none, the actor may not, or somebody has the value already.
pub fn update(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    user: UserId,
    id: IdentityId,
    change: &IdentityChange,
) -> Result<Identity, PeopleError> {
    let user = access_managed_user(tx, actor, user)?;
    let before = get(tx, user.id, id)?;
    let mut after = before.clone();
    after.verified = change.verified.unwrap_or(before.verified);
    if let Some(value) = &change.value {
        after.value = cleaned_value(before.kind, value)?;
    }
    if fold_address(&after.value) != fold_address(&before.value) {
        check_value_free(tx, after.kind, &after.value)?;
        after.undeliverable_since = None;
    }
    after.updated_at = now;
    store::update_identity(tx, &after)?;
    record(tx, now, actor, user, Some(&before), Some(&after))?;
    Ok(after)
}

/// Notes that mail to an address comes back, if it is anybody's here.
///
/// # Errors
/// When the database fails.
pub fn mark_undeliverable(tx: &mut Tx, now: Timestamp, address: &str) -> Result<(), PeopleError> {
    let known = store::find_identity_by_value(tx, IdentityKind::Email, address)?;
    let Some(before) = known.filter(|identity| identity.undeliverable_since.is_none()) else { return Ok(()) };
    let after = Identity { undeliverable_since: Some(now), updated_at: now, ..before };
    store::update_identity(tx, &after)?;
    let events = audit::change("undeliverable_address", json!(null), json!(after.value));
    audit::record(tx, now, &Actor::SYSTEM, Entity::User, after.user_id.0, &events)?;
    Ok(())
}

/// Sends a user's mail to this address from now on.
///
/// # Errors
/// When there is none, the actor may not, or it is no address.
pub fn make_primary(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    user: UserId,
    id: IdentityId,
) -> Result<Identity, PeopleError> {
    let user = access_managed_user(tx, actor, user)?;
    let before = get(tx, user.id, id)?;
    if before.kind != IdentityKind::Email {
        return Err(Invalid::field("type", "only an e-mail address can be the primary identity").into());
    }
    store::set_primary(tx, user.id, id)?;
    let after = get(tx, user.id, id)?;
    record(tx, now, actor, user, Some(&before), Some(&after))?;
    Ok(after)
}

/// Takes an identity from a user.
///
/// # Errors
/// When there is none, the actor may not, or it is the primary one.
pub fn remove(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    user: UserId,
    id: IdentityId,
) -> Result<(), PeopleError> {
    let user = access_managed_user(tx, actor, user)?;
    let identity = get(tx, user.id, id)?;
    if identity.is_primary {
        return Err(Invalid::field("primary", "make another address the primary one first").into());
    }
    store::delete_identity(tx, id)?;
    record(tx, now, actor, user, Some(&identity), None)
}

fn access_managed_user(tx: &mut Tx, actor: &Actor, id: UserId) -> Result<User, PeopleError> {
    let user = access_active_user(tx, actor, id)?;
    policy::require_manager_of(actor, user.role)?;
    Ok(user)
}

fn get(tx: &mut Tx, user: UserId, id: IdentityId) -> Result<Identity, PeopleError> {
    store::find_identity(tx, user, id)?.ok_or(PeopleError::NotFound)
}

/// Lets the user's own row say what the identity now says, and records both in one audit.
fn record(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    user: User,
    before: Option<&Identity>,
    after: Option<&Identity>,
) -> Result<(), PeopleError> {
    let mut now_user = user.clone();
    if let Some(identity) = after {
        if identity.is_primary {
            now_user.email = Some(identity.value.clone());
        }
        now_user.verified = user.verified || identity.verified;
    }
    let shown = |identity: Option<&Identity>| {
        identity.map(|it| json!({"type": it.kind, "value": it.value, "verified": it.verified, "primary": it.is_primary}))
    };
    let events = match (shown(before), shown(after)) {
        (before, after) if before == after => Vec::new(),
        (before, after) => audit::change("identities", json!(before), json!(after)),
    };
    save_with(tx, now, actor, &user, now_user, events).map(|_| ())
}
