//! From a resolved query to what the index runs: which terms, in which fields, at which weight.
//!
//! A word counts most where it stands exactly, less where only its stem does, less where it begins another word,
//! and least where a typo has to be forgiven; and more in a title than among tags than in a conversation.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, Occur, PhraseQuery,
    Query as IndexQuery, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use crate::analyser::{self, Segment, Word};
use crate::document::Kind;
use crate::query::{FactField, Group, Interval, MAX_WORDS, PresenceField, Resolved, Test, Zone};
use crate::schema::{self, Fields, ZoneFields};
use crate::search::Access;
use crate::word_query::{Way, WordQuery};

const EXACT_WEIGHT: f32 = 1.0;
const STEM_WEIGHT: f32 = 0.6;
const PREFIX_WEIGHT: f32 = 0.4;
const TYPO_WEIGHT: f32 = 0.2;
const TITLE_WEIGHT: f32 = 3.0;
const WORDS_WEIGHT: f32 = 2.0;
const BODY_WEIGHT: f32 = 1.0;
/// A ticket's own number beats every ticket that mentions it.
const NUMBER_WEIGHT: f32 = 100.0;

/// The fewest characters a word's beginning needs to find the word.
const MIN_PREFIX_CHARS: usize = 2;

type Planned = Box<dyn IndexQuery>;

/// How far a word may differ from what is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tolerance {
    /// The word and its inflections: what is excluded should be meant.
    Inflections,
    /// Also words that begin with it.
    Prefixes,
    /// Also words with a typo or two.
    Typos,
    /// Also words that begin with a typo in them: for what is still being typed.
    TyposInPrefixes,
}

/// What a plan is made with.
pub(crate) struct Planner<'a> {
    pub fields: &'a Fields,
    pub access: &'a Access,
    pub tolerance: Tolerance,
}

