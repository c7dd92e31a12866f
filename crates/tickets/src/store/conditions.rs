//! Conditions as SQL.

use db::Sql;
use http::Invalid;
use people::custom_fields::Owner;

use crate::{
    conditions::{
        Asked, Asker, Conditions, IdField, Meaning, Order, OwnField, OwnTest, RankField, Test, TimeField,
        TimeTest, Whom,
    },
    model::Status,
};

/// Text that selects unsolved tickets exactly as the partial indexes do, so that they are used.
const UNSOLVED: &str = "t.status < 4";

/// Appends ` AND …` for conditions to a query over `tickets t`.
///
/// # Errors
/// Naming the condition that makes no sense.
pub fn push_conditions(sql: &mut Sql, conditions: &Conditions, asker: &Asker) -> Result<(), Invalid> {
    let meaning = conditions.meaning()?;
    for asked in &meaning.all {
        sql.push(" AND ");
        push_asked(sql, asked, asker);
    }
    if !meaning.any.is_empty() {
        sql.push(" AND ");
        push_any(sql, &meaning.any, asker);
    }
    Ok(())
}

fn push_asked(sql: &mut Sql, asked: &Asked, asker: &Asker) {
    match asked {
        Asked::Test(test) => push_test(sql, test, asker),
        Asked::Group(group) => push_group(sql, group, asker),
    }
}

/// A group has at least one condition.
fn push_group(sql: &mut Sql, group: &Meaning, asker: &Asker) {
    sql.push("(");
    for (index, asked) in group.all.iter().enumerate() {
        sql.push(if index == 0 { "" } else { " AND " });
        push_asked(sql, asked, asker);
    }
    if !group.any.is_empty() {
        sql.push(if group.all.is_empty() { "" } else { " AND " });
        push_any(sql, &group.any, asker);
    }
    sql.push(")");
}

fn push_any(sql: &mut Sql, any: &[Asked], asker: &Asker) {
    sql.push("(");
    for (index, asked) in any.iter().enumerate() {
        sql.push(if index == 0 { "" } else { " OR " });
        push_asked(sql, asked, asker);
    }
    sql.push(")");
}

fn push_test(sql: &mut Sql, test: &Test, asker: &Asker) {
    match test {
        Test::Rank { field: RankField::Status, order: Order::Less, value }
            if *value == Status::Solved.rank() =>
        {
            sql.push(UNSOLVED);
        }
        Test::Rank { field, order, value } => {
            sql.push(rank_column(*field)).push(operator(*order)).bind(*value);
        }
        Test::Id { field, whom, negated } => push_id(sql, *field, *whom, *negated, asker),
        Test::CustomStatus { id, first_of, negated } => {
            push_custom_status(push_not(sql, *negated), *id, *first_of);
        }
        Test::Via { via, negated } => {
            sql.push("t.via").push(if *negated { " <> " } else { " = " }).bind(via.as_str());
        }
        Test::Tags { tags, negated } => {
            push_not(sql, *negated)
                .push("t.id IN (SELECT g.ticket_id FROM ticket_tags g WHERE g.tag IN ")
                .list(tags)
                .push(")");
        }
        Test::Subject { part, is_whole, negated } => {
            let pattern = if *is_whole { escaped(part) } else { format!("%{}%", escaped(part)) };
            push_not(sql, *negated).push("LOWER(t.subject) LIKE ").bind(pattern).push(" ESCAPE '\\'");
        }
        Test::Time { field, test } => push_time(sql, time_column(*field), *test),
        Test::Snoozed { is } => {
            push_not(sql, !is).push("t.id IN (SELECT z.ticket_id FROM snoozes z)");
        }
        Test::Own { field, test, negated } => push_own(push_not(sql, *negated), field, test),
    }
}

fn push_not(sql: &mut Sql, negated: bool) -> &mut Sql {
    sql.push(if negated { "NOT " } else { "" })
}

fn rank_column(field: RankField) -> &'static str {
    match field {
        RankField::Status => "t.status",
        RankField::Priority => "COALESCE(t.priority, -1)",
        RankField::Type => "COALESCE(t.type, -1)",
    }
}

