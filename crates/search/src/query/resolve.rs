//! From what was written to what is looked up: names become ids, times become seconds, repeated fields alternatives.

use jiff::Zoned;

use super::fields::{FactField, Field, Zone};
use super::time::Interval;
use super::{Comparison, Condition, PresenceField, Query, Sort};
use crate::document::Kind;
use crate::fold;

/// How the caller knows people and groups by name. Each answers with no id when nobody is meant.
pub trait Names {
    /// The person who asks, for `me`.
    fn me(&self) -> Option<i64>;
    /// People by e-mail address, name or phone number.
    fn users(&self, value: &str) -> Vec<i64>;
    /// Groups by name.
    fn groups(&self, value: &str) -> Vec<i64>;
    /// Organizations by name.
    fn organizations(&self, value: &str) -> Vec<i64>;
    /// Brands by name.
    fn brands(&self, value: &str) -> Vec<i64>;
}

/// A query ready to be run: nothing in it depends on names, time zone or the clock any more.
#[derive(Debug, Clone)]
pub struct Resolved {
    pub(crate) groups: Vec<Group>,
    /// The instant it was asked at, in Unix seconds: what is recent is measured from it.
    pub(crate) now: i64,
    /// The order the query itself asks for.
    pub sort: Sort,
}

/// Alternatives, one of which must hold; or, negated, none of which may.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub negated: bool,
    pub any_of: Vec<Test>,
}

/// One thing to look up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Test {
    Everything,
    Nothing,
    Word(String),
    Phrase(String),
    Text { zone: Zone, value: String, is_phrase: bool },
    Kind(Kind),
    Fact { field: FactField, values: Vec<String> },
    Within { field: PresenceField, interval: Interval },
    Presence { field: PresenceField, is_present: bool },
}

impl Query {
    /// Settles names and times. `now` carries the asker's time zone, in which days begin and end.
    pub fn resolve(&self, names: &dyn Names, now: &Zoned) -> Resolved {
        let mut groups: Vec<(Option<Field>, Group)> = Vec::new();
        for clause in &self.clauses {
            let test = resolve_condition(&clause.condition, names, now);
            let key = if clause.negated { None } else { alternatives_key(&clause.condition) };
            let same_field = groups.iter_mut().find(|(known, _)| key.is_some() && *known == key);
            match same_field {
                Some((_, group)) => group.any_of.push(test),
                None => groups.push((key, Group { negated: clause.negated, any_of: vec![test] })),
            }
        }
        Resolved {
            groups: groups.into_iter().map(|(_, group)| group).collect(),
            now: now.timestamp().as_second(),
            sort: self.sort(),
        }
    }
}

/// The field whose conditions are alternatives of one another; comparisons other than `:` narrow each other instead.
fn alternatives_key(condition: &Condition) -> Option<Field> {
    match condition {
        Condition::Text { zone, .. } => Some(Field::Text(*zone)),
        Condition::Kind(_) => Some(Field::Kind),
        Condition::Fact { field, .. } => Some(Field::Fact(*field)),
        Condition::Rank { field, comparison: Comparison::Equal, .. } => Some(Field::Rank(*field)),
        Condition::Time { field, comparison: Comparison::Equal, .. } => Some(Field::Time(*field)),
        Condition::Presence { field, .. } => Some(field.field()),
        _ => None,
    }
}

fn resolve_condition(condition: &Condition, names: &dyn Names, now: &Zoned) -> Test {
    match condition {
        Condition::Everything => Test::Everything,
        Condition::Word(word) => Test::Word(word.clone()),
        Condition::Phrase(phrase) => Test::Phrase(phrase.clone()),
        Condition::Text { zone, value, is_phrase } => {
            Test::Text { zone: *zone, value: value.clone(), is_phrase: *is_phrase }
        }
        Condition::Kind(kind) => Test::Kind(*kind),
        Condition::Fact { field, value } => {
            Test::Fact { field: *field, values: fact_values(*field, value, names) }
        }
        Condition::Rank { field, comparison, rank } => {
            Test::Within { field: PresenceField::Rank(*field), interval: rank_interval(*comparison, *rank) }
        }
        Condition::Time { field, comparison, moment } => match moment.interval(*comparison, now) {
            Some(interval) => Test::Within { field: PresenceField::Time(*field), interval },
            None => Test::Nothing,
        },
        Condition::Presence { field, is_present } => {
            Test::Presence { field: *field, is_present: *is_present }
        }
    }
}

