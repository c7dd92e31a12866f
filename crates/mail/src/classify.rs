//! What sort of mail came in, and whether a machine may answer it.

use crate::bounce::{Bounce, FailedRecipient, has_null_sender, is_from_mailer, read_bounce};
use crate::parse::ParsedMail;

/// What sort of message it is. All are stored; only [`MailKind::Person`] may be answered automatically.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailKind {
    /// Written by a person, as far as can be seen.
    Person,
    /// An out-of-office notice, acknowledgement or other automatic message (RFC 3834).
    AutoReply,
    /// A message did not arrive because the address is bad.
    BounceHard {
        /// Whom it did not reach.
        recipients: Vec<FailedRecipient>,
        /// Enhanced status code (RFC 3463).
        status: Option<String>,
    },
    /// A message did not arrive, or is late, for a reason that is not the address.
    BounceSoft {
        /// Whom it did not reach.
        recipients: Vec<FailedRecipient>,
        /// Enhanced status code (RFC 3463).
        status: Option<String>,
    },
    /// A complaint about a message (RFC 5965).
    FeedbackReport,
    /// Sent to a list or to many.
    ListOrBulk,
    /// An invitation, or an answer to one.
    Calendar,
    /// A notice that a message was read (RFC 8098) or delivered.
    ReadReceipt,
}

/// Sorts a message. `envelope_from` is the sender given in SMTP: empty for the null sender, `None` when unknown.
pub fn classify(mail: &ParsedMail, envelope_from: Option<&str>) -> MailKind {
    if has_report(mail, "feedback-report") || is_complaint(mail) {
        return MailKind::FeedbackReport;
    }
    if let Some(bounce) = read_bounce(mail, envelope_from) {
        return bounce_kind(bounce);
    }
    if has_report(mail, "disposition-notification") || has_report(mail, "delivery-status") {
        return MailKind::ReadReceipt;
    }
    if is_automatic(mail) || has_null_sender(mail, envelope_from) || is_from_mailer(mail) {
        return MailKind::AutoReply;
    }
    if is_list_or_bulk(mail) {
        return MailKind::ListOrBulk;
    }
    if is_calendar(mail) { MailKind::Calendar } else { MailKind::Person }
}

/// What the desk knows about itself when it decides whether to answer.
#[derive(Debug, Clone, Copy)]
pub struct Own<'a> {
    /// Addresses of the desk's mailboxes.
    pub addresses: &'a [String],
    /// The host in Message-IDs that the desk makes.
    pub message_id_host: &'a str,
}

/// The header that the desk puts into everything it sends by itself, so that it knows its own mail when it comes back.
pub const LOOP_HEADER: &str = "X-Guichet-Loop";

/// Whether an automatic answer is allowed: to people only, never to the desk itself, to machines, or in return for a
/// message that asks for none (RFC 3834, 2).
pub fn may_be_answered_automatically(mail: &ParsedMail, envelope_from: Option<&str>, own: &Own<'_>) -> bool {
    let Some(from) = &mail.from else { return false };
    let is_own = own.addresses.iter().any(|address| from.is_same_mailbox(address));
    let is_from_here = mail
        .message_id
        .as_deref()
        .and_then(|id| id.rsplit_once('@'))
        .is_some_and(|(_, host)| host.eq_ignore_ascii_case(own.message_id_host));
    let asks_for_none = mail.headers.contains(&LOOP_HEADER.to_lowercase())
        || mail.headers.contains("x-loop")
        || mail.headers.contains("precedence")
        || mail
            .headers
            .get("x-auto-response-suppress")
            .is_some_and(|value| !value.eq_ignore_ascii_case("none"));
    let is_person = classify(mail, envelope_from) == MailKind::Person;
    is_person && !is_own && !is_from_here && !asks_for_none && !is_unattended(from.local_part())
}

fn bounce_kind(bounce: Bounce) -> MailKind {
    let status = bounce.status().map(str::to_owned);
    if bounce.is_hard() {
        MailKind::BounceHard { recipients: bounce.recipients, status }
    } else {
        MailKind::BounceSoft { recipients: bounce.recipients, status }
    }
}

fn has_report(mail: &ParsedMail, subtype: &str) -> bool {
    mail.reports.iter().any(|part| part.content_type.ends_with(subtype))
}

/// Complaints in other forms than the standard one: an incomplete report, and that of one large provider, which has the
/// message complained about as its only attachment.
fn is_complaint(mail: &ParsedMail) -> bool {
    let declared = mail.headers.get("content-type").unwrap_or_default().to_lowercase();
    let is_declared = mail.content_type == "multipart/report" && declared.contains("feedback-report");
    is_declared || mail.subject.to_lowercase().starts_with("complaint about message from ")
}

