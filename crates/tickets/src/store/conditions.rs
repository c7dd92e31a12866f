//! Conditions as SQL.

use base::Via;
use db::Sql;
use http::Invalid;
use people::custom_fields::day_number;
use serde_json::Value;

use crate::{
    conditions::{Asker, Condition, Conditions},
    custom_statuses::first_of,
    model::{Priority, Status, TicketType},
};

/// How conditions on fields of the desk's own begin.
const CUSTOM: &str = "custom_fields_";
/// Text that selects unsolved tickets exactly as the partial indexes do, so that they are used.
const UNSOLVED: &str = "t.status < 4";

/// Appends ` AND …` for conditions to a query over `tickets t`.
///
/// # Errors
/// Naming the condition that makes no sense.
pub fn push_conditions(sql: &mut Sql, conditions: &Conditions, asker: &Asker) -> Result<(), Invalid> {
    for (index, condition) in conditions.all.iter().enumerate() {
        sql.push(" AND ");
        condition.push_to(sql, asker).map_err(|reason| misfit("all", index, condition, &reason))?;
    }
    if conditions.any.is_empty() {
        return Ok(());
    }
    sql.push(" AND (");
    for (index, condition) in conditions.any.iter().enumerate() {
        sql.push(if index == 0 { "" } else { " OR " });
        condition.push_to(sql, asker).map_err(|reason| misfit("any", index, condition, &reason))?;
    }
    sql.push(")");
    Ok(())
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
            "ticket_form_id" => self.compare_id(sql, "t.form_id", &[], ""),
            "custom_status_id" => self.compare_custom_status(sql),
            "via_id" | "via" => self.compare_via(sql),
            "current_tags" | "tags" => self.compare_tags(sql),
            other if other.starts_with(CUSTOM) => self.compare_custom(sql),
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

    /// A first status is stored as none, by its category alone.
    fn compare_custom_status(&self, sql: &mut Sql) -> Result<(), String> {
        let text = self.text();
        let id: i64 = text.parse().map_err(|_| format!("{text:?} is not an id"))?;
        let is_first = |status: &Status| first_of(*status).0 == id;
        sql.push(match self.operator.as_str() {
            "is" | "includes" => "",
            "is_not" | "not_includes" => "NOT ",
            _ => return Err(self.unknown_operator()),
        });
        match Status::ALL.iter().find(|status| is_first(status)) {
            Some(category) => {
                sql.push("(t.custom_status_id IS NULL AND t.status = ").bind(category.rank()).push(")");
            }
            None => {
                sql.push("(t.custom_status_id IS NOT NULL AND t.custom_status_id = ").bind(id).push(")");
            }
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

    /// A field of the desk's own, by the table of values.
    fn compare_custom(&self, sql: &mut Sql) -> Result<(), String> {
        let id = self.custom_field_id().ok_or_else(|| format!("there is no field {:?}", self.field))?;
        let operator = self.operator.as_str();
        let is_negated = matches!(operator, "is_not" | "not_present" | "not_includes");
        sql.push(if is_negated { "NOT " } else { "" });
        sql.push("EXISTS (SELECT 1 FROM ticket_field_values f WHERE f.ticket_id = t.id AND f.field_id = ")
            .bind(id);
        match operator {
            "present" | "not_present" => {}
            "is" | "is_not" | "includes" | "not_includes" => {
                sql.push(" AND (f.text_value = ").bind(self.text().trim().to_lowercase());
                if let Ok(number) = self.number() {
                    sql.push(" OR f.number_value = ").bind(number);
                }
                sql.push(")");
            }
            "less_than" | "less_than_equal" | "greater_than" | "greater_than_equal" => {
                let comparison = match operator {
                    "less_than" => " < ",
                    "less_than_equal" => " <= ",
                    "greater_than" => " > ",
                    _ => " >= ",
                };
                sql.push(" AND f.number_value").push(comparison).bind(self.number()?);
            }
            _ => return Err(self.unknown_operator()),
        }
        sql.push(")");
        Ok(())
    }

    /// The field that `custom_fields_7` names.
    pub(crate) fn custom_field_id(&self) -> Option<i64> {
        self.field.strip_prefix(CUSTOM)?.parse().ok()
    }

    /// A number, or the number of a day.
    fn number(&self) -> Result<f64, String> {
        let text = self.text();
        let number =
            day_number(&text).or_else(|| text.trim().parse().ok().filter(|number: &f64| number.is_finite()));
        number.ok_or_else(|| format!("{text:?} is neither a number nor a day"))
    }

    fn compare_tags(&self, sql: &mut Sql) -> Result<(), String> {
        let tags: Vec<String> = self.text().split([' ', ',']).filter_map(people::normalise_tag).collect();
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
