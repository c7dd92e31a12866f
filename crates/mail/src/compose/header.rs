//! The header section: folded (RFC 5322), encoded where it is not ASCII (RFC 2047, RFC 2231), and nothing in it that was
//! not meant to be there.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use mail_builder::headers::date::Date;

use super::{ComposeError, OutgoingFile, OutgoingMail};
use crate::address::Address;
use crate::classify::LOOP_HEADER;

/// References sent besides the first.
const LAST_REFERENCES: usize = 10;
/// Lines are folded before this column.
const FOLD_AT: usize = 76;

/// All headers but those of the body, each ended by a line break.
pub(super) fn section(mail: &OutgoingMail) -> Result<String, ComposeError> {
    let mut section = Section::default();
    section.push("Date", &Date::new(mail.date).to_rfc822())?;
    section.push_addresses("From", std::slice::from_ref(&mail.from))?;
    section.push_addresses("Reply-To", mail.reply_to.as_slice())?;
    section.push_addresses("To", &mail.to)?;
    section.push_addresses("Cc", &mail.cc)?;
    refuse_breaks("Subject", &mail.subject)?;
    section.push("Subject", &encoded(&mail.subject))?;
    section.push_ids("Message-ID", std::iter::once(&mail.message_id))?;
    section.push_ids("In-Reply-To", mail.in_reply_to.iter())?;
    section.push_ids("References", short_references(&mail.references))?;
    if mail.auto_submitted {
        let is_answer = mail.in_reply_to.is_some();
        section.push("Auto-Submitted", if is_answer { "auto-replied" } else { "auto-generated" })?;
        section.push("X-Auto-Response-Suppress", "All")?;
        section.push(LOOP_HEADER, "1")?;
    }
    for (name, value) in &mail.extra_headers {
        refuse_breaks(name, value)?;
        section.push(name, &encoded(value))?;
    }
    section.push("MIME-Version", "1.0")?;
    Ok(section.0)
}

/// The first reference and the last ten: enough for every program to find the conversation.
fn short_references(all: &[String]) -> impl Iterator<Item = &String> {
    let skipped = all.len().saturating_sub(LAST_REFERENCES);
    all.iter().enumerate().filter(move |(index, _)| *index == 0 || *index >= skipped).map(|(_, id)| id)
}

/// Refuses what would end a header line.
fn refuse_breaks(field: &str, value: &str) -> Result<(), ComposeError> {
    match value.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        true => {
            Err(ComposeError::ControlCharacter { field: field.chars().filter(|c| !c.is_control()).collect() })
        }
        false => Ok(()),
    }
}

#[derive(Default)]
struct Section(String);

impl Section {
    /// Writes a header, folded at its blanks.
    fn push(&mut self, name: &str, value: &str) -> Result<(), ComposeError> {
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if !is_name {
            return Err(ComposeError::InvalidHeaderName);
        }
        refuse_breaks(name, value)?;
        self.0.push_str(name);
        self.0.push(':');
        let mut column = name.len() + 1;
        for word in value.split(' ').filter(|word| !word.is_empty()) {
            let is_first = column == name.len() + 1;
            if !is_first && column + 1 + word.len() > FOLD_AT {
                self.0.push_str("\r\n");
                column = 0;
            }
            self.0.push(' ');
            self.0.push_str(word);
            column += 1 + word.len();
        }
        self.0.push_str("\r\n");
        Ok(())
    }

    fn push_addresses(&mut self, name: &str, addresses: &[Address]) -> Result<(), ComposeError> {
        if addresses.is_empty() {
            return Ok(());
        }
        let mut written = Vec::with_capacity(addresses.len());
        for address in addresses {
            written.push(mailbox(name, address)?);
        }
        self.push(name, &written.join(", "))
    }

    fn push_ids<'a>(
        &mut self,
        name: &str,
        ids: impl Iterator<Item = &'a String>,
    ) -> Result<(), ComposeError> {
        let mut written = Vec::new();
        for id in ids {
            refuse_breaks(name, id)?;
            let bare: String = id.chars().filter(|c| c.is_ascii_graphic() && !"<>".contains(*c)).collect();
            if !bare.is_empty() {
                written.push(format!("<{bare}>"));
            }
        }
        if written.is_empty() { Ok(()) } else { self.push(name, &written.join(" ")) }
    }
}

