//! Names of attachments that are safe to show and to save under.

use crate::charset;

/// Longest name kept, in characters: file systems allow 255 bytes.
const LONGEST: usize = 120;

/// The name under which a part is kept: the given one made safe, or one made from its type.
pub(super) fn safe_name(given: Option<&str>, content_type: &str) -> String {
    let cleaned = given.map(clean).unwrap_or_default();
    if cleaned.is_empty() { format!("attachment.{}", extension(content_type)) } else { shorten(&cleaned) }
}

/// The name in a `filename*0*=` parameter with continuations (RFC 2231), read from the raw headers of a part: its charset
/// is named once and holds for every piece.
pub(super) fn continued_name(raw_headers: &[u8]) -> Option<String> {
    let fields = String::from_utf8_lossy(raw_headers);
    let mut bytes = Vec::new();
    let mut declared = None;
    for index in 0..MOST_PIECES {
        let Some(piece) = parameter(&fields, &format!("name*{index}*=")) else { break };
        let value = match (index, piece.splitn(3, '\'').collect::<Vec<_>>().as_slice()) {
            (0, [charset, _, value]) => {
                declared = Some((*charset).to_owned());
                *value
            }
            _ => piece,
        };
        push_percent_decoded(value, &mut bytes);
    }
    (!bytes.is_empty()).then(|| charset::decode(&bytes, declared.as_deref()))
}

/// More continuations than this are no name.
const MOST_PIECES: usize = 100;

fn parameter<'a>(fields: &'a str, marker: &str) -> Option<&'a str> {
    let (_, after) = fields.split_once(marker)?;
    after.split([';', '\r', '\n']).next().map(|value| value.trim().trim_matches('"'))
}

fn push_percent_decoded(value: &str, bytes: &mut Vec<u8>) {
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        match after.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => bytes.push(byte),
            None => bytes.push(b'%'),
        }
        rest = after.get(2..).unwrap_or_default();
    }
    bytes.extend_from_slice(rest.as_bytes());
}

/// Drops folders, control characters, characters that turn reading order, and what file systems refuse.
fn clean(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).find(|piece| !piece.trim().is_empty()).unwrap_or_default();
    let allowed: String = last.chars().filter(|c| !is_unsafe(*c)).collect();
    let one_line = allowed.replace(['\r', '\n', '\t'], " ");
    one_line.trim().trim_start_matches('.').trim_end_matches(['.', ' ']).to_owned()
}

fn is_unsafe(c: char) -> bool {
    let turns_reading_order =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns_reading_order || (c.is_control() && !c.is_whitespace()) || "<>:\"|?*\u{feff}".contains(c)
}

/// Cuts a long name in the middle, so that its extension stays.
fn shorten(name: &str) -> String {
    let count = name.chars().count();
    if count <= LONGEST {
        return name.to_owned();
    }
    let tail: Vec<char> = name.chars().rev().take(16).collect();
    let head = name.chars().take(LONGEST - tail.len());
    head.chain(tail.into_iter().rev()).collect()
}

fn extension(content_type: &str) -> &str {
    match content_type {
        "text/plain" => "txt",
        "text/html" => "html",
        "text/calendar" => "ics",
        "text/x-vcard" | "text/vcard" => "vcf",
        "image/jpeg" | "image/pjpeg" => "jpg",
        "image/svg+xml" => "svg",
        "message/rfc822" | "message/global" => "eml",
        "application/pgp-signature" | "application/pgp-encrypted" => "asc",
        "application/pkcs7-signature" | "application/x-pkcs7-signature" => "p7s",
        "application/pkcs7-mime" | "application/x-pkcs7-mime" => "p7m",
        "application/ms-tnef" => "dat",
        "application/ics" => "ics",
        _ => subtype_extension(content_type),
    }
}

/// A short plain subtype serves as extension (`image/png`); anything else is `bin`.
fn subtype_extension(content_type: &str) -> &str {
    let subtype = content_type.split_once('/').map_or("", |(_, subtype)| subtype);
    let is_short_word =
        (2..=5).contains(&subtype.len()) && subtype.chars().all(|c| c.is_ascii_alphanumeric());
    if is_short_word { subtype } else { "bin" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_loses_its_folders() {
        assert_eq!(safe_name(Some("../../etc/passwd"), "text/plain"), "passwd");
        assert_eq!(safe_name(Some("C:\\docs\\plan.pdf"), "application/pdf"), "plan.pdf");
    }

    #[test]
    fn a_nameless_part_is_named_after_its_type() {
        assert_eq!(safe_name(None, "image/png"), "attachment.png");
        assert_eq!(safe_name(Some(" . "), "application/x-very-special"), "attachment.bin");
    }

    #[test]
    fn a_name_cannot_hide_its_extension() {
        assert_eq!(safe_name(Some("photo\u{202e}gpj.exe"), "image/png"), "photogpj.exe");
    }

    #[test]
    fn a_name_in_pieces_keeps_the_charset_of_its_first_piece() {
        let raw =
            b"Content-Disposition: attachment;\r\n filename*0*=ISO-8859-1''%C4a;\r\n filename*1*=%E4.txt\r\n";
        assert_eq!(continued_name(raw).as_deref(), Some("Äaä.txt"));
        assert_eq!(continued_name(b"Content-Type: text/plain; name=a.txt"), None);
    }

    #[test]
    fn a_very_long_name_keeps_its_extension() {
        let long = format!("{}.pdf", "x".repeat(500));
        let safe = safe_name(Some(&long), "application/pdf");
        assert_eq!(safe.chars().count(), LONGEST);
        assert!(safe.ends_with(".pdf"));
    }
}
