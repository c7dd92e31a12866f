//! Tickets put away for a while: they are in no list of open work until a time comes or the customer writes.
//!
//! Their status stays, as what the customer is told does not change. A ticket whose time has come is open again, and
//! whoever put it away is told.

mod actions;
mod api;
pub mod store;
mod wake;

use base::{TicketId, Timestamp, UserId};
use serde::Serialize;
use utoipa::ToSchema;

pub(crate) use self::actions::end_with;
pub use self::{
    api::routes,
    wake::{WAKE_TICKET, WakeTicket, wake_ticket},
};

/// That a ticket is put away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Snooze {
    /// Which ticket.
    pub ticket_id: TicketId,
    /// Who put it away.
    pub user_id: UserId,
    /// Until when; null until the customer writes, which ends any snooze.
    pub until: Option<Timestamp>,
    /// Since when.
    pub created_at: Timestamp,
}
