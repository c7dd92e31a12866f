//! Users: create, change, delete.

use base::{Actor, Role, Timestamp, UserId};
use db::{Conn, Tx};
use http::Invalid;
use serde_json::{Map, json};

use super::identities;
use crate::{
    IdentityKind, NewIdentity, PeopleError, TagEdit, User, UserChange,
    audit::{self, Entity, Event},
    custom_fields::{Owner, apply_values, index_values},
    policy, store, validate,
};

/// A user, deleted or not.
///
/// # Errors
/// [`PeopleError::NotFound`] when there is none or the actor may not know of them.
pub fn access_user(c: &mut Conn, actor: &Actor, id: UserId) -> Result<User, PeopleError> {
    if !policy::may_see(actor, id) {
        return Err(PeopleError::NotFound);
    }
    store::find_user(c, id)?.ok_or(PeopleError::NotFound)
}

/// A user who is not deleted.
pub(super) fn access_active_user(c: &mut Conn, actor: &Actor, id: UserId) -> Result<User, PeopleError> {
    let user = access_user(c, actor, id)?;
    if user.active { Ok(user) } else { Err(PeopleError::NotFound) }
}

/// Creates a user. Agents may create end users, admins anyone.
///
/// # Errors
/// When the actor may not, a field makes no sense, or an address or external id is taken.
pub fn create(tx: &mut Tx, now: Timestamp, actor: &Actor, new: &UserChange) -> Result<User, PeopleError> {
    let desk = store::get_desk(tx)?;
    let mut user = new.new_user(now, &desk)?;
    policy::require_manager_of(actor, user.role)?;
    fill_in(tx, new, &mut user)?;
    if let Some(organization) = &new.organization {
        user.organization_id =
            Some(super::organizations::find_or_create(tx, now, actor, &organization.name)?);
    }
    let address = new.email.iter().map(|email| NewIdentity {
        kind: IdentityKind::Email,
        value: email.clone(),
        verified: user.verified,
        primary: true,
    });
    let identities: Vec<NewIdentity> = address.chain(new.identities.iter().cloned()).collect();
    user.default_group_id = None;
    add(tx, now, actor, user, &identities)
}

/// Stores somebody new with their identities; the first address is the primary one. Who may is the caller's to check.
pub(super) fn add(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    mut user: User,
    identities: &[NewIdentity],
) -> Result<User, PeopleError> {
    let identities = identities.iter().map(identities::cleaned).collect::<Result<Vec<_>, _>>()?;
    for identity in &identities {
        identities::check_free(tx, identity)?;
    }
    let address = identities.iter().find(|identity| identity.kind == IdentityKind::Email);
    user.email = address.map(|identity| identity.value.clone());
    user.verified = user.verified || identities.iter().any(|identity| identity.verified);
    if user.organization_id.is_none() && user.role == Role::EndUser {
        let domain = user.email.as_deref().and_then(|email| email.rsplit_once('@')).map(|(_, domain)| domain);
        user.organization_id =
            domain.map_or(Ok(None), |domain| store::find_organization_id_by_domain(tx, domain))?;
    }
    check_references(tx, &user)?;
    user.id = store::insert_user(tx, &user)?;
    index_values(tx, Owner::User, user.id.0, &Map::new(), &user.fields)?;
    let mut primary = None;
    for identity in &identities {
        let id = store::insert_identity(tx, now, user.id, identity)?;
        primary = primary.or((identity.kind == IdentityKind::Email).then_some(id));
    }
    if let Some(id) = primary {
        store::set_primary(tx, user.id, id)?;
    }
    if let Some(organization) = user.organization_id {
        store::organization_memberships::insert_if_missing(tx, now, user.id, organization)?;
        store::organization_memberships::set_default(tx, now, user.id, Some(organization))?;
    }
    audit::record(tx, now, actor, Entity::User, user.id.0, &audit::creation(&user))?;
    Ok(user)
}

fn fill_in(tx: &mut Tx, change: &UserChange, user: &mut User) -> Result<(), PeopleError> {
    let given = change.user_fields.as_ref();
    given.map_or(Ok(()), |given| apply_values(tx, Owner::User, &mut user.fields, given))
}

fn check_references(tx: &mut Tx, user: &User) -> Result<(), PeopleError> {
    if let Some(external_id) = &user.external_id {
        let others = store::find_users_by_external_id(tx, &[external_id])?;
        if others.iter().any(|other| other.id != user.id) {
            let taken = Invalid::duplicate("external_id", "belongs to another user already");
            return Err(taken.given(external_id.as_str()).into());
        }
    }
    if let Some(organization) = user.organization_id
        && store::find_organization(tx, organization)?.is_none()
    {
        return Err(Invalid::field("organization_id", "names no organization").given(organization.0).into());
    }
    if let Some(group) = user.default_group_id
        && !store::is_member(tx, user.id, group)?
    {
        let refusal = Invalid::field("default_group_id", "names no group that the user is in");
        return Err(refusal.given(group.0).into());
    }
    Ok(())
}

