//! Replies that leave later.
//!
//! A scheduled reply is the change that its author would have made now, kept until its time and then made in their name.
//! It is called off when the customer writes first, or when it cannot be made any more: its text is a draft of its
//! author again, and they are told. Nothing of it is lost, and no customer gets an answer to what they no longer ask.

mod actions;
mod api;
mod send;
mod shape;
pub mod store;

use base::{ScheduledReplyId, TicketId, Timestamp, UserId};

pub(crate) use self::{actions::call_off_all, shape::ScheduledReplyBody, shape::scheduled_bodies};
pub use self::{
    api::routes,
    send::{SEND_SCHEDULED, SendScheduled, send_scheduled},
};
use crate::input::TicketInput;

/// A reply that leaves later.
#[derive(Clone, Debug)]
pub struct ScheduledReply {
    /// Its id.
    pub id: ScheduledReplyId,
    /// On which ticket.
    pub ticket_id: TicketId,
    /// Whose it is.
    pub author_id: UserId,
    /// The change to be made; its comment is public and cleaned.
    pub request: TicketInput,
    /// When.
    pub send_at: Timestamp,
    /// When it was written.
    pub created_at: Timestamp,
}
