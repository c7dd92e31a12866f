//! Views: make, change, remove. Agents make views for themselves; views for others are the admins'.

use base::{Actor, Timestamp, ViewId};
use db::{Conn, Tx};
use http::Invalid;
use people::{
    audit::{self, Entity},
    custom_fields,
};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::{
    conditions::{Clause, Conditions, OwnField},
    error::TicketError,
    group_by::GroupBy,
    order::TicketOrder,
    restriction,
    store::views::{self as store, View},
    ticket_fields, views,
};

/// What to set on a view; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ViewChange {
    /// Its name.
    pub title: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Whether it is shown.
    pub active: Option<bool>,
    /// Its place in the list.
    pub position: Option<i64>,
    /// Who sees it.
    #[schema(value_type = Option<Object>)]
    pub restriction: Option<Value>,
    /// What it asks for.
    pub conditions: Option<Conditions>,
    /// What it asks for: conditions that must all hold.
    pub all: Option<Vec<Clause>>,
    /// What it asks for: conditions of which one must hold.
    pub any: Option<Vec<Clause>>,
    /// Order and columns.
    #[schema(value_type = Option<Object>)]
    pub execution: Option<Value>,
    /// The same, under the name it has in requests.
    #[schema(value_type = Option<Object>)]
    pub output: Option<Value>,
}

impl ViewChange {
    /// Sets a view's fields.
    ///
    /// # Errors
    /// Naming the field that makes no sense.
    pub fn apply(self, view: &mut View) -> Result<(), Invalid> {
        if let Some(title) = self.title {
            view.title = title.trim().to_owned();
        }
        view.description = self.description.unwrap_or_else(|| view.description.clone());
        view.active = self.active.unwrap_or(view.active);
        view.position = self.position.unwrap_or(view.position);
        view.restriction = self.restriction.unwrap_or_else(|| view.restriction.clone());
        view.execution = self.execution.or(self.output).unwrap_or_else(|| view.execution.clone());
        let given = match (self.conditions, self.all, self.any) {
            (Some(conditions), _, _) => Some(conditions),
            (None, None, None) => None,
            (None, all, any) => {
                Some(Conditions { all: all.unwrap_or_default(), any: any.unwrap_or_default() })
            }
        };
        if let Some(conditions) = given {
            conditions.validate()?;
            view.conditions = json!(conditions);
        }
        if let Some(key) = view.execution["group_by"].as_str() {
            GroupBy::named(key)?;
        }
        view.execution["sort_by"].as_str().map_or(Ok(()), |key| TicketOrder::named(key).map(|_| ()))
    }
}

/// Makes a view.
///
/// # Errors
/// When the actor may not, or a field makes no sense.
pub fn create_view(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    change: ViewChange,
) -> Result<View, TicketError> {
    let position = i64::try_from(store::list_views(tx)?.len()).unwrap_or(0);
    let mut view = views::blank_view("", position, now);
    change.apply(&mut view)?;
    require_title(&view)?;
    restriction::validate(tx, &view.restriction)?;
    require_known_fields(tx, &view)?;
    require_own_unless_admin(actor, &view)?;
    view.id = store::insert_view(tx, &view)?;
    audit::record(tx, now, actor, Entity::View, view.id.0, &audit::creation(&recorded(&view)))?;
    Ok(view)
}

/// Changes a view.
///
/// # Errors
/// When there is none, the actor may not, or a field makes no sense.
pub fn update_view(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: ViewId,
    change: ViewChange,
) -> Result<View, TicketError> {
    let before = access_own_view(tx, actor, id)?;
    let mut view = View { updated_at: now, ..before.clone() };
    change.apply(&mut view)?;
    require_title(&view)?;
    restriction::validate(tx, &view.restriction)?;
    require_known_fields(tx, &view)?;
    require_own_unless_admin(actor, &view)?;
    store::update_view(tx, &view)?;
    let events = audit::changes(&recorded(&before), &recorded(&view));
    if !events.is_empty() {
        audit::record(tx, now, actor, Entity::View, id.0, &events)?;
    }
    Ok(view)
}

/// Removes a view.
///
/// # Errors
/// When there is none or the actor may not.
pub fn delete_view(tx: &mut Tx, now: Timestamp, actor: &Actor, id: ViewId) -> Result<(), TicketError> {
    let view = access_own_view(tx, actor, id)?;
    store::delete_view(tx, view.id)?;
    audit::record(tx, now, actor, Entity::View, id.0, &audit::removal(&recorded(&view)))?;
    Ok(())
}

/// What the audit tells of a view.
fn recorded(view: &View) -> Value {
    json!({
        "title": view.title, "description": view.description, "active": view.active, "position": view.position,
        "restriction": view.restriction, "conditions": view.conditions, "execution": view.execution,
    })
}

fn access_own_view(c: &mut Conn, actor: &Actor, id: ViewId) -> Result<View, TicketError> {
    let view = views::access_view(c, actor, id)?;
    if view.group_id.is_some() {
        return Err(TicketError::Forbidden("a group's own view cannot be changed; make another".to_owned()));
    }
    require_own_unless_admin(actor, &view)?;
    Ok(view)
}

fn require_own_unless_admin(actor: &Actor, view: &View) -> Result<(), TicketError> {
    restriction::require_own_unless_admin(actor, &view.restriction, "views")
}

/// Refuses a view on a field that there is not, or no longer.
fn require_known_fields(c: &mut Conn, view: &View) -> Result<(), TicketError> {
    let conditions: Conditions = http::fit(&view.conditions)?;
    for condition in conditions.every() {
        let is_known = match condition.own_field() {
            None => true,
            Some(OwnField::Ticket(id)) => ticket_fields::store::find_field(c, id)?.is_some(),
            Some(OwnField::Record(owner, key)) => {
                custom_fields::store::list_fields(c, owner)?.iter().any(|field| field.key == key)
            }
        };
        if !is_known {
            let field = &condition.field;
            let hint = format!("there is no field {field} any more; take it out of the conditions");
            return Err(Invalid::field("conditions", hint).given(field.as_str()).into());
        }
    }
    Ok(())
}

fn require_title(view: &View) -> Result<(), Invalid> {
    if view.title.is_empty() { Err(Invalid::blank("title")) } else { Ok(()) }
}
