//! The line by which a mail program introduces a quote: "On Monday Ana wrote:".

use std::sync::LazyLock;

use regex::Regex;

/// Attributions wrap over at most so many lines.
const MOST_LINES: usize = 4;
/// Longer than this is prose.
const LONGEST: usize = 400;

/// Whether a line is marked as quoted. A lone `>:` is the end of an address that was wrapped.
pub(super) fn is_quoted(line: &str) -> bool {
    let trimmed = line.trim_start();
    trimmed.starts_with('>') && !matches!(trimmed.trim_end(), ">:" | ">") || trimmed.trim_end() == ">"
}

/// How many lines the attribution takes that starts with the first line, if one does.
pub(super) fn starts(lines: &[&str]) -> Option<usize> {
    let mut joined = String::new();
    for (index, line) in lines.iter().take(MOST_LINES).enumerate() {
        let is_too_long = joined.len() + line.len() > LONGEST;
        if line.trim().is_empty() || is_too_long || (index > 0 && is_quoted(line)) {
            return None;
        }
        joined.push_str(line.trim());
        if is_attribution(&joined) {
            return Some(index + 1);
        }
        if !may_go_on(&joined) {
            return None;
        }
        joined.push(' ');
    }
    None
}

fn is_attribution(text: &str) -> bool {
    let bare = text.trim_start_matches(['-', ' ', '*']).trim_end_matches(['-', ' ', '*', '\u{a0}']);
    let has_address = ADDRESS.is_match(bare);
    let has_date = DATE.is_match(bare);
    let ends_with_colon = bare.ends_with([':', '：']);
    let begins_like_one = has_address || OPENER.is_match(bare);
    if VERB.is_match(bare) {
        let ends_with_verb = VERB_AT_END.is_match(bare) && has_address;
        return (ends_with_colon && begins_like_one && (has_date || has_address))
            || (ends_with_verb && has_date);
    }
    ends_with_colon && has_date && ADDRESS_AT_END.is_match(bare)
}

/// Only what begins with a date, or a word that leads to one, is worth joining with the next line.
fn may_go_on(text: &str) -> bool {
    OPENER.is_match(text.trim_start_matches(['-', ' ', '*']))
}

/// "wrote" in the languages of common mail programs.
static VERB: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("(?i)(?:{VERBS})")));
static VERB_AT_END: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("(?i)(?:{VERBS})$")));

const VERBS: &str = r"\bwrote\b|\bwrites\b|\ba [ée]crit\b|\bschrieb\b|\bhat geschrieben\b|\bescribi[óo]\b|\bha escrit\b|\bva escriure\b|\bescreveu\b|\bha scritto\b|\bschreef\b|\bskrev\b|\bskrifaði\b|\bkirjoitti\b|\bnapisał|\bpisze\b|\bnapsal|\bnapísal|\bnapisao\b|\bnapisal\b|\bje napisal|\bнаписал|\bпишет\b|\bнаписав|\bпише\b|\bнаписа\b|\ba scris\b|\bírta\b|\byazdı|\bέγραψε\b|のメッセージ|書きました|のコメント|写道|寫道|작성|썼습니다|đã viết|\bmenulis\b|เขียนว่า|\bכתב|كتب|\bkirjutas\b|\brašė\b|\brakstīja\b";

/// A day, a clock time or a year.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:19|20)\d\d\b|\d{1,2}[:.h]\d{2}\b|\b\d{1,2}[./-]\d{1,2}\b|(?i)\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? ",
    )
});

/// How an attribution begins: with a date, or with a preposition or weekday and then a number.
static OPENER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:
            (?:on|le|am|el|em|il|op|den|dne|dnia|w\ dniu|in\ data|på|på\ den|ons|pe|в|на|în|data|a|al|dia|tarihinde|vào|pada|ngày|στις)\s+[^\d]{0,30}\d
            | \p{L}{2,4}[.,]?\s+(?:den\s+)?\d{1,2}[.\s]
            | [12]\d{3}[-./\s年]
            | \d{1,2}[./:-]\s?\d{1,2}
            | \d{1,2}\.?\s+\p{L}{3,}\.?\s+\d
            | (?:\p{L}{3,12},?\s+)\d{1,2}\.?\s+\p{L}{3,}
            | (?:在|于|於)
        )",
    )
});

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| pattern(r"[^\s<>()@]{1,80}@[^\s<>()@]{2,100}"));
static ADDRESS_AT_END: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[<(\[][^\s<>()]{1,100}@[^\s<>()]{1,100}\s?[>)\]]+\s?[:：]$"));

#[expect(clippy::expect_used, reason = "the pattern is fixed and a test compiles it")]
fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a fixed pattern is valid")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributions_of_common_programs_are_known() {
        for text in [
            "On Mon, 3 Mar 2025 at 10:11, Ana Lima <ana@x.org> wrote:",
            "Le 3 mars 2025 à 10:11, Ana <ana@x.org> a écrit :",
            "Am 03.03.2025 um 10:11 schrieb Ana:",
            "El lun, 3 mar 2025 a las 10:11, Ana (<ana@x.org>) escribió:",
            "Em seg., 3 de mar. de 2025 às 10:11, Ana <ana@x.org> escreveu:",
            "Il giorno lun 3 mar 2025 alle ore 10:11 Ana <ana@x.org> ha scritto:",
            "Op ma 3 mrt 2025 om 10:11 schreef Ana <ana@x.org>:",
            "man. 3. mar. 2025 kl. 10:11 skrev Ana <ana@x.org>:",
            "пн, 3 мар. 2025 г. в 10:11, Ana <ana@x.org>:",
            "在 2025年3月3日，Ana <ana@x.org> 写道：",
            "2025年3月3日(月) 10:11 Ana <ana@x.org>:",
            "---- On Mon, 03 Mar 2025 10:11:12 +0100 Ana <ana@x.org> wrote ----",
        ] {
            assert_eq!(starts(&[text]), Some(1), "{text}");
        }
    }

    #[test]
    fn a_wrapped_attribution_is_taken_whole() {
        assert_eq!(starts(&["On 3 Mar 2025,", "at 10:11, Ana", "<ana@x.org>", "wrote:"]), Some(4));
    }

    #[test]
    fn prose_is_no_attribution() {
        for text in ["On Thursday:", "On your remote host you can run:", "He wrote:", "Call me at 10:11:"] {
            assert_eq!(starts(&[text]), None, "{text}");
        }
    }
}
