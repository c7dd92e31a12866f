//! Forms: which of the desk's own fields a kind of ticket has, in which order, and which value of one field shows and
//! requires others. A ticket without a form has all fields.

mod api;
mod edit;
mod rules;
mod settle;
mod shape;
pub mod store;

use base::{FieldId, FormId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

pub use self::{
    api::routes,
    edit::{FormChange, clone_form, create_form, delete_form, forget_field, reorder_forms, update_form},
    rules::{ShownField, choose_default, choose_form, require_visible, shown_fields},
};
use crate::model::Status;

/// A form.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TicketForm {
    /// Its id.
    pub id: FormId,
    /// What agents call it.
    pub name: String,
    /// What customers call it.
    pub display_name: String,
    /// Its place among the forms.
    pub position: i64,
    /// Whether it can be chosen.
    pub active: bool,
    /// Whether new tickets get it.
    pub default: bool,
    /// Whether customers can choose it.
    pub end_user_visible: bool,
    /// Its fields in their order.
    pub field_ids: Vec<FieldId>,
    /// What agents see depending on what is filled in.
    pub agent_conditions: Vec<FormCondition>,
    /// What customers see depending on what is filled in.
    pub end_user_conditions: Vec<FormCondition>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// That a value of one field shows others. A field that is named as a child anywhere is hidden unless a condition
/// shows it. Zendesk's shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FormCondition {
    /// The field that decides: a drop-down, multi-select or checkbox.
    pub parent_field_id: FieldId,
    /// The value with which it does: an option's, or true or false.
    #[schema(value_type = Object)]
    pub value: Value,
    /// What it then shows.
    pub child_fields: Vec<ChildField>,
}

/// A field that a condition shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ChildField {
    /// The field.
    pub id: FieldId,
    /// Whether it must be filled in.
    #[serde(default)]
    pub is_required: bool,
    /// For agents: for which statuses. Absent means for solved, if it is required at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_on_statuses: Option<RequiredOn>,
}

/// The statuses that a ticket cannot get while a field is empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RequiredOn {
    /// All, some or none.
    #[serde(rename = "type")]
    pub kind: RequiredKind,
    /// Which, where some.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<Status>,
}

/// How many statuses a field is required for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RequiredKind {
    /// Every one.
    AllStatuses,
    /// The named ones.
    SomeStatuses,
    /// None.
    NoStatuses,
}
