//! HTML built to keep a parser busy: elements that are opened and never closed. A parser copies open formatting into each
//! new block, so its work grows with the product of depth and length.

use std::collections::HashMap;

/// More elements than this are open at once in no mail that a program wrote.
const DEEPEST: usize = 400;

/// The most work, as the sum over all tags of the elements open at each; ordinary mails stay below a million.
const MOST_WORK: usize = 5_000_000;

/// Whether parsing would take long. Counts tags without parsing, in one pass.
pub(super) fn is_costly(raw: &str) -> bool {
    let mut open: HashMap<String, usize> = HashMap::new();
    let mut depth: usize = 0;
    let mut work: usize = 0;
    for (index, _) in raw.match_indices('<') {
        let tag = raw.get(index + 1..).unwrap_or_default();
        if let Some(closing) = tag.strip_prefix('/') {
            // A closing tag counts only for an element that is open.
            if let Some(count) = open.get_mut(&name_of(closing)).filter(|count| **count > 0) {
                *count -= 1;
                depth -= 1;
            }
            continue;
        }
        let name = name_of(tag);
        if is_left_open(&name) {
            *open.entry(name).or_default() += 1;
            depth += 1;
        }
        work += depth;
        if depth > DEEPEST || work > MOST_WORK {
            return true;
        }
    }
    false
}

/// The name at the start of a tag, in lower case; empty where no tag starts.
fn name_of(tag: &str) -> String {
    tag.bytes()
        .take_while(u8::is_ascii_alphanumeric)
        .take(16)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect()
}

/// Whether an element stays open until a tag closes it.
fn is_left_open(name: &str) -> bool {
    !matches!(
        name,
        "" | "br"
            | "hr"
            | "img"
            | "meta"
            | "link"
            | "input"
            | "col"
            | "wbr"
            | "p"
            | "li"
            | "td"
            | "tr"
            | "th"
            | "dt"
            | "dd"
            | "area"
            | "base"
            | "option"
            | "o"
            | "v"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_nesting_is_cheap() {
        let table = "<table><tr><td><div>x</div></td></tr></table>";
        assert!(!is_costly(&table.repeat(20_000)));
        assert!(!is_costly(&"a < b, <p>x<br>".repeat(20_000)));
    }

    #[test]
    fn elements_that_are_never_closed_are_costly() {
        assert!(is_costly(&"<b>".repeat(1000)));
        assert!(is_costly(&"<b></x>".repeat(1000)));
        assert!(is_costly(&format!("{}{}", "<b>".repeat(300), "<p>x".repeat(100_000))));
    }
}