impl Planner<'_> {
    /// Everything a query asks for that the asker may find.
    pub fn plan(&self, query: &Resolved) -> BooleanQuery {
        let mut all = vec![(Occur::Must, self.visible())];
        all.extend(query.groups.iter().map(|group| self.group(group)));
        BooleanQuery::new(all)
    }

    /// Documents of a kind whose title or words hold every word of `text`, or whose number it is.
    pub fn suggestions(&self, kind: Kind, text: &str) -> BooleanQuery {
        let zones = [(self.fields.title, TITLE_WEIGHT), (self.fields.words, WORDS_WEIGHT)];
        let holds_words = self.segments(text, &zones).unwrap_or_else(|| Box::new(EmptyQuery));
        BooleanQuery::new(vec![
            (Occur::Must, self.visible()),
            (Occur::Must, self.fact(&schema::kind_fact(kind))),
            (
                Occur::Must,
                any_of([Some(holds_words), self.ticket_number(text)].into_iter().flatten().collect()),
            ),
        ])
    }

    fn visible(&self) -> Planned {
        let tokens = self.access.tokens.iter();
        unscored(any_of(
            tokens.map(|token| exact(self.fields.access, token, IndexRecordOption::Basic)).collect(),
        ))
    }

    fn group(&self, group: &Group) -> (Occur, Planned) {
        let (occur, tolerance) = match group.negated {
            true => (Occur::MustNot, Tolerance::Inflections),
            false => (Occur::Must, self.tolerance),
        };
        let planner = Planner { tolerance, ..*self };
        (occur, any_of(group.any_of.iter().map(|test| planner.test(test, group.negated)).collect()))
    }

    /// Words without a letter or digit ask for nothing, so they neither narrow nor exclude.
    fn test(&self, test: &Test, is_negated: bool) -> Planned {
        let without_words = || -> Planned { if is_negated { Box::new(EmptyQuery) } else { everything() } };
        match test {
            Test::Everything => everything(),
            Test::Nothing => Box::new(EmptyQuery),
            Test::Word(word) => {
                let number = self.ticket_number(word).filter(|_| !is_negated);
                let found = self.segments(word, &self.zones(None)).unwrap_or_else(without_words);
                any_of([Some(found), number].into_iter().flatten().collect())
            }
            Test::Phrase(phrase) => self.phrase_in(phrase, &self.zones(None)).unwrap_or_else(without_words),
            Test::Text { zone, value, is_phrase: true } => {
                self.phrase_in(value, &self.zones(Some(*zone))).unwrap_or_else(without_words)
            }
            Test::Text { zone, value, is_phrase: false } => {
                self.segments(value, &self.zones(Some(*zone))).unwrap_or_else(without_words)
            }
            Test::Kind(kind) => self.fact(&schema::kind_fact(*kind)),
            Test::Fact { field, values } => self.facts(*field, values),
            Test::Within { field, interval } => self.within(*field, *interval),
            Test::Presence { field, is_present } => self.presence(*field, *is_present),
        }
    }

    fn zones(&self, asked: Option<Zone>) -> Vec<(ZoneFields, f32)> {
        let fields = self.fields;
        let title = (fields.title, TITLE_WEIGHT);
        let words = (fields.words, WORDS_WEIGHT);
        let body = (fields.body, BODY_WEIGHT);
        let mut zones = match asked {
            Some(Zone::Title) => return vec![title],
            Some(Zone::Words) => vec![words],
            Some(Zone::Body) => vec![body],
            None => vec![title, words, body],
        };
        if self.access.is_staff() {
            zones.push((fields.internal, BODY_WEIGHT));
        }
        zones
    }

    /// Every segment of a text, each in any zone; nothing when the text holds no word. Each costs time and memory, so
    /// that what is pasted into the palette is read only so far.
    fn segments(&self, text: &str, zones: &[(ZoneFields, f32)]) -> Option<Planned> {
        let segments = analyser::segments(text);
        let looked_up = segments.iter().take(MAX_WORDS);
        let planned: Vec<Planned> = looked_up.map(|segment| self.segment(segment, zones)).collect();
        if planned.is_empty() { None } else { Some(all_of(planned)) }
    }

    fn segment(&self, segment: &Segment, zones: &[(ZoneFields, f32)]) -> Planned {
        let mut ways = Vec::new();
        let mut phrases = Vec::new();
        for (zone, weight) in zones {
            match (&segment.whole, segment.parts.as_slice()) {
                (None, [word]) => self.add_word(&mut ways, word, *zone, *weight),
                (whole, parts) => {
                    if let Some(whole) = whole {
                        self.add_surface(&mut ways, whole, *zone, *weight);
                    }
                    phrases.push(weighed(phrase(zone.surface, parts.iter()), EXACT_WEIGHT * weight));
                }
            }
        }
        if !ways.is_empty() {
            phrases.push(Box::new(WordQuery { ways }));
        }
        any_of(phrases)
    }

    fn add_word(&self, ways: &mut Vec<Way>, word: &Word, zone: ZoneFields, weight: f32) {
        self.add_surface(ways, &word.folded, zone, weight);
        for stem in word.stems() {
            let term = Term::from_field_text(zone.stems, &stem);
            ways.push(Way::Term { term, weight: STEM_WEIGHT * weight });
        }
    }

    fn add_surface(&self, ways: &mut Vec<Way>, folded: &str, zone: ZoneFields, weight: f32) {
        let term = Term::from_field_text(zone.surface, folded);
        ways.push(Way::Term { term: term.clone(), weight: EXACT_WEIGHT * weight });
        let has_prefixes = self.tolerance != Tolerance::Inflections && is_worth_prefixes(folded);
        if has_prefixes {
            let family = FuzzyTermQuery::new_prefix(term.clone(), 0, false);
            ways.push(Way::Family { family, term: term.clone(), weight: PREFIX_WEIGHT * weight });
        }
        let distance = allowed_typos(folded);
        let family = match self.tolerance {
            Tolerance::Typos if distance > 0 => FuzzyTermQuery::new(term.clone(), distance, true),
            Tolerance::TyposInPrefixes if distance > 0 => FuzzyTermQuery::new_prefix(term.clone(), 1, true),
            _ => return,
        };
        ways.push(Way::Family { family, term, weight: TYPO_WEIGHT * weight });
    }

    fn phrase_in(&self, text: &str, zones: &[(ZoneFields, f32)]) -> Option<Planned> {
        let segments = analyser::segments(text);
        let words: Vec<&Word> = segments.iter().flat_map(|segment| &segment.parts).collect();
        if words.is_empty() {
            return None;
        }
        let in_zone = |(zone, weight): &(ZoneFields, f32)| {
            weighed(phrase(zone.surface, words.iter().copied()), EXACT_WEIGHT * weight)
        };
        Some(any_of(zones.iter().map(in_zone).collect()))
    }

    fn ticket_number(&self, word: &str) -> Option<Planned> {
        let number: i64 = word.trim().trim_start_matches('#').parse().ok()?;
        let id = Term::from_field_i64(self.fields.id, number);
        let has_id: Planned = Box::new(TermQuery::new(id, IndexRecordOption::Basic));
        let is_ticket = self.fact(&schema::kind_fact(Kind::Ticket));
        Some(Box::new(ConstScoreQuery::new(all_of(vec![has_id, is_ticket]), NUMBER_WEIGHT)))
    }

    fn facts(&self, field: FactField, values: &[String]) -> Planned {
        if field.is_for_staff() && !self.access.is_staff() {
            return Box::new(EmptyQuery);
        }
        let mut ways: Vec<Planned> =
            values.iter().map(|value| self.fact(&schema::fact(field, value))).collect();
        if field == FactField::Commenter && self.access.is_staff() {
            ways.extend(values.iter().map(|value| self.fact(&schema::internal_commenter(value))));
        }
        any_of(ways)
    }

    fn within(&self, field: PresenceField, interval: Interval) -> Planned {
        let Some(column) = self.fields.ordered(field) else { return Box::new(EmptyQuery) };
        let term = |number| Term::from_field_i64(column, number);
        let from = interval.from.map_or(Bound::Unbounded, |from| Bound::Included(term(from)));
        let until = interval.until.map_or(Bound::Unbounded, |until| Bound::Excluded(term(until)));
        unscored(Box::new(RangeQuery::new(from, until)))
    }

    fn presence(&self, field: PresenceField, is_present: bool) -> Planned {
        if matches!(field, PresenceField::Fact(fact) if fact.is_for_staff()) && !self.access.is_staff() {
            return Box::new(EmptyQuery);
        }
        let has_any = self.fact(&schema::has_any(field));
        if is_present {
            return has_any;
        }
        let kinds = kinds_that_may_lack(field).iter().map(|kind| self.fact(&schema::kind_fact(*kind)));
        Box::new(BooleanQuery::new(vec![(Occur::Must, any_of(kinds.collect())), (Occur::MustNot, has_any)]))
    }

    fn fact(&self, fact: &str) -> Planned {
        unscored(exact(self.fields.facts, fact, IndexRecordOption::Basic))
    }
}

