//! The SQL of recurring tickets.

use base::{RecurringTicketId, TicketId, Timestamp, UserId};
use db::{Conn, DbError, Row, Sql, Tx, params};
use serde::{Serialize, de::DeserializeOwned};

use super::{Plan, RecurringRun, RecurringTicket, SHOWN_RUNS};

const SELECT: &str = "SELECT id, owner_id, ticket, schedule, paused, problem, next_at, created_at, updated_at \
    FROM recurring_tickets ";

fn read(row: &Row<'_>) -> Result<RecurringTicket, DbError> {
    Ok(RecurringTicket {
        id: row.take()?,
        plan: Plan {
            owner_id: row.take()?,
            ticket: from_json(&row.take::<String>()?)?,
            schedule: from_json(&row.take::<String>()?)?,
            paused: row.take()?,
        },
        problem: row.take()?,
        next_at: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, DbError> {
    serde_json::from_str(text).map_err(|_| DbError::Unsupported("a recurring ticket is not readable"))
}

fn to_json(part: &impl Serialize) -> Result<String, DbError> {
    serde_json::to_string(part).map_err(|_| DbError::Unsupported("a recurring ticket is not JSON"))
}

/// Those of one owner, or all; the next to be made first, those that make none last.
///
/// # Errors
/// When the query fails.
pub fn list(c: &mut Conn, owner: Option<UserId>) -> Result<Vec<RecurringTicket>, DbError> {
    let mut sql = Sql::new(SELECT);
    if let Some(owner) = owner {
        sql.push("WHERE owner_id = ").bind(owner).push(" ");
    }
    sql.push("ORDER BY CASE WHEN next_at IS NULL THEN 1 ELSE 0 END, next_at, id");
    sql.query(c, read)
}

/// One of them.
///
/// # Errors
/// When the query fails.
pub fn find(c: &mut Conn, id: RecurringTicketId) -> Result<Option<RecurringTicket>, DbError> {
    let mut sql = Sql::new(SELECT);
    Ok(sql.push("WHERE id = ").bind(id).query(c, read)?.pop())
}

/// Stores a new one; its own id is not used.
///
/// # Errors
/// When the statement fails.
pub(super) fn insert(tx: &mut Tx, recurring: &RecurringTicket) -> Result<RecurringTicketId, DbError> {
    let Plan { owner_id, ticket, schedule, paused } = &recurring.plan;
    tx.insert(
        "INSERT INTO recurring_tickets \
         (owner_id, subject, ticket, schedule, paused, problem, next_at, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        params![
            *owner_id,
            ticket.subject,
            to_json(ticket)?,
            to_json(schedule)?,
            *paused,
            recurring.problem,
            recurring.next_at,
            recurring.created_at,
            recurring.updated_at,
        ],
    )
}

/// Stores one as it is now.
///
/// # Errors
/// When the statement fails.
pub(super) fn update(tx: &mut Tx, recurring: &RecurringTicket) -> Result<(), DbError> {
    let Plan { owner_id, ticket, schedule, paused } = &recurring.plan;
    tx.execute(
        "UPDATE recurring_tickets SET owner_id = $1, subject = $2, ticket = $3, schedule = $4, paused = $5, \
         problem = $6, next_at = $7, updated_at = $8 WHERE id = $9",
        params![
            *owner_id,
            ticket.subject,
            to_json(ticket)?,
            to_json(schedule)?,
            *paused,
            recurring.problem,
            recurring.next_at,
            recurring.updated_at,
            recurring.id,
        ],
    )
    .map(|_| ())
}

/// Removes one; the tickets that it made stay.
///
/// # Errors
/// When the statement fails.
pub(super) fn delete(tx: &mut Tx, id: RecurringTicketId) -> Result<(), DbError> {
    tx.execute("DELETE FROM recurring_tickets WHERE id = $1", params![id]).map(|_| ())
}

/// Notes that a ticket was made.
///
/// # Errors
/// When the statement fails.
pub(super) fn insert_run(tx: &mut Tx, id: RecurringTicketId, run: &RecurringRun) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO recurring_ticket_runs (recurring_ticket_id, ticket_id, due_at, missed, created_at) \
         VALUES ($1, $2, $3, $4, $5)",
        params![id, run.ticket_id, run.due_at, run.missed, run.created_at],
    )
    .map(|_| ())
}

/// The last tickets that one made, the newest first.
///
/// # Errors
/// When the query fails.
pub(super) fn list_runs(c: &mut Conn, id: RecurringTicketId) -> Result<Vec<RecurringRun>, DbError> {
    c.query(
        "SELECT ticket_id, due_at, missed, created_at FROM recurring_ticket_runs WHERE recurring_ticket_id = $1 \
         ORDER BY id DESC LIMIT $2",
        params![id, SHOWN_RUNS],
        |row| {
            Ok(RecurringRun {
                ticket_id: row.take::<TicketId>()?,
                due_at: row.take::<Option<Timestamp>>()?,
                missed: row.take()?,
                created_at: row.take()?,
            })
        },
    )
}
