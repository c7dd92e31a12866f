//! Reading a query. Whatever a stranger types gives a query or an error that says what to change.

use thiserror::Error;

use super::fields::{DIRECTIONS, Field, SORT_KEYS, likely_meant, lookup};
use super::{Clause, Comparison, Condition, Moment, PresenceField, Query};
use crate::analyser;
use crate::document::Kind;

/// The longest query that is read, in bytes.
pub const MAX_BYTES: usize = 4096;
/// The most clauses of any sort in one query.
pub const MAX_CLAUSES: usize = 128;
/// The most words and phrases that one query looks up in texts.
pub const MAX_WORDS: usize = 24;

/// Why a query cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("at character {position}: {problem}")]
pub struct QueryError {
    /// Where, counted in characters from 1.
    pub position: usize,
    /// What is wrong and what to write instead.
    pub problem: QueryProblem,
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "each message explains its variant")]
pub enum QueryProblem {
    #[error("the query is too long; write at most {MAX_BYTES} bytes")]
    TooLong,
    #[error("the query has too many conditions; write at most {MAX_CLAUSES}")]
    TooManyClauses,
    #[error("the query has too many words; write at most {MAX_WORDS}")]
    TooManyWords,
    #[error("the quotation mark is never closed; add `\"` after the last word of the phrase")]
    UnclosedQuote,
    #[error("`{field}` has no value; write one right behind it, without a space")]
    MissingValue { field: String },
    #[error("there is no field `{name}`; did you mean `{likely}`")]
    UnknownField { name: String, likely: &'static str },
    #[error("`{field}` does not know `{value}`; write one of: {allowed}")]
    UnknownValue { field: String, value: String, allowed: String },
    #[error("`{value}` is no time; write a day like 2026-11-22, a time like 2026-11-22T13:24:01Z, or 4hours")]
    NotATime { value: String },
    #[error("`{field}` has no order; write `{field}:` instead of `<` or `>`")]
    NoOrder { field: String },
}

impl Query {
    /// Reads a query. An empty one holds no clause and so finds everything.
    ///
    /// # Errors
    /// Names the place and what to change when a condition makes no sense or there are too many of them.
    pub fn parse(text: &str) -> Result<Query, QueryError> {
        let mut reader = Reader { text, at: 0 };
        if text.len() > MAX_BYTES {
            return Err(reader.error(QueryProblem::TooLong));
        }
        let mut query = Query::default();
        reader.skip_spaces();
        while reader.at < text.len() {
            reader.read_clause(&mut query)?;
            reader.skip_spaces();
        }
        Ok(query)
    }
}

struct Reader<'a> {
    text: &'a str,
    /// How far it has been read, in bytes.
    at: usize,
}

/// A value, and whether it stood in quotation marks.
struct Value<'a> {
    text: &'a str,
    is_quoted: bool,
}

impl<'a> Reader<'a> {
    fn read_clause(&mut self, query: &mut Query) -> Result<(), QueryError> {
        let start = self.at;
        let negated = self.takes_minus();
        let Some((field, comparison)) = self.read_field()? else {
            let condition = self.read_words()?;
            return self.add(query, Clause { negated, condition }, start);
        };
        let value = self.read_value(field)?;
        let read = match field {
            Field::OrderBy => one_of(SORT_KEYS, field, &value).map(|key| query.order_by = Some(key)),
            Field::Sort => {
                one_of(DIRECTIONS, field, &value).map(|direction| query.direction = Some(direction))
            }
            _ => {
                let condition =
                    condition(field, comparison, &value).map_err(|problem| self.error_at(start, problem))?;
                return self.add(query, Clause { negated, condition }, start);
            }
        };
        read.map_err(|problem| self.error_at(start, problem))
    }

    fn add(&self, query: &mut Query, clause: Clause, start: usize) -> Result<(), QueryError> {
        query.clauses.push(clause);
        if query.clauses.len() > MAX_CLAUSES {
            return Err(self.error_at(start, QueryProblem::TooManyClauses));
        }
        let words: usize = query.clauses.iter().map(|clause| words_looked_up(&clause.condition)).sum();
        if words > MAX_WORDS {
            return Err(self.error_at(start, QueryProblem::TooManyWords));
        }
        Ok(())
    }

