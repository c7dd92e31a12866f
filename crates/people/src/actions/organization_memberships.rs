//! Who belongs to which organization. Agents decide.

use base::{Actor, MembershipId, OrganizationId, Timestamp, UserId};
use db::Tx;
use http::Invalid;
use serde_json::json;

use super::users::{access_active_user, save_with};
use crate::{
    OrganizationMembership, PeopleError, User, audit, policy,
    store::{self, organization_memberships as memberships},
};

/// Lets a user belong to an organization. Their first one becomes their default one.
///
/// # Errors
/// When the actor may not, user or organization do not exist, or the user belongs to it already.
pub fn create(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    user: UserId,
    organization: OrganizationId,
    as_default: bool,
) -> Result<OrganizationMembership, PeopleError> {
    let user = access_managed_user(tx, actor, user)?;
    if store::find_organization(tx, organization)?.is_none() {
        return Err(Invalid::field("organization_id", "names no organization").given(organization.0).into());
    }
    let before = memberships::organizations_of(tx, user.id)?;
    if before.contains(&organization) {
        let known = Invalid::duplicate("organization_id", "is one of the user's organizations already");
        return Err(known.given(organization.0).into());
    }
    memberships::insert_if_missing(tx, now, user.id, organization)?;
    let default = if as_default { Some(organization) } else { user.organization_id };
    settle(tx, now, actor, &user, &before, default)?;
    memberships::find_of_user(tx, user.id, organization)?.ok_or(PeopleError::NotFound)
}

/// Ends a membership.
///
/// # Errors
/// When there is none or the actor may not.
pub fn delete(tx: &mut Tx, now: Timestamp, actor: &Actor, id: MembershipId) -> Result<(), PeopleError> {
    policy::require_staff(actor)?;
    let membership = memberships::find(tx, id)?.ok_or(PeopleError::NotFound)?;
    let user = access_managed_user(tx, actor, membership.user_id)?;
    let before = memberships::organizations_of(tx, user.id)?;
    memberships::delete(tx, user.id, membership.organization_id)?;
    settle(tx, now, actor, &user, &before, user.organization_id)
}

/// Takes everyone out of an organization that is being deleted.
pub(super) fn empty(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    organization: OrganizationId,
) -> Result<(), PeopleError> {
    for membership in memberships::list_of_organization(tx, organization)? {
        delete(tx, now, actor, membership)?;
    }
    Ok(())
}

/// Makes one of a user's organizations their default one.
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
    let user = access_managed_user(tx, actor, user)?;
    let membership = memberships::find(tx, id)?.filter(|membership| membership.user_id == user.id);
    let membership = membership.ok_or(PeopleError::NotFound)?;
    let organizations = memberships::organizations_of(tx, user.id)?;
    settle(tx, now, actor, &user, &organizations, Some(membership.organization_id))
}

fn access_managed_user(tx: &mut Tx, actor: &Actor, id: UserId) -> Result<User, PeopleError> {
    let user = access_active_user(tx, actor, id)?;
    policy::require_manager_of(actor, user.role)?;
    Ok(user)
}

/// Gives the user the wanted default organization if they belong to it, else their first, and records what changed.
fn settle(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    user: &User,
    before: &[OrganizationId],
    wanted: Option<OrganizationId>,
) -> Result<(), PeopleError> {
    let organizations = memberships::organizations_of(tx, user.id)?;
    let default =
        wanted.filter(|organization| organizations.contains(organization)).or(organizations.first().copied());
    memberships::set_default(tx, now, user.id, default)?;
    let events = if organizations == before {
        Vec::new()
    } else {
        audit::change("organization_ids", json!(before), json!(organizations))
    };
    let after = User { organization_id: default, ..user.clone() };
    save_with(tx, now, actor, user, after, events).map(|_| ())
}
