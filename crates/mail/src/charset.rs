//! Bytes of a declared, wrong or missing charset turned into text.

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, WINDOWS_1252};
use mail_parser::decoders::charsets::map::charset_decoder;

/// The text that bytes hold, by the declared charset where it can be believed.
///
/// UTF-8 that is valid wins over a missing, unknown or ASCII charset; ISO-2022-JP is known by its escape
/// sequences (RFC 1468); what remains is read as Windows-1252, in which every byte means something.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> String {
    if let (Some(decode_utf7), true) = (charset_decoder(b"utf-7"), declared.is_some_and(is_utf7)) {
        return decode_utf7(bytes);
    }
    let named = declared.map(canonical_label).and_then(|label| Encoding::for_label(label.as_bytes()));
    let is_believable = named.is_some_and(|encoding| encoding != WINDOWS_1252 && encoding != UTF_8);
    if let (Some(encoding), true) = (named, is_believable) {
        return encoding.decode(bytes).0.into_owned();
    }
    match std::str::from_utf8(strip_bom(bytes)) {
        Ok(text) if !has_japanese_escape(bytes) => text.to_owned(),
        _ => fallback(named, bytes).decode(bytes).0.into_owned(),
    }
}

/// The one charset that browsers, and so `encoding_rs`, refuse (RFC 2152).
fn is_utf7(declared: &str) -> bool {
    matches!(declared.trim().to_ascii_lowercase().as_str(), "utf-7" | "utf7" | "unicode-1-1-utf-7")
}

fn fallback(named: Option<&'static Encoding>, bytes: &[u8]) -> &'static Encoding {
    if has_japanese_escape(bytes) {
        return ISO_2022_JP;
    }
    named.unwrap_or(WINDOWS_1252)
}

fn strip_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn has_japanese_escape(bytes: &[u8]) -> bool {
    bytes.windows(3).any(|three| matches!(three, b"\x1b$B" | b"\x1b$@"))
}

/// Names that mailers write and the encoding standard does not know.
fn canonical_label(declared: &str) -> String {
    let lower = declared.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
    match lower.as_str() {
        "iso-2022-jp-1" | "iso-2022-jp-ms" => "iso-2022-jp".into(),
        "cp932" | "ms932" => "shift_jis".into(),
        "cp936" => "gbk".into(),
        "cp949" | "ks_c_5601-1987" => "euc-kr".into(),
        "cp950" => "big5".into(),
        "utf8mb4" | "utf-8n" => "utf-8".into(),
        _ => lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_is_recognised_although_ascii_was_declared() {
        assert_eq!(decode("été".as_bytes(), Some("us-ascii")), "été");
        assert_eq!(decode("été".as_bytes(), None), "été");
    }

    #[test]
    fn latin_bytes_without_a_charset_are_read_as_windows_1252() {
        assert_eq!(decode(b"\xe9t\xe9 \x80", None), "été €");
    }

    #[test]
    fn japanese_escapes_are_read_without_a_declaration() {
        assert_eq!(decode(b"\x1b$B%F%9%H\x1b(B", None), "テスト");
    }

    #[test]
    fn a_declared_charset_is_followed() {
        assert_eq!(decode(b"\xb9", Some("iso-8859-2")), "š");
        assert_eq!(decode(b"\x82\xa0", Some("CP932")), "あ");
    }
}
