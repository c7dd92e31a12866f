//! A desk's own names for where a ticket stands, each within one of the categories new, open, pending, hold and solved.
//!
//! Every category has a first status, which always exists; a ticket that has it stores none
//! ([`crate::model::Ticket::custom_status_id`]), so that a desk without names of its own pays nothing for them.

mod api;
mod edit;
mod rules;
mod shape;
pub mod store;

use base::{CustomStatusId, Timestamp};
use serde::Serialize;

pub use self::{
    api::routes,
    edit::{CustomStatusChange, choose_defaults, create_status, delete_status, update_status},
    rules::{asked_status, chosen_status, own_or_first, settle_status},
};
use crate::model::Status;

/// A name for where a ticket stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CustomStatus {
    /// Its id.
    pub id: CustomStatusId,
    /// What it means to clocks, views and customers; never changes.
    pub category: Status,
    /// What agents read; empty for the category's own name.
    pub agent_label: String,
    /// What customers read; empty for the category's own name.
    pub end_user_label: String,
    /// When agents choose it.
    pub description: String,
    /// What it tells customers.
    pub end_user_description: String,
    /// Whether agents can choose it.
    pub active: bool,
    /// Whether tickets that come into the category get it.
    pub default: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl CustomStatus {
    /// Whether it is its category's first, which cannot be removed.
    pub fn is_first(&self) -> bool {
        self.id == first_of(self.category)
    }
}

/// The category that a status falls into: closed tickets keep what they were solved as.
pub fn category_of(status: Status) -> Status {
    status.min(Status::Solved)
}

/// The first status of a status's category.
pub fn first_of(status: Status) -> CustomStatusId {
    CustomStatusId(category_of(status).rank() + 1)
}
