//! Which ticket a message belongs to.
//!
//! In this order, each only where the one before finds nothing:
//! 1. a token that we signed, in In-Reply-To or References, then in an address that the message went to;
//! 2. the Message-ID of a mail that came in or went out, in In-Reply-To or References, if the sender is a party to its
//!    ticket: Message-IDs can be read in any forwarded mail, so alone they prove nothing;
//! 3. a number like `[#12]` in the subject, under the same condition, since anybody can write one.
//!
//! A ticket that was merged stands for the one that it lives on in. What 2 and 3 find for somebody who is no party is only
//! a hint for the agent: a "possible follow-up".
//!
//! Side conversations are looked for first, by 1 and 2. Their mails name no ticket anywhere, so that nothing that belongs
//! to one leads to a ticket.

use base::{Role, SideConversationId, TicketId};
use db::{Conn, DbError};
use mail::{Address, ParsedMail, Thread, ThreadKey, ThreadToken};
use people::User;
use tickets::{
    model::{Status, Ticket},
    side_conversations::{Participant, SideConversation, store as side_conversations},
    store::{merges::find_survivor, tickets::find_ticket},
};

use super::{ledger, outbox};

/// Answers a closed ticket.
pub(super) const FOLLOW_UP: &str = "follow_up";
/// May belong to an older ticket, which an agent has to judge.
const POSSIBLE_FOLLOW_UP: &str = "possible_follow_up";

/// Where a message belongs.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Place {
    /// On this ticket.
    Ticket {
        /// The ticket, neither closed nor deleted.
        ticket: Box<Ticket>,
        /// Whether a token proves that the sender got a mail of ours about it.
        is_proven: bool,
    },
    /// On a new ticket.
    New {
        /// How it relates to an older one.
        relation: Option<Relation>,
    },
}

/// How a new ticket relates to an older one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Relation {
    /// `follow_up` or `possible_follow_up`.
    pub kind: &'static str,
    /// The older ticket.
    pub ticket_id: TicketId,
    /// Its subject.
    pub subject: String,
}

/// Finds where a message belongs.
///
/// # Errors
/// When a query fails.
pub(super) fn find_place(
    c: &mut Conn,
    key: &ThreadKey,
    mail: &ParsedMail,
    envelope_to: &[String],
    sender: Option<&User>,
) -> Result<Place, DbError> {
    if let Some(ticket) = find_proven(c, key, mail, envelope_to)? {
        return Ok(place(ticket, true));
    }
    let mut candidates = list_referenced(c, mail)?;
    if let Some(number) = mail::subject_ticket_number(&mail.subject) {
        candidates.extend(find_living(c, TicketId(number))?);
    }
    let is_party_to = |ticket: &Ticket| sender.is_some_and(|sender| is_party(sender, ticket));
    if let Some(ticket) = candidates.iter().find(|ticket| is_party_to(ticket)) {
        return Ok(place(ticket.clone(), false));
    }
    let hint = candidates.into_iter().find(|ticket| ticket.deleted_at.is_none());
    Ok(Place::New { relation: hint.map(|ticket| relation(POSSIBLE_FOLLOW_UP, ticket)) })
}

/// A closed ticket is answered by a new one that names it, a deleted one by a new one that does not.
fn place(ticket: Ticket, is_proven: bool) -> Place {
    if ticket.deleted_at.is_some() {
        return Place::New { relation: None };
    }
    if ticket.status == Status::Closed {
        return Place::New { relation: Some(relation(FOLLOW_UP, ticket)) };
    }
    Place::Ticket { ticket: Box::new(ticket), is_proven }
}

fn relation(kind: &'static str, ticket: Ticket) -> Relation {
    Relation { kind, ticket_id: ticket.id, subject: ticket.subject }
}

/// The ticket that a signed token names.
///
/// # Errors
/// When the query fails.
pub(super) fn find_proven(
    c: &mut Conn,
    key: &ThreadKey,
    mail: &ParsedMail,
    envelope_to: &[String],
) -> Result<Option<Ticket>, DbError> {
    match find_thread(key, mail, envelope_to) {
        Some(Thread::Ticket(id)) => find_living(c, TicketId(id)),
        Some(Thread::SideConversation(_)) | None => Ok(None),
    }
}

