//! Writing a query back in its own language, so that it can be shown, stored and read again.

use std::fmt;

use super::fields::{DIRECTIONS, Field, SORT_KEYS, name_of};
use super::{Clause, Comparison, Condition, PresenceField, Query};

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pieces: Vec<String> = self.clauses.iter().map(ToString::to_string).collect();
        pieces.extend(self.order_by.map(|key| format!("order_by:{}", name_of(SORT_KEYS, key))));
        pieces.extend(self.direction.map(|direction| format!("sort:{}", name_of(DIRECTIONS, direction))));
        f.write_str(&pieces.join(" "))
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negated { "-" } else { "" };
        write!(f, "{sign}{}", self.condition)
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Condition::Everything => f.write_str("*"),
            Condition::Word(word) => f.write_str(word),
            Condition::Phrase(phrase) => write!(f, "\"{phrase}\""),
            Condition::Text { zone, value, is_phrase: true } => {
                write!(f, "{}:\"{value}\"", Field::Text(*zone))
            }
            Condition::Text { zone, value, is_phrase: false } => write!(f, "{}:{value}", Field::Text(*zone)),
            Condition::Kind(kind) => write!(f, "type:{}", kind.name()),
            Condition::Fact { field, value } => {
                write!(f, "{}:{}", Field::Fact(*field), quoted_if_needed(value))
            }
            Condition::Rank { field, comparison, rank } => {
                let name = field.names().get(usize::from(*rank)).copied().unwrap_or("");
                write!(f, "{}{comparison}{name}", Field::Rank(*field))
            }
            Condition::Time { field, comparison, moment } => {
                write!(f, "{}{comparison}{moment}", Field::Time(*field))
            }
            Condition::Presence { field, is_present } => {
                write!(f, "{}:{}", field.field(), if *is_present { "*" } else { "none" })
            }
        }
    }
}

impl PresenceField {
    /// The field it is.
    pub(crate) fn field(self) -> Field {
        match self {
            PresenceField::Fact(field) => Field::Fact(field),
            PresenceField::Rank(field) => Field::Rank(field),
            PresenceField::Time(field) => Field::Time(field),
        }
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Comparison::Equal => ":",
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterOrEqual => ">=",
        })
    }
}

/// Values with spaces need quotes, and so do the words that would otherwise mean "no value" and "any value".
fn quoted_if_needed(value: &str) -> String {
    let has_meaning_of_its_own = value.eq_ignore_ascii_case("none") || value == "*";
    if has_meaning_of_its_own || value.contains(char::is_whitespace) {
        format!("\"{value}\"")
    } else {
        value.to_owned()
    }
}
