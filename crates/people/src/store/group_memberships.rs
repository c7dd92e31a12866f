//! Who is in which group.

use base::{GroupId, MembershipId, Timestamp, UserId};
use db::{Conn, DbError, Listing, Page, Paging, Row, Sql, Tx, params};

use crate::GroupMembership;

const COLUMNS: &str = "m.id, m.user_id, m.group_id, m.is_default, m.created_at, m.updated_at";

fn take_membership(row: &Row<'_>) -> Result<GroupMembership, DbError> {
    Ok(GroupMembership {
        id: row.take()?,
        user_id: row.take()?,
        group_id: row.take()?,
        is_default: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// The groups an agent is in, by id.
///
/// # Errors
/// When the query fails.
pub fn groups_of(c: &mut Conn, user: UserId) -> Result<Vec<GroupId>, DbError> {
    c.query(
        "SELECT group_id FROM group_memberships WHERE user_id = $1 ORDER BY group_id",
        params![user],
        |row| row.take(),
    )
}

/// The agents who are in any of these groups, by id.
///
/// # Errors
/// When the query fails.
pub fn members_of(c: &mut Conn, groups: &[GroupId]) -> Result<Vec<UserId>, DbError> {
    let mut sql = Sql::new("SELECT DISTINCT user_id FROM group_memberships WHERE group_id IN ");
    sql.list(groups).push(" ORDER BY user_id").query(c, |row| row.take())
}

/// Whether an agent is in a group.
///
/// # Errors
/// When the query fails.
pub fn is_member(c: &mut Conn, user: UserId, group: GroupId) -> Result<bool, DbError> {
    let found = c.find(
        "SELECT id FROM group_memberships WHERE user_id = $1 AND group_id = $2",
        params![user, group],
        |row| row.take::<MembershipId>(),
    )?;
    Ok(found.is_some())
}

/// A membership.
///
/// # Errors
/// When the query fails.
pub fn find(c: &mut Conn, id: MembershipId) -> Result<Option<GroupMembership>, DbError> {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM group_memberships m WHERE m.id = ").bind(id);
    Ok(sql.query(c, take_membership)?.into_iter().next())
}

/// A page of memberships, by id: of one user, of one group, or all.
///
/// # Errors
/// When the query fails.
pub fn list(
    c: &mut Conn,
    user: Option<UserId>,
    group: Option<GroupId>,
    paging: &Paging,
) -> Result<Page<GroupMembership>, DbError> {
    let mut from = Sql::new("FROM group_memberships m WHERE 1 = 1");
    if let Some(user) = user {
        from.push(" AND m.user_id = ").bind(user);
    }
    if let Some(group) = group {
        from.push(" AND m.group_id = ").bind(group);
    }
    Listing { columns: COLUMNS, from, sort: "m.id", descending: false, id: "m.id" }.page(
        c,
        paging,
        take_membership,
    )
}

/// Puts an agent into a group, not as their default one.
///
/// # Errors
/// [`DbError::Constraint`] when they are in it already.
pub(crate) fn insert(
    tx: &mut Tx,
    now: Timestamp,
    user: UserId,
    group: GroupId,
) -> Result<MembershipId, DbError> {
    tx.insert(
        "INSERT INTO group_memberships (user_id, group_id, created_at, updated_at) VALUES ($1, $2, $3, $3) RETURNING id",
        params![user, group, now],
    )
}

/// Makes one of an agent's groups their default one; `None` leaves them without.
///
/// # Errors
/// When the rows cannot be written.
pub(crate) fn set_default(
    tx: &mut Tx,
    now: Timestamp,
    user: UserId,
    group: Option<GroupId>,
) -> Result<(), DbError> {
    // No group has the id 0.
    tx.execute(
        "UPDATE group_memberships SET is_default = CASE WHEN group_id = $1 THEN 1 ELSE 0 END, updated_at = $2 \
         WHERE user_id = $3",
        params![group.unwrap_or(GroupId(0)), now, user],
    )
    .map(|_| ())
}

/// Takes an agent out of a group.
///
/// # Errors
/// When the row cannot be deleted.
pub(crate) fn delete(tx: &mut Tx, id: MembershipId) -> Result<(), DbError> {
    tx.execute("DELETE FROM group_memberships WHERE id = $1", params![id]).map(|_| ())
}

/// Takes a user out of all groups.
///
/// # Errors
/// When the rows cannot be deleted.
pub(crate) fn delete_of_user(tx: &mut Tx, user: UserId) -> Result<(), DbError> {
    tx.execute("DELETE FROM group_memberships WHERE user_id = $1", params![user]).map(|_| ())
}

/// The memberships of a group.
///
/// # Errors
/// When the query fails.
pub(crate) fn list_of_group(c: &mut Conn, group: GroupId) -> Result<Vec<MembershipId>, DbError> {
    c.query("SELECT id FROM group_memberships WHERE group_id = $1 ORDER BY id", params![group], |row| {
        row.take()
    })
}
