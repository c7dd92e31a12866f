//! Groups. Admins create, change and delete them.

use base::{Actor, GroupId, Timestamp};
use db::{Conn, Tx};
use http::Invalid;

use super::group_memberships;
use crate::{
    Group, GroupChange, PeopleError,
    audit::{self, Entity},
    policy, signature, store, validate,
};

/// A group, deleted or not.
///
/// # Errors
/// [`PeopleError::NotFound`] when there is none.
pub fn access_group(c: &mut Conn, id: GroupId) -> Result<Group, PeopleError> {
    store::find_group(c, id)?.ok_or(PeopleError::NotFound)
}

fn access_active_group(tx: &mut Tx, id: GroupId) -> Result<Group, PeopleError> {
    let group = access_group(tx, id)?;
    if group.deleted { Err(PeopleError::NotFound) } else { Ok(group) }
}

/// Creates a group; the first one is the desk's default.
///
/// # Errors
/// When the actor may not or a field makes no sense.
pub fn create(tx: &mut Tx, now: Timestamp, actor: &Actor, new: &GroupChange) -> Result<Group, PeopleError> {
    policy::require_admin(actor)?;
    let mut group = Group {
        id: GroupId(0),
        name: String::new(),
        description: String::new(),
        signature: String::new(),
        is_default: store::list_groups(tx)?.is_empty(),
        deleted: false,
        created_at: now,
        updated_at: now,
    };
    apply(new, &mut group)?;
    if group.name.is_empty() {
        return Err(Invalid::blank("name").into());
    }
    group.id = store::insert_group(tx, &group)?;
    audit::record(tx, now, actor, Entity::Group, group.id.0, &audit::creation(&group))?;
    Ok(group)
}

/// Changes a group.
///
/// # Errors
/// When there is none, the actor may not, or a field makes no sense.
pub fn update(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: GroupId,
    change: &GroupChange,
) -> Result<Group, PeopleError> {
    policy::require_admin(actor)?;
    let before = access_active_group(tx, id)?;
    let mut after = before.clone();
    apply(change, &mut after)?;
    save(tx, now, actor, &before, after)
}

fn apply(change: &GroupChange, group: &mut Group) -> Result<(), Invalid> {
    if let Some(name) = &change.name {
        group.name = validate::name("name", name)?;
    }
    if let Some(description) = &change.description {
        group.description = validate::text("description", description.clone())?;
    }
    if let Some(text) = &change.signature {
        group.signature = signature::checked("signature", text)?;
    }
    Ok(())
}

/// Deletes a group: nobody is in it any longer, and the row stays for the tickets that name it.
///
/// # Errors
/// When there is none or the actor may not.
pub fn delete(tx: &mut Tx, now: Timestamp, actor: &Actor, id: GroupId) -> Result<Group, PeopleError> {
    policy::require_admin(actor)?;
    let before = access_active_group(tx, id)?;
    group_memberships::empty(tx, now, actor, id)?;
    let after = Group { deleted: true, is_default: false, ..before.clone() };
    save(tx, now, actor, &before, after)
}

fn save(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    before: &Group,
    mut after: Group,
) -> Result<Group, PeopleError> {
    let events = audit::changes(before, &after);
    if !events.is_empty() {
        after.updated_at = now;
        store::update_group(tx, &after)?;
        audit::record(tx, now, actor, Entity::Group, after.id.0, &events)?;
    }
    Ok(after)
}
