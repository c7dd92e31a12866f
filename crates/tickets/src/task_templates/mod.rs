//! Task templates: lists of tasks that a desk needs again and again, added to a ticket at once or by a macro.

mod api;
mod edit;
pub mod store;

use base::{TaskTemplateId, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

pub use self::{
    api::routes,
    edit::{TaskTemplateChange, create_template, delete_template, update_template},
};

/// A list of tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TaskTemplate {
    /// Its id.
    pub id: TaskTemplateId,
    /// What it is for.
    pub title: String,
    /// The titles of its tasks, in order.
    pub tasks: Vec<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}
