//! Making, changing, ordering and removing the fields of users and organizations; for admins.

use base::{Actor, FieldId, Timestamp, reordered};
use db::Tx;
use http::Invalid;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    FieldKind, FieldOption, Owner, RecordField, Target,
    forget::{self, Forgotten},
    require_title, settle_options, store,
};
use crate::{PeopleError, audit, fold_name, many_lines, one_line, policy::require_admin};

const LONGEST_KEY: usize = 100;

/// What to set on a field; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct RecordFieldChange {
    /// Under which its values are kept: lower case letters, digits and `_`; from the title when absent. Only when it is
    /// made.
    pub key: Option<String>,
    /// What it holds; only when it is made. `dropdown` is Zendesk's other word for `tagger`.
    #[serde(rename = "type")]
    pub kind: Option<FieldKind>,
    /// What agents call it.
    pub title: Option<String>,
    /// What agents read about it.
    pub description: Option<String>,
    /// Its place on the page.
    pub position: Option<i64>,
    /// Whether it is in use.
    pub active: Option<bool>,
    /// What texts of type `regexp` look like.
    pub regexp_for_validation: Option<String>,
    /// What a look-up names: `zen:user` or `zen:organization`.
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
    owner: Owner,
    change: RecordFieldChange,
) -> Result<RecordField, PeopleError> {
    require_admin(actor)?;
    let fields = store::list_fields(tx, owner)?;
    let mut field = RecordField {
        id: FieldId(0),
        owner,
        key: change.key.clone().unwrap_or_default(),
        kind: change.kind.ok_or_else(|| Invalid::blank("type"))?,
        title: String::new(),
        description: String::new(),
        position: fields.last().map_or(0, |last| last.position.saturating_add(1)),
        active: true,
        regexp: None,
        target: None,
        options: Vec::new(),
        created_at: now,
        updated_at: now,
    };
    apply(&mut field, change);
    settle(&mut field)?;
    if field.key.is_empty() {
        field.key = free_key(&field.title, &fields);
    }
    require_key(&field.key, &fields)?;
    field.id = store::insert_field(tx, &field)?;
    audit::record(tx, now, actor, owner.entity(), field.id.0, &audit::creation(&field))?;
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
    (owner, id): (Owner, FieldId),
    change: RecordFieldChange,
) -> Result<RecordField, PeopleError> {
    require_admin(actor)?;
    let before = store::find_field(tx, owner, id)?.ok_or(PeopleError::NotFound)?;
    let hint = "cannot change, as there are values; make another field";
    if change.kind.is_some_and(|kind| kind != before.kind) {
        return Err(Invalid::field("type", hint).into());
    }
    if change.key.as_ref().is_some_and(|key| *key != before.key) {
        return Err(Invalid::field("key", hint).into());
    }
    let mut field = RecordField { updated_at: now, ..before.clone() };
    apply(&mut field, change);
    settle(&mut field)?;
    save(tx, now, actor, &before, field)
}

/// Removes a field; a job takes its values off the records.
///
/// # Errors
/// When there is none, or unless an admin asks.
pub fn delete_field(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    (owner, id): (Owner, FieldId),
) -> Result<(), PeopleError> {
    require_admin(actor)?;
    let gone = store::find_field(tx, owner, id)?.ok_or(PeopleError::NotFound)?;
    store::delete_field(tx, id)?;
    forget::enqueue(tx, now, Forgotten { owner, field_id: id, key: gone.key.clone() })?;
    audit::record(tx, now, actor, owner.entity(), id.0, &audit::removal(&gone))?;
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
    owner: Owner,
    ids: &[FieldId],
) -> Result<(), PeopleError> {
    require_admin(actor)?;
    let fields = store::list_fields(tx, owner)?;
    let ordered = reordered(&fields, |field| field.id, ids).map_err(|unknown| {
        let name = format!("{}_field_ids", owner.as_str());
        Invalid::field(name, format!("there is no field {unknown}")).given(unknown.0)
    })?;
    for (position, field) in (0..).zip(ordered) {
        if field.position != position {
            save(tx, now, actor, field, RecordField { position, updated_at: now, ..field.clone() })?;
        }
    }
    Ok(())
}

fn save(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    before: &RecordField,
    after: RecordField,
) -> Result<RecordField, PeopleError> {
    let events = audit::changes(before, &after);
    if !events.is_empty() {
        store::update_field(tx, &after)?;
        audit::record(tx, now, actor, after.owner.entity(), after.id.0, &events)?;
    }
    Ok(after)
}

fn apply(field: &mut RecordField, change: RecordFieldChange) {
    if let Some(title) = change.title {
        field.title = one_line(&title);
    }
    if let Some(text) = change.description {
        field.description = many_lines(&text);
    }
    field.position = change.position.unwrap_or(field.position);
    field.active = change.active.unwrap_or(field.active);
    field.regexp = change.regexp_for_validation.or(field.regexp.take());
    field.target = change.relationship_target_type.or(field.target);
    field.options = change.custom_field_options.unwrap_or_else(|| std::mem::take(&mut field.options));
}

fn settle(field: &mut RecordField) -> Result<(), Invalid> {
    require_title(&field.title)?;
    if field.kind.has_options() {
        settle_options(&mut field.options)?;
    }
    if field.target == Some(Target::Ticket) {
        let hint = "must be zen:user or zen:organization";
        return Err(Invalid::field("relationship_target_type", hint).given(Target::Ticket.as_str()));
    }
    field.shape().require_sense()
}

fn require_key(key: &str, fields: &[RecordField]) -> Result<(), Invalid> {
    let is_sound = key.len() <= LONGEST_KEY
        && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !key.is_empty();
    if !is_sound {
        let hint = format!("is made of lower case letters, digits and _, at most {LONGEST_KEY}");
        return Err(Invalid::field("key", hint).given(key));
    }
    if fields.iter().any(|field| field.key == key) {
        return Err(Invalid::duplicate("key", "another field has this key").given(key));
    }
    Ok(())
}

/// A key made of the title that no field has yet.
fn free_key(title: &str, fields: &[RecordField]) -> String {
    let words = fold_name(title);
    let letters = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut base = letters.collect::<Vec<_>>().join("_");
    base.truncate(LONGEST_KEY - 10);
    if base.is_empty() {
        "field".clone_into(&mut base);
    }
    let is_taken = |key: &str| fields.iter().any(|field| field.key == key);
    if !is_taken(&base) {
        return base;
    }
    let numbered = (2..).map(|number| format!("{base}_{number}"));
    numbered.into_iter().find(|key| !is_taken(key)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(key: &str) -> RecordField {
        RecordField {
            id: FieldId(1),
            owner: Owner::User,
            key: key.to_owned(),
            kind: FieldKind::Text,
            title: key.to_owned(),
            description: String::new(),
            position: 0,
            active: true,
            regexp: None,
            target: None,
            options: Vec::new(),
            created_at: Timestamp(0),
            updated_at: Timestamp(0),
        }
    }

    #[test]
    fn a_key_is_made_of_the_title_and_never_twice() {
        assert_eq!(free_key("Numéro de contrat", &[]), "numero_de_contrat");
        assert_eq!(free_key("Plan", &[taken("plan")]), "plan_2");
        assert_eq!(free_key("名前", &[]), "field");
    }

    #[test]
    fn a_key_is_plain() {
        for bad in ["", "Plan", "a-b", "a b", "é", &"a".repeat(101)] {
            assert!(require_key(bad, &[]).is_err(), "{bad:?}");
        }
        assert!(require_key("plan_2", &[]).is_ok());
    }
}
