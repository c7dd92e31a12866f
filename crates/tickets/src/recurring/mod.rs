//! Recurring tickets: what a desk needs done again and again becomes a ticket by itself, at its time.
//!
//! Each is made exactly once: the job that makes it moves the next time on in the same transaction. A server that was
//! down makes one ticket afterwards, which says for how many times it stands. What cannot be made as it was set up, since
//! its assignee left or a field is gone, is made without what does not fit, and says so: work never stops in silence.

mod api;
mod edit;
mod make;
mod schedule;
pub mod store;
mod template;

use base::{RecurringTicketId, TicketId, Timestamp, UserId};
use serde::Serialize;
use utoipa::ToSchema;

pub use self::{
    api::routes,
    make::{MAKE_RECURRING_TICKET, MakeRecurringTicket, make_recurring_ticket},
};
use self::{schedule::Schedule, template::Template};

/// How many of the last tickets made are told of.
const SHOWN_RUNS: i64 = 3;

/// Tickets that are made again and again.
#[derive(Clone, Debug, PartialEq)]
pub struct RecurringTicket {
    /// Its id.
    pub id: RecurringTicketId,
    /// What is set up.
    pub plan: Plan,
    /// Why Guichet paused it by itself.
    pub problem: Option<String>,
    /// When the next is made; `None` while paused and after the last.
    pub next_at: Option<Timestamp>,
    /// When it was set up.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What somebody set up: what the audit log records.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plan {
    /// In whose name the tickets are made.
    pub owner_id: UserId,
    /// What each of them holds.
    #[serde(flatten)]
    pub ticket: Template,
    /// When they are made.
    pub schedule: Schedule,
    /// Whether none are made for now.
    pub paused: bool,
}

/// A ticket that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RecurringRun {
    /// Which ticket.
    pub ticket_id: TicketId,
    /// For which time; null when somebody made it by hand.
    pub due_at: Option<Timestamp>,
    /// How many later times it stands for too, which passed while the server was down.
    pub missed: i64,
    /// When it was made.
    pub created_at: Timestamp,
}
