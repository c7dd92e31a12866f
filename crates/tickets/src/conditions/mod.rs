//! The language in which views ask for tickets, with Zendesk's names: conditions that must all hold, and conditions of
//! which one must. Beyond Zendesk's, a condition may itself be such a group.

mod meaning;

use base::{Actor, GroupId, UserId};
use http::Invalid;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use serde_json::Value;
use utoipa::ToSchema;

pub(crate) use self::meaning::{
    IdField, Order, OwnField, OwnTest, RankField, Test, TimeField, TimeTest, Whom,
};

/// How deep groups may lie in each other, the outermost counted.
const DEEPEST: usize = 5;
/// Conditions in all.
const MOST: usize = 100;

/// Conditions over a ticket.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Conditions {
    /// All of these hold.
    pub all: Vec<Clause>,
    /// At least one of these holds, unless there are none.
    pub any: Vec<Clause>,
}

/// A condition, or a group of them.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum Clause {
    /// A comparison.
    Condition(Condition),
    /// Comparisons of which all hold, or one.
    #[schema(no_recursion)]
    Group(Conditions),
}

/// One comparison of a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Condition {
    /// Which field, such as `status` or `assignee_id`.
    pub field: String,
    /// How it is compared, such as `is` or `less_than`.
    pub operator: String,
    /// With what. People and groups by id, or `current_user`, `current_groups`, or empty for none.
    #[schema(value_type = Object)]
    pub value: Value,
}

impl<'de> Deserialize<'de> for Clause {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let is_group = value.get("all").is_some() || value.get("any").is_some();
        let clause = if is_group {
            serde_json::from_value(value).map(Self::Group)
        } else {
            serde_json::from_value(value).map(Self::Condition)
        };
        clause.map_err(D::Error::custom)
    }
}

/// Who looks: what `current_user` and `current_groups` mean.
#[derive(Clone, Debug)]
pub struct Asker {
    /// The agent.
    pub user_id: UserId,
    /// Their groups.
    pub group_ids: Vec<GroupId>,
}

impl Asker {
    /// The asker behind an actor; Guichet itself is nobody's agent.
    pub fn of(actor: &Actor, group_ids: Vec<GroupId>) -> Self {
        Self { user_id: actor.user_id.unwrap_or(UserId(0)), group_ids }
    }
}

/// What conditions ask of a ticket, read once: SQL is made of it, and nothing else.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Meaning {
    pub all: Vec<Asked>,
    pub any: Vec<Asked>,
}

/// What a clause asks of a ticket.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Asked {
    Test(Test),
    Group(Meaning),
}

impl Conditions {
    /// Refuses conditions that make no sense.
    ///
    /// # Errors
    /// Naming the first of them, such as `conditions.all[1].any[0]`.
    pub fn validate(&self) -> Result<(), Invalid> {
        self.meaning().map(|_| ())
    }

    /// What they ask of a ticket.
    ///
    /// # Errors
    /// Naming the first that makes no sense.
    pub(crate) fn meaning(&self) -> Result<Meaning, Invalid> {
        if self.every().len() > MOST {
            return Err(Invalid::field(
                "conditions",
                format!("more than {MOST} conditions; make several views"),
            ));
        }
        self.meaning_at("conditions", 1)
    }

    /// These without the first that says whether tickets are put away, and what that says.
    pub(crate) fn part_snoozed(&self) -> (Option<bool>, Self) {
        let wanted = |clause: &Clause| match clause {
            Clause::Condition(condition) => match condition.test() {
                Ok(Test::Snoozed { is }) => Some(is),
                _ => None,
            },
            Clause::Group(_) => None,
        };
        let mut rest = self.clone();
        let place = self.all.iter().position(|clause| wanted(clause).is_some());
        (place.and_then(|place| wanted(&rest.all.remove(place))), rest)
    }

    /// Every comparison, however deep it lies.
    pub fn every(&self) -> Vec<&Condition> {
        let clauses = self.all.iter().chain(&self.any);
        clauses
            .flat_map(|clause| match clause {
                Clause::Condition(condition) => vec![condition],
                Clause::Group(group) => group.every(),
            })
            .collect()
    }