fn time_column(field: TimeField) -> &'static str {
    match field {
        TimeField::Created => "t.created_at",
        TimeField::Updated => "t.updated_at",
        TimeField::Solved => "t.solved_at",
        TimeField::Due => "t.due_at",
    }
}

fn operator(order: Order) -> &'static str {
    match order {
        Order::Is => " = ",
        Order::IsNot => " <> ",
        Order::Less => " < ",
        Order::Greater => " > ",
        Order::LessEqual => " <= ",
        Order::GreaterEqual => " >= ",
    }
}

fn push_id(sql: &mut Sql, field: IdField, whom: Whom, negated: bool, asker: &Asker) {
    let column = match field {
        IdField::Assignee => "t.assignee_id",
        IdField::Requester => "t.requester_id",
        IdField::Group => "t.group_id",
        IdField::Organization => "t.organization_id",
        IdField::Problem => "t.problem_id",
        IdField::Form => "t.form_id",
        IdField::Brand => "t.brand_id",
    };
    let ids = match whom {
        Whom::Nobody => {
            sql.push(column).push(if negated { " IS NOT NULL" } else { " IS NULL" });
            return;
        }
        Whom::Asker if field == IdField::Group => asker.group_ids.iter().map(|id| id.0).collect(),
        Whom::Asker => vec![asker.user_id.0],
        Whom::Id(id) => vec![id],
    };
    if negated {
        sql.push("(").push(column).push(" IS NULL OR ").push(column).push(" NOT IN ").list(&ids).push(")");
    } else if let [id] = ids.as_slice() {
        sql.push(column).push(" = ").bind(*id);
    } else {
        sql.push(column).push(" IN ").list(&ids);
    }
}

/// A first status is stored as none, by its category alone.
fn push_custom_status(sql: &mut Sql, id: i64, first_of: Option<Status>) {
    match first_of {
        Some(category) => {
            sql.push("(t.custom_status_id IS NULL AND t.status = ").bind(category.rank()).push(")");
        }
        None => {
            sql.push("(t.custom_status_id IS NOT NULL AND t.custom_status_id = ").bind(id).push(")");
        }
    }
}

fn push_time(sql: &mut Sql, column: &'static str, test: TimeTest) {
    sql.push(column);
    match test {
        TimeTest::Present => sql.push(" IS NOT NULL"),
        TimeTest::Absent => sql.push(" IS NULL"),
        TimeTest::Before(end) => sql.push(" < ").bind(end),
        TimeTest::From(start) => sql.push(" >= ").bind(start),
    };
}

/// A field of the desk's own, by the tables of values. What has the value is found once, by the field: asked for each
/// ticket anew, a comparison would read all that compare every time.
fn push_own(sql: &mut Sql, field: &OwnField, test: &OwnTest) {
    match field {
        OwnField::Ticket(id) => {
            sql.push("t.id IN (SELECT f.ticket_id FROM ticket_field_values f WHERE f.field_id = ").bind(*id);
        }
        OwnField::Record(owner, key) => {
            let column = match owner {
                Owner::User => "t.requester_id",
                Owner::Organization => "COALESCE(t.organization_id, 0)",
            };
            sql.push(column).push(
                " IN (SELECT f.owner_id FROM record_field_values f JOIN record_fields d ON d.id = f.field_id \
                 WHERE d.owner = ",
            );
            sql.bind(owner.as_str()).push(" AND d.key = ").bind(key);
        }
    }
    match test {
        OwnTest::Present => {}
        OwnTest::Is(text, number) => {
            sql.push(" AND (f.text_value = ").bind(text);
            if let Some(number) = number {
                sql.push(" OR f.number_value = ").bind(*number);
            }
            sql.push(")");
        }
        OwnTest::Compare(order, number) => {
            sql.push(" AND f.number_value").push(operator(*order)).bind(*number);
        }
    }
    sql.push(")");
}

/// A text that stands for itself in a pattern.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
