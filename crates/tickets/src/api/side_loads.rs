//! People, groups and organizations beside tickets.

use base::{Actor, GroupId, OrganizationId, UserId};
use db::{Conn, DbError};
use people::api::{GroupBody, OrganizationBody, UserBody};

/// The shapes of people, as far as the asker may know them.
pub fn user_bodies(
    c: &mut Conn,
    asker: &Actor,
    ids: &[UserId],
    origin: &str,
) -> Result<Vec<UserBody>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let users = people::store::find_users(c, ids)?;
    Ok(users.into_iter().map(|user| UserBody::new(user, asker, origin)).collect())
}

/// The shapes of groups.
pub fn group_bodies(c: &mut Conn, ids: &[GroupId], origin: &str) -> Result<Vec<GroupBody>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(people::store::find_groups(c, ids)?.into_iter().map(|group| GroupBody::new(group, origin)).collect())
}

/// The shapes of organizations.
pub fn organization_bodies(
    c: &mut Conn,
    ids: &[OrganizationId],
    origin: &str,
) -> Result<Vec<OrganizationBody>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let organizations = people::store::find_organizations(c, ids)?;
    Ok(organizations.into_iter().map(|organization| OrganizationBody::new(organization, origin)).collect())
}
