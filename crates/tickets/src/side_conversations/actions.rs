//! Starts side conversations, goes on with them, closes them, and takes in what people outside answer.

use std::collections::BTreeSet;

use base::{Actor, SideConversationId, SideEventId, TicketId, Timestamp, Via};
use db::{Conn, DbError, Tx};
use http::Invalid;
use people::policy::require_staff;
use serde_json::json;

use super::{
    EventKind, Participant, SideConversation, SideEvent, State, files, input::NewMessage, join, store,
};
use crate::{
    access::{access_ticket, shown_with},
    actions::{DELIVER, Deliver, leaves_at, require_own_uploads},
    change::{NewFile, PreparedBody},
    error::TicketError,
    model::{Recipients, Status, Ticket},
    notifications::{SideAnswer, tell_of_side_answer},
    policy,
    store::{attachments, audits, deliveries, merges, tickets::find_ticket},
};

/// A side conversation of a ticket that the actor may see, or of one that was merged into it.
///
/// # Errors
/// [`TicketError::NotFound`] when there is none.
pub(super) fn access_conversation(
    c: &mut Conn,
    actor: &Actor,
    ticket: TicketId,
    id: SideConversationId,
) -> Result<(Ticket, SideConversation), TicketError> {
    require_staff(actor)?;
    let ticket = access_ticket(c, actor, ticket)?;
    let shown = shown_with(c, actor, &ticket)?;
    let conversation = store::find_conversation(c, id)?.filter(|found| shown.contains(&found.ticket_id));
    Ok((ticket, conversation.ok_or(TicketError::NotFound)?))
}

/// Starts a side conversation with its first message.
///
/// # Errors
/// [`TicketError::Forbidden`] on a closed ticket; [`TicketError::Invalid`] without subject, recipient or text.
pub(super) fn start(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    ticket: TicketId,
    message: NewMessage,
) -> Result<(SideConversation, SideEvent), TicketError> {
    require_staff(actor)?;
    let ticket = access_ticket(tx, actor, ticket)?;
    if ticket.status == Status::Closed {
        let reason = "closed tickets cannot be changed; create a follow-up";
        return Err(TicketError::Forbidden(reason.to_owned()));
    }
    if message.subject.is_empty() {
        return Err(Invalid::blank("message.subject").into());
    }
    let to = message.to.clone().unwrap_or_default();
    let mut conversation = SideConversation {
        id: SideConversationId(0),
        ticket_id: ticket.id,
        subject: message.subject.clone(),
        state: State::Open,
        participants: Vec::new(),
        preview: String::new(),
        external_ids: message.external_ids.clone(),
        message_added_at: now,
        answered_at: None,
        state_updated_at: now,
        created_at: now,
        updated_at: now,
    };
    conversation.id = store::insert_conversation(tx, &conversation)?;
    say(tx, now, actor, &ticket, conversation, Outgoing { kind: EventKind::Create, to, message })
}

/// Sends a further message; one to nobody in particular goes to those whom the newest names. Opens what was closed.
///
/// # Errors
/// [`TicketError::Invalid`] without recipient or text.
pub(super) fn answer(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    (ticket, id): (TicketId, SideConversationId),
    message: NewMessage,
) -> Result<(SideConversation, SideEvent), TicketError> {
    let (ticket, conversation) = access_conversation(tx, actor, ticket, id)?;
    let to = match &message.to {
        Some(to) => to.clone(),
        None => newest_people(&store::list_events(tx, &[id])?),
    };
    say(tx, now, actor, &ticket, conversation, Outgoing { kind: EventKind::Reply, to, message })
}

/// Whom an answer goes to by itself: never a machine.
fn newest_people(events: &[SideEvent]) -> Vec<Participant> {
    let is_message = |event: &&SideEvent| event.kind != EventKind::Update && !event.automatic;
    events.iter().rfind(is_message).map(SideEvent::people_outside).unwrap_or_default()
}

/// A message on its way out.
struct Outgoing {
    kind: EventKind,
    to: Vec<Participant>,
    message: NewMessage,
}

fn say(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    ticket: &Ticket,
    mut conversation: SideConversation,
    outgoing: Outgoing,
) -> Result<(SideConversation, SideEvent), TicketError> {
    require_sendable(tx, actor, &outgoing)?;
    let Outgoing { kind, to, message } = outgoing;
    let shown = shown_with(tx, actor, ticket)?;
    let (message, copies) = files::with_copies(tx, &shown, message)?;
    let mut event = SideEvent {
        author_id: actor.user_id,
        sender: colleague(tx, actor)?,
        recipients: to,
        body: message.body,
        external_ids: message.external_ids,
        ..blank_event(conversation.id, kind, now)
    };
    event.id = store::insert_event(tx, &event)?;
    files::attach(tx, now, event.id, &message.uploads, &copies)?;
    join(&mut conversation.participants, &event.recipients);
    set_state(&mut conversation, State::Open, now);
    show_newest(&mut conversation, &event);
    conversation.updated_at = now;
    store::update_conversation(tx, &conversation)?;
    deliver(tx, now, actor, ticket, &event)?;
    record(tx, now, actor, ticket.id, &conversation, kind.as_str())?;
    Ok((conversation, event))
}

