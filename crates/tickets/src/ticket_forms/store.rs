//! The SQL of forms.

use base::FormId;
use db::{Conn, DbError, Row, Sql, Tx, params};
use serde::Serialize;
use serde_json::json;

use super::TicketForm;

const SELECT: &str = "SELECT id, name, display_name, position, active, is_default, end_user_visible, field_ids, \
    agent_conditions, end_user_conditions, created_at, updated_at FROM ticket_forms ";

fn read(row: &Row<'_>) -> Result<TicketForm, DbError> {
    Ok(TicketForm {
        id: row.take()?,
        name: row.take()?,
        display_name: row.take()?,
        position: row.take()?,
        active: row.take()?,
        default: row.take()?,
        end_user_visible: row.take()?,
        field_ids: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
        agent_conditions: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
        end_user_conditions: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// All forms in their order.
///
/// # Errors
/// When the query fails.
pub fn list_forms(c: &mut Conn) -> Result<Vec<TicketForm>, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("ORDER BY position, id");
    sql.query(c, read)
}

/// A form.
///
/// # Errors
/// When the query fails.
pub fn find_form(c: &mut Conn, id: FormId) -> Result<Option<TicketForm>, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE id = ").bind(id);
    Ok(sql.query(c, read)?.pop())
}

/// Stores a new form; its own id is not used.
///
/// # Errors
/// When the statement fails.
pub(super) fn insert_form(tx: &mut Tx, form: &TicketForm) -> Result<FormId, DbError> {
    tx.insert(
        "INSERT INTO ticket_forms (name, display_name, position, active, is_default, end_user_visible, field_ids, \
         agent_conditions, end_user_conditions, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
        params![
            form.name,
            form.display_name,
            form.position,
            form.active,
            form.default,
            form.end_user_visible,
            text(&form.field_ids),
            text(&form.agent_conditions),
            text(&form.end_user_conditions),
            form.created_at,
            form.updated_at,
        ],
    )
}

/// Stores a form as it is now.
///
/// # Errors
/// When the statement fails.
pub(super) fn update_form(tx: &mut Tx, form: &TicketForm) -> Result<(), DbError> {
    tx.execute(
        "UPDATE ticket_forms SET name = $1, display_name = $2, position = $3, active = $4, is_default = $5, \
         end_user_visible = $6, field_ids = $7, agent_conditions = $8, end_user_conditions = $9, updated_at = $10 \
         WHERE id = $11",
        params![
            form.name,
            form.display_name,
            form.position,
            form.active,
            form.default,
            form.end_user_visible,
            text(&form.field_ids),
            text(&form.agent_conditions),
            text(&form.end_user_conditions),
            form.updated_at,
            form.id,
        ],
    )
    .map(|_| ())
}

fn text(list: &impl Serialize) -> String {
    json!(list).to_string()
}

/// Removes a form.
///
/// # Errors
/// When the statement fails.
pub(super) fn delete_form(tx: &mut Tx, id: FormId) -> Result<(), DbError> {
    tx.execute("DELETE FROM ticket_forms WHERE id = $1", params![id]).map(|_| ())
}
