//! Side conversations: what agents write by mail, beside a ticket, with people who learn nothing of it.
//!
//! Each has its own participants, subject and messages, and a token of its own by which answers come back to it. Nothing
//! of the ticket is in its mail but what an agent puts there, and whoever is only in a side conversation reaches the
//! ticket neither by mail nor through the API. Forwarding a message starts one too, so that answers stay apart.

mod actions;
mod api;
mod files;
mod input;
mod shape;
pub mod store;

use base::{SideConversationId, SideEventId, TicketId, Timestamp, UserId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

pub(crate) use self::shape::{SideConversationBody, conversation_bodies};
pub use self::{
    actions::{Received, receive},
    api::routes,
};
use crate::change::PreparedBody;

/// A conversation beside a ticket.
#[derive(Clone, Debug, PartialEq)]
pub struct SideConversation {
    /// Its id.
    pub id: SideConversationId,
    /// Beside which ticket.
    pub ticket_id: TicketId,
    /// What it is about.
    pub subject: String,
    /// Whether it goes on.
    pub state: State,
    /// Everybody outside who is or was in it.
    pub participants: Vec<Participant>,
    /// The start of the newest message.
    pub preview: String,
    /// Ids elsewhere, by name.
    pub external_ids: Value,
    /// When the newest message was written.
    pub message_added_at: Timestamp,
    /// When somebody outside last wrote.
    pub answered_at: Option<Timestamp>,
    /// When it was last closed or opened.
    pub state_updated_at: Timestamp,
    /// When it began.
    pub created_at: Timestamp,
    /// When anything last happened in it.
    pub updated_at: Timestamp,
}

/// Whether a side conversation goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = SideConversationState)]
pub enum State {
    /// It goes on.
    Open,
    /// It is done, until somebody outside writes again.
    Closed,
}

impl State {
    /// Its name in the API and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// The one of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Open, Self::Closed].into_iter().find(|state| state.as_str() == name)
    }
}

/// Somebody in a side conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// What they are called, as far as that is known.
    pub name: Option<String>,
    /// Their address; empty for a mail that names none.
    pub email: String,
}

impl Participant {
    /// Whether this is the same address, however it is written.
    pub fn is_same(&self, other: &Self) -> bool {
        people::fold_address(&self.email) == people::fold_address(&other.email)
    }
}

/// Adds those who are not among them yet, by address.
pub(crate) fn join(everybody: &mut Vec<Participant>, more: &[Participant]) {
    for participant in more {
        if !participant.email.is_empty() && !everybody.iter().any(|known| known.is_same(participant)) {
            everybody.push(participant.clone());
        }
    }
}

/// What happened in a side conversation, with Zendesk's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = SideConversationEventKind)]
pub enum EventKind {
    /// Its first message.
    Create,
    /// A further message.
    Reply,
    /// It was closed or opened.
    Update,
}

impl EventKind {
    /// Its name in the API and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Reply => "reply",
            Self::Update => "update",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Create, Self::Reply, Self::Update].into_iter().find(|kind| kind.as_str() == name)
    }
}

db::text_column!(State, EventKind);

/// A message of a side conversation, or a change of its state.
#[derive(Clone, Debug, PartialEq)]
pub struct SideEvent {
    /// Its id.
    pub id: SideEventId,
    /// In which side conversation.
    pub conversation_id: SideConversationId,
    /// What happened.
    pub kind: EventKind,
    /// The colleague behind it; `None` for somebody outside.
    pub author_id: Option<UserId>,
    /// Who wrote; for a colleague their name alone.
    pub sender: Participant,
    /// To whom, our own addresses aside.
    pub recipients: Vec<Participant>,
    /// What was said.
    pub body: PreparedBody,
    /// Whether a machine wrote it.
    pub automatic: bool,
    /// Of an update: what the conversation became.
    pub state: Option<State>,
    /// Ids elsewhere, by name.
    pub external_ids: Value,
    /// The mail it came by, in the ledger.
    pub incoming_mail_id: Option<i64>,
    /// When.
    pub created_at: Timestamp,
}

impl SideEvent {
    /// Everybody outside whom it names: those whom an answer goes to.
    pub fn people_outside(&self) -> Vec<Participant> {
        let mut everybody = Vec::new();
        if self.author_id.is_none() {
            join(&mut everybody, std::slice::from_ref(&self.sender));
        }
        join(&mut everybody, &self.recipients);
        everybody
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn participant(email: &str) -> Participant {
        Participant { name: None, email: email.to_owned() }
    }

    #[test]
    fn everybody_joins_once_however_their_address_is_written() {
        let mut everybody = vec![participant("ida@supplier.test")];
        join(&mut everybody, &[participant("Ida@Supplier.test"), participant(""), participant("bo@x.test")]);
        assert_eq!(everybody, [participant("ida@supplier.test"), participant("bo@x.test")]);
    }
}