/// Changes a user. A new address becomes a further identity.
///
/// # Errors
/// When there is none, the actor may not, or a field makes no sense.
pub fn update(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: UserId,
    change: &UserChange,
) -> Result<User, PeopleError> {
    let mut before = access_active_user(tx, actor, id)?;
    if let Some(email) = &change.email {
        identities::add_address_if_missing(tx, now, actor, before.id, email)?;
        before = store::find_user(tx, id)?.ok_or(PeopleError::NotFound)?;
    }
    let mut after = before.clone();
    change.apply(&mut after)?;
    fill_in(tx, change, &mut after)?;
    if after.role == Role::EndUser {
        after.default_group_id = None;
    }
    if let Some(organization) = &change.organization {
        after.organization_id =
            Some(super::organizations::find_or_create(tx, now, actor, &organization.name)?);
    }
    let other_admins = store::count_other_admins(tx, id)?;
    policy::check_change(actor, &before, &after, other_admins)?;
    check_references(tx, &after)?;
    let events = follow(tx, now, &before, &after)?;
    save_with(tx, now, actor, &before, after, events)
}

/// What a user's new state means for their memberships and sessions; what of it is to be recorded.
fn follow(tx: &mut Tx, now: Timestamp, before: &User, after: &User) -> Result<Vec<Event>, PeopleError> {
    use crate::store::{group_memberships, organization_memberships, sessions};
    let mut events = Vec::new();
    if before.organization_id != after.organization_id {
        move_between_organizations(tx, now, before, after)?;
        organization_memberships::set_default(tx, now, after.id, after.organization_id)?;
    }
    if before.role.is_staff() && !after.role.is_staff() {
        let groups = store::groups_of(tx, after.id)?;
        group_memberships::delete_of_user(tx, after.id)?;
        events.extend(audit::change("group_ids", json!(groups), json!([])));
    } else if before.default_group_id != after.default_group_id {
        group_memberships::set_default(tx, now, after.id, after.default_group_id)?;
    }
    if after.suspended && !before.suspended {
        sessions::delete_of_user(tx, after.id, None)?;
    }
    Ok(events)
}

/// Who belongs to the new organization already only gets another default; who does not leaves the old one for it.
fn move_between_organizations(
    tx: &mut Tx,
    now: Timestamp,
    before: &User,
    after: &User,
) -> Result<(), PeopleError> {
    use crate::store::organization_memberships::{delete, insert_if_missing, organizations_of};
    let memberships = organizations_of(tx, after.id)?;
    if after.organization_id.is_some_and(|organization| memberships.contains(&organization)) {
        return Ok(());
    }
    if let Some(old) = before.organization_id {
        delete(tx, after.id, old)?;
    }
    if let Some(new) = after.organization_id {
        insert_if_missing(tx, now, after.id, new)?;
    }
    Ok(())
}

/// Stores a user's new state with its audit; nothing when nothing differs.
pub(super) fn save(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    before: &User,
    after: User,
) -> Result<User, PeopleError> {
    save_with(tx, now, actor, before, after, Vec::new())
}

/// Like [`save`], with what changed beside the user's own fields in the same audit.
pub(super) fn save_with(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    before: &User,
    mut after: User,
    mut events: Vec<Event>,
) -> Result<User, PeopleError> {
    events.extend(audit::changes(before, &after));
    if events.is_empty() {
        return Ok(after);
    }
    after.updated_at = now;
    store::update_user(tx, &after)?;
    index_values(tx, Owner::User, after.id.0, &before.fields, &after.fields)?;
    audit::record(tx, now, actor, Entity::User, after.id.0, &events)?;
    Ok(after)
}

/// Changes a user's labels.
///
/// # Errors
/// As for [`update`].
pub fn edit_tags(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: UserId,
    edit: TagEdit,
    given: Vec<String>,
) -> Result<User, PeopleError> {
    let user = access_active_user(tx, actor, id)?;
    let tags = edit.apply(user.tags, validate::tags("tags", given)?);
    update(tx, now, actor, id, &UserChange { tags: Some(tags), ..UserChange::default() })
}

/// Changes the user with that address or external id, or creates one; whether they are new.
///
/// # Errors
/// As for [`create`] and [`update`].
pub fn create_or_update(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    change: &UserChange,
) -> Result<(User, bool), PeopleError> {
    policy::require_staff(actor)?;
    let known = match &change.email {
        Some(email) => store::find_user_by_email(tx, email)?,
        None => None,
    };
    let known = match (known, &change.external_id) {
        (None, Some(Some(external_id))) => {
            store::find_users_by_external_id(tx, &[external_id])?.into_iter().next()
        }
        (known, _) => known,
    };
    match known {
        Some(user) => update(tx, now, actor, user.id, change).map(|user| (user, false)),
        None => create(tx, now, actor, change).map(|user| (user, true)),
    }
}

/// Deletes a user: the row stays for the tickets that name them, everything that reaches them or lets them in goes.
///
/// # Errors
/// When there is none or the actor may not.
pub fn delete(tx: &mut Tx, now: Timestamp, actor: &Actor, id: UserId) -> Result<User, PeopleError> {
    use crate::store::{group_memberships, organization_memberships, passwords, sessions, tokens};
    let before = access_active_user(tx, actor, id)?;
    let other_admins = store::count_other_admins(tx, id)?;
    policy::check_deletion(actor, &before, other_admins)?;
    store::delete_identities(tx, id)?;
    group_memberships::delete_of_user(tx, id)?;
    organization_memberships::delete_of_user(tx, id)?;
    sessions::delete_of_user(tx, id, None)?;
    tokens::delete_of_user(tx, id)?;
    passwords::delete_resets(tx, id)?;
    passwords::set_hash(tx, id, None)?;
    let after = User {
        active: false,
        email: None,
        external_id: None,
        organization_id: None,
        default_group_id: None,
        ..before.clone()
    };
    save(tx, now, actor, &before, after)
}
