//! Header fields: raw 8-bit bytes made readable, encoded words decoded, addresses and message ids picked out.

use std::borrow::Cow;

use mail_parser::{HeaderName, HeaderValue, MessageParser};

use crate::address::Address;
use crate::charset;

/// Every header of a message: name in lower case and decoded value, in the order of the message.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    /// Reads the header section of a message.
    pub(super) fn read(raw: &[u8]) -> Self {
        // Without a rule for at least one header the parser follows the grammar of each.
        let parser = MessageParser::new().header_text(HeaderName::Subject).default_header_text();
        let Some(message) = parser.parse_headers(raw) else { return Self::default() };
        let fields = message.headers().iter().map(|header| {
            let value = match &header.value {
                HeaderValue::Text(text) => one_line(text),
                _ => String::new(),
            };
            (header_name(&header.name), value)
        });
        Self(fields.collect())
    }

    /// The first value of a header; `name` in lower case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All values of a header; `name` in lower case.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether a header is there; `name` in lower case.
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Every header, name in lower case.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The message ids in a header, without angle brackets; a single bare word counts as one.
    pub(super) fn message_ids(&self, name: &str) -> Vec<String> {
        let joined = self.all(name).collect::<Vec<_>>().join(" ");
        let bracketed = message_ids_in(&joined);
        if !bracketed.is_empty() {
            return bracketed;
        }
        let bare = joined.trim().trim_matches(['<', '>']);
        let is_one_id = bare.contains('@') && !bare.contains(char::is_whitespace);
        if is_one_id { vec![bare.to_owned()] } else { Vec::new() }
    }

    /// The language that the sender's program declares, as a lower-case tag.
    pub(super) fn language(&self) -> Option<String> {
        let declared = self.get("content-language").or_else(|| self.get("accept-language"))?;
        let first = declared.split([',', ';']).next()?.trim().to_ascii_lowercase();
        let is_tag =
            (2..=16).contains(&first.len()) && first.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        is_tag.then_some(first)
    }
}

/// The ids between angle brackets in a text, in order.
pub(crate) fn message_ids_in(text: &str) -> Vec<String> {
    text.split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>'))
        .map(|(id, _)| id.split_whitespace().collect::<String>())
        .filter(|id| !id.is_empty())
        .collect()
}

/// Mailboxes of an address header; `text` is the same header decoded, for what the grammar does not cover.
pub(super) fn mailboxes(parsed: Option<&mail_parser::Address<'_>>, text: Option<&str>) -> Vec<Address> {
    let strict: Vec<Address> = parsed
        .into_iter()
        .flat_map(|list| list.iter())
        .filter_map(|one| {
            let email = one.address()?.trim_matches(|c: char| c.is_whitespace() || "<>'\"".contains(c));
            let is_address = email.contains('@') && !email.contains(char::is_whitespace);
            is_address.then(|| Address::new(&display_name(one.name().unwrap_or_default()), email))
        })
        .collect();
    if strict.is_empty() { text.and_then(loose_mailbox).into_iter().collect() } else { strict }
}

fn display_name(raw: &str) -> String {
    let decoded = if raw.contains("=?") { decode_words(raw) } else { raw.to_owned() };
    let line = one_line(&decoded);
    let unquoted =
        ['"', '\''].iter().find_map(|quote| line.trim().strip_prefix(*quote)?.strip_suffix(*quote));
    unquoted.unwrap_or(&line).trim().to_owned()
}

/// The last thing that looks like an address in a header that follows no grammar.
pub(crate) fn loose_mailbox(text: &str) -> Option<Address> {
    let email = text.split(|c: char| c.is_whitespace() || "<>,;()[]\"'".contains(c)).rfind(|word| {
        word.split_once('@').is_some_and(|(local, host)| !local.is_empty() && !host.is_empty())
    })?;
    let name = text.split(email).next().unwrap_or_default();
    Some(Address::new(name.trim_matches(|c: char| c.is_whitespace() || "<>\"'(:".contains(c)), email))
}

/// Decodes RFC 2047 words in a text that was not decoded where it stood, such as one within quotes.
pub(crate) fn decode_words(text: &str) -> String {
    let mut field = Vec::with_capacity(text.len() + 5);
    field.extend_from_slice(b"X: ");
    field.extend(text.bytes().filter(|byte| !matches!(byte, b'\r' | b'\n' | 0)));
    field.extend_from_slice(b"\r\n\r\n");
    Headers::read(&field).get("x").unwrap_or(text).to_owned()
}

