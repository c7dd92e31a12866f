//! Who fills a field in, what stands in it from the start, and what must before a ticket is solved.

use base::Actor;
use db::Conn;
use http::Invalid;
use people::custom_fields::FieldKind;
use serde_json::{Value, json};

use super::{
    TicketField, store,
    value::{named_field, values_of},
};
use crate::{
    change::Change,
    error::TicketError,
    model::{Status, Ticket},
    ticket_forms::{self, ShownField, shown_fields},
};

/// Refuses to let a customer fill in what is not for them: options also tag, and tags are the agents'.
///
/// # Errors
/// [`TicketError::Forbidden`] for a field that customers cannot edit.
pub fn require_editable(c: &mut Conn, actor: &Actor, change: &Change) -> Result<(), TicketError> {
    let given = change.custom_fields.as_ref().and_then(Value::as_array);
    let Some(given) = given.filter(|given| !given.is_empty() && !actor.role.is_staff()) else {
        return Ok(());
    };
    let mut editable = store::list_fields(c)?;
    editable.retain(|field| field.is_for_customers() && field.editable_in_portal);
    let is_theirs = |entry: &Value| editable.iter().any(|field| Some(field.id) == named_field(entry));
    if given.iter().all(is_theirs) {
        return Ok(());
    }
    Err(TicketError::Forbidden("only agents may fill in this field".to_owned()))
}

/// Chooses the default options of a new ticket's fields, where nothing else is chosen.
///
/// # Errors
/// When the query fails.
pub fn choose_defaults(c: &mut Conn, change: &mut Change) -> Result<(), TicketError> {
    let mut entries = match &change.custom_fields {
        Some(Value::Array(given)) => given.clone(),
        None => Vec::new(),
        // What makes no sense is refused where values are applied.
        Some(_) => return Ok(()),
    };
    for field in store::list_fields(c)?.into_iter().filter(|field| field.active) {
        let is_given = entries.iter().any(|entry| named_field(entry) == Some(field.id));
        if let Some(value) = default_of(&field).filter(|_| !is_given) {
            entries.push(json!({"id": field.id, "value": value}));
        }
    }
    if !entries.is_empty() {
        change.custom_fields = Some(Value::Array(entries));
    }
    Ok(())
}

fn default_of(field: &TicketField) -> Option<Value> {
    let mut defaults =
        field.options.iter().filter(|option| option.default).map(|option| &option.value).peekable();
    defaults.peek()?;
    match field.kind {
        FieldKind::Tagger => defaults.next().map(|value| json!(value)),
        FieldKind::Multiselect => Some(json!(defaults.collect::<Vec<_>>())),
        _ => None,
    }
}

/// Refuses to let a ticket come to where it stands now while a field is empty that is required for that. Only people are
/// held to it: programs cannot know.
///
/// # Errors
/// [`TicketError::Invalid`] naming every such field.
pub fn require_filled(c: &mut Conn, ticket: &Ticket) -> Result<(), TicketError> {
    let form = match ticket.form_id {
        Some(id) => ticket_forms::store::find_form(c, id)?,
        None => None,
    };
    let fields = store::list_fields(c)?;
    let values = values_of(ticket);
    let mut invalid = Invalid::default();
    for ShownField { field, required_on } in shown_fields(form.as_ref(), &fields, &values) {
        let is_empty = values.get(&field.id).is_none_or(|value| value.is_null() || *value == json!(false));
        if is_empty && required_on.contains(&ticket.status) {
            let what =
                if ticket.status == Status::Solved { "to solve the ticket" } else { "for this status" };
            let name = format!("custom_fields_{}", field.id);
            invalid.add(name, "BlankValue", format!("{}: is needed {what}", field.title));
        }
    }
    Ok(invalid.into_result()?)
}
