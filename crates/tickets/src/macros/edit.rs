//! Making, changing and removing macros. Agents make them for themselves; macros for others are the admins'.

use base::{Actor, MacroId, Timestamp};
use db::{Conn, Tx};
use http::Invalid;
use people::audit::{self, Entity};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{Macro, MacroAction, access_macro, actions, store};
use crate::{error::TicketError, restriction};

const LONGEST_TITLE: usize = 255;

/// What to set on a macro; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct MacroChange {
    /// Its name; `::` parts it into categories.
    pub title: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Whether it can be used.
    pub active: Option<bool>,
    /// Its place in the list.
    pub position: Option<i64>,
    /// Who sees it: null for everybody, `{"type":"User","id":…}` or `{"type":"Group","ids":[…]}`.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<Object>)]
    pub restriction: Option<Value>,
    /// What it does.
    pub actions: Option<Vec<MacroAction>>,
}

/// Tells `null` from what is absent.
fn given<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Makes a macro; by an agent it is theirs alone unless they say otherwise, which only admins may.
///
/// # Errors
/// When the actor may not, or a field makes no sense.
pub fn create_macro(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    change: MacroChange,
) -> Result<Macro, TicketError> {
    let position = store::list_macros(tx)?.last().map_or(0, |last| last.position.saturating_add(1));
    let mut new = Macro {
        id: MacroId(0),
        title: String::new(),
        description: String::new(),
        position,
        active: true,
        restriction: Value::Null,
        actions: Vec::new(),
        created_at: now,
        updated_at: now,
    };
    apply(&mut new, change);
    check(tx, actor, &new)?;
    new.id = store::insert_macro(tx, &new)?;
    audit::record(tx, now, actor, Entity::Macro, new.id.0, &audit::creation(&recorded(&new)))?;
    Ok(new)
}

/// Changes a macro.
///
/// # Errors
/// When there is none, the actor may not, or a field makes no sense.
pub fn update_macro(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: MacroId,
    change: MacroChange,
) -> Result<Macro, TicketError> {
    let before = access_own(tx, actor, id)?;
    let mut after = Macro { updated_at: now, ..before.clone() };
    apply(&mut after, change);
    check(tx, actor, &after)?;
    store::update_macro(tx, &after)?;
    let events = audit::changes(&recorded(&before), &recorded(&after));
    if !events.is_empty() {
        audit::record(tx, now, actor, Entity::Macro, id.0, &events)?;
    }
    Ok(after)
}

/// Removes a macro.
///
/// # Errors
/// When there is none or the actor may not.
pub fn delete_macro(tx: &mut Tx, now: Timestamp, actor: &Actor, id: MacroId) -> Result<(), TicketError> {
    let gone = access_own(tx, actor, id)?;
    store::delete_macro(tx, id)?;
    audit::record(tx, now, actor, Entity::Macro, id.0, &audit::removal(&recorded(&gone)))?;
    Ok(())
}

fn access_own(c: &mut Conn, actor: &Actor, id: MacroId) -> Result<Macro, TicketError> {
    let found = access_macro(c, actor, id)?;
    restriction::require_own_unless_admin(actor, &found.restriction, "macros")?;
    Ok(found)
}

fn apply(one: &mut Macro, change: MacroChange) {
    if let Some(title) = change.title {
        one.title = people::one_line(&title);
    }
    if let Some(description) = change.description {
        one.description = people::many_lines(&description);
    }
    one.active = change.active.unwrap_or(one.active);
    one.position = change.position.unwrap_or(one.position);
    if let Some(restriction) = change.restriction {
        one.restriction = restriction;
    }
    if let Some(actions) = change.actions {
        one.actions = actions;
    }
}

fn check(c: &mut Conn, actor: &Actor, one: &Macro) -> Result<(), TicketError> {
    if one.title.is_empty() {
        return Err(Invalid::blank("title").into());
    }
    if one.title.chars().count() > LONGEST_TITLE {
        let hint = format!("is longer than {LONGEST_TITLE} characters");
        return Err(Invalid::too_long("title", LONGEST_TITLE, hint).into());
    }
    restriction::validate(c, &one.restriction)?;
    actions::validate(c, &one.actions)?;
    restriction::require_own_unless_admin(actor, &one.restriction, "macros")
}

/// What the audit tells of a macro.
fn recorded(one: &Macro) -> Value {
    json!({
        "title": one.title, "description": one.description, "active": one.active, "position": one.position,
        "restriction": one.restriction, "actions": one.actions,
    })
}
