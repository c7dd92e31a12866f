//! Which fields a ticket has by its form, and which of them must be filled in.

use std::collections::{BTreeMap, BTreeSet};

use base::FieldId;
use db::Conn;
use http::Invalid;
use serde_json::Value;

use super::{ChildField, FormCondition, RequiredKind, TicketForm, store};
use crate::{
    change::Change,
    error::TicketError,
    model::{Status, Ticket},
    ticket_fields::TicketField,
};

/// A field that a ticket has.
#[derive(Debug, PartialEq)]
pub struct ShownField<'a> {
    /// The field.
    pub field: &'a TicketField,
    /// The statuses that the ticket cannot get while it is empty.
    pub required_on: Vec<Status>,
}

/// The fields that agents see on a ticket with these values, in their order.
pub fn shown_fields<'a>(
    form: Option<&TicketForm>,
    fields: &'a [TicketField],
    values: &BTreeMap<FieldId, Value>,
) -> Vec<ShownField<'a>> {
    let active = |field: &&TicketField| field.active;
    let Some(form) = form else {
        let shown = |field| ShownField { field, required_on: own_requirement(field) };
        return fields.iter().filter(active).map(shown).collect();
    };
    let shown = shown_ids(form, &form.agent_conditions, values);
    let in_order = form.field_ids.iter().filter(|id| shown.contains(id));
    let known = in_order.filter_map(|id| fields.iter().filter(active).find(|field| field.id == *id));
    known.map(|field| ShownField { field, required_on: requirement(form, field, &shown, values) }).collect()
}

/// The fields of a form that are always there, and those that a condition on a shown field shows.
fn shown_ids(
    form: &TicketForm,
    conditions: &[FormCondition],
    values: &BTreeMap<FieldId, Value>,
) -> BTreeSet<FieldId> {
    let children: BTreeSet<FieldId> =
        conditions.iter().flat_map(|condition| &condition.child_fields).map(|child| child.id).collect();
    let mut shown: BTreeSet<FieldId> =
        form.field_ids.iter().copied().filter(|id| !children.contains(id)).collect();
    loop {
        let holding = conditions.iter().filter(|condition| holds(condition, &shown, values));
        let more: Vec<FieldId> = holding
            .flat_map(|condition| &condition.child_fields)
            .map(|child| child.id)
            .filter(|id| !shown.contains(id))
            .collect();
        if more.is_empty() {
            return shown;
        }
        shown.extend(more);
    }
}

fn holds(condition: &FormCondition, shown: &BTreeSet<FieldId>, values: &BTreeMap<FieldId, Value>) -> bool {
    shown.contains(&condition.parent_field_id)
        && match values.get(&condition.parent_field_id) {
            Some(Value::Array(chosen)) => chosen.contains(&condition.value),
            Some(value) => *value == condition.value,
            None => condition.value == Value::Bool(false),
        }
}

fn own_requirement(field: &TicketField) -> Vec<Status> {
    if field.required { vec![Status::Solved] } else { Vec::new() }
}

/// What the conditions that show the field say; without any, what it says itself.
fn requirement(
    form: &TicketForm,
    field: &TicketField,
    shown: &BTreeSet<FieldId>,
    values: &BTreeMap<FieldId, Value>,
) -> Vec<Status> {
    let of_field = |condition: &FormCondition| {
        condition.child_fields.iter().filter(|child| child.id == field.id).cloned().collect::<Vec<_>>()
    };
    if form.agent_conditions.iter().all(|condition| of_field(condition).is_empty()) {
        return own_requirement(field);
    }
    let holding = form.agent_conditions.iter().filter(|condition| holds(condition, shown, values));
    let mut statuses: Vec<Status> =
        holding.flat_map(of_field).flat_map(|child| required_on(&child)).collect();
    statuses.sort();
    statuses.dedup();
    statuses
}

fn required_on(child: &ChildField) -> Vec<Status> {
    match &child.required_on_statuses {
        None if child.is_required => vec![Status::Solved],
        None => Vec::new(),
        Some(on) => match on.kind {
            RequiredKind::AllStatuses => Status::ALL.to_vec(),
            RequiredKind::SomeStatuses => on.statuses.clone(),
            RequiredKind::NoStatuses => Vec::new(),
        },
    }
}

