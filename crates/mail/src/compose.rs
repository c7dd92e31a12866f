//! A message of the desk turned into bytes that every mail program reads.

mod header;

use mail_builder::encoders::base64::base64_encode_mime;
use mail_builder::headers::content_type::ContentType;
use mail_builder::mime::{BodyPart, MimePart};
use sha2::{Digest, Sha256};

use crate::address::Address;

/// A message to send.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OutgoingMail {
    /// The sender.
    pub from: Address,
    /// Where answers should go, when not to the sender.
    pub reply_to: Option<Address>,
    /// Recipients. Blind copies are none of the message's headers: name them only in the envelope.
    pub to: Vec<Address>,
    /// Recipients of copies.
    pub cc: Vec<Address>,
    /// Subject, in one line.
    pub subject: String,
    /// The body as text.
    pub text: String,
    /// The body as HTML, without `<html>` and `<body>`; none for a message that is only text.
    pub html: Option<String>,
    /// Files that come with the message.
    pub attachments: Vec<OutgoingFile>,
    /// Images that the HTML shows as `cid:` and their content id.
    pub inline_images: Vec<InlineImage>,
    /// Message-ID without angle brackets.
    pub message_id: String,
    /// Message-ID of the message that is answered, without angle brackets.
    pub in_reply_to: Option<String>,
    /// Message-IDs of the conversation, oldest first, without angle brackets. Only the first and the last ten are sent:
    /// servers refuse headers that are too long.
    pub references: Vec<String>,
    /// The time of the message, in Unix seconds.
    pub date: i64,
    /// Whether a machine sends it: then it is marked so that no machine answers.
    pub auto_submitted: bool,
    /// Further headers, name and value.
    pub extra_headers: Vec<(String, String)>,
}

/// A file of a message.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OutgoingFile {
    /// The name it is shown under.
    pub file_name: String,
    /// MIME type; what is none becomes `application/octet-stream`.
    pub content_type: String,
    /// The bytes.
    pub data: Vec<u8>,
}

/// An image shown within the HTML.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InlineImage {
    /// The id by which the HTML names it, without `cid:` and angle brackets.
    pub content_id: String,
    /// The picture.
    pub file: OutgoingFile,
}

/// Why a message cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// A line break or control character in a header would start a header of its own.
    #[error("{field} contains a line break or control character; remove it")]
    ControlCharacter {
        /// The header.
        field: String,
    },
    /// An address that no server takes.
    #[error("the address in {field} is not valid; write it as name@example.com")]
    InvalidAddress {
        /// The header.
        field: String,
    },
    /// Nobody would get the message.
    #[error("the message has no recipient; add one")]
    NoRecipient,
    /// A header name with characters that are not allowed in one.
    #[error("a header name contains characters that are not allowed; use letters, digits and hyphens")]
    InvalidHeaderName,
    /// The writer of MIME parts failed.
    #[error("the message could not be written; try again")]
    NotWritten,
}

/// Writes a message. The same message always gives the same bytes.
///
/// # Errors
/// When a header would break the message or smuggle in another, or nobody is addressed.
pub fn compose(mail: &OutgoingMail) -> Result<Vec<u8>, ComposeError> {
    if mail.to.is_empty() && mail.cc.is_empty() {
        return Err(ComposeError::NoRecipient);
    }
    let mut bytes = header::section(mail)?.into_bytes();
    body(mail)?.write_part(&mut bytes).map_err(|_| ComposeError::NotWritten)?;
    Ok(bytes)
}

/// The parts, nested as mail programs expect: files around the body, the body as text or HTML, images beside the HTML.
fn body(mail: &OutgoingMail) -> Result<MimePart<'_>, ComposeError> {
    let text = MimePart::new("text/plain", BodyPart::Text(with_mail_line_ends(&mail.text).into()));
    let written = match &mail.html {
        None => text,
        Some(html) => multipart(mail, "alternative", vec![text, html_part(mail, html)?]),
    };
    if mail.attachments.is_empty() {
        return Ok(written);
    }
    let mut parts = vec![written];
    for file in &mail.attachments {
        parts.push(file_part(file, "attachment", None)?);
    }
    Ok(multipart(mail, "mixed", parts))
}

fn html_part<'a>(mail: &'a OutgoingMail, html: &str) -> Result<MimePart<'a>, ComposeError> {
    let page = format!(
        "<!DOCTYPE html>\r\n<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></head>\
         <body>\r\n{}\r\n</body></html>\r\n",
        with_mail_line_ends(html)
    );
    let part = MimePart::new("text/html", BodyPart::Text(page.into()));
    if mail.inline_images.is_empty() {
        return Ok(part);
    }
    let mut parts = vec![part];
    for image in &mail.inline_images {
        parts.push(file_part(&image.file, "inline", Some(&image.content_id))?);
    }
    Ok(multipart(mail, "related", parts))
}

/// A boundary that follows from the Message-ID, so that a message sent again is the same message.
fn multipart<'a>(mail: &OutgoingMail, subtype: &str, parts: Vec<MimePart<'a>>) -> MimePart<'a> {
    let digest = Sha256::digest(format!("{subtype} {}", mail.message_id));
    let boundary: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let content_type =
        ContentType::new(format!("multipart/{subtype}")).attribute("boundary", format!("=_{boundary}"));
    MimePart::new(content_type, BodyPart::Multipart(parts))
}

/// A file, always in base64: its bytes must arrive as they are, text included.
fn file_part<'a>(
    file: &OutgoingFile,
    disposition: &str,
    content_id: Option<&str>,
) -> Result<MimePart<'a>, ComposeError> {
    let mut part = header::of_file(file, disposition, content_id)?.into_bytes();
    base64_encode_mime(&file.data, &mut part, false).map_err(|_| ComposeError::NotWritten)?;
    Ok(MimePart::raw(BodyPart::Binary(part.into())))
}

