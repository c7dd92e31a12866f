//! Tasks: the steps of the work on a ticket, which agents tick off. Customers never see them.
//!
//! A change of tasks is an audit of the ticket, and can be taken back like any other.

mod actions;
mod api;
mod shape;
pub mod store;

use base::{TaskId, TicketId, Timestamp, UserId};
use db::{Conn, DbError, Tx};
use serde::{Deserialize, Serialize};

pub use self::{
    actions::{TaskChange, add_task, change_task, delete_task, reorder_tasks},
    api::routes,
};
pub(crate) use self::{
    actions::{add_planned, one_line, planned, require_title},
    shape::TaskBody,
};
use crate::parts::Part;

/// A step of the work on a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// On which ticket.
    pub ticket_id: TicketId,
    /// What it is and how it stands.
    pub state: TaskState,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What a task is and how it stands: what audits record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskState {
    /// What is to be done.
    pub title: String,
    /// When it was done; `None` while it is open.
    pub done_at: Option<Timestamp>,
    /// Which agent does it.
    pub assignee_id: Option<UserId>,
    /// Until when.
    pub due_at: Option<Timestamp>,
    /// Its place in the list.
    pub position: i64,
}

impl Part for Task {
    const EVENT: &'static str = "Task";
    type State = TaskState;

    fn find_state(c: &mut Conn, ticket: TicketId, id: i64) -> Result<Option<TaskState>, DbError> {
        Ok(store::find_task(c, ticket, TaskId(id))?.map(|task| task.state))
    }

    fn insert_state(
        tx: &mut Tx,
        now: Timestamp,
        ticket: TicketId,
        state: &TaskState,
    ) -> Result<i64, DbError> {
        Ok(store::insert_task(tx, now, ticket, state)?.0)
    }

    fn update_state(tx: &mut Tx, now: Timestamp, id: i64, state: &TaskState) -> Result<(), DbError> {
        store::update_task(tx, now, TaskId(id), state)
    }

    fn delete_part(tx: &mut Tx, id: i64) -> Result<(), DbError> {
        store::delete_task(tx, TaskId(id))
    }
}
