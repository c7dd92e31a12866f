//! The parts of a message: which are body, which are attachments, which are reports.

use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};
use mail_parser::{ContentType, Encoding, Message, MessagePart, MimeHeaders, PartType};

use super::{ParsedMail, Part, ReportPart, body, file_name, headers};
use crate::charset;

/// Reads bodies, attachments and report parts of a message into `mail`.
pub(super) fn read(message: &Message<'_>, raw: &[u8], mail: &mut ParsedMail) {
    body::read(message, raw, mail);
    let is_report = mail.content_type == "multipart/report";
    for part in message.attachments() {
        let content_type = type_of(part);
        let is_machine_part = is_report_type(&content_type);
        let is_returned_message = is_report && content_type.starts_with("message/");
        if is_machine_part || is_returned_message {
            mail.reports.push(ReportPart { content_type, text: text_of(part, raw) });
        } else if let Some(attachment) = attachment(part, content_type, raw) {
            mail.attachments.push(attachment);
        }
    }
    drop_repeated_invitation(&mut mail.attachments);
}

/// A MIME type in lower case, such as `text/plain`.
pub(super) fn mime_type(content_type: &ContentType<'_>) -> String {
    let subtype = content_type.subtype().unwrap_or_default();
    format!("{}/{subtype}", content_type.ctype()).trim().to_ascii_lowercase()
}

/// The text of a part, decoded by its charset.
pub(super) fn text_of(part: &MessagePart<'_>, raw: &[u8]) -> String {
    let declared = part.content_type().and_then(|c| c.attribute("charset"));
    let text = charset::decode(&bytes_of(part, raw), declared);
    if text.contains('\0') { text.replace('\0', "") } else { text }
}

fn type_of(part: &MessagePart<'_>) -> String {
    match (part.content_type(), &part.body) {
        (Some(content_type), _) if content_type.subtype().is_some() => mime_type(content_type),
        (_, PartType::Message(_)) => "message/rfc822".to_owned(),
        (_, PartType::Html(_)) => "text/html".to_owned(),
        (_, PartType::Text(_)) => "text/plain".to_owned(),
        _ => "application/octet-stream".to_owned(),
    }
}

/// Machine-readable parts that no person opens.
fn is_report_type(content_type: &str) -> bool {
    matches!(
        content_type,
        "message/delivery-status"
            | "message/global-delivery-status"
            | "message/feedback-report"
            | "message/disposition-notification"
            | "message/global-disposition-notification"
            | "text/rfc822-headers"
            | "message/rfc822-headers"
    )
}

fn attachment(part: &MessagePart<'_>, content_type: String, raw: &[u8]) -> Option<Part> {
    let given = given_name(part, raw);
    let is_bare_signature = given.is_none() && content_type == "application/pgp-signature";
    let data = bytes_of(part, raw);
    let is_empty_body = data.iter().all(u8::is_ascii_whitespace) && content_type.starts_with("text/");
    if is_bare_signature || is_empty_body {
        return None;
    }
    Some(Part {
        file_name: file_name::safe_name(given.as_deref().or(nested_subject(part).as_deref()), &content_type),
        content_id: part.content_id().map(|id| id.trim_matches(['<', '>', ' ']).to_owned()),
        inline: is_inline(part, &content_type),
        content_type,
        data,
    })
}

fn given_name(part: &MessagePart<'_>, raw: &[u8]) -> Option<String> {
    let raw_headers = raw.get(part.offset_header as usize..part.offset_body as usize).unwrap_or_default();
    let decoded = match (file_name::continued_name(raw_headers), part.attachment_name()) {
        (Some(continued), _) => continued,
        (None, Some(encoded)) if encoded.contains("=?") => headers::decode_words(encoded),
        (None, plain) => plain?.to_owned(),
    };
    (!decoded.trim().is_empty()).then_some(decoded)
}

/// A forwarded message is named after its subject.
fn nested_subject(part: &MessagePart<'_>) -> Option<String> {
    let PartType::Message(nested) = &part.body else { return None };
    let subject = nested.subject()?.replace(['/', '\\'], "-");
    (!subject.trim().is_empty()).then(|| format!("{subject}.eml"))
}

/// Without a Content-ID no body can show the part, whatever its disposition says (Apple Mail marks every image inline).
fn is_inline(part: &MessagePart<'_>, content_type: &str) -> bool {
    let may_be_shown = part.content_id().is_some();
    match part.content_disposition() {
        Some(disposition) => may_be_shown && disposition.is_inline(),
        None => may_be_shown && content_type.starts_with("image/"),
    }
}

/// The bytes as they were before transfer encoding. Text is not taken from the parser's string: an attached file must
/// keep its own charset.
fn bytes_of(part: &MessagePart<'_>, raw: &[u8]) -> Vec<u8> {
    match &part.body {
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.to_vec(),
        PartType::Message(nested) if part.encoding != Encoding::None => nested.raw_message.to_vec(),
        PartType::Multipart(_) => Vec::new(),
        PartType::Text(text) | PartType::Html(text) => {
            transfer_decoded(part, raw).unwrap_or_else(|| text.as_bytes().to_vec())
        }
        PartType::Message(_) => source_of(part, raw).to_vec(),
    }
}

fn source_of<'x>(part: &MessagePart<'_>, raw: &'x [u8]) -> &'x [u8] {
    raw.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default()
}

fn transfer_decoded(part: &MessagePart<'_>, raw: &[u8]) -> Option<Vec<u8>> {
    let source = raw.get(part.offset_body as usize..part.offset_end as usize)?;
    match part.encoding {
        Encoding::None => Some(source.to_vec()),
        Encoding::Base64 => base64_decode(source),
        Encoding::QuotedPrintable => quoted_printable_decode(source),
    }
}

/// Calendars send one invitation twice: as a nameless alternative of the body and as a file. The file is enough.
fn drop_repeated_invitation(attachments: &mut Vec<Part>) {
    let is_file = |part: &Part| part.content_type == "application/ics" || part.file_name == "invite.ics";
    if attachments.iter().any(is_file) {
        attachments.retain(|part| is_file(part) || part.content_type != "text/calendar");
    }
}