/// Puts the form on a ticket that a change asks for. One that is not in use any more can be kept, but not chosen.
///
/// # Errors
/// When the query fails; a form that cannot be chosen is added to `invalid`.
pub fn choose_form(
    c: &mut Conn,
    ticket: &mut Ticket,
    change: &Change,
    invalid: &mut Invalid,
) -> Result<(), TicketError> {
    let Some(asked) = change.form_id.filter(|asked| *asked != ticket.form_id) else { return Ok(()) };
    if let Some(id) = asked
        && store::find_form(c, id)?.is_none_or(|form| !form.active)
    {
        invalid.add("ticket_form_id", "InvalidValue", format!("there is no form {id} in use")).given(id.0);
    }
    ticket.form_id = asked;
    Ok(())
}

/// Refuses to let a customer choose a form that is for agents.
///
/// # Errors
/// [`TicketError::Forbidden`] for such a form.
pub fn require_visible(c: &mut Conn, change: &Change) -> Result<(), TicketError> {
    let Some(Some(id)) = change.form_id else { return Ok(()) };
    match store::find_form(c, id)? {
        Some(form) if !form.end_user_visible => {
            Err(TicketError::Forbidden("only agents may choose this form".to_owned()))
        }
        _ => Ok(()),
    }
}

/// Gives a new ticket the default form, unless another was chosen.
///
/// # Errors
/// When the query fails.
pub fn choose_default(c: &mut Conn, change: &mut Change) -> Result<(), TicketError> {
    if change.form_id.is_none() {
        let forms = store::list_forms(c)?;
        change.form_id = forms.iter().find(|form| form.default && form.active).map(|form| Some(form.id));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use base::{FormId, Timestamp};
    use people::custom_fields::FieldKind;
    use serde_json::json;

    use super::*;

    fn field(id: i64, required: bool) -> TicketField {
        TicketField { required, ..TicketField::blank(FieldId(id), FieldKind::Tagger) }
    }

    fn form(conditions: Value) -> TicketForm {
        TicketForm {
            id: FormId(1),
            name: "Return".to_owned(),
            display_name: "Return".to_owned(),
            position: 0,
            active: true,
            default: false,
            end_user_visible: true,
            field_ids: vec![FieldId(3), FieldId(1), FieldId(2)],
            agent_conditions: serde_json::from_value(conditions).unwrap(),
            end_user_conditions: Vec::new(),
            created_at: Timestamp(0),
            updated_at: Timestamp(0),
        }
    }

    fn shown(form: Option<&TicketForm>, values: &[(i64, Value)]) -> Vec<(i64, usize)> {
        let fields = [field(1, true), field(2, false), field(3, false), field(4, false)];
        let values = values.iter().map(|(id, value)| (FieldId(*id), value.clone())).collect();
        let shown = shown_fields(form, &fields, &values);
        shown.iter().map(|shown| (shown.field.id.0, shown.required_on.len())).collect()
    }

    #[test]
    fn without_a_form_there_are_all_fields_and_with_one_its_own_in_its_order() {
        assert_eq!(shown(None, &[]), [(1, 1), (2, 0), (3, 0), (4, 0)]);
        assert_eq!(shown(Some(&form(json!([]))), &[]), [(3, 0), (1, 1), (2, 0)]);
    }

    #[test]
    fn a_value_shows_fields_and_those_show_others() {
        let form = form(json!([
            {"parent_field_id": 3, "value": "broken", "child_fields": [{"id": 1, "is_required": false}]},
            {"parent_field_id": 1, "value": "leg", "child_fields": [{"id": 2, "is_required": true,
                "required_on_statuses": {"type": "SOME_STATUSES", "statuses": ["pending", "solved"]}}]},
        ]));
        assert_eq!(shown(Some(&form), &[]), [(3, 0)]);
        assert_eq!(shown(Some(&form), &[(1, json!("leg"))]), [(3, 0)], "a hidden field shows nothing");
        let broken = (3, json!("broken"));
        assert_eq!(
            shown(Some(&form), std::slice::from_ref(&broken)),
            [(3, 0), (1, 0)],
            "conditions go before the field"
        );
        assert_eq!(shown(Some(&form), &[broken, (1, json!(["arm", "leg"]))]), [(3, 0), (1, 0), (2, 2)]);
    }

    #[test]
    fn a_checkbox_nobody_touched_is_not_ticked() {
        let form = form(json!([{"parent_field_id": 3, "value": false, "child_fields": [{"id": 1}]}]));
        assert_eq!(shown(Some(&form), &[]), [(3, 0), (1, 0), (2, 0)]);
        assert_eq!(shown(Some(&form), &[(3, json!(true))]), [(3, 0), (2, 0)]);
    }
}
