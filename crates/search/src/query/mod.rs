//! The query language, as a value: what [`Query::parse`] reads and `Display` writes back.
//!
//! A query is a list of clauses that all have to hold, except that positive clauses on one field are alternatives:
//! `status:open status:pending cable` finds what is open or pending, and speaks of a cable.

mod fields;
mod parse;
mod print;
mod resolve;
mod time;

pub use fields::{FactField, RankField, TimeField, Zone};
pub use parse::{MAX_BYTES, MAX_CLAUSES, MAX_WORDS, QueryError, QueryProblem};
pub(crate) use resolve::{Group, Test};
pub use resolve::{Names, Resolved};
pub(crate) use time::Interval;
pub use time::{Moment, Unit};

use crate::document::Kind;

/// A query as it was written. Names and relative times in it are settled by [`Query::resolve`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// What has to hold.
    pub clauses: Vec<Clause>,
    /// `order_by:`, when written.
    pub order_by: Option<SortKey>,
    /// `sort:`, when written.
    pub direction: Option<Direction>,
}

/// One condition, or its opposite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Written with a leading `-`: must not hold.
    pub negated: bool,
    /// What must or must not hold.
    pub condition: Condition,
}

/// What can be asked of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// `*`: anything.
    Everything,
    /// A word, the beginning of one, or the number of a ticket.
    Word(String),
    /// Words in this order, as written but for case and accents.
    Phrase(String),
    /// Words, or one phrase, in one part of the text.
    Text {
        /// Where to look.
        zone: Zone,
        /// What for.
        value: String,
        /// Whether it was quoted, so that the words count in this order.
        is_phrase: bool,
    },
    /// `type:`.
    Kind(Kind),
    /// A field that either has a value or has it not.
    Fact {
        /// Which field.
        field: FactField,
        /// The value as written: an id, a name, an e-mail address, `me`, a tag.
        value: String,
    },
    /// A field whose values have an order.
    Rank {
        /// Which field.
        field: RankField,
        /// How it compares.
        comparison: Comparison,
        /// Place of the value among [`RankField::names`].
        rank: u8,
    },
    /// An instant.
    Time {
        /// Which field.
        field: TimeField,
        /// How it compares.
        comparison: Comparison,
        /// With what.
        moment: Moment,
    },
    /// `field:none` and `field:*`.
    Presence {
        /// Which field.
        field: PresenceField,
        /// Whether it must have any value.
        is_present: bool,
    },
}

/// A field that a document may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each names the field it holds")]
pub enum PresenceField {
    Fact(FactField),
    Rank(RankField),
    Time(TimeField),
}

/// How a field compares with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Comparison {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// What results are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub enum SortKey {
    #[default]
    Relevance,
    Created,
    Updated,
    Priority,
    Status,
    TicketType,
}

/// Which end of the order comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Direction {
    Ascending,
    #[default]
    Descending,
}

/// The order of results; ties go to the higher id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Sort {
    pub key: SortKey,
    pub direction: Direction,
}

impl Query {
    /// A query for plain words, where nothing has a special meaning: what is typed into the palette.
    pub fn of_words(text: &str) -> Query {
        let words = text.split_whitespace().take(parse::MAX_WORDS);
        let clauses = words
            .map(|word| Clause { negated: false, condition: Condition::Word(word.to_owned()) })
            .collect();
        Query { clauses, ..Query::default() }
    }

    /// The order the query itself asks for: by relevance unless it says otherwise.
    pub fn sort(&self) -> Sort {
        Sort { key: self.order_by.unwrap_or_default(), direction: self.direction.unwrap_or_default() }
    }
}