fn fact_values(field: FactField, value: &str, names: &dyn Names) -> Vec<String> {
    let look_up: &dyn Fn(&str) -> Vec<i64> = match field {
        FactField::Requester
        | FactField::Assignee
        | FactField::Submitter
        | FactField::Cc
        | FactField::Commenter => {
            if value.eq_ignore_ascii_case("me") {
                return names.me().iter().map(ToString::to_string).collect();
            }
            &|value| names.users(value)
        }
        FactField::Group => &|value| names.groups(value),
        FactField::Organization => &|value| names.organizations(value),
        FactField::Brand => &|value| names.brands(value),
        FactField::Tags | FactField::Via | FactField::Role | FactField::Custom(_) | FactField::AnyCustom => {
            return vec![fold::value(value)];
        }
    };
    if let Ok(id) = value.parse::<i64>() {
        return vec![id.to_string()];
    }
    look_up(value).iter().map(ToString::to_string).collect()
}

fn rank_interval(comparison: Comparison, rank: u8) -> Interval {
    let rank = i64::from(rank);
    Interval::compared(comparison, rank, rank + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Desk;

    impl Names for Desk {
        fn me(&self) -> Option<i64> {
            Some(7)
        }
        fn users(&self, value: &str) -> Vec<i64> {
            if value == "ana@example.com" { vec![12] } else { Vec::new() }
        }
        fn groups(&self, value: &str) -> Vec<i64> {
            if value == "Support FR" { vec![3] } else { Vec::new() }
        }
        fn organizations(&self, _: &str) -> Vec<i64> {
            Vec::new()
        }
        fn brands(&self, _: &str) -> Vec<i64> {
            Vec::new()
        }
    }

    fn groups(text: &str) -> Vec<Vec<Test>> {
        let now: Zoned = "2026-11-22T12:00:00+01:00[Europe/Paris]".parse().unwrap();
        Query::parse(text)
            .unwrap()
            .resolve(&Desk, &now)
            .groups
            .into_iter()
            .map(|group| group.any_of)
            .collect()
    }

    fn fact(field: FactField, values: &[&str]) -> Test {
        Test::Fact { field, values: values.iter().map(ToString::to_string).collect() }
    }

    #[test]
    fn people_and_groups_become_ids() {
        assert_eq!(
            groups("assignee:me cc:ana@example.com requester:9 group:\"Support FR\" submitter:nobody"),
            [
                vec![fact(FactField::Assignee, &["7"])],
                vec![fact(FactField::Cc, &["12"])],
                vec![fact(FactField::Requester, &["9"])],
                vec![fact(FactField::Group, &["3"])],
                vec![fact(FactField::Submitter, &[])],
            ]
        );
    }

    #[test]
    fn a_repeated_field_is_a_choice_and_different_fields_narrow() {
        assert_eq!(groups("tags:vip assignee:none tags:Été assignee:me").len(), 2);
        assert_eq!(
            groups("tags:vip tags:Été"),
            [vec![fact(FactField::Tags, &["vip"]), fact(FactField::Tags, &["ete"])]]
        );
    }

    #[test]
    fn both_ends_of_a_range_have_to_hold() {
        assert_eq!(groups("created>2026-11-01 created<2026-11-20 status>=open status<solved").len(), 4);
    }

    #[test]
    fn negated_fields_are_each_excluded() {
        assert_eq!(groups("-tags:a -tags:b").len(), 2);
    }
}
