//! The body of a message in both forms, text and HTML.

use mail_parser::{Message, MessagePart, PartType};

use super::{ParsedMail, parts};
use crate::{html_to_text, text_to_html};

/// Fills the body in both forms, deriving the missing one.
pub(super) fn read(message: &Message<'_>, raw: &[u8], mail: &mut ParsedMail) {
    let mut text = join(message.text_bodies().filter_map(|part| text_of(part, raw)));
    let has_html = message.html_bodies().any(MessagePart::is_text_html);
    let html = join(message.html_bodies().filter_map(|part| html_of(part, raw)));
    if text.trim().is_empty() && has_html {
        text = html_to_text(&html);
    }
    mail.html = if has_html { html } else { text_to_html(&text) };
    mail.text = text;
    mail.has_html = has_html;
}

fn text_of(part: &MessagePart<'_>, raw: &[u8]) -> Option<String> {
    match &part.body {
        PartType::Text(_) => Some(parts::text_of(part, raw)),
        PartType::Html(_) => Some(html_to_text(&parts::text_of(part, raw))),
        _ => None,
    }
}

fn html_of(part: &MessagePart<'_>, raw: &[u8]) -> Option<String> {
    match &part.body {
        PartType::Html(_) => Some(parts::text_of(part, raw)),
        PartType::Text(_) => Some(text_to_html(&parts::text_of(part, raw))),
        _ => None,
    }
}

fn join(pieces: impl Iterator<Item = String>) -> String {
    pieces.collect::<Vec<_>>().join("\n")
}
