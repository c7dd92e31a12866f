//! The SQL of reminders.

use base::{ReminderId, TicketId, UserId};
use db::{Conn, DbError, Row, Sql, Tx, params};

use super::Reminder;

const COLUMNS: &str = "r.id, r.ticket_id, r.user_id, r.author_id, r.body, r.remind_at, r.done_at, r.created_at, \
    r.updated_at";

fn read(row: &Row<'_>) -> Result<Reminder, DbError> {
    Ok(Reminder {
        id: row.take()?,
        ticket_id: row.take()?,
        user_id: row.take()?,
        author_id: row.take()?,
        text: row.take()?,
        remind_at: row.take()?,
        done_at: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

fn select() -> Sql {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM reminders r ");
    sql
}

/// A reminder, done or not.
///
/// # Errors
/// When the query fails.
pub fn find_reminder(c: &mut Conn, id: ReminderId) -> Result<Option<Reminder>, DbError> {
    let mut sql = select();
    Ok(sql.push("WHERE r.id = ").bind(id).query(c, read)?.pop())
}

/// A ticket's open reminders, the soonest first.
///
/// # Errors
/// When the query fails.
pub fn list_of_ticket(c: &mut Conn, ticket: TicketId) -> Result<Vec<Reminder>, DbError> {
    let mut sql = select();
    sql.push("WHERE r.done_at IS NULL AND r.ticket_id = ").bind(ticket).push(" ORDER BY r.remind_at, r.id");
    sql.query(c, read)
}

/// Somebody's open reminders with the subjects of their tickets, the soonest first; those of deleted tickets are left
/// out.
///
/// # Errors
/// When the query fails.
pub fn list_of_user(c: &mut Conn, user: UserId) -> Result<Vec<(Reminder, String)>, DbError> {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(", t.subject FROM reminders r JOIN tickets t ON t.id = r.ticket_id ");
    sql.push("WHERE r.done_at IS NULL AND t.deleted_at IS NULL AND r.user_id = ").bind(user);
    sql.push(" ORDER BY r.remind_at, r.id").query(c, |row| Ok((read(row)?, row.take()?)))
}

/// Stores a new reminder; its own id is not used.
///
/// # Errors
/// When the statement fails.
pub(super) fn insert_reminder(tx: &mut Tx, reminder: &Reminder) -> Result<ReminderId, DbError> {
    tx.insert(
        "INSERT INTO reminders (ticket_id, user_id, author_id, body, remind_at, done_at, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        params![
            reminder.ticket_id,
            reminder.user_id,
            reminder.author_id,
            reminder.text,
            reminder.remind_at,
            reminder.done_at,
            reminder.created_at,
            reminder.updated_at,
        ],
    )
}

/// Stores a reminder as it is now.
///
/// # Errors
/// When the statement fails.
pub(super) fn update_reminder(tx: &mut Tx, reminder: &Reminder) -> Result<(), DbError> {
    tx.execute(
        "UPDATE reminders SET user_id = $1, body = $2, remind_at = $3, done_at = $4, updated_at = $5 WHERE id = $6",
        params![
            reminder.user_id,
            reminder.text,
            reminder.remind_at,
            reminder.done_at,
            reminder.updated_at,
            reminder.id,
        ],
    )
    .map(|_| ())
}

/// Forgets a reminder, and what was told of it.
///
/// # Errors
/// When the statement fails.
pub(super) fn delete_reminder(tx: &mut Tx, id: ReminderId) -> Result<(), DbError> {
    tx.execute("DELETE FROM reminders WHERE id = $1", params![id]).map(|_| ())
}
