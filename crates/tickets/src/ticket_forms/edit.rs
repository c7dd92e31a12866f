//! Making, changing, ordering and removing forms; for admins.

use base::{Actor, FieldId, FormId, Timestamp, reordered};
use db::Tx;
use http::Invalid;
use people::{
    audit::{self, Entity},
    policy::require_admin,
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{FormCondition, TicketForm, settle::require_sense, store};
use crate::error::TicketError;

/// What to set on a form; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct FormChange {
    /// What agents call it.
    pub name: Option<String>,
    /// What customers call it; the same when absent.
    pub display_name: Option<String>,
    /// Its place among the forms.
    pub position: Option<i64>,
    /// Whether it can be chosen.
    pub active: Option<bool>,
    /// True to make it the form of new tickets in place of another.
    pub default: Option<bool>,
    /// Whether customers can choose it.
    pub end_user_visible: Option<bool>,
    /// Its fields in their order.
    pub ticket_field_ids: Option<Vec<FieldId>>,
    /// What agents see depending on what is filled in.
    pub agent_conditions: Option<Vec<FormCondition>>,
    /// What customers see depending on what is filled in.
    pub end_user_conditions: Option<Vec<FormCondition>>,
}

/// Makes a form. The first one becomes that of new tickets only when it says so.
///
/// # Errors
/// Unless an admin asks, or naming what makes no sense.
pub fn create_form(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    change: FormChange,
) -> Result<TicketForm, TicketError> {
    require_admin(actor)?;
    let position = store::list_forms(tx)?.last().map_or(0, |last| last.position.saturating_add(1));
    let mut form = TicketForm {
        id: FormId(0),
        name: String::new(),
        display_name: String::new(),
        position,
        active: true,
        default: false,
        end_user_visible: false,
        field_ids: Vec::new(),
        agent_conditions: Vec::new(),
        end_user_conditions: Vec::new(),
        created_at: now,
        updated_at: now,
    };
    apply(&mut form, change);
    insert(tx, now, actor, form)
}

/// Makes a form like another one.
///
/// # Errors
/// When there is none, or unless an admin asks.
pub fn clone_form(tx: &mut Tx, now: Timestamp, actor: &Actor, id: FormId) -> Result<TicketForm, TicketError> {
    require_admin(actor)?;
    let model = store::find_form(tx, id)?.ok_or(TicketError::NotFound)?;
    let forms = store::list_forms(tx)?;
    let is_free = |name: &String| forms.iter().all(|form| form.name.to_lowercase() != name.to_lowercase());
    let name = (2..).map(|number| format!("{} ({number})", model.name)).find(is_free);
    let position = forms.last().map_or(0, |last| last.position.saturating_add(1));
    let copy = TicketForm {
        name: name.unwrap_or_default(),
        position,
        default: false,
        created_at: now,
        updated_at: now,
        ..model
    };
    insert(tx, now, actor, copy)
}

fn insert(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    mut form: TicketForm,
) -> Result<TicketForm, TicketError> {
    form.id = FormId(0);
    if form.display_name.is_empty() {
        form.display_name.clone_from(&form.name);
    }
    require_sense(tx, &form)?;
    form.id = store::insert_form(tx, &form)?;
    audit::record(tx, now, actor, Entity::TicketForm, form.id.0, &audit::creation(&form))?;
    release_default(tx, now, actor, &form)?;
    Ok(form)
}

/// Changes a form.
///
/// # Errors
/// When there is none, unless an admin asks, or naming what makes no sense.
pub fn update_form(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: FormId,
    change: FormChange,
) -> Result<TicketForm, TicketError> {
    require_admin(actor)?;
    let before = store::find_form(tx, id)?.ok_or(TicketError::NotFound)?;
    let mut form = before.clone();
    apply(&mut form, change);
    require_sense(tx, &form)?;
    let form = save(tx, now, actor, &before, form)?;
    release_default(tx, now, actor, &form)?;
    Ok(form)
}