fn mailbox(field: &str, address: &Address) -> Result<String, ComposeError> {
    let invalid = || ComposeError::InvalidAddress { field: field.to_owned() };
    let email = address.email.as_str();
    let is_plain = email.chars().all(|c| c.is_ascii_graphic() && !"<>(),;:\"\\[]".contains(c));
    let has_both_sides = email
        .split_once('@')
        .is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty() && !domain.contains('@'));
    if !is_plain || !has_both_sides {
        return Err(invalid());
    }
    let Some(name) = &address.name else { return Ok(email.to_owned()) };
    refuse_breaks(field, name)?;
    Ok(format!("{} <{email}>", phrase(name)))
}

/// A display name: as it is, in quotes, or encoded.
fn phrase(name: &str) -> String {
    let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || " -'_".contains(c));
    if is_plain {
        return name.to_owned();
    }
    if name.is_ascii() && !name.contains("=?") && !name.contains("  ") {
        return format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""));
    }
    encoded_words(name)
}

/// A text for a header: as it is when it is ASCII, else as encoded words (RFC 2047).
fn encoded(text: &str) -> String {
    let would_be_misread =
        text.contains("=?") || text.contains("  ") || text.split(' ').any(|word| word.len() > 70);
    if text.is_ascii() && !would_be_misread { text.to_owned() } else { encoded_words(text) }
}

/// Bytes of text in one encoded word: with base64 and its frame, at most 75 characters.
const ENCODED_WORD_BYTES: usize = 45;

fn encoded_words(text: &str) -> String {
    let mut words = Vec::new();
    let mut chunk = String::new();
    for c in text.chars() {
        if chunk.len() + c.len_utf8() > ENCODED_WORD_BYTES {
            words.push(encoded_word(&chunk));
            chunk.clear();
        }
        chunk.push(c);
    }
    words.push(encoded_word(&chunk));
    words.join(" ")
}

fn encoded_word(text: &str) -> String {
    format!("=?utf-8?B?{}?=", BASE64_STANDARD.encode(text))
}

/// The headers of a file, and the empty line after them.
///
/// A name beyond ASCII is given twice: as programs of today read it (RFC 2231), and in the type as older ones do.
pub(super) fn of_file(
    file: &OutgoingFile,
    disposition: &str,
    content_id: Option<&str>,
) -> Result<String, ComposeError> {
    refuse_breaks("file name", &file.file_name)?;
    let content_type = file_type(&file.content_type);
    let is_plain = file.file_name.chars().all(|c| c == ' ' || (c.is_ascii_graphic() && !"\"\\%".contains(c)));
    let mut header = match is_plain && file.file_name.len() <= FOLD_AT {
        true => {
            format!(
                "Content-Type: {content_type}\r\nContent-Disposition: {disposition};\r\n filename=\"{}\"\r\n",
                file.file_name
            )
        }
        false => {
            let old_name = encoded_words(&file.file_name).replace(' ', "\r\n ");
            let name = continued_parameter(&file.file_name);
            format!(
                "Content-Type: {content_type};\r\n name=\"{old_name}\"\r\nContent-Disposition: {disposition}{name}\r\n"
            )
        }
    };
    if let Some(id) = content_id {
        refuse_breaks("Content-ID", id)?;
        header.push_str(&format!("Content-ID: <{id}>\r\n"));
    }
    header.push_str("Content-Transfer-Encoding: base64\r\n\r\n");
    Ok(header)
}

/// Escapes in one piece of a parameter, at three characters each.
const ESCAPES_PER_PIECE: usize = 18;

/// A file name as a parameter in pieces (RFC 2231), cut between escapes, each on a line of its own.
fn continued_parameter(name: &str) -> String {
    let escapes: Vec<String> = name
        .bytes()
        .map(|byte| match byte {
            b if b.is_ascii_alphanumeric() || b"-._".contains(&b) => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        })
        .collect();
    let mut parameter = String::new();
    for (index, piece) in escapes.chunks(ESCAPES_PER_PIECE).enumerate() {
        let charset = if index == 0 { "utf-8''" } else { "" };
        parameter.push_str(&format!(";\r\n filename*{index}*={charset}{}", piece.concat()));
    }
    parameter
}

/// A type that is safe to write; messages travel as plain files, since base64 is not allowed for them (RFC 2046, 5.2.1).
fn file_type(content_type: &str) -> String {
    let is_token = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "-+._".contains(c))
    };
    let is_valid =
        content_type.split_once('/').is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype));
    let is_container = content_type.starts_with("message/") || content_type.starts_with("multipart/");
    let plain = if is_valid && !is_container { content_type } else { "application/octet-stream" };
    plain.to_owned()
}