fn require_sendable(c: &mut Conn, actor: &Actor, outgoing: &Outgoing) -> Result<(), TicketError> {
    let message = &outgoing.message;
    if outgoing.to.is_empty() {
        return Err(Invalid::blank("message.to").into());
    }
    if message.body.is_blank() && message.uploads.is_empty() && message.attachment_ids.is_empty() {
        return Err(Invalid::blank("message.body").into());
    }
    require_own_uploads(c, actor, "message.uploads", &message.uploads)
}

/// Under which name a colleague writes.
fn colleague(c: &mut Conn, actor: &Actor) -> Result<Participant, TicketError> {
    let nobody = || TicketError::Forbidden("only people write in side conversations".to_owned());
    let user = people::store::find_user(c, actor.user_id.ok_or_else(nobody)?)?.ok_or_else(nobody)?;
    Ok(Participant { name: Some(user.alias.unwrap_or(user.name)), email: String::new() })
}

fn blank_event(conversation_id: SideConversationId, kind: EventKind, now: Timestamp) -> SideEvent {
    SideEvent {
        id: SideEventId(0),
        conversation_id,
        kind,
        author_id: None,
        sender: Participant::default(),
        recipients: Vec::new(),
        body: PreparedBody::default(),
        automatic: false,
        state: None,
        external_ids: json!({}),
        incoming_mail_id: None,
        created_at: now,
    }
}

fn show_newest(conversation: &mut SideConversation, event: &SideEvent) {
    conversation.preview = policy::preview(&event.body.text);
    conversation.message_added_at = event.created_at;
}

fn set_state(conversation: &mut SideConversation, state: State, now: Timestamp) {
    if conversation.state != state {
        conversation.state = state;
        conversation.state_updated_at = now;
    }
}

/// Sees to it that a message leaves, from the address that the ticket came to.
fn deliver(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    ticket: &Ticket,
    event: &SideEvent,
) -> Result<(), TicketError> {
    let recipients = Recipients {
        from: ticket.recipient.clone(),
        to: event.recipients.iter().map(|participant| participant.email.clone()).collect(),
        cc: Vec::new(),
    };
    let send_at = leaves_at(tx, actor, now)?;
    let outgoing_mail_id = store::insert_delivery(tx, event.id, &recipients, now, send_at)?;
    jobs::enqueue_at(tx, now, send_at, DELIVER, &Deliver { outgoing_mail_id })?;
    Ok(())
}

fn record(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    ticket: TicketId,
    conversation: &SideConversation,
    what: &str,
) -> Result<base::AuditId, DbError> {
    let event = json!({
        "type": "SideConversation", "side_conversation_id": conversation.id.to_string(), "action": what,
        "subject": conversation.subject,
    });
    audits::record(tx, now, actor, ticket, &[event])
}

/// Closes a side conversation, or opens it again.
///
/// # Errors
/// [`TicketError::NotFound`] when the ticket has none of that id.
pub(super) fn change_state(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    (ticket, id): (TicketId, SideConversationId),
    state: State,
) -> Result<SideConversation, TicketError> {
    let (ticket, mut conversation) = access_conversation(tx, actor, ticket, id)?;
    if conversation.state == state {
        return Ok(conversation);
    }
    set_state(&mut conversation, state, now);
    conversation.updated_at = now;
    store::update_conversation(tx, &conversation)?;
    let event = SideEvent {
        author_id: actor.user_id,
        sender: colleague(tx, actor)?,
        state: Some(state),
        ..blank_event(id, EventKind::Update, now)
    };
    store::insert_event(tx, &event)?;
    record(tx, now, actor, ticket.id, &conversation, state.as_str())?;
    Ok(conversation)
}

