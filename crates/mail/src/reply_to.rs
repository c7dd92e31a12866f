//! Who asks: the person behind a contact form, or behind a message that a colleague forwarded.

use crate::address::Address;
use crate::classify::{MailKind, Own, classify};
use crate::parse::{self, ParsedMail};
use crate::quote::forwarded_from;
use crate::subject::is_forward_subject;

/// The person whom an answer should reach, and who becomes the requester.
///
/// A contact form sends from its own address and names the person in Reply-To, which therefore wins; where it gives no
/// name, that of From is kept, since forms put the person's name there. It does not win in machine mail and in lists,
/// whose Reply-To leads elsewhere, nor when it leads back to the desk. `None` when nobody is named.
pub fn requester(mail: &ParsedMail, envelope_from: Option<&str>, own: &Own<'_>) -> Option<Address> {
    let from = mail.from.clone().or_else(|| mail.sender.clone());
    let is_own = |address: &Address| own.addresses.iter().any(|one| address.is_same_mailbox(one));
    let is_from_person = matches!(classify(mail, envelope_from), MailKind::Person | MailKind::Calendar);
    let leads_to_sender =
        from.as_ref().is_some_and(|from| mail.reply_to.iter().any(|to| to.is_same_mailbox(&from.email)));
    let wanted = mail.reply_to.first().filter(|to| !is_own(to));
    match wanted {
        Some(reply_to) if is_from_person && !leads_to_sender => {
            let name = reply_to.name.clone().or_else(|| from.and_then(|from| from.name));
            Some(Address { name, email: reply_to.email.clone() })
        }
        _ => from,
    }
}

/// The sender of the message that this one forwards, if it forwards one.
///
/// Only a suggestion: anyone can write such a block, so a person must confirm before the ticket is given to that sender.
pub fn forwarded_sender(mail: &ParsedMail) -> Option<Address> {
    let is_forward = is_forward_subject(&mail.subject);
    let attached =
        mail.attachments.iter().find(|part| part.content_type == "message/rfc822").filter(|_| is_forward);
    let within_text = forwarded_from(&mail.text, is_forward).and_then(|line| parse::mailbox_in(&line));
    within_text.or_else(|| attached.and_then(|part| parse::parse(&part.data).from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn requester_of(mail: &str) -> Option<String> {
        let addresses = ["help@desk.example".to_owned()];
        let own = Own { addresses: &addresses, message_id_host: "desk.example" };
        requester(&parse(mail.as_bytes()), None, &own).map(|address| address.to_string())
    }

    #[test]
    fn reply_to_wins_for_contact_forms() {
        let form = "From: Bob Smith <form@site.example>\r\nReply-To: bob@x.org\r\n\r\nHi";
        assert_eq!(requester_of(form).as_deref(), Some("Bob Smith <bob@x.org>"));
    }

    #[test]
    fn reply_to_does_not_win_for_machines_lists_and_the_desk_itself() {
        for headers in [
            "Auto-Submitted: auto-replied\r\nReply-To: other@y.org",
            "List-Id: <a.b>\r\nReply-To: other@y.org",
            "Reply-To: help@desk.example",
        ] {
            let mail = format!("From: bob@x.org\r\n{headers}\r\n\r\nHi");
            assert_eq!(requester_of(&mail).as_deref(), Some("bob@x.org"), "{headers}");
        }
    }

    #[test]
    fn a_forward_names_the_first_sender() {
        let mail = parse(
            "From: colleague@desk.example\r\nSubject: Fwd: Broken chair\r\n\r\nPlease help.\r\n\r\n---------- Forwarded \
             message ---------\r\nFrom: Mia Lind <mia@x.org>\r\nDate: Monday\r\nSubject: Broken chair\r\n\r\nIt broke."
                .as_bytes(),
        );
        assert_eq!(forwarded_sender(&mail), Some(Address::new("Mia Lind", "mia@x.org")));
    }

    #[test]
    fn a_reply_forwards_nobody() {
        let mail = parse(b"Subject: Re: a\r\n\r\nYes.\r\n\r\nFrom: Mia <mia@x.org>\r\nSent: Monday\r\nSubject: a\r\n\r\nOld");
        assert_eq!(forwarded_sender(&mail), None);
    }
}
