//! How many tickets there are of each kind, kept in step with every change of a ticket, so that the sidebar's counts do
//! not cost more as the desk grows. Deleted tickets do not count.

use db::{Conn, DbError, Sql, Tx, params};

use super::conditions::push_conditions;
use crate::{
    conditions::{Asker, Conditions},
    error::TicketError,
    model::Ticket,
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
    let mut asked = conditions.all.iter().chain(&conditions.any);
    if !asked.all(|condition| FIELDS.contains(&condition.field.as_str())) {
        return Ok(None);
    }
    // The columns are named as those of `tickets`, so that conditions read the same.
    let mut sql =
        Sql::new("SELECT CAST(COALESCE(SUM(t.tickets), 0) AS BIGINT) FROM ticket_counts t WHERE 1 = 1");
    push_conditions(&mut sql, conditions, asker)?;
    Ok(sql.query(c, |row| row.take())?.pop())
}

/// Counts a ticket that was `before` and is `after`; `None` where there was or is none.
pub(super) fn follow(tx: &mut Tx, before: Option<&Ticket>, after: Option<&Ticket>) -> Result<(), DbError> {
    let before = before.filter(|ticket| ticket.deleted_at.is_none());
    let after = after.filter(|ticket| ticket.deleted_at.is_none());
    if before.map(kind) == after.map(kind) {
        return Ok(());
    }
    for (ticket, change) in [(before, -1), (after, 1)] {
        if let Some(ticket) = ticket {
            add(tx, ticket, change)?;
        }
    }
    Ok(())
}

fn kind(ticket: &Ticket) -> impl PartialEq {
    (ticket.status, ticket.priority, ticket.kind, ticket.assignee_id, ticket.group_id)
}

fn add(tx: &mut Tx, ticket: &Ticket, change: i64) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO ticket_counts (status, priority, type, assignee_id, group_id, tickets) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (status, COALESCE(priority, -1), COALESCE(type, -1), \
         COALESCE(assignee_id, 0), COALESCE(group_id, 0)) DO UPDATE SET tickets = ticket_counts.tickets + excluded.tickets",
        params![
            ticket.status,
            ticket.priority,
            ticket.kind,
            ticket.assignee_id,
            ticket.group_id,
            change,
        ],
    )
    .map(|_| ())
}
