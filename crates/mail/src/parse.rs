//! Raw bytes of a message turned into what people and rules ask about it.
//!
//! Parsing never fails as a whole: of a malformed message it gives the best that can be read.

mod body;
mod file_name;
mod headers;
mod parts;
mod repair;

use mail_parser::{Message, MessageParser, MimeHeaders};

use crate::address::Address;
pub use headers::Headers;
pub(crate) use headers::loose_mailbox as mailbox_in;

/// A message as it was understood.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ParsedMail {
    /// Message-ID without angle brackets.
    pub message_id: Option<String>,
    /// In-Reply-To, without angle brackets.
    pub in_reply_to: Vec<String>,
    /// References, oldest first, without angle brackets.
    pub references: Vec<String>,
    /// The first mailbox of From.
    pub from: Option<Address>,
    /// The mailbox of Sender.
    pub sender: Option<Address>,
    /// Mailboxes of Reply-To.
    pub reply_to: Vec<Address>,
    /// Mailboxes of To.
    pub to: Vec<Address>,
    /// Mailboxes of Cc.
    pub cc: Vec<Address>,
    /// Subject in one line; empty when there is none.
    pub subject: String,
    /// Date, in Unix seconds.
    pub date: Option<i64>,
    /// The body as text, derived from the HTML when the message has no text.
    pub text: String,
    /// The body as HTML, not cleaned, derived from the text when the message has no HTML.
    pub html: String,
    /// Whether the message brought HTML of its own.
    pub has_html: bool,
    /// What came with the body, in the order of the message.
    pub attachments: Vec<Part>,
    /// Machine-readable parts of reports about other messages: kept apart from attachments.
    pub reports: Vec<ReportPart>,
    /// The top Content-Type in lower case, such as `multipart/report`.
    pub content_type: String,
    /// Language tag from Content-Language or Accept-Language, such as `fr` or `pt-br`.
    pub language: Option<String>,
    /// Every header of the message, decoded.
    pub headers: Headers,
}

/// A file that came with a message.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Part {
    /// A name that is safe to save under; never empty, never a path.
    pub file_name: String,
    /// MIME type in lower case.
    pub content_type: String,
    /// Content-ID without angle brackets.
    pub content_id: Option<String>,
    /// Whether the sender meant it to be shown within the body.
    pub inline: bool,
    /// The decoded bytes.
    pub data: Vec<u8>,
}

/// A part of a report: delivery status (RFC 3464), feedback (RFC 5965), disposition (RFC 8098), or the message that
/// the report is about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReportPart {
    /// MIME type in lower case.
    pub content_type: String,
    /// The part as text.
    pub text: String,
}

/// Reads a message. Never fails and never panics; bytes without any header become a message with only a text.
pub fn parse(raw: &[u8]) -> ParsedMail {
    let readable = headers::recode_raw_headers(raw);
    let parser = MessageParser::default();
    let Some(message) = parser.parse(readable.as_ref()).filter(|message| !message.headers().is_empty())
    else {
        let text = crate::charset::decode(raw, None).replace('\0', "");
        return ParsedMail { html: crate::text_to_html(&text), text, ..ParsedMail::default() };
    };
    if !repair::has_lost_parts(&message) {
        return read(&message, &readable);
    }
    let repaired = repair::with_found_boundary(&message, &readable);
    match repaired.as_deref().and_then(|bytes| Some((parser.parse(bytes)?, bytes))) {
        Some((whole, bytes)) if !repair::has_lost_parts(&whole) => read(&whole, bytes),
        _ => read_as_text(&message, &readable),
    }
}

fn read(message: &Message<'_>, raw: &[u8]) -> ParsedMail {
    let mut mail = read_headers(message, raw);
    parts::read(message, raw, &mut mail);
    mail
}

/// A message whose parts cannot be told apart is shown as it stands.
fn read_as_text(message: &Message<'_>, raw: &[u8]) -> ParsedMail {
    let mut mail = read_headers(message, raw);
    mail.text = parts::text_of(message.root_part(), raw);
    mail.html = crate::text_to_html(&mail.text);
    mail
}

fn read_headers(message: &Message<'_>, raw: &[u8]) -> ParsedMail {
    let headers = Headers::read(raw);
    ParsedMail {
        message_id: headers.message_ids("message-id").into_iter().next(),
        in_reply_to: headers.message_ids("in-reply-to"),
        references: headers.message_ids("references"),
        from: headers::mailboxes(message.from(), headers.get("from")).into_iter().next(),
        sender: headers::mailboxes(message.sender(), headers.get("sender")).into_iter().next(),
        reply_to: headers::mailboxes(message.reply_to(), headers.get("reply-to")),
        to: headers::mailboxes(message.to(), headers.get("to")),
        cc: headers::mailboxes(message.cc(), headers.get("cc")),
        subject: headers.get("subject").unwrap_or_default().to_owned(),
        date: message.date().filter(|date| date.is_valid()).map(|date| date.to_timestamp()),
        content_type: message.content_type().map(parts::mime_type).unwrap_or_default(),
        language: headers.language(),
        headers,
        ..ParsedMail::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_html_and_html_has_a_text() {
        let mail = parse(b"Content-Type: text/html\r\n\r\n<p>Hello <b>you</b>");
        assert_eq!((mail.text.as_str(), mail.has_html), ("Hello you", true));
        let mail = parse(b"Subject: x\r\n\r\nHello & you");
        assert_eq!((mail.html.as_str(), mail.has_html), ("<p>Hello &amp; you</p>\n", false));
    }

    #[test]
    fn parts_are_found_although_the_header_names_another_boundary() {
        let body =
            "--real\r\n\r\nHello\r\n--real\r\nContent-Type: image/png; name=a.png\r\n\r\nx\r\n--real--\r\n";
        let mail = parse(format!("Content-Type: multipart/mixed; boundary=other\r\n\r\n{body}").as_bytes());
        assert_eq!((mail.text.as_str(), mail.attachments.len()), ("Hello", 1));
    }

    #[test]
    fn a_message_without_any_boundary_is_shown_as_it_stands() {
        let mail = parse(b"Content-Type: multipart/mixed; boundary=b\r\n\r\nHello");
        assert_eq!((mail.text.as_str(), mail.attachments.len()), ("Hello", 0));
    }

    #[test]
    fn a_forwarded_message_is_a_file_named_after_its_subject() {
        let mail = parse(
            b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee\r\n--b\r\nContent-Type: message/rfc822\r\n\
              \r\nSubject: Old/new\r\n\r\nInner\r\n--b--\r\n",
        );
        assert_eq!(mail.attachments[0].file_name, "Old-new.eml");
        assert!(mail.attachments[0].data.starts_with(b"Subject: Old/new\r\n\r\nInner"));
    }

    #[test]
    fn bytes_that_are_no_message_are_a_text() {
        assert_eq!(parse(b"").text, "");
        assert!(parse(b"just words").text.contains("just words"));
        assert_eq!(parse(b"\xff\xfe\0").from, None);
    }
}
