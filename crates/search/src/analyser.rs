//! From text to words: where they are, how they fold, what they stem to.
//!
//! A text is a row of [`Segment`]s. Most are one word. A segment such as `LUM-20391`, `rendez-vous` or
//! `ana@example.com` has several parts, and is also known by them written as one (`lum20391`), so that it is found
//! whole, in parts, and by whoever leaves out the hyphen. Scripts without spaces become pairs of characters.

use std::ops::Range;

use frostem::{Algorithm, Stemmer};

use crate::fold;

/// Elided words that carry no meaning of their own; `aujourd'hui` and `O'Brien` are none of them.
const ELISIONS: &[&str] =
    &["l", "d", "c", "j", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu"];

/// A stretch of text without a break that people read as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// Its parts written as one, when there are several and they are not merely pairs of characters.
    pub whole: Option<String>,
    /// Its words, never empty.
    pub parts: Vec<Word>,
}

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where it stands in the text, in bytes, without an elided article.
    pub range: Range<usize>,
    /// Without case and accents.
    pub folded: String,
    /// Without case, accents kept: what stemmers read.
    lower: String,
}

impl Word {
    fn new(text: &str, range: Range<usize>) -> Word {
        let lower = fold::lower(&text[range.clone()]);
        Word { range, folded: fold::without_accents(&lower), lower }
    }

    /// What the word shares with its inflections, without accents: one to three different stems.
    ///
    /// French is stemmed twice, as typed and without accents, because its endings lean on them (`envoyé` must meet
    /// `envoyer`) while many people leave them out (`livree` must meet `livrée`).
    pub fn stems(&self) -> Vec<String> {
        let is_plain_word = self.folded.len() > 2 && self.folded.chars().all(char::is_alphabetic);
        if !is_plain_word {
            return vec![self.folded.clone()];
        }
        let french = Stemmer::new(Algorithm::French);
        let mut stems = vec![fold::without_accents(&french.stem(&self.lower))];
        let mut add = |stem: String| {
            if !stems.contains(&stem) {
                stems.push(stem);
            }
        };
        let without_accents = with_likely_accent(&self.folded);
        if without_accents != self.lower {
            add(fold::without_accents(&french.stem(&without_accents)));
        }
        add(Stemmer::new(Algorithm::English).stem(&self.folded).into_owned());
        stems
    }
}

/// The segments of a text, in order.
pub(crate) fn segments(text: &str) -> Vec<Segment> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(offset) = text[from..].find(fold::is_word_char) {
        let start = from + offset;
        let segment = if starts_with(text, start, fold::is_cjk) {
            pairs_of_characters(text, start)
        } else {
            joined_words(text, start)
        };
        from = segment.range.end;
        found.push(segment);
    }
    found
}

/// `livree` was most likely meant as `livrée`, whose ending the French stemmer knows.
fn with_likely_accent(folded: &str) -> String {
    match folded.strip_suffix("ees") {
        Some(root) => format!("{root}ées"),
        None => folded.strip_suffix("ee").map_or_else(|| folded.to_owned(), |root| format!("{root}ée")),
    }
}

fn joined_words(text: &str, start: usize) -> Segment {
    let mut parts = Vec::new();
    let mut end = start;
    let mut part_start = Some(start);
    while let Some(next) = part_start {
        end = word_end(text, next);
        parts.push(Word::new(text, without_elision(text, next..end)));
        part_start = start_of_joined_part(text, end);
    }
    let whole = (parts.len() > 1).then(|| {
        let joined: String = parts.iter().map(|part| part.folded.as_str()).collect();
        fold::lower(&joined)
    });
    Segment { range: start..end, whole, parts }
}

fn pairs_of_characters(text: &str, start: usize) -> Segment {
    let ends: Vec<usize> = text[start..]
        .char_indices()
        .take_while(|(_, c)| fold::is_cjk(*c))
        .map(|(offset, c)| start + offset + c.len_utf8())
        .collect();
    let starts = std::iter::once(start).chain(ends.iter().copied());
    let pair_ends = if ends.len() > 1 { &ends[1..] } else { &ends[..] };
    let parts = starts.zip(pair_ends).map(|(from, to)| Word::new(text, from..*to)).collect();
    Segment { range: start..ends.last().copied().unwrap_or(start), whole: None, parts }
}

/// Where the word that starts at `start` ends; an apostrophe between letters belongs to it.
fn word_end(text: &str, start: usize) -> usize {
    let mut chars = text[start..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let goes_on = (fold::is_word_char(c) && !fold::is_cjk(c))
            || (fold::is_apostrophe(c)
                && chars.peek().is_some_and(|(_, next)| next.is_alphabetic() && !fold::is_cjk(*next)));
        if !goes_on {
            return start + offset;
        }
    }
    text.len()
}

