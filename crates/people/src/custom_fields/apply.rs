//! Putting values into the fields of users and organizations.

use base::{FieldId, OrganizationId, UserId};
use db::{Conn, Tx};
use http::Invalid;
use serde_json::{Map, Value};

use super::{FieldKind, Owner, RecordField, Target, store};
use crate::{PeopleError, store as people};

/// Puts values, by key, into a record's fields; those not named stay, null empties one.
///
/// # Errors
/// Naming every key that there is no field for, and every value that does not fit.
pub fn apply_values(
    c: &mut Conn,
    owner: Owner,
    values: &mut Map<String, Value>,
    given: &Map<String, Value>,
) -> Result<(), PeopleError> {
    if given.is_empty() {
        return Ok(());
    }
    let fields = store::list_fields(c, owner)?;
    let mut invalid = Invalid::default();
    for (key, value) in given {
        let name = format!("{}.{key}", owner.member());
        let Some(field) = fields.iter().find(|field| field.key == *key) else {
            // Sent back as it was read, of a field that was removed since.
            if values.get(key) != Some(value) {
                invalid.add(name, "InvalidValue", format!("there is no field {key:?}"));
            }
            continue;
        };
        match normal(c, field, value)? {
            Ok(Value::Null) => {
                values.remove(key);
            }
            Ok(value) => {
                values.insert(key.clone(), value);
            }
            Err(reason) => {
                let reason = format!("{}: {reason}", field.title);
                invalid.add(name, "InvalidValue", reason).given(value.clone());
            }
        }
    }
    values.retain(|key, _| fields.iter().any(|field| field.key == *key));
    Ok(invalid.into_result()?)
}

fn normal(c: &mut Conn, field: &RecordField, value: &Value) -> Result<Result<Value, String>, PeopleError> {
    let normal = field.shape().normal(value);
    let Some(id) = normal.as_ref().ok().filter(|_| field.kind == FieldKind::Lookup).and_then(Value::as_str)
    else {
        return Ok(normal);
    };
    let id: i64 = id.parse().unwrap_or_default();
    let exists = match field.target {
        Some(Target::User) => people::find_user(c, UserId(id))?.is_some_and(|user| user.active),
        Some(Target::Organization) => people::find_organization(c, OrganizationId(id))?.is_some(),
        Some(Target::Ticket) | None => false,
    };
    Ok(if exists { normal } else { Err(format!("there is no {id}")) })
}

/// Keeps the table that finds records by their values in step with one that is stored as it is now.
///
/// # Errors
/// When a statement fails.
pub(crate) fn index_values(
    tx: &mut Tx,
    owner: Owner,
    id: i64,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
) -> Result<(), PeopleError> {
    if before == after {
        return Ok(());
    }
    let fields = store::list_fields(tx, owner)?;
    let keyed = after.iter().filter_map(|(key, value)| {
        fields.iter().find(|field| field.key == *key).map(|field| (field.id, field.kind, value))
    });
    let rows: Vec<(FieldId, FieldKind, &Value)> = keyed.collect();
    Ok(store::set_values(tx, owner, id, &rows)?)
}
