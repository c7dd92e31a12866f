//! The SQL of mail that was put aside.

use db::{Conn, DbError, Listing, Page, Paging, Row, Sql, Tx, params};

use super::SuspendedTicket;

const COLUMNS: &str = "s.id, s.incoming_mail_id, s.cause, s.author_id, s.author_name, s.author_email, s.subject, \
    s.content, s.recipient, s.created_at";

fn read(row: &Row<'_>) -> Result<SuspendedTicket, DbError> {
    Ok(SuspendedTicket {
        id: row.take()?,
        incoming_mail_id: row.take()?,
        cause: row.take()?,
        author_id: row.take()?,
        author_name: row.take()?,
        author_email: row.take()?,
        subject: row.take()?,
        content: row.take()?,
        recipient: row.take()?,
        created_at: row.take()?,
    })
}

/// A page of them, in an order that may descend.
///
/// # Errors
/// When the query fails.
pub(super) fn page(
    c: &mut Conn,
    sort: &'static str,
    descending: bool,
    paging: &Paging,
) -> Result<Page<SuspendedTicket>, DbError> {
    let from = Sql::new("FROM suspended_tickets s WHERE 1 = 1");
    Listing { columns: COLUMNS, from, sort, descending, id: "s.id" }.page(c, paging, read)
}

/// One of them.
///
/// # Errors
/// When the query fails.
pub(super) fn find(c: &mut Conn, id: i64) -> Result<Option<SuspendedTicket>, DbError> {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM suspended_tickets s WHERE s.id = ").bind(id);
    Ok(sql.query(c, read)?.pop())
}

/// Stores one; its own id is not used.
///
/// # Errors
/// When the statement fails.
pub(super) fn insert(tx: &mut Tx, suspended: &SuspendedTicket) -> Result<i64, DbError> {
    tx.insert(
        "INSERT INTO suspended_tickets (incoming_mail_id, cause, author_id, author_name, author_email, subject, content, \
         recipient, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        params![
            suspended.incoming_mail_id,
            suspended.cause,
            suspended.author_id,
            suspended.author_name,
            suspended.author_email,
            suspended.subject,
            suspended.content,
            suspended.recipient,
            suspended.created_at,
        ],
    )
}

/// Forgets one; its mail stays in the ledger.
///
/// # Errors
/// When the statement fails.
pub(super) fn delete(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM suspended_tickets WHERE id = $1", params![id]).map(|_| ())
}
