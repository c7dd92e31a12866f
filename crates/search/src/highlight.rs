//! Marking in a text what a query looked for.

use std::collections::HashSet;
use std::ops::Range;

use crate::analyser::{self, Segment, Word};
use crate::plan;
use crate::query::{Condition, Query};

/// The most segments of a query that are looked for, phrases included, so that a pasted page costs no more.
const MAX_SEGMENTS: usize = 200;

/// Where the words of a query stand in a text, in bytes, in order and without overlaps.
///
/// A word is marked whole when it is the one asked for but for case, accents and inflection, or begins with it; if
/// no word of the text is, those that differ by a typo are.
pub fn highlight(text: &str, query: &Query) -> Vec<Range<usize>> {
    let wanted = Wanted::by(query);
    let segments = analyser::segments(text);
    let marks = marks(&segments, |segment| wanted.has_whole(segment), |word| wanted.means(word));
    if marks.is_empty() { self::marks(&segments, |_| false, |word| wanted.almost_means(word)) } else { marks }
}

/// What a query looks for, in the forms texts are compared by.
struct Wanted {
    words: Vec<String>,
    stems: HashSet<String>,
    /// Segments of several parts, written as one.
    wholes: HashSet<String>,
}

impl Wanted {
    fn by(query: &Query) -> Wanted {
        let positive = query.clauses.iter().filter(|clause| !clause.negated);
        let texts = positive.filter_map(|clause| match &clause.condition {
            Condition::Word(text) | Condition::Phrase(text) | Condition::Text { value: text, .. } => {
                Some(text)
            }
            _ => None,
        });
        let segments: Vec<Segment> =
            texts.flat_map(|text| analyser::segments(text)).take(MAX_SEGMENTS).collect();
        let words = || segments.iter().flat_map(|segment| &segment.parts);
        Wanted {
            words: words().map(|word| word.folded.clone()).collect(),
            stems: words().flat_map(Word::stems).collect(),
            wholes: segments.iter().filter_map(|segment| segment.whole.clone()).collect(),
        }
    }

    /// Whether `LUM-20391` was asked for, as such or as `lum20391`; or the other way round.
    fn has_whole(&self, segment: &Segment) -> bool {
        match (&segment.whole, segment.parts.as_slice()) {
            (Some(whole), _) => self.wholes.contains(whole) || self.words.contains(whole),
            (None, [word]) => self.wholes.contains(&word.folded),
            (None, _) => false,
        }
    }

    fn means(&self, word: &Word) -> bool {
        let is_or_begins = |wanted: &String| {
            *wanted == word.folded || (wanted.chars().count() > 1 && word.folded.starts_with(wanted.as_str()))
        };
        self.words.iter().any(is_or_begins) || word.stems().iter().any(|stem| self.stems.contains(stem))
    }

    fn almost_means(&self, word: &Word) -> bool {
        self.words.iter().any(|wanted| {
            let allowed = usize::from(plan::allowed_typos(wanted));
            allowed > 0 && strsim::osa_distance(&word.folded, wanted) <= allowed
        })
    }
}

fn marks(
    segments: &[Segment],
    is_whole_wanted: impl Fn(&Segment) -> bool,
    is_wanted: impl Fn(&Word) -> bool,
) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    for segment in segments {
        if is_whole_wanted(segment) {
            marks.push(segment.range.clone());
            continue;
        }
        for word in segment.parts.iter().filter(|word| is_wanted(word)) {
            push_without_overlap(&mut marks, word.range.clone());
        }
    }
    marks
}

/// Pairs of characters overlap; two marks that touch become one.
fn push_without_overlap(marks: &mut Vec<Range<usize>>, range: Range<usize>) {
    match marks.last_mut() {
        Some(last) if range.start < last.end => last.end = last.end.max(range.end),
        _ => marks.push(range),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(text: &str, query: &str) -> Vec<String> {
        let query = Query::parse(query).unwrap();
        highlight(text, &query).into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn accents_and_case_do_not_count() {
        assert_eq!(marked("Mon écran est Fêlé.", "fele ECRAN"), ["écran", "Fêlé"]);
    }

    #[test]
    fn inflections_and_beginnings_are_marked_whole() {
        assert_eq!(marked("Remboursements et livraison", "rembourser livr"), ["Remboursements", "livraison"]);
    }

    #[test]
    fn the_article_before_the_word_is_not_marked() {
        assert_eq!(marked("L’écran", "écran"), ["écran"]);
    }

    #[test]
    fn numbers_are_marked_whole_or_in_part_as_asked() {
        assert_eq!(marked("Order LUM-20391", "lum20391"), ["LUM-20391"]);
        assert_eq!(marked("Order LUM-20391", "20391"), ["20391"]);
    }

    #[test]
    fn typos_are_marked_only_when_nothing_else_is() {
        assert_eq!(marked("mon remboursement", "remboursment"), ["remboursement"]);
        assert_eq!(marked("la porte de la poste", "poste"), ["poste"]);
    }

    #[test]
    fn what_is_excluded_or_filtered_is_not_marked() {
        assert!(marked("open cable", "-cable status:open").is_empty());
    }

    #[test]
    fn pairs_of_characters_become_one_mark() {
        assert_eq!(marked("今日返品したい", "返品した"), ["返品した"]);
    }

    proptest! {
        #[test]
        fn marks_are_in_order_and_within_the_text(text in "\\PC{0,60}", words in "\\PC{0,20}") {
            let mut end = 0;
            for mark in highlight(&text, &Query::of_words(&words)) {
                prop_assert!(mark.start >= end && mark.start < mark.end);
                prop_assert!(text.get(mark.clone()).is_some());
                end = mark.end;
            }
        }
    }
}
