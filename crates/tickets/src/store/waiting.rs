//! Since when customers wait: from the first thing they said in public that nobody of ours has answered.

use std::collections::HashMap;

use base::{TicketId, Timestamp};
use db::{Conn, DbError, Sql, Tx, params};

/// Brings it up to date after a public comment came or went.
///
/// # Errors
/// When the statement fails.
pub fn refresh(tx: &mut Tx, ticket: TicketId) -> Result<(), DbError> {
    tx.execute(
        "UPDATE tickets SET waiting_since = ( \
         SELECT MIN(c.created_at) FROM comments c JOIN users u ON u.id = c.author_id \
         WHERE c.ticket_id = tickets.id AND c.public = 1 AND (u.role = 'end-user' OR u.id = tickets.requester_id) \
         AND c.id > COALESCE(( \
         SELECT MAX(a.id) FROM comments a JOIN users v ON v.id = a.author_id WHERE a.ticket_id = tickets.id \
         AND a.public = 1 AND v.role <> 'end-user' AND v.id <> tickets.requester_id), 0)) WHERE id = $1",
        params![ticket],
    )
    .map(|_| ())
}

/// Since when the customers of these tickets wait; those who do not are left out.
///
/// # Errors
/// When the query fails.
pub fn list_waiting(c: &mut Conn, ids: &[TicketId]) -> Result<HashMap<TicketId, Timestamp>, DbError> {
    let mut sql =
        Sql::new("SELECT id, waiting_since FROM tickets WHERE waiting_since IS NOT NULL AND id IN ");
    sql.list(ids);
    Ok(sql.query(c, |row| Ok((row.take()?, row.take()?)))?.into_iter().collect())
}
