//! The SQL of custom statuses.

use base::CustomStatusId;
use db::{Conn, DbError, Row, Sql, Tx, params};

use super::CustomStatus;
use crate::model::Status;

const SELECT: &str = "SELECT id, category, agent_label, end_user_label, description, end_user_description, active, \
    is_default, created_at, updated_at FROM custom_statuses ";

fn read(row: &Row<'_>) -> Result<CustomStatus, DbError> {
    Ok(CustomStatus {
        id: row.take()?,
        category: row.take()?,
        agent_label: row.take()?,
        end_user_label: row.take()?,
        description: row.take()?,
        end_user_description: row.take()?,
        active: row.take()?,
        default: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// All of them, by category.
///
/// # Errors
/// When the query fails.
pub fn list_statuses(c: &mut Conn) -> Result<Vec<CustomStatus>, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("ORDER BY category, id");
    sql.query(c, read)
}

/// One of them.
///
/// # Errors
/// When the query fails.
pub fn find_status(c: &mut Conn, id: CustomStatusId) -> Result<Option<CustomStatus>, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE id = ").bind(id);
    Ok(sql.query(c, read)?.pop())
}

/// The default of a category.
///
/// # Errors
/// When the query fails.
pub fn find_default(c: &mut Conn, category: Status) -> Result<Option<CustomStatusId>, DbError> {
    c.find(
        "SELECT id FROM custom_statuses WHERE category = $1 AND is_default = 1",
        params![category],
        |row| row.take(),
    )
}

/// Whether any ticket has it.
///
/// # Errors
/// When the query fails.
pub(super) fn is_in_use(c: &mut Conn, id: CustomStatusId) -> Result<bool, DbError> {
    let sql = "SELECT id FROM tickets WHERE custom_status_id = $1 ORDER BY id LIMIT 1";
    Ok(c.find(sql, params![id], |row| row.take::<i64>())?.is_some())
}

/// Stores a new one; its own id is not used.
///
/// # Errors
/// When the statement fails.
pub(super) fn insert_status(tx: &mut Tx, status: &CustomStatus) -> Result<CustomStatusId, DbError> {
    tx.insert(
        "INSERT INTO custom_statuses (category, agent_label, end_user_label, description, end_user_description, \
         active, is_default, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        params![
            status.category,
            status.agent_label,
            status.end_user_label,
            status.description,
            status.end_user_description,
            status.active,
            status.default,
            status.created_at,
            status.updated_at,
        ],
    )
}

/// Stores one as it is now; its category stays.
///
/// # Errors
/// When the statement fails.
pub(super) fn update_status(tx: &mut Tx, status: &CustomStatus) -> Result<(), DbError> {
    tx.execute(
        "UPDATE custom_statuses SET agent_label = $1, end_user_label = $2, description = $3, \
         end_user_description = $4, active = $5, is_default = $6, updated_at = $7 WHERE id = $8",
        params![
            status.agent_label,
            status.end_user_label,
            status.description,
            status.end_user_description,
            status.active,
            status.default,
            status.updated_at,
            status.id,
        ],
    )
    .map(|_| ())
}

/// Removes one that no ticket has.
///
/// # Errors
/// When a ticket has it.
pub(super) fn delete_status(tx: &mut Tx, id: CustomStatusId) -> Result<(), DbError> {
    tx.execute("DELETE FROM custom_statuses WHERE id = $1", params![id]).map(|_| ())
}
