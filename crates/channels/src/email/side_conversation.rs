//! Puts a mail into the side conversation that it answers. The ticket beside it is not touched.

use base::Locale;
use db::Tx;
use mail::{Address, MailKind};
use tickets::{
    change::PreparedBody,
    side_conversations::{self, Participant, Received, SideConversation},
};

use super::{
    conversation::body_or_remark,
    intake::{Desk, IntakeError},
    ledger::{End, IncomingMail, Outcome},
    sender, storable,
    understand::Understood,
};

/// Makes a message of what somebody outside, or their machine, answered.
pub(super) fn take_in(
    tx: &mut Tx,
    desk: &Desk,
    row: &IncomingMail,
    understood: &Understood,
    from: Option<&Address>,
    conversation: SideConversation,
) -> Result<End, IntakeError> {
    let automatic = understood.kind == MailKind::AutoReply;
    let others = if automatic { Vec::new() } else { sender::others_written_to(understood, &desk.own) };
    let received = Received {
        sender: participant(from),
        others: others.into_iter().map(|address| participant(Some(address))).collect(),
        body: body_or_remark(understood, people::store::get_desk(tx)?.locale),
        files: understood.files.clone(),
        automatic,
        incoming_mail_id: row.id,
    };
    let outcome = if automatic { Outcome::AutoReply } else { Outcome::SideConversation };
    receive(tx, desk, outcome, conversation, received)
}

/// Tells in a side conversation that a message of it did not arrive.
pub(super) fn note_bounce(
    tx: &mut Tx,
    desk: &Desk,
    row: &IncomingMail,
    understood: &Understood,
    conversation: SideConversation,
    reason: &str,
) -> Result<End, IntakeError> {
    let text = match people::store::get_desk(tx)?.locale {
        Locale::En => format!("A mail server reports that the message was not delivered. {reason}"),
        Locale::Fr => format!("Un serveur de messagerie signale que le message n’a pas été remis. {reason}"),
    };
    let received = Received {
        sender: participant(understood.mail.from.as_ref()),
        others: Vec::new(),
        body: PreparedBody::from_text(&text),
        files: Vec::new(),
        automatic: true,
        incoming_mail_id: row.id,
    };
    receive(tx, desk, Outcome::Bounce, conversation, received)
}

fn receive(
    tx: &mut Tx,
    desk: &Desk,
    outcome: Outcome,
    conversation: SideConversation,
    received: Received,
) -> Result<End, IntakeError> {
    let id = side_conversations::receive(tx, desk.now, conversation, received)?;
    Ok(End { side_event_id: Some(id), ..End::of(outcome) })
}

fn participant(address: Option<&Address>) -> Participant {
    let Some(address) = address else { return Participant::default() };
    let name = address.name.as_deref().map(storable).filter(|name| !name.trim().is_empty());
    Participant { name, email: storable(&address.email) }
}
