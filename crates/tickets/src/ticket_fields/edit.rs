//! Making, changing, ordering and removing fields; for admins.

use base::{Actor, FieldId, Timestamp, reordered};
use db::Tx;
use http::Invalid;
use people::{
    audit::{self, Entity},
    custom_fields::{FieldKind, FieldOption, Target, require_title, settle_options},
    many_lines, one_line,
    policy::require_admin,
};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{TicketField, store};
use crate::{error::TicketError, ticket_forms};

/// What to set on a field; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct FieldChange {
    /// What it holds; only when it is made.
    #[serde(rename = "type")]
    pub kind: Option<FieldKind>,
    /// What agents call it.
    pub title: Option<String>,
    /// What customers call it; the same when absent.
    pub title_in_portal: Option<String>,
    /// What customers read about it.
    pub description: Option<String>,
    /// What agents read about it.
    pub agent_description: Option<String>,
    /// Its place on the ticket.
    pub position: Option<i64>,
    /// Whether it is in use.
    pub active: Option<bool>,
    /// Whether a ticket needs a value to be solved.
    pub required: Option<bool>,
    /// Whether a customer must fill it in.
    pub required_in_portal: Option<bool>,
    /// Whether customers see it.
    pub visible_in_portal: Option<bool>,
    /// Whether customers fill it in.
    pub editable_in_portal: Option<bool>,
    /// What a ticked checkbox puts on the ticket.
    pub tag: Option<String>,
    /// What texts of type `regexp` look like.
    pub regexp_for_validation: Option<String>,
    /// What a look-up names.
    pub relationship_target_type: Option<Target>,
    /// What can be chosen; replaces the options it has.
    pub custom_field_options: Option<Vec<FieldOption>>,
}

/// Makes a field.
///
/// # Errors
/// Unless an admin asks, or naming what makes no sense.
pub fn create_field(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    change: FieldChange,
) -> Result<TicketField, TicketError> {
    require_admin(actor)?;
    let kind = change.kind.ok_or_else(|| Invalid::blank("type"))?;
    let position = store::list_fields(tx)?.last().map_or(0, |last| last.position.saturating_add(1));
    let blank = TicketField::blank(FieldId(0), kind);
    let mut field = TicketField { position, created_at: now, updated_at: now, ..blank };
    apply(&mut field, change);
    if field.title_in_portal.is_empty() {
        field.title_in_portal.clone_from(&field.title);
    }
    settle(&mut field)?;
    field.id = store::insert_field(tx, &field)?;
    audit::record(tx, now, actor, Entity::TicketField, field.id.0, &audit::creation(&recorded(&field)))?;
    Ok(field)
}

/// Changes a field.
///
/// # Errors
/// When there is none, unless an admin asks, or naming what makes no sense.
pub fn update_field(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: FieldId,
    change: FieldChange,
) -> Result<TicketField, TicketError> {
    require_admin(actor)?;
    let before = store::find_field(tx, id)?.ok_or(TicketError::NotFound)?;
    if change.kind.is_some_and(|kind| kind != before.kind) {
        let hint = "cannot change, as there are values; make another field";
        return Err(Invalid::field("type", hint).into());
    }
    let mut field = TicketField { updated_at: now, ..before.clone() };
    apply(&mut field, change);
    settle(&mut field)?;
    save(tx, now, actor, &before, &field)?;
    Ok(field)
}

/// Removes a field, from the forms too.
///
/// # Errors
/// When there is none, unless an admin asks, or when a form's conditions need it.
pub fn delete_field(tx: &mut Tx, now: Timestamp, actor: &Actor, id: FieldId) -> Result<(), TicketError> {
    require_admin(actor)?;
    let gone = store::find_field(tx, id)?.ok_or(TicketError::NotFound)?;
    ticket_forms::forget_field(tx, now, actor, id)?;
    store::delete_field(tx, id)?;
    audit::record(tx, now, actor, Entity::TicketField, id.0, &audit::removal(&recorded(&gone)))?;
    Ok(())
}

/// Puts the named fields into this order, before all others.
///
/// # Errors
/// When one does not exist, or unless an admin asks.
pub fn reorder_fields(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    ids: &[FieldId],
) -> Result<(), TicketError> {
    require_admin(actor)?;
    let fields = store::list_fields(tx)?;
    let ordered = reordered(&fields, |field| field.id, ids).map_err(|unknown| {
        Invalid::field("ticket_field_ids", format!("there is no field {unknown}")).given(unknown.0)
    })?;
    for (position, field) in (0..).zip(ordered) {
        if field.position != position {
            save(tx, now, actor, field, &TicketField { position, updated_at: now, ..field.clone() })?;
        }
    }
    Ok(())
}

fn save(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    before: &TicketField,
    after: &TicketField,
) -> Result<(), TicketError> {
    let events = audit::changes(&recorded(before), &recorded(after));
    if !events.is_empty() {
        store::update_field(tx, after)?;
        audit::record(tx, now, actor, Entity::TicketField, after.id.0, &events)?;
    }
    Ok(())
}

fn apply(field: &mut TicketField, change: FieldChange) {
    let set = |place: &mut String, text: Option<String>, tidy: fn(&str) -> String| {
        if let Some(text) = text {
            *place = tidy(&text);
        }
    };
    set(&mut field.title, change.title, one_line);
    set(&mut field.title_in_portal, change.title_in_portal, one_line);
    set(&mut field.description, change.description, many_lines);
    set(&mut field.agent_description, change.agent_description, many_lines);
    field.position = change.position.unwrap_or(field.position);
    field.active = change.active.unwrap_or(field.active);
    field.required = change.required.unwrap_or(field.required);
    field.required_in_portal = change.required_in_portal.unwrap_or(field.required_in_portal);
    field.visible_in_portal = change.visible_in_portal.unwrap_or(field.visible_in_portal);
    field.editable_in_portal = change.editable_in_portal.unwrap_or(field.editable_in_portal);
    if let Some(tag) = change.tag {
        field.tag = people::normalise_tag(&tag);
    }
    field.regexp = change.regexp_for_validation.or(field.regexp.take());
    field.target = change.relationship_target_type.or(field.target);
    field.options = change.custom_field_options.unwrap_or_else(|| std::mem::take(&mut field.options));
}

/// Refuses what makes no sense, and gives options their ids and values the form of tags.
fn settle(field: &mut TicketField) -> Result<(), Invalid> {
    require_title(&field.title)?;
    if field.kind.has_options() {
        settle_options(&mut field.options)?;
    }
    field.shape().require_sense()
}

/// What the audit tells of a field.
fn recorded(field: &TicketField) -> Value {
    json!({
        "type": field.kind, "title": field.title, "title_in_portal": field.title_in_portal,
        "description": field.description, "agent_description": field.agent_description,
        "position": field.position, "active": field.active,
        "required": field.required, "required_in_portal": field.required_in_portal,
        "visible_in_portal": field.visible_in_portal, "editable_in_portal": field.editable_in_portal,
        "tag": field.tag, "regexp_for_validation": field.regexp, "relationship_target_type": field.target,
        "custom_field_options": field.options,
    })
}
