//! Who is in which group. Admins decide.

use base::{Actor, GroupId, MembershipId, Timestamp, UserId};
use db::Tx;
use http::Invalid;
use serde_json::json;

use super::users::{access_active_user, save_with};
use crate::{
    GroupMembership, PeopleError, User, audit,
    policy::{self, Refusal},
    store::{self, group_memberships as memberships},
};

/// Puts an agent into a group. Their first group becomes their default one.
///
/// # Errors
/// When the actor may not, user or group do not exist, the user is no agent, or is in it already.
pub fn create(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    user: UserId,
    group: GroupId,
    as_default: bool,
) -> Result<GroupMembership, PeopleError> {
    policy::require_admin(actor)?;
    let user = access_active_user(tx, actor, user)?;
    if !user.role.is_staff() {
        return Err(Refusal::NotAnAgent.into());
    }
    if store::find_group(tx, group)?.is_none_or(|group| group.deleted) {
        return Err(Invalid::field("group_id", "names no group").given(group.0).into());
    }
    if store::is_member(tx, user.id, group)? {
        return Err(Invalid::duplicate("user_id", "is in this group already").given(user.id.0).into());
    }
    let before = store::groups_of(tx, user.id)?;
    let id = memberships::insert(tx, now, user.id, group)?;
    let default = if as_default { Some(group) } else { user.default_group_id };
    settle(tx, now, actor, &user, &before, default)?;
    get(tx, id)
}

/// Takes an agent out of a group.
///
/// # Errors
/// When there is no such membership or the actor may not.
pub fn delete(tx: &mut Tx, now: Timestamp, actor: &Actor, id: MembershipId) -> Result<(), PeopleError> {
    policy::require_admin(actor)?;
    let membership = get(tx, id)?;
    let user = access_active_user(tx, actor, membership.user_id)?;
    let before = store::groups_of(tx, user.id)?;
    memberships::delete(tx, id)?;
    settle(tx, now, actor, &user, &before, user.default_group_id)
}

/// Takes everyone out of a group that is being deleted.
pub(super) fn empty(tx: &mut Tx, now: Timestamp, actor: &Actor, group: GroupId) -> Result<(), PeopleError> {
    for membership in memberships::list_of_group(tx, group)? {
        delete(tx, now, actor, membership)?;
    }
    Ok(())
}

/// Makes one of an agent's groups their default one. Agents may do it for themselves.
///
/// # Errors
/// When there is no such membership or the actor may not.
pub fn make_default(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    user: UserId,
    id: MembershipId,
) -> Result<(), PeopleError> {
    if !actor.is(user) {
        policy::require_admin(actor)?;
    }
    let membership = get(tx, id)?;
    if membership.user_id != user {
        return Err(PeopleError::NotFound);
    }
    let user = access_active_user(tx, actor, user)?;
    let groups = store::groups_of(tx, user.id)?;
    settle(tx, now, actor, &user, &groups, Some(membership.group_id))
}

fn get(tx: &mut Tx, id: MembershipId) -> Result<GroupMembership, PeopleError> {
    memberships::find(tx, id)?.ok_or(PeopleError::NotFound)
}

/// Gives the agent the wanted default group if they are in it, else their first, and records what changed.
fn settle(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    user: &User,
    before: &[GroupId],
    wanted: Option<GroupId>,
) -> Result<(), PeopleError> {
    let groups = store::groups_of(tx, user.id)?;
    let default = wanted.filter(|group| groups.contains(group)).or(groups.first().copied());
    memberships::set_default(tx, now, user.id, default)?;
    let events =
        if groups == before { Vec::new() } else { audit::change("group_ids", json!(before), json!(groups)) };
    let after = User { default_group_id: default, ..user.clone() };
    save_with(tx, now, actor, user, after, events).map(|_| ())
}
