//! Links between tickets. Two tickets are related, or one is a child of the other, a part of its work; a ticket has one
//! parent at most, and nobody is their own ancestor.

mod actions;
mod api;
mod shape;
pub mod store;

use base::TicketId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(crate) use self::{
    actions::{adopt, parent_of_new, relate},
    shape::{LinkBody, link_bodies},
};
pub use self::{
    actions::{link_tickets, unlink_tickets},
    api::routes,
};

/// What another ticket is to a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum LinkKind {
    /// What this one is a part of.
    Parent,
    /// A part of this one.
    Child,
    /// Something that has to do with it.
    Related,
}

impl LinkKind {
    /// What the first ticket is to the other.
    fn seen_from_there(self) -> Self {
        match self {
            Self::Parent => Self::Child,
            Self::Child => Self::Parent,
            Self::Related => Self::Related,
        }
    }
}

/// A ticket's link to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// What the other is to it.
    pub kind: LinkKind,
    /// The other.
    pub ticket_id: TicketId,
}