/// A person without an assignee is no answer to `assignee:none`: the field has to be one of the kind's own.
fn kinds_that_may_lack(field: PresenceField) -> &'static [Kind] {
    match field {
        PresenceField::Fact(FactField::Organization | FactField::Group) => &[Kind::Ticket, Kind::User],
        PresenceField::Fact(FactField::Tags) => &[Kind::Ticket, Kind::User, Kind::Organization],
        PresenceField::Fact(FactField::Role) => &[Kind::User],
        _ => &[Kind::Ticket],
    }
}

fn is_worth_prefixes(folded: &str) -> bool {
    let starts_pair = folded.chars().next().is_some_and(crate::fold::is_cjk);
    starts_pair || folded.chars().count() >= MIN_PREFIX_CHARS
}

/// Typos forgiven in a word: one from 4 letters, two from 8, none in numbers, where every digit is meant.
pub(crate) fn allowed_typos(folded: &str) -> u8 {
    if folded.chars().any(|c| c.is_numeric() || crate::fold::is_cjk(c)) {
        return 0;
    }
    match folded.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

fn phrase<'w>(field: Field, words: impl Iterator<Item = &'w Word>) -> Planned {
    let mut terms: Vec<Term> = words.map(|word| Term::from_field_text(field, &word.folded)).collect();
    if terms.len() > 1 {
        return Box::new(PhraseQuery::new(terms));
    }
    match terms.pop() {
        Some(term) => Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)),
        None => Box::new(EmptyQuery),
    }
}

fn exact(field: Field, text: &str, read: IndexRecordOption) -> Planned {
    Box::new(TermQuery::new(Term::from_field_text(field, text), read))
}

fn any_of(mut ways: Vec<Planned>) -> Planned {
    match ways.len() {
        0 => Box::new(EmptyQuery),
        1 => ways.remove(0),
        _ => Box::new(BooleanQuery::union(ways)),
    }
}

fn all_of(mut parts: Vec<Planned>) -> Planned {
    if parts.len() == 1 { parts.remove(0) } else { Box::new(BooleanQuery::intersection(parts)) }
}

fn everything() -> Planned {
    unscored(Box::new(AllQuery))
}

fn unscored(query: Planned) -> Planned {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn weighed(query: Planned, weight: f32) -> Planned {
    Box::new(BoostQuery::new(query, weight))
}
