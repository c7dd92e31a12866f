//! Mails of ours that did not arrive.

use base::{Actor, CommentId, Locale, SideEventId, TicketId, UserId};
use db::{Conn, DbError, Tx};
use mail::{Bounce, FailedRecipient, Thread, find_token};
use people::fold_address;
use tickets::{
    actions::change_ticket,
    change::{Change, NewComment, PreparedBody},
    side_conversations::{SideConversation, store as side_conversations},
    store::{comments::find_comment, tickets::find_ticket},
};

use super::{
    intake::{Desk, IntakeError},
    ledger::{End, IncomingMail, Outcome},
    outbox::{self, Carried, DeliveryState, OutgoingRow},
    sender::SORTER,
    side_conversation, storable,
    understand::Understood,
};

/// Marks the mail that did not arrive, and its recipient's address if that is to blame, and tells the agents in a note
/// on the ticket. Only a report that names a mail of ours does anything: its Message-ID is signed, so nobody who did not
/// get the mail can make us believe that it came back.
pub(super) fn take_in(
    tx: &mut Tx,
    desk: &Desk,
    row: &IncomingMail,
    understood: &Understood,
    bounce: &Bounce,
) -> Result<End, IntakeError> {
    let Some(sent) = find_sent(tx, desk, understood, bounce)? else { return Ok(End::of(Outcome::Bounce)) };
    let reason = reason(bounce);
    let is_only_late = bounce.status().is_some_and(|status| status.starts_with('4'));
    if !is_only_late {
        outbox::set_state(tx, desk.now, &sent, DeliveryState::Bounced, Some(&reason))?;
    }
    if bounce.is_hard() {
        for recipient in failed_recipients(&sent, bounce) {
            people::actions::identities::mark_undeliverable(tx, desk.now, &recipient)?;
        }
    }
    let end = match sent.carried {
        Carried::Comment(ticket, comment) => note_on_ticket(tx, desk, row, (ticket, comment), &reason)?,
        Carried::SideMessage(message) => match find_side_conversation(tx, message)? {
            Some(found) => side_conversation::note_bounce(tx, desk, row, understood, found, &reason)?,
            None => End::of(Outcome::Bounce),
        },
    };
    Ok(End { detail: reason, ..end })
}

fn find_side_conversation(c: &mut Conn, message: SideEventId) -> Result<Option<SideConversation>, DbError> {
    match side_conversations::find_event(c, message)? {
        Some(event) => side_conversations::find_conversation(c, event.conversation_id),
        None => Ok(None),
    }
}

/// The note stands under the name of whoever sent the mail, since there is nobody else whose it could be.
fn note_on_ticket(
    tx: &mut Tx,
    desk: &Desk,
    row: &IncomingMail,
    (ticket_id, comment_id): (TicketId, CommentId),
    reason: &str,
) -> Result<End, IntakeError> {
    let ticket = find_ticket(tx, ticket_id)?.filter(|ticket| ticket.deleted_at.is_none());
    let is_open_to_notes = ticket.is_some_and(|ticket| ticket.status != tickets::model::Status::Closed);
    let author = find_comment(tx, comment_id)?.map(|comment| comment.author_id);
    let comment_id = match author.filter(|_| is_open_to_notes) {
        Some(author) => add_note(tx, desk, row, ticket_id, author, reason)?,
        None => None,
    };
    Ok(End { ticket_id: Some(ticket_id), comment_id, ..End::of(Outcome::Bounce) })
}

fn find_sent(
    c: &mut Conn,
    desk: &Desk,
    understood: &Understood,
    bounce: &Bounce,
) -> Result<Option<OutgoingRow>, DbError> {
    let by_id = outbox::find_by_message_ids(c, &bounce.original_message_ids)?;
    if by_id.is_some() {
        return Ok(by_id);
    }
    let Some(token) = find_token(&understood.mail, &desk.key) else { return Ok(None) };
    match (token.thread, token.message_id) {
        (Thread::Ticket(_), Some(comment)) => outbox::find_by_comment(c, CommentId(comment)),
        (Thread::SideConversation(_), Some(message)) => outbox::find_by_side_message(c, SideEventId(message)),
        (_, None) => Ok(None),
    }
}

/// Those of the mail's recipients whom the report names; its only one when the report names nobody.
fn failed_recipients(sent: &OutgoingRow, bounce: &Bounce) -> Vec<String> {
    let all: Vec<&String> = sent.recipients.to.iter().chain(&sent.recipients.cc).collect();
    let is_named = |address: &str| {
        bounce.recipients.iter().any(|failed| fold_address(&failed.address) == fold_address(address))
    };
    match (all.as_slice(), bounce.recipients.as_slice()) {
        ([only], []) => vec![(*only).clone()],
        _ => all.into_iter().filter(|address| is_named(address)).cloned().collect(),
    }
}

/// The report in one line.
fn reason(bounce: &Bounce) -> String {
    const LONGEST: usize = 500;
    let line = |failed: &FailedRecipient| {
        let status = failed.status.as_deref().filter(|status| !failed.diagnostic.contains(status));
        let pieces = [Some(failed.diagnostic.as_str()).filter(|text| !text.is_empty()), status];
        let why: Vec<&str> = pieces.into_iter().flatten().collect();
        if why.is_empty() { failed.address.clone() } else { format!("{}: {}", failed.address, why.join(" ")) }
    };
    let lines: Vec<String> = bounce.recipients.iter().map(line).collect();
    storable(&lines.join("; ")).chars().take(LONGEST).collect()
}

fn add_note(
    tx: &mut Tx,
    desk: &Desk,
    row: &IncomingMail,
    ticket_id: TicketId,
    author_id: UserId,
    reason: &str,
) -> Result<Option<CommentId>, IntakeError> {
    let text = match people::store::get_desk(tx)?.locale {
        Locale::En => format!("A mail server reports that the answer was not delivered. {reason}"),
        Locale::Fr => format!("Un serveur de messagerie signale que la réponse n’a pas été remise. {reason}"),
    };
    let note = NewComment {
        incoming_mail_id: Some(row.id),
        ..NewComment::new(author_id, false, PreparedBody::from_text(&text))
    };
    let actor: Actor = SORTER;
    let changed = change_ticket(tx, desk.now, &actor, ticket_id, &Change::comment(note))?;
    Ok(changed.comment_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_names_the_address_and_what_the_server_said() {
        let failed = FailedRecipient {
            address: "ana@x.org".to_owned(),
            status: Some("5.1.1".to_owned()),
            smtp_code: Some(550),
            diagnostic: "550 5.1.1 no such user".to_owned(),
        };
        let bounce = Bounce { recipients: vec![failed], original_message_ids: Vec::new() };
        assert_eq!(reason(&bounce), "ana@x.org: 550 5.1.1 no such user");
    }
}
