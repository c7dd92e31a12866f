//! The language in which views ask for tickets, with Zendesk's names: conditions that must all hold, and conditions of
//! which one must.

use base::{Actor, GroupId, UserId, Via};
use db::Sql;
use http::Invalid;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::model::{Priority, Status, TicketType};

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

/// Text that selects unsolved tickets exactly as the partial indexes do, so that they are used.
const UNSOLVED: &str = "t.status < 4";

impl Conditions {
    /// Appends ` AND …` for these conditions to a query over `tickets t`.
    ///
    /// # Errors
    /// Naming the condition that makes no sense.
    pub fn push_to(&self, sql: &mut Sql, asker: &Asker) -> Result<(), Invalid> {
        for (index, condition) in self.all.iter().enumerate() {
            sql.push(" AND ");
            condition.push_to(sql, asker).map_err(|reason| misfit("all", index, condition, &reason))?;
        }
        if self.any.is_empty() {
            return Ok(());
        }
        sql.push(" AND (");
        for (index, condition) in self.any.iter().enumerate() {
            sql.push(if index == 0 { "" } else { " OR " });
            condition.push_to(sql, asker).map_err(|reason| misfit("any", index, condition, &reason))?;
        }
        sql.push(")");
        Ok(())
    }

    /// Refuses conditions that make no sense.
    ///
    /// # Errors
    /// Naming the first of them.
    pub fn validate(&self) -> Result<(), Invalid> {
        let asker = Asker { user_id: UserId(0), group_ids: Vec::new() };
        self.push_to(&mut Sql::default(), &asker)
    }
}

fn misfit(list: &str, index: usize, condition: &Condition, reason: &str) -> Invalid {
    let Condition { field, operator, .. } = condition;
    Invalid::field(format!("conditions.{list}[{index}]"), format!("{field} {operator}: {reason}"))
}

impl Condition {
    fn push_to(&self, sql: &mut Sql, asker: &Asker) -> Result<(), String> {
        match self.field.as_str() {
            "status" => self.compare_rank(sql, "t.status", |name| Status::from_name(name).map(Status::rank)),
            "priority" => self.compare_rank(sql, "COALESCE(t.priority, -1)", |name| {
                Priority::from_name(name).map(Priority::rank)
            }),
            "type" => self.compare_rank(sql, "COALESCE(t.type, -1)", |name| {
                TicketType::from_name(name).map(TicketType::rank)
            }),
            "assignee_id" => self.compare_id(sql, "t.assignee_id", &[asker.user_id.0], "current_user"),
            "requester_id" => self.compare_id(sql, "t.requester_id", &[asker.user_id.0], "current_user"),
            "group_id" => {
                let groups: Vec<i64> = asker.group_ids.iter().map(|id| id.0).collect();
                self.compare_id(sql, "t.group_id", &groups, "current_groups")
            }
            "organization_id" => self.compare_id(sql, "t.organization_id", &[], ""),
            "via_id" | "via" => self.compare_via(sql),
            "current_tags" | "tags" => self.compare_tags(sql),
            other => Err(format!("there is no field {other:?}")),
        }
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

    fn compare_rank(
        &self,
        sql: &mut Sql,
        column: &'static str,
        rank: impl Fn(&str) -> Option<i64>,
    ) -> Result<(), String> {
        let text = self.text();
        let value =
            if text.is_empty() { -1 } else { rank(&text).ok_or_else(|| format!("there is no {text:?}"))? };
        if (column, self.operator.as_str(), value) == ("t.status", "less_than", Status::Solved.rank()) {
            sql.push(UNSOLVED);
            return Ok(());
        }
        let operator = match self.operator.as_str() {
            "is" => " = ",
            "is_not" => " <> ",
            "less_than" => " < ",
            "greater_than" => " > ",
            "less_than_equal" => " <= ",
            "greater_than_equal" => " >= ",
            _ => return Err(self.unknown_operator()),
        };
        sql.push(column).push(operator).bind(value);
        Ok(())
    }

    fn compare_id(
        &self,
        sql: &mut Sql,
        column: &'static str,
        current: &[i64],
        word: &str,
    ) -> Result<(), String> {
        let is_negated = match self.operator.as_str() {
            "is" => false,
            "is_not" => true,
            _ => return Err(self.unknown_operator()),
        };
        let text = self.text();
        if text.is_empty() {
            sql.push(column).push(if is_negated { " IS NOT NULL" } else { " IS NULL" });
            return Ok(());
        }
        let ids = if !word.is_empty() && text == word {
            current.to_vec()
        } else {
            vec![text.parse().map_err(|_| format!("{text:?} is not an id"))?]
        };
        if is_negated {
            sql.push("(")
                .push(column)
                .push(" IS NULL OR ")
                .push(column)
                .push(" NOT IN ")
                .list(&ids)
                .push(")");
        } else if let [id] = ids.as_slice() {
            sql.push(column).push(" = ").bind(*id);
        } else {
            sql.push(column).push(" IN ").list(&ids);
        }
        Ok(())
    }

    fn compare_via(&self, sql: &mut Sql) -> Result<(), String> {
        let text = self.text();
        let via = Via::from_name(&text).ok_or_else(|| format!("there is no channel {text:?}"))?;
        let operator = match self.operator.as_str() {
            "is" => " = ",
            "is_not" => " <> ",
            _ => return Err(self.unknown_operator()),
        };
        sql.push("t.via").push(operator).bind(via.as_str());
        Ok(())
    }

    fn compare_tags(&self, sql: &mut Sql) -> Result<(), String> {
        let tags: Vec<String> =
            self.text().split([' ', ',']).filter_map(crate::policy::normalise_tag).collect();
        let is_negated = match self.operator.as_str() {
            "includes" => false,
            "not_includes" => true,
            _ => return Err(self.unknown_operator()),
        };
        sql.push(if is_negated { "NOT " } else { "" });
        sql.push("EXISTS (SELECT 1 FROM ticket_tags g WHERE g.ticket_id = t.id AND g.tag IN ")
            .list(&tags)
            .push(")");
        Ok(())
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