/// Where the next part starts when a connecting character and another word follow at once.
fn start_of_joined_part(text: &str, end: usize) -> Option<usize> {
    let connector = text[end..].chars().next()?;
    let next_start = end + connector.len_utf8();
    let next = text[next_start..].chars().next().filter(|c| fold::is_word_char(*c) && !fold::is_cjk(*c))?;
    let between_digits = next.is_ascii_digit() && text[..end].ends_with(|c: char| c.is_ascii_digit());
    let joins = match connector {
        '-' | '_' | '.' | '@' | '+' | '\u{2010}' | '\u{2011}' => true,
        ',' | '/' => between_digits,
        _ => false,
    };
    joins.then_some(next_start)
}

/// The range without elided words at its start and without an English possessive at its end.
fn without_elision(text: &str, range: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = range;
    while let Some((at, mark)) = text[start..end].char_indices().find(|(_, c)| fold::is_apostrophe(*c)) {
        let elided = text[start..start + at].to_lowercase();
        if !ELISIONS.contains(&elided.as_str()) {
            break;
        }
        start += at + mark.len_utf8();
    }
    let mut from_the_end = text[start..end].char_indices().rev();
    if let (Some((_, 's' | 'S')), Some((at, mark))) = (from_the_end.next(), from_the_end.next())
        && fold::is_apostrophe(mark)
        && at > 0
    {
        end = start + at;
    }
    start..end
}

fn starts_with(text: &str, at: usize, test: fn(char) -> bool) -> bool {
    text[at..].starts_with(test)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        segments(text).into_iter().flat_map(|s| s.parts).map(|word| word.folded).collect()
    }

    fn share_a_stem(one: &str, other: &str) -> bool {
        let stems = |text| segments(text)[0].parts[0].stems();
        stems(one).iter().any(|stem| stems(other).contains(stem))
    }

    #[test]
    fn elided_articles_are_not_part_of_the_word() {
        assert_eq!(words("L'écran, l’Écran d'une qu'il jusqu’ici"), ["ecran", "ecran", "une", "il", "ici"]);
        assert_eq!(
            words("qu'l'on s'est t'as m'a n'a j'ai c'est"),
            ["on", "est", "as", "a", "a", "ai", "est"]
        );
    }

    #[test]
    fn words_that_merely_hold_an_apostrophe_stay_whole() {
        assert_eq!(
            words("aujourd'hui aujourd’hui O'Brien don’t"),
            ["aujourdhui", "aujourdhui", "obrien", "dont"]
        );
        assert_eq!(words("the customer's 'quoted' words"), ["the", "customer", "quoted", "words"]);
    }

    #[test]
    fn french_inflections_share_a_stem() {
        for (one, other) in [
            ("remboursement", "rembourser"),
            ("remboursée", "remboursements"),
            ("envoyé", "envoyer"),
            ("livrée", "livrer"),
            ("livrees", "livrer"),
            ("commandes", "commande"),
            ("cassés", "cassée"),
        ] {
            assert!(share_a_stem(one, other), "{one} {other}");
        }
    }

    #[test]
    fn english_inflections_share_a_stem() {
        for (one, other) in [("refunded", "refunds"), ("shipping", "shipped"), ("deliveries", "delivery")] {
            assert!(share_a_stem(one, other), "{one} {other}");
        }
    }

    #[test]
    fn words_that_only_look_alike_share_no_stem() {
        assert!(!share_a_stem("poste", "porte"));
        assert!(!share_a_stem("order", "ordinateur"));
    }

    #[test]
    fn order_numbers_and_addresses_are_known_whole_and_in_parts() {
        for (text, whole, parts) in [
            ("LUM-20391", "lum20391", vec!["lum", "20391"]),
            ("ana.b@Example.com", "anabexamplecom", vec!["ana", "b", "example", "com"]),
            ("22/11/2026", "22112026", vec!["22", "11", "2026"]),
            ("rendez-vous", "rendezvous", vec!["rendez", "vous"]),
        ] {
            let found = segments(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].whole.as_deref(), Some(whole));
            assert_eq!(words(text), parts);
        }
    }

    #[test]
    fn the_end_of_a_sentence_joins_nothing() {
        assert_eq!(segments("It broke. Help, and/or refund").len(), 6);
    }

    #[test]
    fn scripts_without_spaces_become_pairs() {
        assert_eq!(words("返品したい ok"), ["返品", "品し", "した", "たい", "ok"]);
        assert_eq!(words("本"), ["本"]);
    }

    proptest! {
        #[test]
        fn every_range_is_a_piece_of_the_text(text in "\\PC{0,60}") {
            for segment in segments(&text) {
                prop_assert!(text.get(segment.range.clone()).is_some());
                prop_assert!(!segment.parts.is_empty());
                for part in segment.parts {
                    prop_assert!(text.get(part.range.clone()).is_some_and(|piece| !piece.is_empty()));
                    prop_assert!(!part.stems().is_empty());
                }
            }
        }
    }
}
