//! Who belongs to which organization.

use base::{MembershipId, OrganizationId, Timestamp, UserId};
use db::{Conn, DbError, Listing, Page, Paging, Row, Sql, Tx, params};

use crate::OrganizationMembership;

const COLUMNS: &str = "m.id, m.user_id, m.organization_id, o.name, m.is_default, m.created_at, m.updated_at";
const FROM: &str =
    "FROM organization_memberships m JOIN organizations o ON o.id = m.organization_id WHERE 1 = 1";

fn take_membership(row: &Row<'_>) -> Result<OrganizationMembership, DbError> {
    Ok(OrganizationMembership {
        id: row.take()?,
        user_id: row.take()?,
        organization_id: row.take()?,
        organization_name: row.take()?,
        is_default: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// A membership.
///
/// # Errors
/// When the query fails.
pub fn find(c: &mut Conn, id: MembershipId) -> Result<Option<OrganizationMembership>, DbError> {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" ").push(FROM).push(" AND m.id = ").bind(id);
    Ok(sql.query(c, take_membership)?.into_iter().next())
}

/// A page of memberships, by id: of one user, of one organization, or all.
///
/// # Errors
/// When the query fails.
pub fn list(
    c: &mut Conn,
    user: Option<UserId>,
    organization: Option<OrganizationId>,
    paging: &Paging,
) -> Result<Page<OrganizationMembership>, DbError> {
    let mut from = Sql::new(FROM);
    if let Some(user) = user {
        from.push(" AND m.user_id = ").bind(user);
    }
    if let Some(organization) = organization {
        from.push(" AND m.organization_id = ").bind(organization);
    }
    Listing { columns: COLUMNS, from, sort: "m.id", descending: false, id: "m.id" }.page(
        c,
        paging,
        take_membership,
    )
}

/// The organizations a user belongs to, in the order they joined.
///
/// # Errors
/// When the query fails.
pub fn organizations_of(c: &mut Conn, user: UserId) -> Result<Vec<OrganizationId>, DbError> {
    c.query(
        "SELECT organization_id FROM organization_memberships WHERE user_id = $1 ORDER BY id",
        params![user],
        |row| row.take(),
    )
}

/// A user's membership in an organization.
///
/// # Errors
/// When the query fails.
pub fn find_of_user(
    c: &mut Conn,
    user: UserId,
    organization: OrganizationId,
) -> Result<Option<OrganizationMembership>, DbError> {
    let paging = Paging::Offset { page: 1, per_page: 1 };
    Ok(list(c, Some(user), Some(organization), &paging)?.rows.into_iter().next())
}

/// Lets a user belong to an organization, if they do not yet; not as their default one.
///
/// # Errors
/// When the row cannot be written.
pub(crate) fn insert_if_missing(
    tx: &mut Tx,
    now: Timestamp,
    user: UserId,
    organization: OrganizationId,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO organization_memberships (user_id, organization_id, created_at, updated_at) \
         VALUES ($1, $2, $3, $3) ON CONFLICT (user_id, organization_id) DO NOTHING",
        params![user, organization, now],
    )
    .map(|_| ())
}

/// Makes one of a user's organizations their default one; `None` leaves them without.
///
/// # Errors
/// When the rows cannot be written.
pub(crate) fn set_default(
    tx: &mut Tx,
    now: Timestamp,
    user: UserId,
    organization: Option<OrganizationId>,
) -> Result<(), DbError> {
    // No organization has the id 0.
    tx.execute(
        "UPDATE organization_memberships SET is_default = CASE WHEN organization_id = $1 THEN 1 ELSE 0 END, \
         updated_at = $2 WHERE user_id = $3",
        params![organization.unwrap_or(OrganizationId(0)), now, user],
    )
    .map(|_| ())
}

/// The memberships in an organization.
///
/// # Errors
/// When the query fails.
pub(crate) fn list_of_organization(
    c: &mut Conn,
    organization: OrganizationId,
) -> Result<Vec<MembershipId>, DbError> {
    c.query(
        "SELECT id FROM organization_memberships WHERE organization_id = $1 ORDER BY id",
        params![organization],
        |row| row.take(),
    )
}

/// Ends a membership.
///
/// # Errors
/// When the row cannot be deleted.
pub(crate) fn delete(tx: &mut Tx, user: UserId, organization: OrganizationId) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM organization_memberships WHERE user_id = $1 AND organization_id = $2",
        params![user, organization],
    )
    .map(|_| ())
}

/// Ends all of a user's memberships.
///
/// # Errors
/// When the rows cannot be deleted.
pub(crate) fn delete_of_user(tx: &mut Tx, user: UserId) -> Result<(), DbError> {
    tx.execute("DELETE FROM organization_memberships WHERE user_id = $1", params![user]).map(|_| ())
}
