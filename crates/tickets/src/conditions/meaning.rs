//! What a condition means: its words, checked and typed.

use base::{FieldId, Timestamp, Via};
use people::custom_fields::{Owner, day_number};
use serde_json::Value;

use super::Condition;
use crate::{
    custom_statuses::first_of,
    model::{Priority, Status, TicketType},
};

/// How conditions on fields of the desk's own begin.
const CUSTOM: &str = "custom_fields_";
const DAY_MICROSECONDS: i64 = 86_400_000_000;

/// What a condition asks of a ticket.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    /// A place in an order; -1 stands for none.
    Rank { field: RankField, order: Order, value: i64 },
    /// A person, group or organization.
    Id { field: IdField, whom: Whom, negated: bool },
    /// A status of the desk's own; with `first_of`, the one that a category begins with.
    CustomStatus { id: i64, first_of: Option<Status>, negated: bool },
    /// A channel.
    Via { via: Via, negated: bool },
    /// Whether it has one of these tags.
    Tags { tags: Vec<String>, negated: bool },
    /// Whether the subject has this in it.
    Subject { part: String, is_whole: bool, negated: bool },
    /// An instant.
    Time { field: TimeField, test: TimeTest },
    /// Whether it is put away.
    Snoozed { is: bool },
    /// A field of the desk's own.
    Own { field: OwnField, test: OwnTest, negated: bool },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RankField {
    Status,
    Priority,
    Type,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Is,
    IsNot,
    Less,
    Greater,
    LessEqual,
    GreaterEqual,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IdField {
    Assignee,
    Requester,
    Group,
    Organization,
    Problem,
    Form,
    Brand,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whom {
    Nobody,
    /// Whoever looks, or their groups.
    Asker,
    Id(i64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeField {
    Created,
    Updated,
    Solved,
    Due,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeTest {
    Present,
    Absent,
    Before(Timestamp),
    From(Timestamp),
}

/// A field of the desk's own: the ticket's by its id, its requester's or organization's by key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum OwnField {
    Ticket(FieldId),
    Record(Owner, String),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum OwnTest {
    Present,
    /// As text, and as a number where it is one.
    Is(String, Option<f64>),
    Compare(Order, f64),
}

impl Condition {
    /// What it asks.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn test(&self) -> Result<Test, String> {
        match self.field.as_str() {
            "status" => self.rank(RankField::Status, |name| Status::from_name(name).map(Status::rank)),
            "priority" => {
                self.rank(RankField::Priority, |name| Priority::from_name(name).map(Priority::rank))
            }
            "type" => self.rank(RankField::Type, |name| TicketType::from_name(name).map(TicketType::rank)),
            "assignee_id" => self.id(IdField::Assignee, "current_user"),
            "requester_id" => self.id(IdField::Requester, "current_user"),
            "group_id" => self.id(IdField::Group, "current_groups"),
            "organization_id" => self.id(IdField::Organization, ""),
            "problem_id" => self.id(IdField::Problem, ""),
            "ticket_form_id" => self.id(IdField::Form, ""),
            "brand_id" => self.id(IdField::Brand, ""),
            "custom_status_id" => self.custom_status(),
            "via_id" | "via" => self.via(),
            "current_tags" | "tags" => self.tags(),
            "subject" => self.subject(),
            "snoozed" => self.snoozed(),
            "created_at" => self.time(TimeField::Created),
            "updated_at" => self.time(TimeField::Updated),
            "solved_at" => self.time(TimeField::Solved),
            "due_at" | "due_date" => self.time(TimeField::Due),
            other => match self.own_field() {
                Some(field) => self.own(field),
                None => Err(format!("there is no field {other:?}")),
            },
        }
    }

    /// The field of the desk's own that `custom_fields_7` or `requester.custom_fields.plan` names.
    pub(crate) fn own_field(&self) -> Option<OwnField> {
        if let Some(id) = self.field.strip_prefix(CUSTOM) {
            return id.parse().ok().map(|id| OwnField::Ticket(FieldId(id)));
        }
        let (whose, key) = self.field.split_once(".custom_fields.").filter(|(_, key)| !key.is_empty())?;
        let owner = match whose {
            "requester" => Owner::User,
            "organization" => Owner::Organization,
            _ => return None,
        };
        Some(OwnField::Record(owner, key.to_owned()))
    }

    fn text(&self) -> String {
        match &self.value {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        }
    }

    fn unknown_operator(&self) -> String {
        format!("{:?} cannot be used here", self.operator)
    }

    fn order(&self) -> Result<Order, String> {
        match self.operator.as_str() {
            "is" => Ok(Order::Is),
            "is_not" => Ok(Order::IsNot),
            "less_than" => Ok(Order::Less),
            "greater_than" => Ok(Order::Greater),
            "less_than_equal" => Ok(Order::LessEqual),
            "greater_than_equal" => Ok(Order::GreaterEqual),
            _ => Err(self.unknown_operator()),
        }
    }

    /// Whether it says that something is not so, by one of two words.
    fn is_negated(&self, yes: &str, no: &str) -> Result<bool, String> {
        if self.operator == yes {
            Ok(false)
        } else if self.operator == no {
            Ok(true)
        } else {
            Err(self.unknown_operator())
        }
    }

    fn rank(&self, field: RankField, rank: impl Fn(&str) -> Option<i64>) -> Result<Test, String> {
        let text = self.text();
        let value =
            if text.is_empty() { -1 } else { rank(&text).ok_or_else(|| format!("there is no {text:?}"))? };
        Ok(Test::Rank { field, order: self.order()?, value })
    }

    fn id(&self, field: IdField, asker: &str) -> Result<Test, String> {
        let negated = self.is_negated("is", "is_not")?;
        let text = self.text();
        let whom = if text.is_empty() {
            Whom::Nobody
        } else if text == asker {
            Whom::Asker
        } else {
            Whom::Id(text.parse().map_err(|_| format!("{text:?} is not an id"))?)
        };
        Ok(Test::Id { field, whom, negated })
    }

    fn custom_status(&self) -> Result<Test, String> {
        let negated = match self.operator.as_str() {
            "is" | "includes" => false,
            "is_not" | "not_includes" => true,
            _ => return Err(self.unknown_operator()),
        };
        let text = self.text();
        let id: i64 = text.parse().map_err(|_| format!("{text:?} is not an id"))?;
        let first_of = Status::ALL.iter().copied().find(|category| first_of(*category).0 == id);
        Ok(Test::CustomStatus { id, first_of, negated })
    }

    fn via(&self) -> Result<Test, String> {
        let text = self.text();
        let via = Via::from_name(&text).ok_or_else(|| format!("there is no channel {text:?}"))?;
        Ok(Test::Via { via, negated: self.is_negated("is", "is_not")? })
    }

    fn tags(&self) -> Result<Test, String> {
        let tags = self.text().split([' ', ',']).filter_map(people::normalise_tag).collect();
        Ok(Test::Tags { tags, negated: self.is_negated("includes", "not_includes")? })
    }

    fn subject(&self) -> Result<Test, String> {
        let part = self.text().trim().to_lowercase();
        if part.is_empty() {
            return Err("say what the subject has in it".to_owned());
        }
        let is_whole = self.operator.starts_with("is");
        let (yes, no) = if is_whole { ("is", "is_not") } else { ("includes", "not_includes") };
        Ok(Test::Subject { part, is_whole, negated: self.is_negated(yes, no)? })
    }

    fn snoozed(&self) -> Result<Test, String> {
        let negated = self.is_negated("is", "is_not")?;
        let text = self.text();
        let is: bool = text.parse().map_err(|_| format!("{text:?} is neither true nor false"))?;
        Ok(Test::Snoozed { is: is != negated })
    }

    fn time(&self, field: TimeField) -> Result<Test, String> {
        let test = match self.operator.as_str() {
            "present" => TimeTest::Present,
            "not_present" => TimeTest::Absent,
            "less_than" => TimeTest::Before(self.instant()?.0),
            "less_than_equal" => TimeTest::Before(self.instant()?.1),
            "greater_than" => TimeTest::From(self.instant()?.1),
            "greater_than_equal" => TimeTest::From(self.instant()?.0),
            _ => return Err(self.unknown_operator()),
        };
        Ok(Test::Time { field, test })
    }

    /// When a day (UTC) or an instant begins, and when the next one does.
    fn instant(&self) -> Result<(Timestamp, Timestamp), String> {
        const DAY_LENGTH: usize = "2026-11-22".len();
        let text = self.text();
        let start: Timestamp = text
            .parse()
            .map_err(|_| format!("{text:?} is neither a day, such as 2026-11-22, nor an instant"))?;
        let is_day = text.trim().len() == DAY_LENGTH && day_number(text.trim()).is_some();
        Ok((start, Timestamp(start.0.saturating_add(if is_day { DAY_MICROSECONDS } else { 1 }))))
    }

    fn own(&self, field: OwnField) -> Result<Test, String> {
        let negated = matches!(self.operator.as_str(), "is_not" | "not_present" | "not_includes");
        let test = match self.operator.as_str() {
            "present" | "not_present" => OwnTest::Present,
            "is" | "is_not" | "includes" | "not_includes" => {
                OwnTest::Is(self.text().trim().to_lowercase(), self.number().ok())
            }
            _ => OwnTest::Compare(self.order()?, self.number()?),
        };
        Ok(Test::Own { field, test, negated })
    }

    /// A number, or the number of a day.
    fn number(&self) -> Result<f64, String> {
        let text = self.text();
        let number =
            day_number(&text).or_else(|| text.trim().parse().ok().filter(|number: &f64| number.is_finite()));
        number.ok_or_else(|| format!("{text:?} is neither a number nor a day"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn test(field: &str, operator: &str, value: Value) -> Result<Test, String> {
        Condition { field: field.to_owned(), operator: operator.to_owned(), value }.test()
    }

    #[test]
    fn a_day_is_before_the_next_one_begins() {
        let day = Timestamp(20_779 * DAY_MICROSECONDS);
        let before = Test::Time { field: TimeField::Created, test: TimeTest::Before(day) };
        assert_eq!(test("created_at", "less_than", json!("2026-11-22")), Ok(before));
        let after = TimeTest::From(Timestamp(day.0 + DAY_MICROSECONDS));
        let after = Test::Time { field: TimeField::Due, test: after };
        assert_eq!(test("due_date", "greater_than", json!("2026-11-22")), Ok(after));
    }

    #[test]
    fn ids_are_numbers_texts_nobody_or_whoever_looks() {
        let id = |whom| Ok(Test::Id { field: IdField::Group, whom, negated: false });
        assert_eq!(test("group_id", "is", json!(5)), id(Whom::Id(5)));
        assert_eq!(test("group_id", "is", json!("5")), id(Whom::Id(5)));
        assert_eq!(test("group_id", "is", json!("")), id(Whom::Nobody));
        assert_eq!(test("group_id", "is", json!("current_groups")), id(Whom::Asker));
        assert!(test("group_id", "is", json!("current_user")).is_err());
    }

    #[test]
    fn what_is_in_no_order_is_not_compared_by_one() {
        assert!(test("custom_fields_7", "less_than", json!("red")).is_err());
        assert!(test("assignee_id", "less_than", json!(5)).is_err());
        let compared = Test::Own {
            field: OwnField::Ticket(FieldId(7)),
            test: OwnTest::Compare(Order::Less, 3.5),
            negated: false,
        };
        assert_eq!(test("custom_fields_7", "less_than", json!("3.5")), Ok(compared));
        let field = OwnField::Record(Owner::User, "plan".to_owned());
        let of_requester = Test::Own { field, test: OwnTest::Present, negated: true };
        assert_eq!(test("requester.custom_fields.plan", "not_present", json!("")), Ok(of_requester));
        assert!(test("assignee.custom_fields.plan", "is", json!("gold")).is_err());
    }
}
