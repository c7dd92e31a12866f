//! How many tickets there are of each kind, kept in step with every change of a ticket, so that the sidebar's counts do
//! not cost more as the desk grows. Deleted tickets do not count.

use db::{Conn, DbError, Sql, Tx};

use super::conditions::push_conditions;
use crate::{
    conditions::{Asker, Conditions},
    error::TicketError,
    model::{Priority, Ticket, TicketType},
};

/// The fields of conditions that the counts know.
const FIELDS: [&str; 5] = ["status", "priority", "type", "assignee_id", "group_id"];

/// How many tickets fulfil these conditions; `None` when they ask for something the counts do not know.
///
/// # Errors
/// When a condition makes no sense or the query fails.
pub fn count_fulfilling(
    c: &mut Conn,
    conditions: &Conditions,
    asker: &Asker,
) -> Result<Option<i64>, TicketError> {
    let (snoozed, rest) = conditions.part_snoozed();
    if !knows(&rest) {
        return Ok(None);
    }
    // Few tickets are put away at a time, so those are counted one by one.
    Ok(Some(match snoozed {
        None => count_all(c, &rest, asker)?,
        Some(true) => count_snoozed(c, &rest, asker)?,
        Some(false) => count_all(c, &rest, asker)? - count_snoozed(c, &rest, asker)?,
    }))
}

fn count_all(c: &mut Conn, conditions: &Conditions, asker: &Asker) -> Result<i64, TicketError> {
    // The columns are named as those of `tickets`, so that conditions read the same.
    let mut sql =
        Sql::new("SELECT CAST(COALESCE(SUM(t.tickets), 0) AS BIGINT) FROM ticket_counts t WHERE 1 = 1");
    push_conditions(&mut sql, conditions, asker)?;
    Ok(sql.query(c, |row| row.take())?.pop().unwrap_or(0))
}

fn count_snoozed(c: &mut Conn, conditions: &Conditions, asker: &Asker) -> Result<i64, TicketError> {
    let mut sql = Sql::new(
        "SELECT COUNT(*) FROM snoozes s JOIN tickets t ON t.id = s.ticket_id WHERE t.deleted_at IS NULL",
    );
    push_conditions(&mut sql, conditions, asker)?;
    Ok(sql.query(c, |row| row.take())?.pop().unwrap_or(0))
}

/// Whether conditions ask for nothing but what is counted.
pub(super) fn knows(conditions: &Conditions) -> bool {
    conditions.every().iter().all(|condition| FIELDS.contains(&condition.field.as_str()))
}

/// Counts a ticket that was `before` and is `after`; `None` where there was or is none.
pub(super) fn follow(tx: &mut Tx, before: Option<&Ticket>, after: Option<&Ticket>) -> Result<(), DbError> {
    let before = before.filter(|ticket| ticket.deleted_at.is_none());
    let after = after.filter(|ticket| ticket.deleted_at.is_none());
    if before.map(kind) == after.map(kind) {
        return Ok(());
    }
    let changes = [(before, -1_i64), (after, 1)];
    let mut sql = Sql::new(
        "INSERT INTO ticket_counts (status, priority, type, assignee_id, group_id, tickets) VALUES ",
    );
    for (index, (ticket, change)) in changes.iter().filter_map(|(t, c)| t.map(|t| (t, c))).enumerate() {
        sql.push(if index == 0 { "(" } else { ", (" });
        push_id(&mut sql, Some(ticket.status.rank())).push(", ");
        push_id(&mut sql, ticket.priority.map(Priority::rank)).push(", ");
        push_id(&mut sql, ticket.kind.map(TicketType::rank)).push(", ");
        push_id(&mut sql, ticket.assignee_id.map(|id| id.0)).push(", ");
        push_id(&mut sql, ticket.group_id.map(|id| id.0)).push(", ");
        push_id(&mut sql, Some(*change)).push(")");
    }
    sql.push(
        " ON CONFLICT (status, COALESCE(priority, -1), COALESCE(type, -1), COALESCE(assignee_id, 0), \
         COALESCE(group_id, 0)) DO UPDATE SET tickets = ticket_counts.tickets + excluded.tickets",
    );
    sql.execute(tx).map(|_| ())
}

/// PostgreSQL takes a value of several rows for a text unless its type is said.
fn push_id(sql: &mut Sql, value: Option<i64>) -> &mut Sql {
    sql.push("CAST(").bind(value).push(" AS BIGINT)")
}

fn kind(ticket: &Ticket) -> impl PartialEq {
    (ticket.status, ticket.priority, ticket.kind, ticket.assignee_id, ticket.group_id)
}
