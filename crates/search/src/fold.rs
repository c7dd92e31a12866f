//! Folding: the form of a word in which case and accents no longer count.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest word that is told apart from others, in characters; the rest of a longer one is ignored.
const MAX_WORD_CHARS: usize = 64;

/// A lower-case word in composed form, accents kept: what a stemmer wants to read.
pub(crate) fn lower(word: &str) -> String {
    let shortened = word.chars().take(MAX_WORD_CHARS).filter(|c| !is_apostrophe(*c));
    if word.is_ascii() {
        return shortened.map(|c| c.to_ascii_lowercase()).collect();
    }
    shortened.nfkc().flat_map(char::to_lowercase).nfc().collect()
}

/// A lower-case word without accents: `fêlé` and `fele` fold alike, as do `œuvre` and `oeuvre`.
pub(crate) fn without_accents(lower_word: &str) -> String {
    if lower_word.is_ascii() {
        return lower_word.to_owned();
    }
    let mut folded = String::with_capacity(lower_word.len());
    for c in lower_word.nfd().filter(|c| !is_latin_accent(*c)) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            other => folded.push(other),
        }
    }
    folded.nfc().collect()
}

/// A value such as a tag or a name of a channel, as filters compare it.
pub(crate) fn value(text: &str) -> String {
    let lowered: String = text.trim().nfkc().flat_map(char::to_lowercase).nfc().collect();
    without_accents(&lowered)
}

/// Whether `c` is one of the marks people type between an elided article and its word.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{FF07}')
}

/// Whether `c` belongs to a word: a letter, a digit, or a mark that sits on one.
pub(crate) fn is_word_char(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_combining_mark(c) }
}

/// Whether `c` is of a script written without spaces, which is searched by pairs of characters.
pub(crate) fn is_cjk(c: char) -> bool {
    matches!(c as u32,
        0x3041..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0xFF66..=0xFF9D | 0x20000..=0x323AF)
}

fn is_latin_accent(c: char) -> bool {
    matches!(c as u32, 0x0300..=0x036F)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_do_not_count() {
        for (typed, folded) in [
            ("FÊLÉ", "fele"),
            ("e\u{301}cran", "ecran"),
            ("Œuvre", "oeuvre"),
            ("Straße", "strasse"),
            ("Łódź", "lodz"),
            ("ﬁn", "fin"),
        ] {
            assert_eq!(without_accents(&lower(typed)), folded, "{typed}");
        }
    }

    #[test]
    fn marks_of_other_scripts_stay() {
        assert_eq!(without_accents(&lower("हिन्दी")), "हिन्दी");
    }

    #[test]
    fn a_very_long_word_is_cut_not_refused() {
        assert_eq!(lower(&"a".repeat(10_000)).len(), MAX_WORD_CHARS);
    }
}
