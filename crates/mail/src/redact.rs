//! Blots out what should never have been written, such as a card's number, for good.

/// What stands in the place of each character.
const BLOT: char = '▇';

/// A text without the secret; `None` where it does not hold it. Blanks in the secret stand for any blanks.
pub fn redact_text(text: &str, secret: &str) -> Option<String> {
    let chars = text.char_indices();
    let units: Vec<Unit> =
        chars.map(|(start, c)| Unit { read: c, start, end: start + c.len_utf8() }).collect();
    blotted(text, &units, secret)
}

/// Cleaned HTML without the secret, however it is marked up or escaped, in what is read and in attributes; `None` where
/// it does not hold it.
pub fn redact_html(html: &str, secret: &str) -> Option<String> {
    let read = blotted(html, &read_units(html), secret);
    let written = redact_attributes(read.as_deref().unwrap_or(html), secret);
    written.or(read)
}

/// A character as it is read, and where it is written.
struct Unit {
    read: char,
    start: usize,
    end: usize,
}

fn blotted(source: &str, units: &[Unit], secret: &str) -> Option<String> {
    let words: Vec<Vec<char>> = secret.split_whitespace().map(|word| word.chars().collect()).collect();
    if words.is_empty() {
        return None;
    }
    let mut blots = Vec::new();
    let mut at = 0;
    while at < units.len() {
        match match_at(units, at, &words) {
            Some(end) => {
                blots.extend(units[at..end].iter().filter(|unit| !unit.read.is_whitespace()));
                at = end;
            }
            None => at += 1,
        }
    }
    if blots.is_empty() {
        return None;
    }
    let mut result = String::with_capacity(source.len());
    let mut copied = 0;
    for unit in blots {
        result.push_str(&source[copied..unit.start]);
        result.push(BLOT);
        copied = unit.end;
    }
    result.push_str(&source[copied..]);
    Some(result)
}

/// Where a match that begins here ends.
fn match_at(units: &[Unit], start: usize, words: &[Vec<char>]) -> Option<usize> {
    let mut at = start;
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            let blanks = units[at..].iter().take_while(|unit| unit.read.is_whitespace()).count();
            if blanks == 0 {
                return None;
            }
            at += blanks;
        }
        for wanted in word {
            if units.get(at)?.read != *wanted {
                return None;
            }
            at += 1;
        }
    }
    Some(at)
}

/// What is read between the tags. Tags that end a line are read as a blank.
fn read_units(html: &str) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut at = 0;
    while let Some(c) = html[at..].chars().next() {
        let end = match c {
            '<' => at + tag_length(&html[at..]),
            '&' => at + entity_length(&html[at..]),
            _ => at + c.len_utf8(),
        };
        match c {
            '<' if is_inline(&html[at..end]) => {}
            '<' => units.push(Unit { read: '\n', start: at, end: at }),
            '&' => units.push(Unit { read: decoded(&html[at..end]), start: at, end }),
            c => units.push(Unit { read: c, start: at, end }),
        }
        at = end;
    }
    units
}

/// A tag ends at the first `>` outside of quotes.
fn tag_length(html: &str) -> usize {
    let mut quote = None;
    for (index, c) in html.char_indices() {
        match (quote, c) {
            (None, '>') => return index + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    html.len()
}

fn is_inline(tag: &str) -> bool {
    const INLINE: [&str; 15] = [
        "a", "abbr", "b", "bdi", "code", "del", "em", "font", "i", "s", "small", "span", "strong", "u", "wbr",
    ];
    let name = tag.trim_start_matches(['<', '/']);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    INLINE.contains(&name)
}

const LONGEST_ENTITY: usize = 10;

fn entity_length(html: &str) -> usize {
    html.char_indices().take(LONGEST_ENTITY).find(|(_, c)| *c == ';').map_or(1, |(index, _)| index + 1)
}

/// The cleaner writes these; others it writes as they are.
fn decoded(entity: &str) -> char {
    match entity {
        "&lt;" => '<',
        "&gt;" => '>',
        "&quot;" | "&#34;" => '"',
        "&#39;" => '\'',
        "&nbsp;" => ' ',
        _ => '&',
    }
}

/// Links and titles that hold the secret, as it is or escaped.
fn redact_attributes(html: &str, secret: &str) -> Option<String> {
    let escaped = crate::escape_html(secret.trim());
    let compact: String = secret.split_whitespace().collect();
    let forms = [secret.trim(), escaped.as_str(), compact.as_str()];
    let mut result = String::with_capacity(html.len());
    let (mut at, mut is_changed) = (0, false);
    while let Some(start) = html[at..].find('<').map(|found| at + found) {
        let end = start + tag_length(&html[start..]);
        result.push_str(&html[at..start]);
        let mut tag = html[start..end].to_owned();
        for form in forms.into_iter().filter(|form| !form.is_empty()) {
            let Some((name, rest)) = tag.split_once(char::is_whitespace) else { break };
            if rest.contains(form) {
                let blots: String = form.chars().map(|_| BLOT).collect();
                tag = format!("{name} {}", rest.replace(form, &blots));
                is_changed = true;
            }
        }
        result.push_str(&tag);
        at = end;
    }
    result.push_str(&html[at..]);
    is_changed.then_some(result)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_secret_is_blotted_out_in_text() {
        assert_eq!(redact_text("pin 1234, again 1234", "1234").unwrap(), "pin ▇▇▇▇, again ▇▇▇▇");
        assert_eq!(redact_text("4970 1012\n3456", "4970 1012 3456").unwrap(), "▇▇▇▇ ▇▇▇▇\n▇▇▇▇");
        assert_eq!(redact_text("nothing", "1234"), None);
        assert_eq!(redact_text("a b", "  "), None);
    }

    #[test]
    fn markup_and_escapes_hide_nothing() {
        let cases = [
            ("<p>pin 12<b>34</b></p>", "1234", "<p>pin ▇▇<b>▇▇</b></p>"),
            ("<p>a &amp; b</p>", "a & b", "<p>▇ ▇ ▇</p>"),
            ("<p>4970</p><p>1012</p>", "4970 1012", "<p>▇▇▇▇</p><p>▇▇▇▇</p>"),
            ("4970&nbsp;1012", "4970 1012", "▇▇▇▇&nbsp;▇▇▇▇"),
            ("<a href=\"tel:0612\">0612</a>", "0612", "<a href=\"tel:▇▇▇▇\">▇▇▇▇</a>"),
            ("<a title=\"x>0612\">y</a>", "0612", "<a title=\"x>▇▇▇▇\">y</a>"),
        ];
        for (html, secret, expected) in cases {
            assert_eq!(redact_html(html, secret).as_deref(), Some(expected));
        }
        assert_eq!(redact_html("<p>12<br>34</p>", "1234"), None, "two lines are not one word");
    }

    proptest! {
        #[test]
        fn what_was_blotted_out_is_not_read_any_more(
            before in "[a-c<&\"é ]{0,20}", secret in "[a-cé<&]{1,4}", after in "[a-c<&\"é ]{0,20}",
        ) {
            let html = crate::text_to_html(&format!("{before}{secret}{after}"));
            let redacted = redact_html(&html, &secret).unwrap();
            prop_assert!(!crate::html_to_text(&redacted).contains(&secret), "{redacted}");
        }
    }
}
