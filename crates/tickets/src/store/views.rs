//! Views.

use base::{GroupId, Timestamp, ViewId};
use db::{Conn, DbError, Row, Sql, Tx, params};
use serde_json::Value;

/// A stored question over tickets.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Its id.
    pub id: ViewId,
    /// Set for those that Guichet brought, such as `my_open`.
    pub key: Option<String>,
    /// Its name.
    pub title: String,
    /// What it is for.
    pub description: String,
    /// Its place in the list.
    pub position: i64,
    /// Whether it is shown.
    pub active: bool,
    /// Set for a group's own view, which is not stored.
    pub group_id: Option<GroupId>,
    /// Who sees it; everybody when null.
    pub restriction: Value,
    /// `{"all":[…],"any":[…]}`.
    pub conditions: Value,
    /// Order, grouping and columns.
    pub execution: Value,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

const SELECT: &str = "SELECT id, view_key, title, description, position, active, restriction, conditions, \
    execution, created_at, updated_at FROM views ";

fn read(row: &Row<'_>) -> Result<View, DbError> {
    let json = |text: String| serde_json::from_str(&text).unwrap_or_default();
    Ok(View {
        id: row.take()?,
        key: row.take()?,
        title: row.take()?,
        description: row.take()?,
        position: row.take()?,
        active: row.take()?,
        group_id: None,
        restriction: row.take::<Option<String>>()?.map(json).unwrap_or_default(),
        conditions: json(row.take()?),
        execution: json(row.take()?),
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// A view.
///
/// # Errors
/// When the query fails.
pub fn find_view(c: &mut Conn, id: ViewId) -> Result<Option<View>, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE id = ").bind(id);
    Ok(sql.query(c, read)?.pop())
}

/// All views in their order.
///
/// # Errors
/// When the query fails.
pub fn list_views(c: &mut Conn) -> Result<Vec<View>, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("ORDER BY position, id");
    sql.query(c, read)
}

/// Stores a new view; its own id is not used.
///
/// # Errors
/// [`DbError::Constraint`] when its key or group has a view already.
pub fn insert_view(tx: &mut Tx, view: &View) -> Result<ViewId, DbError> {
    tx.insert(
        "INSERT INTO views (view_key, title, description, position, active, restriction, conditions, execution, \
         created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
        params![
            view.key,
            view.title,
            view.description,
            view.position,
            view.active,
            restriction(view),
            view.conditions.to_string(),
            view.execution.to_string(),
            view.created_at,
            view.updated_at,
        ],
    )
}

/// Stores a view as it is now.
///
/// # Errors
/// When the statement fails.
pub fn update_view(tx: &mut Tx, view: &View) -> Result<(), DbError> {
    tx.execute(
        "UPDATE views SET title = $1, description = $2, position = $3, active = $4, restriction = $5, conditions = $6, \
         execution = $7, updated_at = $8 WHERE id = $9",
        params![
            view.title,
            view.description,
            view.position,
            view.active,
            restriction(view),
            view.conditions.to_string(),
            view.execution.to_string(),
            view.updated_at,
            view.id,
        ],
    )
    .map(|_| ())
}

fn restriction(view: &View) -> Option<String> {
    (!view.restriction.is_null()).then(|| view.restriction.to_string())
}

/// Removes a view.
///
/// # Errors
/// When the statement fails.
pub fn delete_view(tx: &mut Tx, id: ViewId) -> Result<(), DbError> {
    tx.execute("DELETE FROM views WHERE id = $1", params![id]).map(|_| ())
}
