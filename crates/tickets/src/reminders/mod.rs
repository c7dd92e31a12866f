//! Reminders: at a time that they choose, agents are told of a ticket. The ticket does not change, and no customer sees
//! anything of it.
//!
//! A reminder stays until it is done, also after its time.

mod actions;
mod api;
mod remind;
pub mod store;

use base::{ReminderId, TicketId, Timestamp, UserId};
use serde::Serialize;
use utoipa::ToSchema;

pub use self::{
    api::routes,
    remind::{REMIND, Remind, remind},
};

/// That somebody is told of a ticket at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Reminder {
    /// Its id.
    pub id: ReminderId,
    /// Of which ticket.
    pub ticket_id: TicketId,
    /// Who is told.
    pub user_id: UserId,
    /// Who set it.
    pub author_id: UserId,
    /// What it is about, in one line; may be empty.
    pub text: String,
    /// When.
    pub remind_at: Timestamp,
    /// When it was done; null while it is open, also after its time.
    pub done_at: Option<Timestamp>,
    /// When it was set.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}
