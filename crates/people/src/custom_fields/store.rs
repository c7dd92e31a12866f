//! The SQL of the fields of users and organizations, and of the table that finds those by their values.

use base::FieldId;
use db::{Conn, DbError, Row, Sql, Tx, params};
use serde_json::{Value, json};

use super::{FieldKind, Owner, RecordField, as_number, keys};

const SELECT: &str = "SELECT id, owner, key, type, title, description, position, active, regexp, target, options, \
    created_at, updated_at FROM record_fields ";

fn read(row: &Row<'_>) -> Result<RecordField, DbError> {
    Ok(RecordField {
        id: row.take()?,
        owner: row.take()?,
        key: row.take()?,
        kind: row.take()?,
        title: row.take()?,
        description: row.take()?,
        position: row.take()?,
        active: row.take()?,
        regexp: row.take()?,
        target: row.take()?,
        options: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// All fields of users or of organizations in their order.
///
/// # Errors
/// When the query fails.
pub fn list_fields(c: &mut Conn, owner: Owner) -> Result<Vec<RecordField>, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE owner = ").bind(owner.as_str()).push(" ORDER BY position, id");
    sql.query(c, read)
}

/// A field.
///
/// # Errors
/// When the query fails.
pub fn find_field(c: &mut Conn, owner: Owner, id: FieldId) -> Result<Option<RecordField>, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE owner = ").bind(owner.as_str()).push(" AND id = ").bind(id);
    Ok(sql.query(c, read)?.pop())
}

/// Stores a new field; its own id is not used.
///
/// # Errors
/// When its key is taken.
pub(super) fn insert_field(tx: &mut Tx, field: &RecordField) -> Result<FieldId, DbError> {
    tx.insert(
        "INSERT INTO record_fields (owner, key, type, title, description, position, active, regexp, target, \
         options, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
        params![
            field.owner.as_str(),
            field.key,
            field.kind,
            field.title,
            field.description,
            field.position,
            field.active,
            field.regexp,
            field.target,
            json!(field.options).to_string(),
            field.created_at,
            field.updated_at,
        ],
    )
}

/// Stores a field as it is now; its key and what it holds stay.
///
/// # Errors
/// When the statement fails.
pub(super) fn update_field(tx: &mut Tx, field: &RecordField) -> Result<(), DbError> {
    tx.execute(
        "UPDATE record_fields SET title = $1, description = $2, position = $3, active = $4, regexp = $5, target = $6, \
         options = $7, updated_at = $8 WHERE id = $9",
        params![
            field.title,
            field.description,
            field.position,
            field.active,
            field.regexp,
            field.target,
            json!(field.options).to_string(),
            field.updated_at,
            field.id,
        ],
    )
    .map(|_| ())
}

/// Removes a field. What finds records by it goes with the values.
///
/// # Errors
/// When the statement fails.
pub(super) fn delete_field(tx: &mut Tx, id: FieldId) -> Result<(), DbError> {
    tx.execute("DELETE FROM record_fields WHERE id = $1", params![id]).map(|_| ())
}

/// Some records with a value of this field.
///
/// # Errors
/// When the query fails.
pub(super) fn list_owners(c: &mut Conn, field: FieldId, most: i64) -> Result<Vec<i64>, DbError> {
    let sql =
        "SELECT DISTINCT owner_id FROM record_field_values WHERE field_id = $1 ORDER BY owner_id LIMIT $2";
    c.query(sql, params![field, most], |row| row.take())
}

/// Forgets that these records are found by this field.
///
/// # Errors
/// When the statement fails.
pub(super) fn delete_values(tx: &mut Tx, field: FieldId, owners: &[i64]) -> Result<(), DbError> {
    for owner in owners {
        let sql = "DELETE FROM record_field_values WHERE field_id = $1 AND owner_id = $2";
        tx.execute(sql, params![field, *owner])?;
    }
    Ok(())
}

/// Stores under what a record is found.
///
/// # Errors
/// When a statement fails.
pub(super) fn set_values(
    tx: &mut Tx,
    owner: Owner,
    id: i64,
    values: &[(FieldId, FieldKind, &Value)],
) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM record_field_values WHERE owner = $1 AND owner_id = $2",
        params![owner.as_str(), id],
    )?;
    for (field, kind, value) in values {
        for key in keys(value) {
            tx.execute(
                "INSERT INTO record_field_values (owner, owner_id, field_id, text_value, number_value) \
                 VALUES ($1, $2, $3, $4, $5)",
                params![owner.as_str(), id, *field, key, as_number(*kind, value)],
            )?;
        }
    }
    Ok(())
}