/// New tickets have one default form.
fn release_default(tx: &mut Tx, now: Timestamp, actor: &Actor, form: &TicketForm) -> Result<(), TicketError> {
    if !form.default {
        return Ok(());
    }
    for other in store::list_forms(tx)?.into_iter().filter(|other| other.default && other.id != form.id) {
        save(tx, now, actor, &other, TicketForm { default: false, ..other.clone() })?;
    }
    Ok(())
}

/// Removes a form; tickets that have it show all fields again.
///
/// # Errors
/// When there is none, or unless an admin asks.
pub fn delete_form(tx: &mut Tx, now: Timestamp, actor: &Actor, id: FormId) -> Result<(), TicketError> {
    require_admin(actor)?;
    let gone = store::find_form(tx, id)?.ok_or(TicketError::NotFound)?;
    store::delete_form(tx, id)?;
    audit::record(tx, now, actor, Entity::TicketForm, id.0, &audit::removal(&gone))?;
    Ok(())
}

/// Puts the named forms into this order, before all others.
///
/// # Errors
/// When one does not exist, or unless an admin asks.
pub fn reorder_forms(tx: &mut Tx, now: Timestamp, actor: &Actor, ids: &[FormId]) -> Result<(), TicketError> {
    require_admin(actor)?;
    let forms = store::list_forms(tx)?;
    let ordered = reordered(&forms, |form| form.id, ids).map_err(|unknown| {
        Invalid::field("ticket_form_ids", format!("there is no form {unknown}")).given(unknown.0)
    })?;
    for (position, form) in (0..).zip(ordered) {
        if form.position != position {
            save(tx, now, actor, form, TicketForm { position, ..form.clone() })?;
        }
    }
    Ok(())
}

/// Takes a field that is being removed off all forms.
///
/// # Errors
/// When a form's conditions name it: what they should say instead is the admin's to decide.
pub fn forget_field(tx: &mut Tx, now: Timestamp, actor: &Actor, id: FieldId) -> Result<(), TicketError> {
    for form in store::list_forms(tx)? {
        let mut conditions = form.agent_conditions.iter().chain(&form.end_user_conditions);
        let is_needed = conditions.any(|condition| {
            condition.parent_field_id == id || condition.child_fields.iter().any(|child| child.id == id)
        });
        if is_needed {
            let hint = format!("the conditions of the form {:?} name it; change them first", form.name);
            return Err(Invalid::field("id", hint).given(id.0).into());
        }
        if form.field_ids.contains(&id) {
            let mut field_ids = form.field_ids.clone();
            field_ids.retain(|other| *other != id);
            save(tx, now, actor, &form, TicketForm { field_ids, ..form.clone() })?;
        }
    }
    Ok(())
}

fn save(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    before: &TicketForm,
    mut after: TicketForm,
) -> Result<TicketForm, TicketError> {
    let events = audit::changes(before, &after);
    if events.is_empty() {
        return Ok(after);
    }
    after.updated_at = now;
    store::update_form(tx, &after)?;
    audit::record(tx, now, actor, Entity::TicketForm, after.id.0, &events)?;
    Ok(after)
}

fn apply(form: &mut TicketForm, change: FormChange) {
    let set = |place: &mut String, text: Option<String>| {
        if let Some(text) = text {
            *place = people::one_line(&text);
        }
    };
    set(&mut form.name, change.name);
    set(&mut form.display_name, change.display_name);
    form.position = change.position.unwrap_or(form.position);
    form.active = change.active.unwrap_or(form.active);
    form.default = change.default.unwrap_or(form.default);
    form.end_user_visible = change.end_user_visible.unwrap_or(form.end_user_visible);
    form.field_ids = change.ticket_field_ids.unwrap_or_else(|| std::mem::take(&mut form.field_ids));
    form.agent_conditions =
        change.agent_conditions.unwrap_or_else(|| std::mem::take(&mut form.agent_conditions));
    form.end_user_conditions =
        change.end_user_conditions.unwrap_or_else(|| std::mem::take(&mut form.end_user_conditions));
}
