//! Marking in a text what a query looked for.

use std::collections::HashSet;
use std::ops::Range;

use crate::analyser::{self, Segment, Word};
use crate::plan;
use crate::query::{Condition, Query};

/// Where the words of a query stand in a text, in bytes, in order and without overlaps.
///
/// A word is marked whole when it is the one asked for but for case, accents and inflection, or begins with it; if
/// no word of the text is, those that differ by a typo are.
pub fn highlight(text: &str, query: &Query) -> Vec<Range<usize>> {
    let wanted = wanted_segments(query);
    let segments = analyser::segments(text);
    let marks = marks(&segments, &wanted, is_meant);
    if marks.is_empty() { self::marks(&segments, &wanted, is_misspelt) } else { marks }
}

fn wanted_segments(query: &Query) -> Vec<Segment> {
    let positive = query.clauses.iter().filter(|clause| !clause.negated);
    let texts = positive.filter_map(|clause| match &clause.condition {
        Condition::Word(text) | Condition::Phrase(text) | Condition::Text { value: text, .. } => Some(text),
        _ => None,
    });
    texts.flat_map(|text| analyser::segments(text)).collect()
}

fn marks(segments: &[Segment], wanted: &[Segment], matches: fn(&Word, &Word) -> bool) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    for segment in segments {
        if wanted.iter().any(|wanted| is_same_whole(segment, wanted)) {
            marks.push(segment.range.clone());
            continue;
        }
        for word in &segment.parts {
            if wanted.iter().flat_map(|wanted| &wanted.parts).any(|wanted| matches(word, wanted)) {
                push_without_overlap(&mut marks, word.range.clone());
            }
        }
    }
    marks
}

/// Whether `LUM-20391` was asked for as `lum20391`, or the other way round.
fn is_same_whole(segment: &Segment, wanted: &Segment) -> bool {
    let as_one = |segment: &Segment| match (&segment.whole, segment.parts.as_slice()) {
        (Some(whole), _) => Some(whole.clone()),
        (None, [word]) => Some(word.folded.clone()),
        (None, _) => None,
    };
    let has_several_parts = segment.whole.is_some() || wanted.whole.is_some();
    has_several_parts && as_one(segment) == as_one(wanted)
}

fn is_meant(word: &Word, wanted: &Word) -> bool {
    let begins_with_it = wanted.folded.chars().count() > 1 && word.folded.starts_with(&wanted.folded);
    if begins_with_it || word.folded == wanted.folded {
        return true;
    }
    let stems: HashSet<String> = wanted.stems().into_iter().collect();
    word.stems().iter().any(|stem| stems.contains(stem))
}

fn is_misspelt(word: &Word, wanted: &Word) -> bool {
    let allowed = usize::from(plan::allowed_typos(&wanted.folded));
    allowed > 0 && strsim::osa_distance(&word.folded, &wanted.folded) <= allowed
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
