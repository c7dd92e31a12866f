//! The SQL of macros.

use std::{collections::HashMap, time::Duration};

use base::{MacroId, TicketId, Timestamp, UserId};
use db::{Conn, DbError, Row, Sql, Tx, params};

use super::{Macro, Usage};

const SELECT: &str = "SELECT id, title, description, position, active, restriction, actions, created_at, updated_at \
    FROM macros ";

fn read(row: &Row<'_>) -> Result<Macro, DbError> {
    let json = |text: String| serde_json::from_str(&text).unwrap_or_default();
    Ok(Macro {
        id: row.take()?,
        title: row.take()?,
        description: row.take()?,
        position: row.take()?,
        active: row.take()?,
        restriction: row.take::<Option<String>>()?.map(json).unwrap_or_default(),
        actions: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// All macros in their order.
///
/// # Errors
/// When the query fails.
pub fn list_macros(c: &mut Conn) -> Result<Vec<Macro>, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("ORDER BY position, id");
    sql.query(c, read)
}

/// A macro.
///
/// # Errors
/// When the query fails.
pub fn find_macro(c: &mut Conn, id: MacroId) -> Result<Option<Macro>, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE id = ").bind(id);
    Ok(sql.query(c, read)?.pop())
}

/// Stores a new macro; its own id is not used.
///
/// # Errors
/// When the statement fails.
pub(super) fn insert_macro(tx: &mut Tx, new: &Macro) -> Result<MacroId, DbError> {
    tx.insert(
        "INSERT INTO macros (title, description, position, active, restriction, actions, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        params![
            new.title,
            new.description,
            new.position,
            new.active,
            restriction(new),
            actions(new),
            new.created_at,
            new.updated_at
        ],
    )
}

/// Stores a macro as it is now.
///
/// # Errors
/// When the statement fails.
pub(super) fn update_macro(tx: &mut Tx, one: &Macro) -> Result<(), DbError> {
    tx.execute(
        "UPDATE macros SET title = $1, description = $2, position = $3, active = $4, restriction = $5, actions = $6, \
         updated_at = $7 WHERE id = $8",
        params![
            one.title,
            one.description,
            one.position,
            one.active,
            restriction(one),
            actions(one),
            one.updated_at,
            one.id
        ],
    )
    .map(|_| ())
}

fn restriction(one: &Macro) -> Option<String> {
    (!one.restriction.is_null()).then(|| one.restriction.to_string())
}

fn actions(one: &Macro) -> String {
    serde_json::json!(one.actions).to_string()
}

/// Removes a macro with the record of its uses.
///
/// # Errors
/// When the statement fails.
pub(super) fn delete_macro(tx: &mut Tx, id: MacroId) -> Result<(), DbError> {
    tx.execute("DELETE FROM macros WHERE id = $1", params![id]).map(|_| ())
}

/// Records that a macro was part of a change.
///
/// # Errors
/// When the statement fails.
pub(crate) fn record_use(
    tx: &mut Tx,
    id: MacroId,
    ticket: TicketId,
    user: Option<UserId>,
    now: Timestamp,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO macro_uses (macro_id, ticket_id, user_id, used_at) VALUES ($1, $2, $3, $4)",
        params![id, ticket, user, now],
    )
    .map(|_| ())
}

/// How often each macro was used lately.
///
/// # Errors
/// When the query fails.
pub fn usage(c: &mut Conn, now: Timestamp) -> Result<HashMap<MacroId, Usage>, DbError> {
    const HOUR: Duration = Duration::from_secs(3600);
    let mut sql = Sql::new("SELECT macro_id, COUNT(CASE WHEN used_at > ");
    sql.bind(now.minus(HOUR)).push(" THEN 1 END), COUNT(CASE WHEN used_at > ").bind(now.minus(HOUR * 24));
    sql.push(" THEN 1 END), COUNT(CASE WHEN used_at > ").bind(now.minus(HOUR * 24 * 7));
    sql.push(" THEN 1 END), COUNT(*) FROM macro_uses WHERE used_at > ").bind(now.minus(HOUR * 24 * 30));
    sql.push(" GROUP BY macro_id");
    let rows = sql.query(c, |row| {
        let id = row.take()?;
        let usage = Usage {
            usage_1h: row.take()?,
            usage_24h: row.take()?,
            usage_7d: row.take()?,
            usage_30d: row.take()?,
        };
        Ok((id, usage))
    })?;
    Ok(rows.into_iter().collect())
}