    /// A minus sign with something right behind it.
    fn takes_minus(&mut self) -> bool {
        let is_minus =
            self.rest().strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace()));
        if is_minus {
            self.at += 1;
        }
        is_minus
    }

    /// A field's name and operator; nothing when a word comes, as in `https://example.com` or `Re:`.
    fn read_field(&mut self) -> Result<Option<(Field, Comparison)>, QueryError> {
        let rest = self.rest();
        let name_end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let (name, behind) = rest.split_at(name_end);
        let Some((comparison, operator_length)) = operator(behind) else { return Ok(None) };
        let has_value = behind[operator_length..].starts_with(|c: char| !c.is_whitespace());
        match (Field::named(name), likely_meant(name)) {
            (Some(field), _) => {
                if comparison != Comparison::Equal && !matches!(field, Field::Rank(_) | Field::Time(_)) {
                    return Err(self.error(QueryProblem::NoOrder { field: field.to_string() }));
                }
                self.at += name_end + operator_length;
                Ok(Some((field, comparison)))
            }
            (None, Some(likely)) if has_value => {
                Err(self.error(QueryProblem::UnknownField { name: name.to_owned(), likely }))
            }
            _ => Ok(None),
        }
    }

    fn read_value(&mut self, field: Field) -> Result<Value<'a>, QueryError> {
        let start = self.at;
        let is_quoted = self.rest().starts_with('"');
        let text = if is_quoted { self.read_quoted()? } else { self.read_word() };
        if text.trim().is_empty() {
            return Err(self.error_at(start, QueryProblem::MissingValue { field: field.to_string() }));
        }
        Ok(Value { text, is_quoted })
    }

    fn read_words(&mut self) -> Result<Condition, QueryError> {
        if self.rest().starts_with('"') {
            return Ok(Condition::Phrase(self.read_quoted()?.to_owned()));
        }
        Ok(match self.read_word() {
            "*" => Condition::Everything,
            word => Condition::Word(word.to_owned()),
        })
    }

    fn read_quoted(&mut self) -> Result<&'a str, QueryError> {
        let rest = self.rest();
        let inside = rest.get(1..).unwrap_or_default();
        let Some(length) = inside.find('"') else { return Err(self.error(QueryProblem::UnclosedQuote)) };
        self.at += length + 2;
        Ok(&inside[..length])
    }

    fn read_word(&mut self) -> &'a str {
        let rest = self.rest();
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn skip_spaces(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn error(&self, problem: QueryProblem) -> QueryError {
        self.error_at(self.at, problem)
    }

    fn error_at(&self, byte: usize, problem: QueryProblem) -> QueryError {
        QueryError { position: self.text[..byte].chars().count() + 1, problem }
    }
}

/// How many words a condition looks up: `a;b;c` is written as one and read as three. A phrase is looked up as one.
fn words_looked_up(condition: &Condition) -> usize {
    match condition {
        Condition::Word(text) | Condition::Text { value: text, is_phrase: false, .. } => {
            analyser::segments(text).len().max(1)
        }
        Condition::Phrase(_) | Condition::Text { .. } => 1,
        _ => 0,
    }
}

/// The operator at the start of a text, and its length in bytes.
fn operator(text: &str) -> Option<(Comparison, usize)> {
    const OPERATORS: [(&str, Comparison); 5] = [
        ("<=", Comparison::LessOrEqual),
        (">=", Comparison::GreaterOrEqual),
        ("<", Comparison::Less),
        (">", Comparison::Greater),
        (":", Comparison::Equal),
    ];
    OPERATORS
        .iter()
        .find(|(sign, _)| text.starts_with(sign))
        .map(|(sign, comparison)| (*comparison, sign.len()))
}

