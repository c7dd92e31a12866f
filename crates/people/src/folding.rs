//! Names and addresses as they are compared.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A name to search and compare by: trimmed, lower case, without accents, `œ` as `oe`.
pub fn fold_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for letter in name.trim().nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase)
    {
        match letter {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            other => folded.push(other),
        }
    }
    folded
}

/// An e-mail address (or other identity) to compare by: trimmed and lower case. Accents stay, because
/// `andré@` and `andre@` are two mailboxes.
pub fn fold_address(address: &str) -> String {
    address.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_without_its_accents() {
        assert_eq!(fold_name("  Zoë LEFÈVRE "), "zoe lefevre");
        assert_eq!(fold_name("Sœur Weiß"), "soeur weiss");
        assert_eq!(fold_name("İpek"), "ipek");
    }

    #[test]
    fn an_address_keeps_its_accents() {
        assert_eq!(fold_address(" André@Example.ORG "), "andré@example.org");
    }
}
