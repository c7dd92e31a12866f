//! Files: what they may be called, and how they may be served.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

/// What a file's or upload's URL carries: 192 random bits that nobody guesses.
pub fn random_token() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 24]>())
}

/// Where files' bytes are served, before their token.
pub const CONTENT_PATH: &str = "/api/v2/attachments/content/";

/// A name without path, control characters or excess; never empty.
pub fn safe_file_name(name: &str) -> String {
    const LONGEST: usize = 150;
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = base.chars().filter(|c| !c.is_control() && !is_direction_mark(*c)).collect();
    let trimmed = kept.trim().trim_start_matches('.');
    let start = trimmed.chars().count().saturating_sub(LONGEST);
    let short: String = trimmed.chars().skip(start).collect();
    if short.is_empty() { "file".to_owned() } else { short }
}

/// Marks that let `gpj.exe` read `exe.jpg`.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The media type to keep: as declared, or by the name's ending where the declaration says nothing.
pub fn media_type(declared: Option<&str>, file_name: &str) -> String {
    let declared =
        declared.map(|value| value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase());
    // Clients upload files of every kind as these.
    let says_nothing = |value: &str| {
        matches!(value, "" | "application/octet-stream" | "application/binary" | "application/json")
            || value == "application/x-www-form-urlencoded"
            || !value.contains('/')
    };
    match declared.filter(|value| !says_nothing(value)) {
        Some(value) => value,
        None => mime_guess::from_path(file_name).first_or_octet_stream().essence_str().to_owned(),
    }
}

/// Whether a browser may show the file in place: pictures that cannot run anything.
pub fn may_be_shown(media_type: &str) -> bool {
    matches!(media_type, "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/avif" | "image/bmp")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_paths_and_tricks() {
        assert_eq!(safe_file_name("../../etc/passwd"), "passwd");
        assert_eq!(safe_file_name("C:\\temp\\a.txt"), "a.txt");
        assert_eq!(safe_file_name("photo\u{202e}gpj.exe"), "photogpj.exe");
        assert_eq!(safe_file_name("..."), "file");
        assert_eq!(safe_file_name("\r\nx"), "x");
        assert!(safe_file_name(&format!("{}.pdf", "é".repeat(500))).ends_with(".pdf"));
    }

    #[test]
    fn a_declaration_that_says_nothing_gives_way_to_the_name() {
        assert_eq!(media_type(Some("application/octet-stream"), "a.png"), "image/png");
        assert_eq!(media_type(Some("application/json"), "a.pdf"), "application/pdf");
        assert_eq!(media_type(Some("text/plain; charset=utf-8"), "a.png"), "text/plain");
        assert_eq!(media_type(None, "unknown"), "application/octet-stream");
        assert!(!may_be_shown("image/svg+xml") && !may_be_shown("text/html"));
    }
}