/// Takes a message back that has not left; with its first one the whole side conversation. Its uploads wait again.
///
/// # Errors
/// [`TicketError::TooLateToUndo`] when it has left, [`TicketError::Forbidden`] for another's.
pub(super) fn take_back(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    (ticket, id): (TicketId, SideConversationId),
    event: SideEventId,
) -> Result<(), TicketError> {
    let (ticket, mut conversation) = access_conversation(tx, actor, ticket, id)?;
    let found = store::find_event(tx, event)?.filter(|event| event.conversation_id == id);
    let event = found.filter(|event| event.kind != EventKind::Update).ok_or(TicketError::NotFound)?;
    if event.author_id.is_none() || event.author_id != actor.user_id {
        return Err(TicketError::Forbidden("only its author may take a message back".to_owned()));
    }
    for (_, delivery) in deliveries::list_of_side_events(tx, &[event.id])? {
        if delivery.send_at <= now || !deliveries::cancel(tx, delivery.id)? {
            return Err(TicketError::TooLateToUndo("the message has left already"));
        }
    }
    attachments::delete_copies_of_side_event(tx, event.id)?;
    if event.kind == EventKind::Create {
        store::delete_conversation(tx, id)?;
    } else {
        store::delete_event(tx, event.id)?;
        let left = store::list_events(tx, &[id])?;
        if let Some(newest) = left.iter().rfind(|event| event.kind != EventKind::Update) {
            show_newest(&mut conversation, newest);
        }
        conversation.updated_at = now;
        store::update_conversation(tx, &conversation)?;
    }
    record(tx, now, actor, ticket.id, &conversation, "undo")?;
    Ok(())
}

/// Notes that the actor has read a side conversation to the end.
///
/// # Errors
/// [`TicketError::NotFound`] when the ticket has none of that id.
pub(super) fn mark_read(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    (ticket, id): (TicketId, SideConversationId),
) -> Result<(), TicketError> {
    let (_, conversation) = access_conversation(tx, actor, ticket, id)?;
    if let Some(user) = actor.user_id {
        store::mark_read(tx, user, id, conversation.answered_at.unwrap_or(now))?;
    }
    Ok(())
}

/// What somebody outside wrote.
#[derive(Clone, Debug)]
pub struct Received {
    /// Who.
    pub sender: Participant,
    /// To whom else besides us.
    pub others: Vec<Participant>,
    /// What.
    pub body: PreparedBody,
    /// What came with it.
    pub files: Vec<NewFile>,
    /// Whether a machine wrote it: then nobody joins, and what was closed stays so.
    pub automatic: bool,
    /// The mail it came by.
    pub incoming_mail_id: i64,
}

/// Takes in what somebody outside wrote. The ticket itself does not change; its assignee and the colleagues who wrote
/// here are told.
///
/// # Errors
/// When a statement fails.
pub fn receive(
    tx: &mut Tx,
    now: Timestamp,
    mut conversation: SideConversation,
    received: Received,
) -> Result<SideEventId, TicketError> {
    const ACTOR: Actor = Actor { via: Via::Email, ..Actor::SYSTEM };
    let mut event = SideEvent {
        sender: received.sender,
        recipients: received.others,
        body: received.body,
        automatic: received.automatic,
        incoming_mail_id: Some(received.incoming_mail_id),
        ..blank_event(conversation.id, EventKind::Reply, now)
    };
    event.id = store::insert_event(tx, &event)?;
    files::attach(tx, now, event.id, &[], &received.files)?;
    if !event.automatic {
        join(&mut conversation.participants, &event.people_outside());
        set_state(&mut conversation, State::Open, now);
    }
    show_newest(&mut conversation, &event);
    conversation.answered_at = Some(now);
    conversation.updated_at = now;
    store::update_conversation(tx, &conversation)?;
    let ticket_id = merges::find_survivor(tx, conversation.ticket_id)?.unwrap_or(conversation.ticket_id);
    let audit_id = record(tx, now, &ACTOR, ticket_id, &conversation, "answer")?;
    let mut told: BTreeSet<_> =
        store::list_events(tx, &[conversation.id])?.iter().filter_map(|event| event.author_id).collect();
    told.extend(find_ticket(tx, ticket_id)?.and_then(|ticket| ticket.assignee_id));
    tell_of_side_answer(tx, now, told, &SideAnswer { ticket_id, audit_id, event_id: event.id })?;
    Ok(event.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(sender: &str, automatic: bool) -> SideEvent {
        let sender = Participant { name: None, email: sender.to_owned() };
        SideEvent { sender, automatic, ..blank_event(SideConversationId(1), EventKind::Reply, Timestamp(0)) }
    }

    #[test]
    fn an_answer_goes_to_whom_the_newest_message_names_and_never_to_a_machine() {
        let update = blank_event(SideConversationId(1), EventKind::Update, Timestamp(0));
        let events =
            [event("old@x.test", false), event("ida@x.test", false), event("robot@x.test", true), update];
        let emails: Vec<_> = newest_people(&events).into_iter().map(|each| each.email).collect();
        assert_eq!(emails, ["ida@x.test"]);
    }
}
