//! The names a query may write before `:`, `<` and `>`, and what each stands for.

use std::fmt;

use super::{Direction, SortKey};
use crate::ranks::{PRIORITY_NAMES, STATUS_NAMES, TICKET_TYPE_NAMES};

/// A part of a document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// The subject of a ticket; the name of a person, organization or group; the title of an article.
    Title,
    /// Tags, addresses, numbers.
    Words,
    /// The conversation, notes, the text of an article.
    Body,
}

/// A field that holds ids or plain values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the help desk's own words")]
pub enum FactField {
    Requester,
    Assignee,
    Submitter,
    Cc,
    Commenter,
    Group,
    Organization,
    Brand,
    Tags,
    Via,
    Role,
    /// The custom field with this id.
    Custom(i64),
    /// Any custom field.
    AnyCustom,
}

/// A field whose values have an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the help desk's own words")]
pub enum RankField {
    Status,
    Priority,
    TicketType,
}

/// A field that holds an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the help desk's own words")]
pub enum TimeField {
    Created,
    Updated,
    Solved,
    DueDate,
}

impl FactField {
    /// Whether only staff may filter by it, because it shows how the desk works rather than what was said.
    pub(crate) fn is_for_staff(self) -> bool {
        use FactField::{AnyCustom, Custom, Role, Tags, Via};
        matches!(self, Tags | Via | Role | Custom(_) | AnyCustom)
    }
}

impl RankField {
    /// Its values, lowest first.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            RankField::Status => STATUS_NAMES,
            RankField::Priority => PRIORITY_NAMES,
            RankField::TicketType => TICKET_TYPE_NAMES,
        }
    }
}

/// Anything that can be named before an operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Text(Zone),
    Fact(FactField),
    Rank(RankField),
    Time(TimeField),
    Kind,
    OrderBy,
    Sort,
}

/// Every name but those of custom fields; of several names for one field, the first is the one written back.
const NAMES: &[(&str, Field)] = &[
    ("type", Field::Kind),
    ("subject", Field::Text(Zone::Title)),
    ("name", Field::Text(Zone::Title)),
    ("description", Field::Text(Zone::Body)),
    ("comment", Field::Text(Zone::Body)),
    ("notes", Field::Text(Zone::Body)),
    ("details", Field::Text(Zone::Body)),
    ("email", Field::Text(Zone::Words)),
    ("phone", Field::Text(Zone::Words)),
    ("external_id", Field::Text(Zone::Words)),
    ("requester", Field::Fact(FactField::Requester)),
    ("assignee", Field::Fact(FactField::Assignee)),
    ("submitter", Field::Fact(FactField::Submitter)),
    ("cc", Field::Fact(FactField::Cc)),
    ("commenter", Field::Fact(FactField::Commenter)),
    ("group", Field::Fact(FactField::Group)),
    ("organization", Field::Fact(FactField::Organization)),
    ("brand", Field::Fact(FactField::Brand)),
    ("tags", Field::Fact(FactField::Tags)),
    ("tag", Field::Fact(FactField::Tags)),
    ("via", Field::Fact(FactField::Via)),
    ("role", Field::Fact(FactField::Role)),
    ("fieldvalue", Field::Fact(FactField::AnyCustom)),
    ("status", Field::Rank(RankField::Status)),
    ("priority", Field::Rank(RankField::Priority)),
    ("ticket_type", Field::Rank(RankField::TicketType)),
    ("created", Field::Time(TimeField::Created)),
    ("created_at", Field::Time(TimeField::Created)),
    ("updated", Field::Time(TimeField::Updated)),
    ("updated_at", Field::Time(TimeField::Updated)),
    ("solved", Field::Time(TimeField::Solved)),
    ("due_date", Field::Time(TimeField::DueDate)),
    ("order_by", Field::OrderBy),
    ("sort", Field::Sort),
];

const CUSTOM_PREFIX: &str = "custom_field_";

/// Names of sort keys; the first of several is the one written back.
pub(super) const SORT_KEYS: &[(&str, SortKey)] = &[
    ("relevance", SortKey::Relevance),
    ("created_at", SortKey::Created),
    ("created", SortKey::Created),
    ("updated_at", SortKey::Updated),
    ("updated", SortKey::Updated),
    ("priority", SortKey::Priority),
    ("status", SortKey::Status),
    ("ticket_type", SortKey::TicketType),
];

/// Names of directions.
pub(super) const DIRECTIONS: &[(&str, Direction)] =
    &[("asc", Direction::Ascending), ("desc", Direction::Descending)];

impl Field {
    /// The field of that name, whatever its case.
    pub fn named(name: &str) -> Option<Field> {
        let name = name.to_ascii_lowercase();
        if let Some(id) = name.strip_prefix(CUSTOM_PREFIX) {
            return id.parse().ok().map(|id| Field::Fact(FactField::Custom(id)));
        }
        lookup(NAMES, &name)
    }
}

/// The name that was probably meant by one that means nothing: `stauts` → `status`.
pub(super) fn likely_meant(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let allowed_typos = if name.len() < 8 { 1 } else { 2 };
    let close = |known: &&str| name.len() >= 4 && strsim::osa_distance(&name, known) <= allowed_typos;
    NAMES.iter().map(|(known, _)| *known).find(close)
}

/// The value of a name in a table of names.
pub(super) fn lookup<T: Copy>(names: &[(&str, T)], name: &str) -> Option<T> {
    names.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

/// The name of a value in a table of names.
pub(super) fn name_of<T: Copy + PartialEq>(names: &[(&'static str, T)], value: T) -> &'static str {
    names.iter().find(|(_, known)| *known == value).map_or("", |(name, _)| name)
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Field::Fact(FactField::Custom(id)) => write!(f, "{CUSTOM_PREFIX}{id}"),
            Field::Text(Zone::Body) => f.write_str("description"),
            named => f.write_str(name_of(NAMES, *named)),
        }
    }
}
