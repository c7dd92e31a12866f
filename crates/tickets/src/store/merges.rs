//! Which tickets were merged into which.

use base::{TicketId, Timestamp};
use db::{Conn, DbError, Tx, params};

use crate::model::Status;

/// That one ticket was merged into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The one that lives on in the other.
    pub source_id: TicketId,
    /// The other.
    pub target_id: TicketId,
    /// Where the source stood before.
    pub source_status: Status,
    /// When.
    pub merged_at: Timestamp,
}

/// The ticket in which this one lives on, if it was merged; the last of a chain.
///
/// # Errors
/// When the query fails.
pub fn find_survivor(c: &mut Conn, id: TicketId) -> Result<Option<TicketId>, DbError> {
    let mut survivor = None;
    // No circle can be made, as what was merged is closed and nothing merges into a closed ticket.
    while let Some(merge) = find_merge(c, survivor.unwrap_or(id))? {
        survivor = Some(merge.target_id);
    }
    Ok(survivor)
}

/// How this ticket was merged.
///
/// # Errors
/// When the query fails.
pub fn find_merge(c: &mut Conn, source: TicketId) -> Result<Option<Merge>, DbError> {
    c.find(
        "SELECT source_id, target_id, source_status, merged_at FROM ticket_merges WHERE source_id = $1",
        params![source],
        |row| {
            Ok(Merge {
                source_id: row.take()?,
                target_id: row.take()?,
                source_status: row.take()?,
                merged_at: row.take()?,
            })
        },
    )
}

/// The tickets that live on in this one, through others too, by id.
///
/// # Errors
/// When the query fails.
pub fn list_merged(c: &mut Conn, target: TicketId) -> Result<Vec<TicketId>, DbError> {
    c.query(
        "WITH RECURSIVE merged (id) AS (\
         SELECT source_id FROM ticket_merges WHERE target_id = $1 \
         UNION SELECT m.source_id FROM ticket_merges m JOIN merged ON m.target_id = merged.id) \
         SELECT id FROM merged ORDER BY id",
        params![target],
        |row| row.take(),
    )
}

/// Records a merge.
///
/// # Errors
/// [`DbError::Constraint`] when the source was merged already.
pub(crate) fn insert_merge(tx: &mut Tx, merge: &Merge) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO ticket_merges (source_id, target_id, source_status, merged_at) VALUES ($1, $2, $3, $4)",
        params![merge.source_id, merge.target_id, merge.source_status, merge.merged_at],
    )
    .map(|_| ())
}

/// Forgets a merge.
///
/// # Errors
/// When the statement fails.
pub(crate) fn delete_merge(tx: &mut Tx, source: TicketId) -> Result<(), DbError> {
    tx.execute("DELETE FROM ticket_merges WHERE source_id = $1", params![source]).map(|_| ())
}