fn condition(field: Field, comparison: Comparison, value: &Value) -> Result<Condition, QueryProblem> {
    if let Some(condition) = presence(field, comparison, value) {
        return Ok(condition);
    }
    let text = value.text.to_owned();
    match field {
        Field::Text(zone) => Ok(Condition::Text { zone, value: text, is_phrase: value.is_quoted }),
        Field::Fact(field) => Ok(Condition::Fact { field, value: text }),
        Field::Rank(rank_field) => {
            let rank = rank_field.names().iter().position(|name| name.eq_ignore_ascii_case(&text));
            match rank.and_then(|rank| u8::try_from(rank).ok()) {
                Some(rank) => Ok(Condition::Rank { field: rank_field, comparison, rank }),
                None => Err(unknown_value(field, text, &rank_field.names().join(", "))),
            }
        }
        Field::Time(field) => match Moment::parse(&text) {
            Some(moment) => Ok(Condition::Time { field, comparison, moment }),
            None => Err(QueryProblem::NotATime { value: text }),
        },
        Field::Kind | Field::OrderBy | Field::Sort => {
            let kinds = Kind::ALL.map(|kind| (kind.name(), kind));
            one_of(&kinds, field, value).map(Condition::Kind)
        }
    }
}

/// `none` and `*` without quotation marks, for the fields that may lack a value.
fn presence(field: Field, comparison: Comparison, value: &Value) -> Option<Condition> {
    if value.is_quoted || comparison != Comparison::Equal {
        return None;
    }
    let is_present = match value.text {
        "*" => true,
        none if none.eq_ignore_ascii_case("none") => false,
        _ => return None,
    };
    let field = match field {
        Field::Fact(field) => PresenceField::Fact(field),
        Field::Rank(field) => PresenceField::Rank(field),
        Field::Time(field) => PresenceField::Time(field),
        Field::Text(_) | Field::Kind | Field::OrderBy | Field::Sort => return None,
    };
    Some(Condition::Presence { field, is_present })
}