/// Text in the canonical form of mail, whose lines end in CR LF.
fn with_mail_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn mail() -> OutgoingMail {
        OutgoingMail {
            from: Address::new("Café Aide", "help@desk.example"),
            to: vec![Address::new("Lind, \"Mia\"", "mia@x.org")],
            subject: "Réponse à votre question, qui était assez longue pour tenir sur plus d'une ligne 🙂"
                .into(),
            text: "Bonjour,\n\nvoilà.\n.\n".into(),
            html: Some("<p>Bonjour, <img src=\"cid:logo@desk\"></p>".into()),
            attachments: vec![OutgoingFile {
                file_name: "Überblick “final”.txt".into(),
                content_type: "text/plain".into(),
                data: b"a\nb\r\nc".to_vec(),
            }],
            inline_images: vec![InlineImage {
                content_id: "logo@desk".into(),
                file: OutgoingFile {
                    file_name: "logo.png".into(),
                    content_type: "image/png".into(),
                    data: vec![0, 255, 13, 10],
                },
            }],
            message_id: "t.1.2.abc@desk.example".into(),
            in_reply_to: Some("q@x.org".into()),
            references: (0..30).map(|n| format!("{n}@x.org")).collect(),
            date: 1_700_000_000,
            auto_submitted: true,
            ..OutgoingMail::default()
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let sent = mail();
        let read = parse(&compose(&sent).expect("the message is valid"));
        assert_eq!(read.from.as_ref(), Some(&sent.from));
        assert_eq!(read.to, sent.to);
        assert_eq!(read.subject, sent.subject);
        assert_eq!(read.text.replace("\r\n", "\n").trim_end(), sent.text.trim_end());
        assert!(read.html.contains("<p>Bonjour, <img src=\"cid:logo@desk\"></p>"));
        assert_eq!(read.message_id.as_deref(), Some("t.1.2.abc@desk.example"));
        assert_eq!(read.in_reply_to, ["q@x.org"]);
        assert_eq!(read.date, Some(sent.date));
        let [image, file] = read.attachments.as_slice() else { panic!("an image and a file") };
        assert_eq!((image.inline, image.content_id.as_deref()), (true, Some("logo@desk")));
        assert_eq!(image.data, sent.inline_images[0].file.data);
        assert_eq!((file.inline, &file.data), (false, &sent.attachments[0].data));
        assert_eq!(file.file_name, "Überblick “final”.txt");
    }

    #[test]
    fn references_keep_the_first_and_the_last_ten() {
        let read = parse(&compose(&mail()).expect("the message is valid"));
        assert_eq!(read.references.len(), 11);
        assert_eq!((read.references[0].as_str(), read.references[1].as_str()), ("0@x.org", "20@x.org"));
    }

    #[test]
    fn machines_are_told_not_to_answer() {
        let read = parse(&compose(&mail()).expect("the message is valid"));
        assert_eq!(read.headers.get("auto-submitted"), Some("auto-replied"));
        assert_eq!(read.headers.get("x-auto-response-suppress"), Some("All"));
        assert!(read.headers.contains("x-guichet-loop"));
        let by_person = OutgoingMail { auto_submitted: false, ..mail() };
        let read = parse(&compose(&by_person).expect("the message is valid"));
        assert!(!read.headers.contains("auto-submitted") && !read.headers.contains("x-guichet-loop"));
    }

    #[test]
    fn lines_and_encoded_words_stay_within_their_limits() {
        let long = OutgoingMail {
            subject: "é".repeat(500),
            to: (0..50).map(|n| Address::new("Ñandú", &format!("person{n}@example.com"))).collect(),
            text: "x".repeat(5000),
            ..mail()
        };
        let bytes = compose(&long).expect("the message is valid");
        let text = String::from_utf8(bytes).expect("the message is ASCII");
        assert!(text.is_ascii());
        for line in text.split("\r\n") {
            assert!(line.len() <= 100 && !line.contains('\n'), "{line:?}");
        }
        let words = text.split(char::is_whitespace).filter(|word| word.starts_with("=?"));
        assert!(words.into_iter().all(|word| word.len() <= 76));
        assert_eq!(parse(text.as_bytes()).to, long.to);
    }

    #[test]
    fn a_line_break_cannot_smuggle_in_a_header() {
        let with_break = "x\r\nBcc: victim@x.org";
        let attempts = [
            OutgoingMail { subject: with_break.into(), ..mail() },
            OutgoingMail { message_id: with_break.into(), ..mail() },
            OutgoingMail { references: vec![with_break.into()], ..mail() },
            OutgoingMail {
                from: Address { name: Some(with_break.into()), email: "a@b.org".into() },
                ..mail()
            },
            OutgoingMail {
                to: vec![Address { name: None, email: format!("a@b.org{with_break}") }],
                ..mail()
            },
            OutgoingMail { extra_headers: vec![("X-A".into(), with_break.into())], ..mail() },
            OutgoingMail { extra_headers: vec![("X-A\r\nBcc".into(), "a".into())], ..mail() },
            OutgoingMail {
                attachments: vec![OutgoingFile { file_name: with_break.into(), ..OutgoingFile::default() }],
                ..mail()
            },
        ];
        for attempt in attempts {
            assert!(compose(&attempt).is_err());
        }
    }

    #[test]
    fn the_same_message_gives_the_same_bytes() {
        assert_eq!(compose(&mail()), compose(&mail()));
    }

    #[test]
    fn a_message_to_nobody_is_refused() {
        assert_eq!(compose(&OutgoingMail { to: Vec::new(), ..mail() }), Err(ComposeError::NoRecipient));
    }
}
