//! The mail of a message of a side conversation. It says nothing of the ticket: its subject, token, quotation and
//! recipients are the side conversation's own.

use base::SideEventId;
use db::{Conn, DbError};
use mail::{Address, ThreadToken};
use tickets::{
    model::Attachment,
    side_conversations::{EventKind, SideConversation, SideEvent, store},
    store::{attachments, tickets::find_ticket},
};

use super::{
    OwnAddresses,
    comment_mail::signature,
    delivery::Material,
    ledger,
    letter::{Letter, Quoted, plain_name, with_quoted_images},
    outbound::{Occasion, find_route_of},
    outbox::{self, OutgoingRow},
    references::References,
};
use crate::mailboxes::actions::MailboxError;

/// What the delivery of a message needs to know; `None` when it is gone.
///
/// # Errors
/// When a query fails, or the mailbox's password cannot be opened.
pub(super) fn load(
    c: &mut Conn,
    app: &http::App,
    row: OutgoingRow,
    message: SideEventId,
) -> Result<Option<Material>, MailboxError> {
    let Some(message) = store::find_event(c, message)? else { return Ok(None) };
    let Some(conversation) = store::find_conversation(c, message.conversation_id)? else { return Ok(None) };
    let Some(ticket) = find_ticket(c, conversation.ticket_id)? else { return Ok(None) };
    let about = Occasion::of(&ticket);
    let author = match message.author_id {
        Some(author) => people::store::find_user(c, author)?,
        None => None,
    };
    let route = find_route_of(c, app, author.as_ref(), row.recipients.from.as_deref(), about)?;
    let previous = find_previous(c, &message)?;
    let files = list_files(c, &message, previous.as_ref())?;
    let References { all, in_reply_to } = find_references(c, &message)?;
    let desk = people::store::get_desk(c)?;
    let token = ThreadToken::of_side_message(conversation.id.0, message.id.0);
    let letter = Letter {
        reply_to: route.reply_to(&app.secrets, token),
        from: route.from.clone(),
        to: name_recipients(&OwnAddresses::load(c)?, &message),
        cc: Vec::new(),
        subject: subject(&conversation, previous.is_some()),
        html: message.body.html.clone(),
        signature: signature(c, author.as_ref(), about)?,
        quoted: previous.map(quoted),
        files: Vec::new(),
        message_id: row.message_id.clone().unwrap_or_else(|| route.message_id(&app.secrets, token)),
        in_reply_to,
        references: all,
        date: message.created_at,
        locale: desk.locale,
        time_zone: desk.time_zone,
    };
    Ok(Some(Material { row, route, letter, files }))
}

fn subject(conversation: &SideConversation, is_answer: bool) -> String {
    if is_answer {
        format!("Re: {}", mail::normalised_subject(&conversation.subject))
    } else {
        conversation.subject.clone()
    }
}

/// The message of a person before this one, which it quotes.
fn find_previous(c: &mut Conn, message: &SideEvent) -> Result<Option<SideEvent>, DbError> {
    let events = store::list_events(c, &[message.conversation_id])?;
    let is_before =
        |event: &SideEvent| event.id < message.id && event.kind != EventKind::Update && !event.automatic;
    Ok(events.into_iter().rfind(is_before))
}

fn quoted(previous: SideEvent) -> Quoted {
    let author = previous.sender.name.unwrap_or(previous.sender.email);
    Quoted { author, at: previous.created_at, html: previous.body.html }
}

fn list_files(
    c: &mut Conn,
    message: &SideEvent,
    previous: Option<&SideEvent>,
) -> Result<Vec<(Attachment, bool)>, DbError> {
    let own = attachments::list_of_side_events(c, &[message.id])?;
    let Some(previous) = previous else { return Ok(with_quoted_images(own, "", Vec::new())) };
    let of_quoted = attachments::list_of_side_events(c, &[previous.id])?;
    Ok(with_quoted_images(own, &previous.body.html, of_quoted))
}

fn find_references(c: &mut Conn, message: &SideEvent) -> Result<References, DbError> {
    let received = ledger::list_message_ids_of_side_conversation(c, message.conversation_id)?;
    let sent = outbox::list_message_ids_of_side_conversation(c, message.conversation_id)?;
    Ok(References::before(message.id, received, sent))
}

/// Under the names that they were given here. Our own addresses are left out, since they would answer themselves.
fn name_recipients(own: &OwnAddresses, message: &SideEvent) -> Vec<Address> {
    let outside = message.recipients.iter().filter(|participant| !own.contains(&participant.email));
    outside
        .map(|participant| {
            Address::new(&plain_name(participant.name.as_deref().unwrap_or_default()), &participant.email)
        })
        .collect()
}
