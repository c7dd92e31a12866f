//! The SQL of tickets put away.

use base::TicketId;
use db::{Conn, DbError, Tx, params};

use super::Snooze;

/// Whether and until when a ticket is put away.
///
/// # Errors
/// When the query fails.
pub fn find_snooze(c: &mut Conn, ticket: TicketId) -> Result<Option<Snooze>, DbError> {
    c.find(
        "SELECT ticket_id, user_id, until, created_at FROM snoozes WHERE ticket_id = $1",
        params![ticket],
        |row| {
            Ok(Snooze {
                ticket_id: row.take()?,
                user_id: row.take()?,
                until: row.take()?,
                created_at: row.take()?,
            })
        },
    )
}

/// Puts a ticket away, in place of what was said of it before.
///
/// # Errors
/// When the statement fails.
pub(super) fn save_snooze(tx: &mut Tx, snooze: &Snooze) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO snoozes (ticket_id, user_id, until, created_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (ticket_id) DO UPDATE SET user_id = excluded.user_id, until = excluded.until, \
         created_at = excluded.created_at",
        params![snooze.ticket_id, snooze.user_id, snooze.until, snooze.created_at],
    )
    .map(|_| ())
}

/// Brings a ticket back.
///
/// # Errors
/// When the statement fails.
pub(super) fn delete_snooze(tx: &mut Tx, ticket: TicketId) -> Result<(), DbError> {
    tx.execute("DELETE FROM snoozes WHERE ticket_id = $1", params![ticket]).map(|_| ())
}
