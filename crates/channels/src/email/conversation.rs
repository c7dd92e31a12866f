//! Puts a message where it belongs: on a ticket, or on a new one.

use base::{Actor, Locale, Role, TicketId, Via};
use db::Tx;
use mail::Address;
use people::User;
use serde_json::{Value, json};
use tickets::{
    actions::{Changed, change_ticket, create_ticket},
    brands,
    change::{Change, ListChange, NewComment, NewTicket, PreparedBody},
    model::{Recipients, Ticket},
    store::audits,
};

use super::{
    OwnAddresses,
    intake::{Desk, IntakeError},
    ledger::{End, IncomingMail, Outcome},
    own, sender, storable,
    thread::{Place, Relation, is_party},
    understand::Understood,
};
use crate::mailboxes::store as mailboxes;

/// Makes a message of a person, list or machine a comment or a ticket.
pub(super) fn take_in(
    tx: &mut Tx,
    desk: &Desk,
    row: &IncomingMail,
    understood: &Understood,
    from: Option<&Address>,
    place: Place,
) -> Result<End, IntakeError> {
    let author = sender::find_or_create_sender(tx, desk.now, from, &understood.mail)?;
    let comment = comment(tx, row, understood, &author)?;
    match place {
        Place::Ticket { ticket, is_proven } => {
            let mut comment = NewComment { public: is_public(&author, &ticket, is_proven), ..comment };
            if author.role.is_staff() && author.id != ticket.requester_id {
                // The mail went to the desk; what follows goes to the ticket's people.
                comment.recipients = Recipients::default();
            }
            add_comment(tx, desk, row, understood, &author, &ticket, comment)
        }
        Place::New { relation } => new_ticket(tx, desk, row, understood, &author, comment, relation.as_ref()),
    }
}

/// Notes on a ticket what a machine answered. As a note it opens nothing again and goes to nobody.
pub(super) fn note_automatic_answer(
    tx: &mut Tx,
    desk: &Desk,
    row: &IncomingMail,
    understood: &Understood,
    author: &User,
    ticket_id: TicketId,
) -> Result<End, IntakeError> {
    let comment = NewComment { public: false, ..comment(tx, row, understood, author)? };
    let changed = change_ticket(tx, desk.now, &sender::SORTER, ticket_id, &Change::comment(comment))?;
    end(tx, Outcome::AutoReply, &changed, &source(desk, row, understood), None)
}

/// An agent who answers by mail writes to the customer only where a token proves that they got our mail about the
/// ticket: a From header alone is anybody's to write. Otherwise what they write is a note.
fn is_public(author: &User, ticket: &Ticket, is_proven: bool) -> bool {
    author.role == Role::EndUser || is_proven || author.id == ticket.requester_id
}

fn add_comment(
    tx: &mut Tx,
    desk: &Desk,
    row: &IncomingMail,
    understood: &Understood,
    author: &User,
    ticket: &Ticket,
    comment: NewComment,
) -> Result<End, IntakeError> {
    let mut added = sender::find_or_create_copied(tx, desk.now, understood, &desk.own, author.id)?;
    added.retain(|id| *id != ticket.requester_id && !ticket.cc_ids.contains(id));
    let is_stranger = author.role == Role::EndUser && !is_party(author, ticket);
    if is_stranger {
        // Somebody answered from another address, or was forwarded our mail: from now on they are in on it.
        let join = Change { cc_ids: Some(adding(vec![author.id])), ..Change::default() };
        change_ticket(tx, desk.now, &sender::SORTER, ticket.id, &join)?;
    }
    let actor = Actor::person(author.id, author.role, Via::Email);
    let cc_ids = (!added.is_empty()).then(|| adding(added));
    let change = Change { cc_ids, ..Change::comment(comment) };
    let changed = change_ticket(tx, desk.now, &actor, ticket.id, &change)?;
    end(tx, Outcome::Comment, &changed, &source(desk, row, understood), None)
}

fn adding(ids: Vec<base::UserId>) -> ListChange<base::UserId> {
    ListChange::Edit { add: ids, remove: Vec::new() }
}

fn new_ticket(
    tx: &mut Tx,
    desk: &Desk,
    row: &IncomingMail,
    understood: &Understood,
    author: &User,
    comment: NewComment,
    relation: Option<&Relation>,
) -> Result<End, IntakeError> {
    let copied = sender::find_or_create_copied(tx, desk.now, understood, &desk.own, author.id)?;
    let recipient = our_address(row, understood, &desk.own);
    let mailbox = match row.mailbox_id.or_else(|| recipient.as_deref().and_then(|to| desk.own.mailbox_of(to)))
    {
        Some(id) => mailboxes::find_mailbox(tx, id)?,
        None => None,
    };
    let brand_id = match &mailbox {
        Some(mailbox) => brands::in_use(tx, mailbox.brand_id)?,
        None => None,
    };
    let fields = Change {
        brand_id,
        subject: Some(subject(&understood.mail.subject)),
        group_id: mailbox.as_ref().and_then(|mailbox| mailbox.group_id).map(Some),
        cc_ids: (!copied.is_empty()).then_some(ListChange::Set(copied)),
        ..Change::default()
    };
    let recipient = recipient.or_else(|| mailbox.map(|mailbox| mailbox.address));
    let new = NewTicket { requester_id: author.id, submitter_id: author.id, recipient, comment, fields };
    // It is the desk that sorts the mail into a group, which its sender may not; the ticket is theirs all the same.
    let actor = Actor::person(author.id, Role::Agent, Via::Email);
    let changed = create_ticket(tx, desk.now, &actor, &new)?;
    end(tx, Outcome::Ticket, &changed, &source(desk, row, understood), relation)
}