/// The message with its header lines in UTF-8, without NUL bytes, and ended by an empty line, so that raw 8-bit headers
/// keep their letters.
///
/// RFC 5322 allows no such bytes; mailers write them in the charset of the body or of their country.
pub(super) fn recode_raw_headers(raw: &[u8]) -> Cow<'_, [u8]> {
    let raw = skip_leading_noise(raw);
    let end = header_end(raw);
    let (head, rest) = raw.split_at(end);
    let is_ended = head.ends_with(b"\n\n") || head.ends_with(b"\n\r\n");
    let is_plain = std::str::from_utf8(head).is_ok() && !head.contains(&0);
    if is_plain && is_ended {
        return Cow::Borrowed(raw);
    }
    let charset_hint = declared_charset(head);
    let mut recoded = Vec::with_capacity(raw.len() + 64);
    for line in head.split_inclusive(|byte| *byte == b'\n') {
        let without_nul: Vec<u8> = line.iter().copied().filter(|byte| *byte != 0).collect();
        match std::str::from_utf8(&without_nul) {
            Ok(_) => recoded.extend_from_slice(&without_nul),
            Err(_) if is_encoded_word(&without_nul) => recoded.extend(quoted_bytes(&without_nul)),
            Err(_) => {
                recoded.extend_from_slice(charset::decode(&without_nul, charset_hint.as_deref()).as_bytes())
            }
        }
    }
    if !is_ended {
        // The parser takes a header only when its line ends.
        recoded.extend_from_slice(b"\r\n\r\n");
    }
    recoded.extend_from_slice(rest);
    Cow::Owned(recoded)
}

fn is_encoded_word(line: &[u8]) -> bool {
    line.windows(3).any(|three| three.eq_ignore_ascii_case(b"?q?"))
}

/// A line with a Q-encoded word (RFC 2047) in which raw bytes were left: they are of the charset of the word.
fn quoted_bytes(line: &[u8]) -> Vec<u8> {
    line.iter()
        .flat_map(|byte| if byte.is_ascii() { vec![*byte] } else { format!("={byte:02X}").into() })
        .collect()
}

/// Blank lines and an mbox `From ` line before the first header are no part of it.
fn skip_leading_noise(raw: &[u8]) -> &[u8] {
    let blank = raw.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let trimmed = raw.get(blank..).unwrap_or_default();
    let is_mbox = trimmed.starts_with(b"From ") || trimmed.starts_with(b">From ");
    match trimmed.iter().position(|byte| *byte == b'\n') {
        Some(line_end) if is_mbox => trimmed.get(line_end + 1..).unwrap_or_default(),
        _ => trimmed,
    }
}

/// Where the header section ends: after the first empty line, or at the end.
fn header_end(raw: &[u8]) -> usize {
    let mut offset = 0;
    for line in raw.split_inclusive(|byte| *byte == b'\n') {
        offset += line.len();
        if matches!(line, b"\n" | b"\r\n") {
            return offset;
        }
    }
    raw.len()
}

/// The charset parameter of the top Content-Type, looked for in raw bytes.
fn declared_charset(head: &[u8]) -> Option<String> {
    let lower = String::from_utf8_lossy(head).to_ascii_lowercase();
    let after = lower.split_once("charset=")?.1;
    let value: String = after
        .trim_start_matches('"')
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
        .collect();
    (!value.is_empty() && value != "utf-8").then_some(value)
}

fn header_name(name: &HeaderName<'_>) -> String {
    name.as_str().trim().to_ascii_lowercase()
}

/// A header value in one line: folding and control characters become single blanks.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        let is_break = matches!(c, '\r' | '\n' | '\t') || c.is_control();
        match (is_break, line.ends_with(' ')) {
            (true, true) => {}
            (true, false) => line.push(' '),
            (false, _) => line.push(c),
        }
    }
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_latin_bytes_in_a_header_keep_their_letters() {
        let raw = b"Subject: \xe4\xf6\xfc\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nbody";
        let headers = Headers::read(&recode_raw_headers(raw));
        assert_eq!(headers.get("subject"), Some("äöü"));
    }

    #[test]
    fn message_ids_survive_folding_and_missing_brackets() {
        let headers = Headers::read(b"References: <a@x>\r\n <b@x>\r\nIn-Reply-To: c@x\r\n\r\n");
        assert_eq!(headers.message_ids("references"), ["a@x", "b@x"]);
        assert_eq!(headers.message_ids("in-reply-to"), ["c@x"]);
    }

    #[test]
    fn an_address_is_found_where_the_grammar_is_broken() {
        assert_eq!(loose_mailbox("Bob <bob@x.org"), Some(Address::new("Bob", "bob@x.org")));
        assert_eq!(loose_mailbox("nobody at all"), None);
    }

    #[test]
    fn encoded_words_within_a_quoted_name_are_decoded() {
        assert_eq!(display_name("\"=?utf-8?Q?=C3=89va?=\""), "Éva");
    }
}