/// Headers by which programs mark what no person wrote.
fn is_automatic(mail: &ParsedMail) -> bool {
    let value = |name: &str| mail.headers.get(name).map(|text| text.trim().to_lowercase());
    let is_submitted = value("auto-submitted").is_some_and(|text| {
        !text.is_empty() && !text.starts_with("no") && !text.starts_with("auto-forwarded")
    });
    let has_mark = ["x-autoreply", "x-autorespond", "x-auto-reply", "x-autoresponder", "x-autogenerated"]
        .iter()
        .any(|name| value(name).is_some_and(|text| text != "no"));
    let suppresses_all =
        value("x-auto-response-suppress").is_some_and(|text| text.split(',').any(|w| w.trim() == "all"));
    let is_reply_precedence = value("precedence").is_some_and(|text| text.starts_with("auto"));
    is_submitted || has_mark || suppresses_all || is_reply_precedence || has_automatic_subject(&mail.subject)
}

/// How out-of-office notices are titled by the programs that send them.
fn has_automatic_subject(subject: &str) -> bool {
    let lower = subject.trim().to_lowercase();
    [
        "automatic reply:",
        "auto reply:",
        "auto-reply:",
        "autoreply:",
        "out of office:",
        "out of office autoreply:",
        "réponse automatique",
        "absence du bureau",
        "automatische antwort:",
        "abwesenheitsnotiz",
        "respuesta automática",
        "risposta automatica",
        "resposta automática",
        "automatisch antwoord:",
        "automatiskt svar",
        "automatisk svar",
        "autosvar",
        "automaattinen vastaus",
        "autoodpowiedź",
        "odpowiedź automatyczna",
        "автоответ",
        "自動応答",
        "自动答复",
        "vacation:",
    ]
    .iter()
    .any(|start| lower.starts_with(start))
}

fn is_list_or_bulk(mail: &ParsedMail) -> bool {
    let has_list_header = ["list-id", "list-unsubscribe", "list-post", "feedback-id", "x-mailing-list"]
        .iter()
        .any(|name| mail.headers.contains(name));
    let precedence = mail.headers.get("precedence").unwrap_or_default().trim().to_lowercase();
    has_list_header
        || matches!(precedence.as_str(), "bulk" | "list" | "junk")
        || mail.headers.contains("x-loop")
}

/// An invitation is marked by its program; a calendar file that a person attached is a file.
fn is_calendar(mail: &ParsedMail) -> bool {
    let class = mail.headers.get("content-class").unwrap_or_default().to_lowercase();
    let has_method = mail.attachments.iter().any(|part| {
        let text = String::from_utf8_lossy(part.data.get(..4096).unwrap_or(&part.data)).to_uppercase();
        part.content_type == "text/calendar" && text.contains("METHOD:")
    });
    class.contains("calendarmessage") || mail.content_type == "text/calendar" || has_method
}

/// Addresses that say themselves that nobody reads them.
fn is_unattended(local_part: &str) -> bool {
    let plain: String = local_part.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    ["noreply", "donotreply", "nepasrepondre", "pasdereponse"].iter().any(|name| plain.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn kind(headers: &str) -> MailKind {
        classify(&parse(format!("From: Ana <ana@x.org>\r\n{headers}\r\n\r\nHello").as_bytes()), None)
    }

    fn may_answer(headers: &str, envelope_from: &str) -> bool {
        let addresses = ["help@desk.example".to_owned()];
        let own = Own { addresses: &addresses, message_id_host: "desk.example" };
        let mail = parse(format!("{headers}\r\n\r\nHello").as_bytes());
        may_be_answered_automatically(&mail, Some(envelope_from), &own)
    }

    #[test]
    fn machines_are_told_from_people() {
        assert_eq!(kind("Subject: Hello"), MailKind::Person);
        assert_eq!(kind("Auto-Submitted: auto-replied (vacation)"), MailKind::AutoReply);
        assert_eq!(kind("Auto-Submitted: no"), MailKind::Person);
        assert_eq!(kind("Auto-Submitted: auto-forwarded"), MailKind::Person);
        assert_eq!(kind("Subject: Réponse automatique : Bonjour"), MailKind::AutoReply);
        assert_eq!(kind("Return-Path: <>"), MailKind::AutoReply);
        assert_eq!(kind("List-Id: <a.b>"), MailKind::ListOrBulk);
        assert_eq!(kind("Content-Class: urn:content-classes:calendarmessage"), MailKind::Calendar);
    }

    #[test]
    fn read_receipts_are_known() {
        let receipt = "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\r\n\r\n--b\r\n\
            Content-Type: message/disposition-notification\r\n\r\nDisposition: manual-action; displayed\r\n--b--";
        assert_eq!(kind(receipt), MailKind::ReadReceipt);
    }

    #[test]
    fn only_people_are_answered() {
        assert!(may_answer("From: ana@x.org", "ana@x.org"));
        for (headers, envelope_from) in [
            ("From: ana@x.org", ""),
            ("From: HELP@desk.example", "help@desk.example"),
            ("From: ana@x.org\r\nMessage-ID: <1@desk.example>", "ana@x.org"),
            ("From: ana@x.org\r\nX-Guichet-Loop: 1", "ana@x.org"),
            ("From: ana@x.org\r\nPrecedence: bulk", "ana@x.org"),
            ("From: ana@x.org\r\nX-Auto-Response-Suppress: OOF", "ana@x.org"),
            ("From: no-reply@x.org", "no-reply@x.org"),
            ("Subject: no sender", "ana@x.org"),
        ] {
            assert!(!may_answer(headers, envelope_from), "{headers}");
        }
    }
}
