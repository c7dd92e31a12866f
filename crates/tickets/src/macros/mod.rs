//! Macros: answers and changes that agents use again and again. A macro is used in two steps: its [`effect`] on a
//! ticket is shown, then sent as a change that names it, so that its uses can be counted.

mod actions;
mod api;
mod edit;
mod effect;
mod shape;
pub mod store;

use base::{Actor, MacroId, Role, Timestamp};
use db::Conn;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

pub use self::{
    actions::MacroAction,
    api::routes,
    edit::{MacroChange, create_macro, delete_macro, update_macro},
    effect::{Effect, Reply, effect},
};
pub(crate) use self::{actions::validate as validate_actions, api::nobodys_ticket, shape::changes};
use crate::{error::TicketError, restriction, views};

/// A stored answer and change.
#[derive(Clone, Debug, PartialEq)]
pub struct Macro {
    /// Its id.
    pub id: MacroId,
    /// Its name; `::` parts it into categories.
    pub title: String,
    /// What it is for.
    pub description: String,
    /// Its place in the list.
    pub position: i64,
    /// Whether it can be used.
    pub active: bool,
    /// Who sees it; everybody when null.
    pub restriction: Value,
    /// What it does, in this order.
    pub actions: Vec<MacroAction>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// How often a macro was used lately.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Usage {
    /// In the last hour.
    pub usage_1h: i64,
    /// In the last day.
    pub usage_24h: i64,
    /// In the last week.
    pub usage_7d: i64,
    /// In the last 30 days.
    pub usage_30d: i64,
}

/// All macros that are for an agent, in their order; with `manage` an admin also gets what is only for others.
///
/// # Errors
/// When a query fails.
pub fn list_visible(c: &mut Conn, actor: &Actor, manage: bool) -> Result<Vec<Macro>, TicketError> {
    let asker = views::asker(c, actor)?;
    let sees_all = manage && actor.role == Role::Admin;
    let mut macros = store::list_macros(c)?;
    macros.retain(|one| sees_all || restriction::admits(&one.restriction, &asker));
    Ok(macros)
}

/// One macro, if it is for the agent, or they are an admin.
///
/// # Errors
/// [`TicketError::NotFound`] otherwise.
pub fn access_macro(c: &mut Conn, actor: &Actor, id: MacroId) -> Result<Macro, TicketError> {
    let asker = views::asker(c, actor)?;
    let is_seen = |one: &Macro| actor.role == Role::Admin || restriction::admits(&one.restriction, &asker);
    store::find_macro(c, id)?.filter(is_seen).ok_or(TicketError::NotFound)
}
