//! The SQL of time entries.

use base::{TicketId, TimeEntryId, Timestamp, UserId};
use db::{Conn, DbError, Listing, Page, Paging, Row, Sql, Tx, params};

use super::{TimeEntry, TimeState};

const COLUMNS: &str =
    "e.id, e.ticket_id, e.user_id, e.spent_at, e.seconds, e.note, e.created_at, e.updated_at";

/// Which entries are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct TimeFilter {
    /// Of this ticket.
    pub ticket_id: Option<TicketId>,
    /// Of this agent.
    pub user_id: Option<UserId>,
    /// Not before this.
    pub from: Option<Timestamp>,
    /// Before this.
    pub until: Option<Timestamp>,
}

impl TimeFilter {
    fn from(&self) -> Sql {
        let mut sql =
            Sql::new("FROM time_entries e JOIN tickets t ON t.id = e.ticket_id WHERE t.deleted_at IS NULL");
        if let Some(id) = self.ticket_id {
            sql.push(" AND e.ticket_id = ").bind(id);
        }
        if let Some(id) = self.user_id {
            sql.push(" AND e.user_id = ").bind(id);
        }
        if let Some(at) = self.from {
            sql.push(" AND e.spent_at >= ").bind(at);
        }
        if let Some(at) = self.until {
            sql.push(" AND e.spent_at < ").bind(at);
        }
        sql
    }
}

fn read(row: &Row<'_>) -> Result<TimeEntry, DbError> {
    Ok(TimeEntry {
        id: row.take()?,
        ticket_id: row.take()?,
        state: TimeState {
            user_id: row.take()?,
            spent_at: row.take()?,
            seconds: row.take()?,
            note: row.take()?,
        },
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// A page of the entries asked for, the newest first.
///
/// # Errors
/// When the query fails.
pub fn page_entries(c: &mut Conn, filter: &TimeFilter, paging: &Paging) -> Result<Page<TimeEntry>, DbError> {
    let listing =
        Listing { columns: COLUMNS, from: filter.from(), sort: "e.spent_at", descending: true, id: "e.id" };
    listing.page(c, paging, read)
}

/// How many seconds the entries asked for come to.
///
/// # Errors
/// When the query fails.
pub fn sum_entries(c: &mut Conn, filter: &TimeFilter) -> Result<i64, DbError> {
    let mut sql = Sql::new("SELECT CAST(COALESCE(SUM(e.seconds), 0) AS BIGINT) ");
    sql.append(&filter.from());
    sql.get(c, |row| row.take())
}

/// A ticket's entries, the newest first.
///
/// # Errors
/// When the query fails.
pub fn list_of_ticket(c: &mut Conn, ticket_id: TicketId) -> Result<Vec<TimeEntry>, DbError> {
    c.query(
        "SELECT e.id, e.ticket_id, e.user_id, e.spent_at, e.seconds, e.note, e.created_at, e.updated_at \
         FROM time_entries e WHERE e.ticket_id = $1 ORDER BY e.spent_at DESC, e.id DESC",
        params![ticket_id],
        read,
    )
}

/// An entry.
///
/// # Errors
/// When the query fails.
pub fn find_entry(c: &mut Conn, id: TimeEntryId) -> Result<Option<TimeEntry>, DbError> {
    c.find(
        "SELECT e.id, e.ticket_id, e.user_id, e.spent_at, e.seconds, e.note, e.created_at, e.updated_at \
         FROM time_entries e WHERE e.id = $1",
        params![id],
        read,
    )
}

/// Stores a new entry.
///
/// # Errors
/// When the statement fails.
pub(super) fn insert_entry(
    tx: &mut Tx,
    now: Timestamp,
    ticket_id: TicketId,
    state: &TimeState,
) -> Result<TimeEntryId, DbError> {
    tx.insert(
        "INSERT INTO time_entries (ticket_id, user_id, spent_at, seconds, note, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        params![ticket_id, state.user_id, state.spent_at, state.seconds, state.note, now, now],
    )
}

/// Stores how an entry is now.
///
/// # Errors
/// When the statement fails.
pub(super) fn update_entry(
    tx: &mut Tx,
    now: Timestamp,
    id: TimeEntryId,
    state: &TimeState,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE time_entries SET spent_at = $1, seconds = $2, note = $3, updated_at = $4 WHERE id = $5",
        params![state.spent_at, state.seconds, state.note, now, id],
    )
    .map(|_| ())
}

/// Removes an entry.
///
/// # Errors
/// When the statement fails.
pub(super) fn delete_entry(tx: &mut Tx, id: TimeEntryId) -> Result<(), DbError> {
    tx.execute("DELETE FROM time_entries WHERE id = $1", params![id]).map(|_| ())
}
