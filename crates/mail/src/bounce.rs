//! Reports that a message was not delivered: those of RFC 3464 and those that mail servers write in prose.

mod prose;
mod report;

use crate::parse::ParsedMail;

/// What a report says about messages that were not delivered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bounce {
    /// Whom the message did not reach, as far as the report names them.
    pub recipients: Vec<FailedRecipient>,
    /// Message-IDs found in the returned message and its headers, without angle brackets: candidates for the message that
    /// the desk sent.
    pub original_message_ids: Vec<String>,
}

/// One recipient that a message did not reach.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FailedRecipient {
    /// The address.
    pub address: String,
    /// Enhanced status code such as `5.1.1` (RFC 3463).
    pub status: Option<String>,
    /// SMTP reply code such as 550.
    pub smtp_code: Option<u16>,
    /// What the server said, in one line; empty when it said nothing.
    pub diagnostic: String,
}

impl Bounce {
    /// Whether the address itself is bad, so that writing to it again is pointless. A full mailbox, a refused content or
    /// a server that cannot be reached says nothing against the address.
    pub fn is_hard(&self) -> bool {
        self.recipients.iter().any(|one| report::is_bad_address(one.status.as_deref(), &one.diagnostic))
    }

    /// The first status code of the report.
    pub fn status(&self) -> Option<&str> {
        self.recipients.iter().find_map(|one| one.status.as_deref())
    }
}

/// Reads a message as a report of failed delivery, if it is one.
///
/// `envelope_from` is the sender given in SMTP, empty for the null sender, `None` when unknown, as over IMAP. A report of
/// delivery that succeeded is none, nor is a message in which a person writes about a report.
pub fn read_bounce(mail: &ParsedMail, envelope_from: Option<&str>) -> Option<Bounce> {
    let is_from_machine = is_from_mailer(mail) || has_null_sender(mail, envelope_from);
    let is_standard = mail.content_type == "multipart/report";
    let statuses = report::recipients(mail);
    let has_status_part = mail.reports.iter().any(|part| part.content_type.ends_with("delivery-status"));
    if has_status_part && (is_standard || is_from_machine) && report::says_only_delivered(mail) {
        return None;
    }
    let has_evidence = (has_status_part && (is_standard || is_from_machine))
        || (is_standard && report::is_about_delivery(mail))
        || prose::is_forwarded_by_relay(mail)
        || (is_from_machine && prose::tells_of_failure(mail));
    if !has_evidence {
        return None;
    }
    let recipients = if statuses.is_empty() { prose::recipients(mail) } else { statuses };
    Some(Bounce { recipients, original_message_ids: prose::original_message_ids(mail) })
}

/// Whether the From header names a mail server rather than a person.
pub(crate) fn is_from_mailer(mail: &ParsedMail) -> bool {
    let header = mail.headers.get("from").unwrap_or_default().to_lowercase();
    let local = mail.from.as_ref().map(|from| from.local_part().to_lowercase()).unwrap_or_default();
    let is_known =
        matches!(local.as_str(), "mailer-daemon" | "postmaster" | "mail-daemon" | "mdaemon" | "mailerdaemon");
    is_known
        || header.contains("mailer-daemon")
        || header.contains("mail delivery s")
        || header.trim() == "<>"
}

/// Whether the message was sent with the null sender (RFC 5321, 4.5.5), so that nothing may be sent in return.
pub(crate) fn has_null_sender(mail: &ParsedMail, envelope_from: Option<&str>) -> bool {
    match envelope_from {
        Some(sender) => sender.trim_matches(['<', '>', ' ']).is_empty(),
        None => mail.headers.get("return-path").is_some_and(|path| path.trim() == "<>"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    const REPORT: &str = "From: MAILER-DAEMON@mx.example.org\r\nSubject: Undelivered\r\n\
        Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
        --b\r\n\r\nSorry.\r\n\
        --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n\
        Final-Recipient: rfc822; ana@example.com\r\nAction: ACTION\r\nStatus: STATUS\r\n\
        Diagnostic-Code: smtp; 550 5.1.1 User\r\n unknown\r\n\
        --b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <t.1@desk.example>\r\n\r\n--b--\r\n";

    #[test]
    fn a_standard_report_names_recipient_status_and_message() {
        let mail = parse(REPORT.replace("ACTION", "failed").replace("STATUS", "5.1.1").as_bytes());
        let bounce = read_bounce(&mail, None).expect("it is a report");
        assert_eq!(bounce.recipients[0].address, "ana@example.com");
        assert_eq!(bounce.recipients[0].diagnostic, "550 5.1.1 User unknown");
        assert_eq!((bounce.status(), bounce.recipients[0].smtp_code), (Some("5.1.1"), Some(550)));
        assert_eq!(bounce.original_message_ids, ["t.1@desk.example"]);
        assert!(bounce.is_hard() && mail.attachments.is_empty());
    }

    #[test]
    fn a_report_of_success_is_no_bounce() {
        let mail = parse(REPORT.replace("ACTION", "delivered").replace("STATUS", "2.0.0").as_bytes());
        assert_eq!(read_bounce(&mail, Some("")), None);
    }

    #[test]
    fn prose_of_a_mail_server_is_understood() {
        let mail = parse(
            b"From: MAILER-DAEMON@x.org\r\nSubject: failure notice\r\n\r\nI wasn't able to deliver your message to the \
              following addresses.\r\n\r\n<ana@example.com>:\r\nRemote host said: 552 5.2.2 Mailbox full\r\n\r\n--- Below \
              this line is a copy of the message.\r\n\r\nMessage-ID: <t.2@desk.example>\r\nTo: <ana@example.com>\r\n",
        );
        let bounce = read_bounce(&mail, None).expect("it is a report");
        assert_eq!(bounce.recipients[0].address, "ana@example.com");
        assert_eq!(bounce.status(), Some("5.2.2"));
        assert_eq!(bounce.original_message_ids, ["t.2@desk.example"]);
        assert!(!bounce.is_hard());
    }

    #[test]
    fn a_person_who_writes_about_a_bounce_is_a_person() {
        let mail =
            parse(b"From: Ana <ana@x.org>\r\nSubject: Undelivered Mail\r\n\r\nI got: 550 5.1.1 user unknown");
        assert_eq!(read_bounce(&mail, Some("ana@x.org")), None);
    }
}
