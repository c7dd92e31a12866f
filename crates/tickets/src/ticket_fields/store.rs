//! The SQL of fields and of the table that finds tickets by their values.

use base::{FieldId, TicketId};
use db::{Conn, DbError, Row, Sql, Tx, params};
use people::custom_fields::{as_number, keys};
use serde_json::Value;

use super::{TicketField, value::values_of};
use crate::model::Ticket;

const SELECT: &str = "SELECT id, type, title, title_in_portal, description, agent_description, position, active, \
    required, required_in_portal, visible_in_portal, editable_in_portal, tag, regexp, target, options, created_at, \
    updated_at FROM ticket_fields ";

fn read(row: &Row<'_>) -> Result<TicketField, DbError> {
    Ok(TicketField {
        id: row.take()?,
        kind: row.take()?,
        title: row.take()?,
        title_in_portal: row.take()?,
        description: row.take()?,
        agent_description: row.take()?,
        position: row.take()?,
        active: row.take()?,
        required: row.take()?,
        required_in_portal: row.take()?,
        visible_in_portal: row.take()?,
        editable_in_portal: row.take()?,
        tag: row.take()?,
        regexp: row.take()?,
        target: row.take()?,
        options: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// All fields in their order.
///
/// # Errors
/// When the query fails.
pub fn list_fields(c: &mut Conn) -> Result<Vec<TicketField>, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("ORDER BY position, id");
    sql.query(c, read)
}

/// A field.
///
/// # Errors
/// When the query fails.
pub fn find_field(c: &mut Conn, id: FieldId) -> Result<Option<TicketField>, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE id = ").bind(id);
    Ok(sql.query(c, read)?.pop())
}

/// Stores a new field; its own id is not used.
///
/// # Errors
/// When the statement fails.
pub(super) fn insert_field(tx: &mut Tx, field: &TicketField) -> Result<FieldId, DbError> {
    tx.insert(
        "INSERT INTO ticket_fields (type, title, title_in_portal, description, agent_description, position, active, \
         required, required_in_portal, visible_in_portal, editable_in_portal, tag, regexp, target, options, \
         created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) \
         RETURNING id",
        params![
            field.kind,
            field.title,
            field.title_in_portal,
            field.description,
            field.agent_description,
            field.position,
            field.active,
            field.required,
            field.required_in_portal,
            field.visible_in_portal,
            field.editable_in_portal,
            field.tag,
            field.regexp,
            field.target,
            options(field),
            field.created_at,
            field.updated_at,
        ],
    )
}

/// Stores a field as it is now; what it holds stays.
///
/// # Errors
/// When the statement fails.
pub(super) fn update_field(tx: &mut Tx, field: &TicketField) -> Result<(), DbError> {
    tx.execute(
        "UPDATE ticket_fields SET title = $1, title_in_portal = $2, description = $3, agent_description = $4, \
         position = $5, active = $6, required = $7, required_in_portal = $8, visible_in_portal = $9, \
         editable_in_portal = $10, tag = $11, regexp = $12, target = $13, options = $14, updated_at = $15 \
         WHERE id = $16",
        params![
            field.title,
            field.title_in_portal,
            field.description,
            field.agent_description,
            field.position,
            field.active,
            field.required,
            field.required_in_portal,
            field.visible_in_portal,
            field.editable_in_portal,
            field.tag,
            field.regexp,
            field.target,
            options(field),
            field.updated_at,
            field.id,
        ],
    )
    .map(|_| ())
}

fn options(field: &TicketField) -> String {
    serde_json::json!(field.options).to_string()
}

/// Removes a field. Its values stay on the tickets, unseen, until those are next changed.
///
/// # Errors
/// When the statements fail.
pub(super) fn delete_field(tx: &mut Tx, id: FieldId) -> Result<(), DbError> {
    tx.execute("DELETE FROM ticket_field_values WHERE field_id = $1", params![id])?;
    tx.execute("DELETE FROM ticket_fields WHERE id = $1", params![id]).map(|_| ())
}

/// Keeps the table that finds tickets by their values in step with a ticket that is stored as it is now.
///
/// # Errors
/// When a statement fails.
pub(crate) fn index_values(tx: &mut Tx, id: TicketId, ticket: &Ticket) -> Result<(), DbError> {
    tx.execute("DELETE FROM ticket_field_values WHERE ticket_id = $1", params![id])?;
    let values = values_of(ticket);
    if values.values().all(Value::is_null) {
        return Ok(());
    }
    let fields = list_fields(tx)?;
    for (field_id, value) in values {
        let Some(field) = fields.iter().find(|field| field.id == field_id) else { continue };
        for key in keys(&value) {
            tx.execute(
                "INSERT INTO ticket_field_values (ticket_id, field_id, text_value, number_value) \
                 VALUES ($1, $2, $3, $4)",
                params![id, field_id, key, as_number(field.kind, &value)],
            )?;
        }
    }
    Ok(())
}