fn find_thread(key: &ThreadKey, mail: &ParsedMail, envelope_to: &[String]) -> Option<Thread> {
    let in_envelope = || envelope_to.iter().find_map(|address| ThreadToken::from_address(address, key));
    mail::find_token(mail, key).or_else(in_envelope).map(|token| token.thread)
}

/// The side conversation that a mail answers: the one that a signed token names, else the one whose mails it refers to,
/// if its sender is in it. None whose ticket is deleted.
///
/// # Errors
/// When a query fails.
pub(super) fn find_side_conversation(
    c: &mut Conn,
    key: &ThreadKey,
    mail: &ParsedMail,
    envelope_to: &[String],
    sender: Option<&Address>,
) -> Result<Option<SideConversation>, DbError> {
    let found = match find_thread(key, mail, envelope_to) {
        Some(Thread::SideConversation(id)) => {
            side_conversations::find_conversation(c, SideConversationId(id))?
        }
        Some(Thread::Ticket(_)) => None,
        None => find_referenced_side_conversation(c, mail, sender)?,
    };
    let Some(conversation) = found else { return Ok(None) };
    let ticket = find_ticket(c, conversation.ticket_id)?;
    Ok(ticket.filter(|ticket| ticket.deleted_at.is_none()).map(|_| conversation))
}

fn find_referenced_side_conversation(
    c: &mut Conn,
    mail: &ParsedMail,
    sender: Option<&Address>,
) -> Result<Option<SideConversation>, DbError> {
    let Some(sender) = sender else { return Ok(None) };
    let sender = Participant { name: None, email: sender.email.clone() };
    let ids = referenced_ids(mail);
    let mut events: Vec<_> =
        ledger::list_by_message_ids(c, &ids)?.into_iter().filter_map(|row| row.side_event_id).collect();
    events.extend(outbox::find_by_message_ids(c, &ids)?.and_then(|row| row.carried.side_message()));
    for event in events {
        let Some(event) = side_conversations::find_event(c, event)? else { continue };
        let found = side_conversations::find_conversation(c, event.conversation_id)?;
        let is_in_it = |found: &SideConversation| found.participants.iter().any(|each| each.is_same(&sender));
        if let Some(conversation) = found.filter(is_in_it) {
            return Ok(Some(conversation));
        }
    }
    Ok(None)
}

/// A ticket, or the one that it lives on in.
fn find_living(c: &mut Conn, id: TicketId) -> Result<Option<Ticket>, DbError> {
    let survivor = find_survivor(c, id)?;
    find_ticket(c, survivor.unwrap_or(id))
}

/// The tickets of the mails that this one refers to, the nearest first.
fn list_referenced(c: &mut Conn, mail: &ParsedMail) -> Result<Vec<Ticket>, DbError> {
    let ids = referenced_ids(mail);
    let mut ticket_ids: Vec<TicketId> =
        ledger::list_by_message_ids(c, &ids)?.into_iter().rev().filter_map(|row| row.ticket_id).collect();
    ticket_ids.extend(outbox::list_tickets_of_message_ids(c, &ids)?);
    ticket_ids.dedup();
    let mut tickets = Vec::new();
    for id in ticket_ids {
        tickets.extend(find_living(c, id)?);
    }
    Ok(tickets)
}

/// The Message-IDs that a mail refers to; of very many, the newest.
pub(super) fn referenced_ids(mail: &ParsedMail) -> Vec<String> {
    const MOST: usize = 40;
    let newest_first = mail.in_reply_to.iter().chain(mail.references.iter().rev());
    newest_first.take(MOST).map(|id| super::storable(id)).collect()
}

/// Whether a person is in on a ticket: asked, is copied, or works on it.
pub(super) fn is_party(person: &User, ticket: &Ticket) -> bool {
    let is_customer = ticket.requester_id == person.id || ticket.cc_ids.contains(&person.id);
    let works_on_it = person.role != Role::EndUser
        && (ticket.assignee_id == Some(person.id) || ticket.follower_ids.contains(&person.id));
    is_customer || works_on_it
}