fn one_of<T: Copy>(names: &[(&'static str, T)], field: Field, value: &Value) -> Result<T, QueryProblem> {
    let allowed = || names.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let found = lookup(names, &value.text.to_ascii_lowercase());
    found.ok_or_else(|| unknown_value(field, value.text.to_owned(), &allowed()))
}

fn unknown_value(field: Field, value: String, allowed: &str) -> QueryProblem {
    QueryProblem::UnknownValue { field: field.to_string(), value, allowed: allowed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::{Direction, FactField, RankField, SortKey, Zone};
    use super::*;
    use proptest::prelude::*;

    fn conditions(text: &str) -> Vec<Condition> {
        Query::parse(text).unwrap().clauses.into_iter().map(|clause| clause.condition).collect()
    }

    fn problem(text: &str) -> QueryError {
        Query::parse(text).unwrap_err()
    }

    #[test]
    fn words_phrases_and_everything() {
        let phrase = Condition::Phrase("écran cassé".into());
        assert_eq!(
            conditions("cable \"écran cassé\" *"),
            [Condition::Word("cable".into()), phrase, Condition::Everything]
        );
    }

    #[test]
    fn a_minus_negates_what_stands_right_behind_it() {
        let negated: Vec<bool> =
            Query::parse("-a -status:open a-b - \"x\"").unwrap().clauses.iter().map(|c| c.negated).collect();
        assert_eq!(negated, [true, true, false, false, false]);
    }

    #[test]
    fn fields_take_values_with_and_without_quotes() {
        assert_eq!(
            conditions("group:\"Support FR\" Custom_Field_12:blue subject:\"late again\""),
            [
                Condition::Fact { field: FactField::Group, value: "Support FR".into() },
                Condition::Fact { field: FactField::Custom(12), value: "blue".into() },
                Condition::Text { zone: Zone::Title, value: "late again".into(), is_phrase: true },
            ]
        );
    }

    #[test]
    fn status_compares_in_the_order_a_ticket_walks() {
        let solved = Condition::Rank { field: RankField::Status, comparison: Comparison::Less, rank: 4 };
        assert_eq!(conditions("status<solved"), [solved]);
    }

    #[test]
    fn none_and_star_ask_for_presence_unless_quoted() {
        let field = PresenceField::Fact(FactField::Tags);
        assert_eq!(
            conditions("tags:none tags:* tags:\"none\""),
            [
                Condition::Presence { field, is_present: false },
                Condition::Presence { field, is_present: true },
                Condition::Fact { field: FactField::Tags, value: "none".into() },
            ]
        );
    }

    #[test]
    fn the_order_can_be_part_of_the_query() {
        let query = Query::parse("order_by:created sort:asc cable").unwrap();
        assert_eq!((query.order_by, query.direction), (Some(SortKey::Created), Some(Direction::Ascending)));
        assert_eq!(query.clauses.len(), 1);
    }

    #[test]
    fn what_only_looks_like_a_field_is_a_word() {
        for word in ["https://example.com", "Re:", "12:30", "a<b", "::", "foo:bar"] {
            assert_eq!(conditions(word), [Condition::Word(word.into())]);
        }
    }

    #[test]
    fn errors_name_the_place_and_what_to_change() {
        let misspelt = problem("écran stauts:open");
        assert_eq!(misspelt.position, 7);
        assert_eq!(misspelt.to_string(), "at character 7: there is no field `stauts`; did you mean `status`");
        assert!(problem("status:opne").to_string().contains("new, open, pending"));
        assert!(problem("created>someday").to_string().contains("4hours"));
        assert_eq!(problem("a \"b").problem, QueryProblem::UnclosedQuote);
        assert!(matches!(problem("tags:").problem, QueryProblem::MissingValue { .. }));
        assert!(matches!(problem("requester>3").problem, QueryProblem::NoOrder { .. }));
        assert!(matches!(problem("order_by:colour").problem, QueryProblem::UnknownValue { .. }));
        assert!(matches!(problem("type:none").problem, QueryProblem::UnknownValue { .. }));
    }

    #[test]
    fn there_are_limits() {
        assert_eq!(problem(&"a".repeat(MAX_BYTES + 1)).problem, QueryProblem::TooLong);
        assert_eq!(problem(&"a ".repeat(MAX_WORDS + 1)).problem, QueryProblem::TooManyWords);
        assert_eq!(problem(&"a;".repeat(MAX_WORDS + 1)).problem, QueryProblem::TooManyWords);
        assert_eq!(problem(&"tags:a ".repeat(MAX_CLAUSES + 1)).problem, QueryProblem::TooManyClauses);
    }

    fn piece() -> impl Strategy<Value = String> {
        let field = prop::sample::select(vec![
            "status",
            "tags",
            "subject",
            "created",
            "type",
            "custom_field_7",
            "assignee",
            "order_by",
            "sort",
            "x",
        ]);
        let operator = prop::sample::select(vec![":", "<", "<=", ">", ">=", ":\"", "\"", " "]);
        let value = prop::sample::select(vec![
            "open",
            "none",
            "*",
            "2026-11-22",
            "4hours",
            "2026-11-22T10:00:00Z",
            "2026-11-22T10:00",
            "ticket",
            "asc",
            "a b\"",
            "é",
            "-",
            "\"",
        ]);
        prop_oneof![
            (prop::bool::ANY, field, operator, value).prop_map(|(minus, field, operator, value)| {
                let sign = if minus { "-" } else { "" };
                format!("{sign}{field}{operator}{value}")
            }),
            "\\PC{0,12}",
            "[-*\":<>= a]{0,8}",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn nothing_typed_makes_the_parser_panic(text in "\\PC{0,80}") {
            let _ = Query::parse(&text);
        }

        #[test]
        fn what_is_written_back_reads_the_same(pieces in prop::collection::vec(piece(), 0..6)) {
            if let Ok(query) = Query::parse(&pieces.join(" ")) {
                prop_assert_eq!(Query::parse(&query.to_string()), Ok(query));
            }
        }
    }
}