    fn meaning_at(&self, path: &str, depth: usize) -> Result<Meaning, Invalid> {
        let read = |name: &str, clauses: &[Clause]| -> Result<Vec<Asked>, Invalid> {
            let place = |index: usize| format!("{path}.{name}[{index}]");
            clauses.iter().enumerate().map(|(index, clause)| clause.asked(&place(index), depth)).collect()
        };
        Ok(Meaning { all: read("all", &self.all)?, any: read("any", &self.any)? })
    }
}

impl Clause {
    fn asked(&self, path: &str, depth: usize) -> Result<Asked, Invalid> {
        match self {
            Self::Condition(condition) => {
                let Condition { field, operator, .. } = condition;
                let misfit = |reason: String| Invalid::field(path, format!("{field} {operator}: {reason}"));
                condition.test().map(Asked::Test).map_err(misfit)
            }
            Self::Group(_) if depth >= DEEPEST => {
                Err(Invalid::field(path, format!("groups lie at most {DEEPEST} deep in each other")))
            }
            Self::Group(group) if group.all.is_empty() && group.any.is_empty() => {
                Err(Invalid::field(path, "a group needs a condition"))
            }
            Self::Group(group) => group.meaning_at(path, depth + 1).map(Asked::Group),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn condition(field: &str, operator: &str, value: Value) -> Conditions {
        let condition = Condition { field: field.to_owned(), operator: operator.to_owned(), value };
        Conditions { all: vec![Clause::Condition(condition)], any: Vec::new() }
    }

    #[test]
    fn what_makes_no_sense_is_named() {
        let mistakes = [
            condition("status", "less_than", json!("finished")),
            condition("status", "includes", json!("open")),
            condition("colour", "is", json!("red")),
            condition("assignee_id", "is", json!("me; DROP TABLE")),
            condition("created_at", "less_than", json!("soon")),
            condition("subject", "includes", json!(" ")),
        ];
        for mistake in mistakes {
            assert!(mistake.validate().unwrap_err().fields[0].field.starts_with("conditions.all[0]"));
        }
    }

    #[test]
    fn sensible_conditions_are_accepted() {
        let conditions = [
            condition("status", "less_than", json!("solved")),
            condition("assignee_id", "is", json!("current_user")),
            condition("assignee_id", "is", json!("")),
            condition("group_id", "is_not", json!(5)),
            condition("group_id", "is", json!("current_groups")),
            condition("current_tags", "includes", json!("vip late")),
            condition("priority", "greater_than", json!("low")),
            condition("via_id", "is", json!("email")),
            condition("due_at", "not_present", json!("")),
            condition("updated_at", "greater_than", json!("2026-11-22")),
        ];
        for condition in conditions {
            condition.validate().unwrap();
        }
    }

    #[test]
    fn groups_nest_within_bounds_and_name_what_is_wrong_in_them() {
        let urgent = json!({"field": "priority", "operator": "is", "value": "urgent"});
        let nested: Conditions =
            serde_json::from_value(json!({"all": [urgent, {"any": [urgent, {"all": [urgent]}]}]})).unwrap();
        nested.validate().unwrap();
        assert_eq!(nested.every().len(), 3);
        let wrong: Conditions = serde_json::from_value(
            json!({"any": [{"all": [urgent, {"field": "colour", "operator": "is", "value": 1}]}]}),
        )
        .unwrap();
        assert_eq!(wrong.validate().unwrap_err().fields[0].field, "conditions.any[0].all[1]");
        let empty: Conditions = serde_json::from_value(json!({"all": [{"any": []}]})).unwrap();
        assert!(empty.validate().is_err());
        let deep = (0..DEEPEST).fold(json!({"all": [urgent]}), |inner, _| json!({"all": [inner]}));
        let deep: Conditions = serde_json::from_value(deep).unwrap();
        assert!(deep.validate().is_err());
        let many: Conditions = serde_json::from_value(json!({"any": vec![urgent; MOST + 1]})).unwrap();
        assert!(many.validate().is_err());
    }
}