/// Records in the audit which mail is behind it, and closes the row.
fn end(
    tx: &mut Tx,
    outcome: Outcome,
    changed: &Changed,
    source: &Value,
    relation: Option<&Relation>,
) -> Result<End, IntakeError> {
    if let Some(audit_id) = changed.audit_id {
        audits::set_source(tx, audit_id, &related(source.clone(), relation))?;
    }
    let detail = relation.map(|relation| format!("{} of {}", relation.kind, relation.ticket_id));
    Ok(End {
        detail: detail.unwrap_or_default(),
        ticket_id: Some(changed.ticket.id),
        comment_id: changed.comment_id,
        ..End::of(outcome)
    })
}

/// Which mail it was, and from whom to which of our addresses.
fn source(desk: &Desk, row: &IncomingMail, understood: &Understood) -> Value {
    let mut source = json!({"incoming_mail_id": row.id, "message_id": row.message_id});
    if let Some(from) = &understood.mail.from {
        let name = from.name.as_deref().map(storable);
        source["from"] = json!({"address": storable(&from.email), "name": name});
    }
    if let Some(to) = our_address(row, understood, &desk.own) {
        source["to"] = json!({"address": storable(&to)});
    }
    source
}

fn related(mut source: Value, relation: Option<&Relation>) -> Value {
    if let Some(relation) = relation {
        source["rel"] = json!(relation.kind);
        source["from"]["ticket_id"] = json!(relation.ticket_id);
        source["from"]["subject"] = json!(relation.subject);
    }
    source
}

fn comment(
    tx: &mut Tx,
    row: &IncomingMail,
    understood: &Understood,
    author: &User,
) -> Result<NewComment, IntakeError> {
    let addresses =
        |list: &[Address]| list.iter().take(100).map(|address| storable(&address.email)).collect();
    let mail = &understood.mail;
    let locale = people::store::get_desk(tx)?.locale;
    Ok(NewComment {
        author_id: author.id,
        public: true,
        body: body_or_remark(understood, locale),
        uploads: Vec::new(),
        files: understood.files.clone(),
        recipients: Recipients {
            from: mail.from.as_ref().map(|from| storable(&from.email)),
            to: addresses(&mail.to),
            cc: addresses(&mail.cc),
        },
        incoming_mail_id: Some(row.id),
        created_at: None,
        call: None,
    })
}

/// A message that says nothing is still a message.
pub(super) fn body_or_remark(understood: &Understood, locale: Locale) -> PreparedBody {
    if let Some(bytes) = understood.too_large_bytes {
        let megabytes = bytes >> 20;
        return PreparedBody::from_text(&match locale {
            Locale::En => format!(
                "This message of {megabytes} MB is too large to be fetched. It is still in the mailbox."
            ),
            Locale::Fr => format!(
                "Ce message de {megabytes} Mo est trop volumineux pour être récupéré. Il se trouve toujours dans la boîte aux lettres."
            ),
        });
    }
    if !understood.body.is_blank() || !understood.files.is_empty() {
        return understood.body.clone();
    }
    PreparedBody::from_text(match locale {
        Locale::En => "(This message has no text.)",
        Locale::Fr => "(Ce message ne contient pas de texte.)",
    })
}

/// A subject that fits; an empty one is filled in from the text.
fn subject(given: &str) -> String {
    const LONGEST: usize = 500;
    storable(given).chars().take(LONGEST).collect()
}

/// Which of our addresses the message was sent to, without any tag: answers leave from there.
fn our_address(row: &IncomingMail, understood: &Understood, own_addresses: &OwnAddresses) -> Option<String> {
    let mail = &understood.mail;
    let named = mail.to.iter().chain(&mail.cc).map(|address| address.email.as_str());
    let given = row.envelope_to.iter().map(String::as_str);
    let ours = named.chain(given).find(|address| own_addresses.contains(address));
    // Before any mailbox is set up, and for an alias that only the mail server knows, the envelope tells.
    ours.or_else(|| row.envelope_to.first().map(String::as_str)).map(own::without_tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_are_cut_between_letters() {
        assert_eq!(subject(&"é".repeat(900)).chars().count(), 500);
        assert_eq!(subject("a\0b"), "ab");
    }
}
