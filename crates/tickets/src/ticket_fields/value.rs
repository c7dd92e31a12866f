//! Values of fields: what fits, in which form they are stored, and which tags they bring.

use std::collections::BTreeMap;

use base::{FieldId, OrganizationId, TicketId, UserId};
use db::Conn;
use http::Invalid;
use people::custom_fields::{FieldKind, Target};
use serde_json::{Value, json};

use super::{TicketField, store};
use crate::{error::TicketError, model::Ticket, store::tickets};

/// Puts values into a ticket's fields, `[{"id":…,"value":…}]`; those not named stay. Options and ticked checkboxes bring
/// their tags, and take them along when they go.
///
/// # Errors
/// When a query fails; what does not fit is added to `invalid`.
pub fn apply_values(
    c: &mut Conn,
    ticket: &mut Ticket,
    given: &Value,
    invalid: &mut Invalid,
) -> Result<(), TicketError> {
    let Some(entries) = given.as_array() else {
        invalid.add("custom_fields", "InvalidValue", "must be a list of objects with id and value");
        return Ok(());
    };
    let fields = store::list_fields(c)?;
    let mut values = values_of(ticket);
    for entry in entries {
        let id = named_field(entry);
        let Some(field) = id.and_then(|id| fields.iter().find(|field| field.id == id)) else {
            if id.is_some_and(|id| values.contains_key(&id)) {
                // Sent back as it was read, of a field that was removed since.
                continue;
            }
            let hint = format!("there is no field {}", entry["id"]);
            invalid.add("custom_fields", "InvalidValue", hint).given(entry["id"].clone());
            continue;
        };
        match field.normal(c, &entry["value"])? {
            Ok(value) => {
                let before = values.insert(field.id, value.clone()).unwrap_or_default();
                retag(ticket, &field.tags_of(&before), field.tags_of(&value));
            }
            Err(reason) => {
                let name = format!("custom_fields_{}", field.id);
                let reason = format!("{}: {reason}", field.title);
                invalid.add(name, "InvalidValue", reason).given(entry["value"].clone());
            }
        }
    }
    values.retain(|id, _| fields.iter().any(|field| field.id == *id));
    ticket.custom_fields = values.into_iter().map(|(id, value)| json!({"id": id, "value": value})).collect();
    Ok(())
}

/// The field that an entry names; clients write ids as numbers and as texts.
pub(super) fn named_field(entry: &Value) -> Option<FieldId> {
    entry["id"].as_i64().or_else(|| entry["id"].as_str()?.parse().ok()).map(FieldId)
}

/// A ticket's values by field.
pub(super) fn values_of(ticket: &Ticket) -> BTreeMap<FieldId, Value> {
    let entries = ticket.custom_fields.as_array().into_iter().flatten();
    entries.filter_map(|entry| Some((FieldId(entry["id"].as_i64()?), entry["value"].clone()))).collect()
}

fn retag(ticket: &mut Ticket, gone: &[String], come: Vec<String>) {
    ticket.tags.retain(|tag| !gone.contains(tag) || come.contains(tag));
    ticket.tags.extend(come);
    ticket.tags.sort();
    ticket.tags.dedup();
}

impl TicketField {
    /// A value in the form in which it is stored, null for none; or why it does not fit.
    ///
    /// # Errors
    /// When a query fails.
    pub fn normal(&self, c: &mut Conn, value: &Value) -> Result<Result<Value, String>, TicketError> {
        let normal = self.shape().normal(value);
        let named = normal.as_ref().ok().filter(|_| self.kind == FieldKind::Lookup).and_then(Value::as_str);
        let Some(id) = named.and_then(|id| id.parse().ok()) else { return Ok(normal) };
        Ok(if self.names(c, id)? { normal } else { Err(format!("there is no {id}")) })
    }

    fn names(&self, c: &mut Conn, id: i64) -> Result<bool, TicketError> {
        Ok(match self.target {
            Some(Target::User) => people::store::find_user(c, UserId(id))?.is_some_and(|user| user.active),
            Some(Target::Organization) => people::store::find_organization(c, OrganizationId(id))?.is_some(),
            Some(Target::Ticket) => {
                tickets::find_ticket(c, TicketId(id))?.is_some_and(|ticket| ticket.deleted_at.is_none())
            }
            None => false,
        })
    }

    /// The tags that a stored value brings.
    fn tags_of(&self, value: &Value) -> Vec<String> {
        match (self.kind, value) {
            (FieldKind::Tagger, Value::String(option)) => vec![option.clone()],
            (FieldKind::Multiselect, Value::Array(options)) => {
                options.iter().filter_map(Value::as_str).map(str::to_owned).collect()
            }
            (FieldKind::Checkbox, Value::Bool(true)) => self.tag.clone().into_iter().collect(),
            _ => Vec::new(),
        }
    }
}
