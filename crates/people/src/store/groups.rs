//! Groups.

use base::{GroupId, UserId};
use db::{Conn, DbError, Listing, Page, Paging, Row, Sql, Tx, params};

use crate::Group;

const COLUMNS: &str =
    "g.id, g.name, g.description, g.signature, g.is_default, g.deleted, g.created_at, g.updated_at";

fn take_group(row: &Row<'_>) -> Result<Group, DbError> {
    Ok(Group {
        id: row.take()?,
        name: row.take()?,
        description: row.take()?,
        signature: row.take()?,
        is_default: row.take()?,
        deleted: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

fn groups_where(condition: &'static str) -> Sql {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM groups g WHERE ").push(condition);
    sql
}

/// The group of that id, deleted or not.
///
/// # Errors
/// When the query fails.
pub fn find_group(c: &mut Conn, id: GroupId) -> Result<Option<Group>, DbError> {
    Ok(groups_where("g.id = ").bind(id).query(c, take_group)?.into_iter().next())
}

/// The groups of those ids in the order of their ids, deleted or not.
///
/// # Errors
/// When the query fails.
pub fn find_groups(c: &mut Conn, ids: &[GroupId]) -> Result<Vec<Group>, DbError> {
    groups_where("g.id IN ").list(ids).push(" ORDER BY g.id").query(c, take_group)
}

/// All groups in use, by id.
///
/// # Errors
/// When the query fails.
pub fn list_groups(c: &mut Conn) -> Result<Vec<Group>, DbError> {
    groups_where("g.deleted = 0 ORDER BY g.id").query(c, take_group)
}

/// A page of the groups in use, by id; those of one user, or all.
///
/// # Errors
/// When the query fails.
pub fn page_groups(c: &mut Conn, user: Option<UserId>, paging: &Paging) -> Result<Page<Group>, DbError> {
    let mut from = Sql::new("FROM groups g WHERE g.deleted = 0");
    if let Some(user) = user {
        from.push(" AND g.id IN (SELECT group_id FROM group_memberships WHERE user_id = ")
            .bind(user)
            .push(")");
    }
    Listing { columns: COLUMNS, from, sort: "g.id", descending: false, id: "g.id" }
        .page(c, paging, take_group)
}

/// Stores a new group, whatever id it says; the id it got.
///
/// # Errors
/// When the row cannot be written.
pub(crate) fn insert_group(tx: &mut Tx, group: &Group) -> Result<GroupId, DbError> {
    tx.insert(
        "INSERT INTO groups (name, description, signature, is_default, deleted, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        params![
            group.name,
            group.description,
            group.signature,
            group.is_default,
            group.deleted,
            group.created_at,
            group.updated_at
        ],
    )
}

/// Stores a group's new state.
///
/// # Errors
/// When the row cannot be written.
pub(crate) fn update_group(tx: &mut Tx, group: &Group) -> Result<(), DbError> {
    tx.execute(
        "UPDATE groups SET name = $1, description = $2, signature = $3, is_default = $4, deleted = $5, updated_at = $6 \
         WHERE id = $7",
        params![group.name, group.description, group.signature, group.is_default, group.deleted, group.updated_at, group.id],
    )
    .map(|_| ())
}
