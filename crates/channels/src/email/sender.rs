//! Whose a message is, and who is copied on it.

use base::{Actor, Locale, Timestamp, UserId, Via};
use db::{Conn, Tx};
use mail::{Address, MailKind, Own, ParsedMail};
use people::{PeopleError, User, UserChange, actions, store};
use tickets::model::Ticket;

use super::{OwnAddresses, ledger::IncomingMail, storable, understand::Understood};

/// The desk itself, sorting its mail.
pub(super) const SORTER: Actor = Actor { via: Via::Email, ..Actor::SYSTEM };

/// People copied on one message who become people of the desk, at most: a stranger's list of a thousand is not to fill it.
const MOST_COPIED: usize = 25;

/// The person an answer should reach; `None` when the message names nobody.
pub(super) fn address_of_sender(
    understood: &Understood,
    row: &IncomingMail,
    own: &OwnAddresses,
) -> Option<Address> {
    let addresses = own.addresses();
    let own = Own { addresses: &addresses, message_id_host: "" };
    let envelope_from = row.known_envelope_from();
    let named = mail::requester(&understood.mail, envelope_from, &own);
    let fallback =
        envelope_from.filter(|address| address.contains('@')).map(|address| Address::new("", address));
    named.filter(|address| address.email.contains('@')).or(fallback)
}

/// The sender, if the desk knows them.
pub(super) fn find_sender(c: &mut Conn, address: Option<&Address>) -> Result<Option<User>, PeopleError> {
    let Some(address) = address else { return Ok(None) };
    Ok(store::find_user_by_email(c, &storable(&address.email))?)
}

/// The sender, who becomes an end user when the desk does not know them. A message that names no usable address gets
/// the one user that stands for all unknown senders, since nothing may disappear.
pub(super) fn find_or_create_sender(
    tx: &mut Tx,
    now: Timestamp,
    address: Option<&Address>,
    mail: &ParsedMail,
) -> Result<User, PeopleError> {
    let created = match address {
        Some(address) => find_or_create(tx, now, address, mail),
        None => return unknown_sender(tx, now),
    };
    match created {
        Ok(id) => store::find_user(tx, id)?.ok_or(PeopleError::NotFound),
        Err(PeopleError::Invalid(_)) => unknown_sender(tx, now),
        Err(other) => Err(other),
    }
}

/// Who answered automatically; a machine's own address stands for the ticket's requester and becomes nobody.
pub(super) fn find_or_create_answering(
    tx: &mut Tx,
    now: Timestamp,
    address: Option<&Address>,
    mail: &ParsedMail,
    ticket: &Ticket,
) -> Result<User, PeopleError> {
    let is_person = address.is_some_and(|address| !is_machine(address.local_part()));
    if is_person {
        return find_or_create_sender(tx, now, address, mail);
    }
    store::find_user(tx, ticket.requester_id)?.ok_or(PeopleError::NotFound)
}

fn find_or_create(
    tx: &mut Tx,
    now: Timestamp,
    address: &Address,
    mail: &ParsedMail,
) -> Result<UserId, PeopleError> {
    let desk = store::get_desk(tx)?;
    let locale = mail.language.as_deref().and_then(Locale::from_tag).unwrap_or(desk.locale);
    let name = storable(address.name.as_deref().unwrap_or_default());
    actions::find_or_create_requester(tx, now, &SORTER, &storable(&address.email), &name, locale)
}

fn unknown_sender(tx: &mut Tx, now: Timestamp) -> Result<User, PeopleError> {
    const EXTERNAL_ID: &str = "guichet:unknown-sender";
    if let Some(known) = store::find_users_by_external_id(tx, &[EXTERNAL_ID])?.into_iter().next() {
        return Ok(known);
    }
    let name = match store::get_desk(tx)?.locale {
        Locale::En => "Unknown sender",
        Locale::Fr => "Expéditeur inconnu",
    };
    let new = UserChange {
        name: Some(name.to_owned()),
        external_id: Some(Some(EXTERNAL_ID.to_owned())),
        ..UserChange::default()
    };
    actions::users::create(tx, now, &SORTER, &new)
}

/// Everybody else that a person wrote to. Never our own addresses, which would answer themselves, nor addresses of
/// machines; and nobody for mail of machines and lists, whose other recipients did not ask.
pub(super) fn others_written_to<'a>(understood: &'a Understood, own: &OwnAddresses) -> Vec<&'a Address> {
    if !matches!(understood.kind, MailKind::Person | MailKind::Calendar) {
        return Vec::new();
    }
    let named = understood.mail.to.iter().chain(&understood.mail.cc);
    let people = named.filter(|address| !own.contains(&address.email) && !is_machine(address.local_part()));
    people.take(MOST_COPIED).collect()
}

/// Those who get copies of what follows.
pub(super) fn find_or_create_copied(
    tx: &mut Tx,
    now: Timestamp,
    understood: &Understood,
    own: &OwnAddresses,
    sender: UserId,
) -> Result<Vec<UserId>, PeopleError> {
    let mut copied = Vec::new();
    for address in others_written_to(understood, own) {
        match find_or_create(tx, now, address, &understood.mail) {
            Ok(id) if id != sender && !copied.contains(&id) => copied.push(id),
            Ok(_) | Err(PeopleError::Invalid(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(copied)
}

/// Addresses that nobody reads, by what stands before the `@`.
fn is_machine(local_part: &str) -> bool {
    let plain: String = local_part.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    let is_known = matches!(
        plain.as_str(),
        "mailerdaemon" | "postmaster" | "bounce" | "bounces" | "undisclosedrecipients"
    );
    is_known || ["noreply", "donotreply", "nepasrepondre"].iter().any(|name| plain.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_are_known_by_their_address() {
        for machine in ["MAILER-DAEMON", "no-reply", "noreply.shop", "postmaster", "ne-pas-repondre"] {
            assert!(is_machine(machine), "{machine}");
        }
        assert!(!is_machine("nora") && !is_machine("support"));
    }
}
