//! Time entries as the API shows them.

use base::{TicketId, TimeEntryId, Timestamp, UserId};
use serde::Serialize;
use utoipa::ToSchema;

use super::TimeEntry;

/// That an agent worked on a ticket.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TimeEntryBody {
    id: TimeEntryId,
    ticket_id: TicketId,
    /// Who worked.
    user_id: UserId,
    /// When the work ended.
    spent_at: Timestamp,
    /// How long it took.
    seconds: i64,
    /// What was done; may be empty.
    note: String,
    created_at: Timestamp,
    updated_at: Timestamp,
}

impl TimeEntryBody {
    pub(crate) fn new(entry: TimeEntry) -> Self {
        let TimeEntry { id, ticket_id, state, created_at, updated_at } = entry;
        Self {
            id,
            ticket_id,
            user_id: state.user_id,
            spent_at: state.spent_at,
            seconds: state.seconds,
            note: state.note,
            created_at,
            updated_at,
        }
    }
}
