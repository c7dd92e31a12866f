//! What is listed beside the rows of a list when `include` asks for it.

use base::{Actor, GroupId, OrganizationId, UserId};
use db::Conn;
use http::{ApiError, PageBody, Query};
use serde::Serialize;

use super::{GroupBody, IdentityBody, OrganizationBody, UserBody};
use crate::{User, store};

/// The organizations, groups and identities of users, as far as `include` asks for them.
pub(super) fn of_users(
    c: &mut Conn,
    query: &Query,
    body: &mut PageBody,
    shown: &[User],
) -> Result<(), ApiError> {
    let ids: Vec<_> = shown.iter().map(|user| user.id).collect();
    let of: Vec<_> = shown.iter().filter_map(|user| user.organization_id).collect();
    let in_groups: Vec<_> = shown.iter().filter_map(|user| user.default_group_id).collect();
    organizations(c, query, body, &of)?;
    groups(c, query, body, &in_groups)?;
    identities(c, query, body, &ids)
}

/// The users, for `include=users`.
pub(super) fn users(
    c: &mut Conn,
    (reader, query): (&Actor, &Query),
    body: &mut PageBody,
    ids: &[UserId],
) -> Result<(), ApiError> {
    if !query.includes("users") {
        return Ok(());
    }
    let users = store::find_users(c, ids)?;
    let shown = users.into_iter().map(|user| UserBody::new(user, reader, query.origin()));
    insert(body, "users", shown)
}

/// The organizations, for `include=organizations`.
pub(super) fn organizations(
    c: &mut Conn,
    query: &Query,
    body: &mut PageBody,
    ids: &[OrganizationId],
) -> Result<(), ApiError> {
    if !query.includes("organizations") {
        return Ok(());
    }
    let organizations = store::find_organizations(c, ids)?;
    insert(
        body,
        "organizations",
        organizations.into_iter().map(|it| OrganizationBody::new(it, query.origin())),
    )
}

/// The groups, for `include=groups`.
pub(super) fn groups(
    c: &mut Conn,
    query: &Query,
    body: &mut PageBody,
    ids: &[GroupId],
) -> Result<(), ApiError> {
    if !query.includes("groups") {
        return Ok(());
    }
    let groups = store::find_groups(c, ids)?;
    insert(body, "groups", groups.into_iter().map(|group| GroupBody::new(group, query.origin())))
}

/// The identities of users, for `include=identities`.
fn identities(c: &mut Conn, query: &Query, body: &mut PageBody, ids: &[UserId]) -> Result<(), ApiError> {
    if !query.includes("identities") {
        return Ok(());
    }
    let identities = store::find_identities(c, ids)?;
    insert(body, "identities", identities.into_iter().map(|it| IdentityBody::new(it, query.origin())))
}

fn insert<T: Serialize>(
    body: &mut PageBody,
    name: &str,
    rows: impl Iterator<Item = T>,
) -> Result<(), ApiError> {
    body.insert(name, &rows.collect::<Vec<T>>())
}
