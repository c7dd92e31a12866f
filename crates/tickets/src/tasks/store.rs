//! The SQL of tasks.

use base::{TaskId, TicketId, Timestamp};
use db::{Conn, DbError, Row, Tx, params};

use super::{Task, TaskState};

fn read(row: &Row<'_>) -> Result<Task, DbError> {
    Ok(Task {
        id: row.take()?,
        ticket_id: row.take()?,
        state: TaskState {
            title: row.take()?,
            done_at: row.take()?,
            assignee_id: row.take()?,
            due_at: row.take()?,
            position: row.take()?,
        },
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// A ticket's tasks, in their order.
///
/// # Errors
/// When the query fails.
pub fn list_tasks(c: &mut Conn, ticket_id: TicketId) -> Result<Vec<Task>, DbError> {
    c.query(
        "SELECT id, ticket_id, title, done_at, assignee_id, due_at, position, created_at, updated_at FROM tasks \
         WHERE ticket_id = $1 ORDER BY position, id",
        params![ticket_id],
        read,
    )
}

/// One of a ticket's tasks.
///
/// # Errors
/// When the query fails.
pub fn find_task(c: &mut Conn, ticket_id: TicketId, id: TaskId) -> Result<Option<Task>, DbError> {
    c.find(
        "SELECT id, ticket_id, title, done_at, assignee_id, due_at, position, created_at, updated_at FROM tasks \
         WHERE ticket_id = $1 AND id = $2",
        params![ticket_id, id],
        read,
    )
}

/// Stores a new task.
///
/// # Errors
/// When the statement fails.
pub(super) fn insert_task(
    tx: &mut Tx,
    now: Timestamp,
    ticket_id: TicketId,
    state: &TaskState,
) -> Result<TaskId, DbError> {
    tx.insert(
        "INSERT INTO tasks (ticket_id, title, done_at, assignee_id, due_at, position, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        params![
            ticket_id,
            state.title,
            state.done_at,
            state.assignee_id,
            state.due_at,
            state.position,
            now,
            now,
        ],
    )
}

/// Stores how a task is now.
///
/// # Errors
/// When the statement fails.
pub(super) fn update_task(tx: &mut Tx, now: Timestamp, id: TaskId, state: &TaskState) -> Result<(), DbError> {
    tx.execute(
        "UPDATE tasks SET title = $1, done_at = $2, assignee_id = $3, due_at = $4, position = $5, updated_at = $6 \
         WHERE id = $7",
        params![state.title, state.done_at, state.assignee_id, state.due_at, state.position, now, id],
    )
    .map(|_| ())
}

/// Removes a task.
///
/// # Errors
/// When the statement fails.
pub(super) fn delete_task(tx: &mut Tx, id: TaskId) -> Result<(), DbError> {
    tx.execute("DELETE FROM tasks WHERE id = $1", params![id]).map(|_| ())
}
