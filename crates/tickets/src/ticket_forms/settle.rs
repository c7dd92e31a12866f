//! Whether a form makes sense.

use std::collections::{BTreeMap, BTreeSet};

use base::FieldId;
use db::Conn;
use http::Invalid;
use people::custom_fields::FieldKind;
use serde_json::Value;

use super::{FormCondition, TicketForm, store};
use crate::{
    error::TicketError,
    ticket_fields::{self, TicketField},
};

const LONGEST_NAME: usize = 255;
const MOST_CONDITIONS: usize = 1_500;

/// Refuses a form that makes no sense.
///
/// # Errors
/// Naming what does not.
pub(super) fn require_sense(c: &mut Conn, form: &TicketForm) -> Result<(), TicketError> {
    if form.name.is_empty() {
        return Err(Invalid::blank("name").into());
    }
    for (name, text) in [("name", &form.name), ("display_name", &form.display_name)] {
        if text.chars().count() > LONGEST_NAME {
            let hint = format!("is longer than {LONGEST_NAME} characters");
            return Err(Invalid::too_long(name, LONGEST_NAME, hint).into());
        }
    }
    let is_taken =
        |other: &TicketForm| other.id != form.id && other.name.to_lowercase() == form.name.to_lowercase();
    if store::list_forms(c)?.iter().any(is_taken) {
        let taken = Invalid::duplicate("name", "another form has this name");
        return Err(taken.given(form.name.as_str()).into());
    }
    if form.default && !form.active {
        let hint = "is the form of new tickets; choose another one for them first";
        return Err(Invalid::field("active", hint).given(false).into());
    }
    let fields = ticket_fields::store::list_fields(c)?;
    require_fields(form, &fields)?;
    require_conditions("agent_conditions", form, &form.agent_conditions, &fields)?;
    Ok(require_conditions("end_user_conditions", form, &form.end_user_conditions, &fields)?)
}

fn require_fields(form: &TicketForm, fields: &[TicketField]) -> Result<(), Invalid> {
    let mut seen = BTreeSet::new();
    for (index, id) in form.field_ids.iter().enumerate() {
        let misfit = |hint| Invalid::field("ticket_field_ids", hint).given(id.0).at(index);
        if fields.iter().all(|field| field.id != *id) {
            return Err(misfit(format!("there is no field {id}")));
        }
        if !seen.insert(*id) {
            return Err(misfit(format!("names field {id} twice")));
        }
    }
    Ok(())
}

fn require_conditions(
    name: &'static str,
    form: &TicketForm,
    conditions: &[FormCondition],
    fields: &[TicketField],
) -> Result<(), Invalid> {
    if conditions.len() > MOST_CONDITIONS {
        let hint = format!("has more than {MOST_CONDITIONS} conditions");
        return Err(Invalid::too_long(name, MOST_CONDITIONS, hint));
    }
    for (index, condition) in conditions.iter().enumerate() {
        let reason = misfit(form, condition, fields);
        reason.map_or(Ok(()), |reason| Err(Invalid::field(name, reason).at(index)))?;
    }
    match circle(conditions) {
        Some(id) => Err(Invalid::field(name, format!("field {id} would show itself")).given(id.0)),
        None => Ok(()),
    }
}

/// Why a condition makes no sense, if it makes none.
fn misfit(form: &TicketForm, condition: &FormCondition, fields: &[TicketField]) -> Option<String> {
    let parent = condition.parent_field_id;
    let Some(field) = fields.iter().find(|field| field.id == parent && form.field_ids.contains(&parent))
    else {
        return Some(format!("field {parent} is not on the form"));
    };
    let can_have_it = match (field.kind, &condition.value) {
        (FieldKind::Checkbox, Value::Bool(_)) => true,
        (FieldKind::Tagger | FieldKind::Multiselect, Value::String(value)) => {
            field.options.iter().any(|option| option.value == *value)
        }
        _ => false,
    };
    if !can_have_it {
        return Some(format!("{} has no value {} to decide by", field.title, condition.value));
    }
    if condition.child_fields.is_empty() {
        return Some("shows no field".to_owned());
    }
    let stranger = condition.child_fields.iter().find(|child| !form.field_ids.contains(&child.id));
    stranger.map(|child| format!("field {} is not on the form", child.id))
}

/// A field that is shown by way of itself.
fn circle(conditions: &[FormCondition]) -> Option<FieldId> {
    let mut shows: BTreeMap<FieldId, BTreeSet<FieldId>> = BTreeMap::new();
    for condition in conditions {
        let children = condition.child_fields.iter().map(|child| child.id);
        shows.entry(condition.parent_field_id).or_default().extend(children);
    }
    shows.keys().copied().find(|start| {
        let mut reached = BTreeSet::new();
        let mut next = vec![*start];
        while let Some(id) = next.pop() {
            let children = shows.get(&id).into_iter().flatten();
            next.extend(children.filter(|child| reached.insert(**child)));
        }
        reached.contains(start)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_field_that_shows_itself_by_way_of_others_is_found() {
        let chain = |last: i64| -> Vec<FormCondition> {
            serde_json::from_value(json!([
                {"parent_field_id": 1, "value": "a", "child_fields": [{"id": 2}, {"id": 4}]},
                {"parent_field_id": 2, "value": "b", "child_fields": [{"id": 3}]},
                {"parent_field_id": 3, "value": "c", "child_fields": [{"id": last}]},
            ]))
            .unwrap()
        };
        assert_eq!(circle(&chain(4)), None);
        assert_eq!(circle(&chain(2)), Some(FieldId(2)));
        assert_eq!(circle(&chain(3)), Some(FieldId(3)));
    }
}
