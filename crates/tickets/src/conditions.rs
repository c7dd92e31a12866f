//! The language in which views ask for tickets, with Zendesk's names: conditions that must all hold, and conditions of
//! which one must.

use base::{Actor, GroupId, UserId};
use db::Sql;
use http::Invalid;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::store::conditions::push_conditions;

/// Conditions over a ticket.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Conditions {
    /// All of these hold.
    pub all: Vec<Condition>,
    /// At least one of these holds, unless there are none.
    pub any: Vec<Condition>,
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

impl Conditions {
    /// Refuses conditions that make no sense.
    ///
    /// # Errors
    /// Naming the first of them.
    pub fn validate(&self) -> Result<(), Invalid> {
        let asker = Asker { user_id: UserId(0), group_ids: Vec::new() };
        push_conditions(&mut Sql::default(), self, &asker)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn condition(field: &str, operator: &str, value: Value) -> Conditions {
        let condition = Condition { field: field.to_owned(), operator: operator.to_owned(), value };
        Conditions { all: vec![condition], any: Vec::new() }
    }

    #[test]
    fn what_makes_no_sense_is_named() {
        let mistakes = [
            condition("status", "less_than", json!("finished")),
            condition("status", "includes", json!("open")),
            condition("colour", "is", json!("red")),
            condition("assignee_id", "is", json!("me; DROP TABLE")),
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
        ];
        for condition in conditions {
            condition.validate().unwrap();
        }
    }
}
