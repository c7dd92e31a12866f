//! Subjects: the ticket number in them, and what is left when the marks of answering are taken off.

/// Words that mail programs of many languages put before the subject of an answer.
const REPLY_WORDS: [&str; 24] = [
    "re",
    "aw",
    "antw",
    "sv",
    "vs",
    "vá",
    "ynt",
    "odp",
    "ref",
    "réf",
    "r",
    "rif",
    "ats",
    "atb",
    "bls",
    "res",
    "回复",
    "回覆",
    "答复",
    "答覆",
    "返信",
    "отв",
    "απ",
    "hồi đáp",
];

/// The same for a forward.
const FORWARD_WORDS: [&str; 20] = [
    "fwd",
    "fw",
    "tr",
    "wg",
    "rv",
    "i",
    "enc",
    "vl",
    "vb",
    "doorst",
    "fs",
    "vid",
    "ilt",
    "pd",
    "továbbítás",
    "转发",
    "轉寄",
    "転送",
    "пересл",
    "πρθ",
];

/// Digits of the largest number.
const MOST_DIGITS: usize = 19;

/// The number in a subject like `Re: [#123] Broken chair`. Anyone can write it, so it proves nothing.
pub fn subject_ticket_number(subject: &str) -> Option<i64> {
    subject.match_indices("[#").find_map(|(index, mark)| {
        let after = subject.get(index + mark.len()..)?;
        let digits = after.bytes().take(MOST_DIGITS).take_while(u8::is_ascii_digit).count();
        let number = after.get(..digits)?.parse().ok()?;
        after.get(digits..)?.starts_with(']').then_some(number)
    })
}

/// The subject without "Re:", "Fwd:" and the like in many languages, without ticket numbers before it, and with single
/// blanks: what two messages of one conversation share.
pub fn normalised_subject(subject: &str) -> String {
    let mut rest = subject.trim();
    while let Some(shorter) = without_first_mark(rest) {
        rest = shorter;
    }
    rest.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the subject says that the message is a forward.
pub fn is_forward_subject(subject: &str) -> bool {
    let mut rest = subject.trim();
    loop {
        if first_word(rest).is_some_and(|(word, _)| FORWARD_WORDS.contains(&word.as_str())) {
            return true;
        }
        match without_first_mark(rest) {
            Some(shorter) => rest = shorter,
            None => return false,
        }
    }
}

fn without_first_mark(subject: &str) -> Option<&str> {
    if let Some(tagged) = subject.strip_prefix("[#") {
        let (number, rest) = tagged.split_once(']')?;
        return number.chars().all(|c| c.is_ascii_digit()).then(|| rest.trim_start());
    }
    let (word, rest) = first_word(subject)?;
    let is_mark = REPLY_WORDS.contains(&word.as_str()) || FORWARD_WORDS.contains(&word.as_str());
    is_mark.then_some(rest)
}

/// The word before the first colon in lower case, without a counter as in `Re[2]:` or `RE (3):`, and what follows.
fn first_word(subject: &str) -> Option<(String, &str)> {
    let (head, rest) = subject.split_once([':', '：'])?;
    if head.len() > 40 {
        return None;
    }
    let without_counter = head
        .trim_end_matches(|c: char| c.is_ascii_digit() || "[]()^ \u{a0}".contains(c))
        .trim()
        .to_lowercase();
    Some((without_counter, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_answering_are_taken_off_in_many_languages() {
        for subject in [
            "Re: Broken chair",
            "AW: WG: Broken chair",
            "TR : Re[2]: Broken  chair",
            "Réf : Broken chair",
            "回复：Broken chair",
            "RE: [#12] Re: Broken chair",
            "Sv: Vs: Fwd: Broken chair",
            "Broken chair ",
        ] {
            assert_eq!(normalised_subject(subject), "Broken chair", "{subject}");
        }
        assert_eq!(normalised_subject("Question: how?"), "Question: how?");
    }

    #[test]
    fn the_ticket_number_is_found_only_in_its_own_form() {
        assert_eq!(subject_ticket_number("Re: [x] [#123] Broken"), Some(123));
        for subject in ["#123", "[#]", "[#12a]", "[#+1]", "[#99999999999999999999]"] {
            assert_eq!(subject_ticket_number(subject), None, "{subject}");
        }
    }

    #[test]
    fn forwards_are_told_from_answers() {
        assert!(is_forward_subject("Re: TR: Facture") && is_forward_subject("FW: x"));
        assert!(!is_forward_subject("Re: x"));
    }
}
