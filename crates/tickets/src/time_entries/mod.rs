//! Time entries: how long agents worked on a ticket. Customers never see them.

mod actions;
mod api;
mod csv;
mod shape;
pub mod store;

use base::{TicketId, TimeEntryId, Timestamp, UserId};
use db::{Conn, DbError, Tx};
use serde::{Deserialize, Serialize};

pub use self::{
    actions::{TimeEntryChange, add_entry, change_entry, delete_entry},
    api::routes,
};
pub(crate) use self::{
    actions::{add_planned, planned},
    shape::TimeEntryBody,
};
use crate::parts::Part;

/// That an agent worked on a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeEntry {
    /// Its id.
    pub id: TimeEntryId,
    /// On which ticket.
    pub ticket_id: TicketId,
    /// Who worked, when and how long.
    pub state: TimeState,
    /// When it was entered.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// Who worked, when and how long: what audits record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeState {
    /// Who worked.
    pub user_id: UserId,
    /// When the work ended.
    pub spent_at: Timestamp,
    /// How long it took.
    pub seconds: i64,
    /// What was done; may be empty.
    pub note: String,
}

impl Part for TimeEntry {
    const EVENT: &'static str = "TimeEntry";
    type State = TimeState;

    fn find_state(c: &mut Conn, ticket: TicketId, id: i64) -> Result<Option<TimeState>, DbError> {
        let found = store::find_entry(c, TimeEntryId(id))?;
        Ok(found.filter(|entry| entry.ticket_id == ticket).map(|entry| entry.state))
    }

    fn insert_state(
        tx: &mut Tx,
        now: Timestamp,
        ticket: TicketId,
        state: &TimeState,
    ) -> Result<i64, DbError> {
        Ok(store::insert_entry(tx, now, ticket, state)?.0)
    }

    fn update_state(tx: &mut Tx, now: Timestamp, id: i64, state: &TimeState) -> Result<(), DbError> {
        store::update_entry(tx, now, TimeEntryId(id), state)
    }

    fn delete_part(tx: &mut Tx, id: i64) -> Result<(), DbError> {
        store::delete_entry(tx, TimeEntryId(id))
    }
}
