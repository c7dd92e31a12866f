//! Tasks as the API shows them.

use base::{TaskId, TicketId, Timestamp, UserId};
use serde::Serialize;
use utoipa::ToSchema;

use super::Task;

/// A step of the work on a ticket.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TaskBody {
    id: TaskId,
    ticket_id: TicketId,
    /// What is to be done.
    title: String,
    /// Whether it is done.
    done: bool,
    /// When it was done.
    done_at: Option<Timestamp>,
    /// Which agent does it.
    assignee_id: Option<UserId>,
    /// Until when.
    due_at: Option<Timestamp>,
    created_at: Timestamp,
    updated_at: Timestamp,
}

impl TaskBody {
    pub(crate) fn new(task: Task) -> Self {
        let Task { id, ticket_id, state, created_at, updated_at } = task;
        Self {
            id,
            ticket_id,
            title: state.title,
            done: state.done_at.is_some(),
            done_at: state.done_at,
            assignee_id: state.assignee_id,
            due_at: state.due_at,
            created_at,
            updated_at,
        }
    }
}
