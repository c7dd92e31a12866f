//! Tags over all tickets.

use db::{Conn, DbError, Listing, Page, Paging, Sql, params};

/// A page of tags with how many tickets carry each.
///
/// # Errors
/// When the query fails.
pub fn page_tags(c: &mut Conn, paging: &Paging) -> Result<Page<(String, i64)>, DbError> {
    let from = Sql::new(
        "FROM (SELECT g.tag AS name, COUNT(*) AS uses, 0 AS id FROM ticket_tags g JOIN tickets t ON t.id = g.ticket_id \
         WHERE t.deleted_at IS NULL GROUP BY g.tag) x WHERE 1 = 1",
    );
    let listing = Listing { columns: "x.name, x.uses", from, sort: "x.name", descending: false, id: "x.id" };
    listing.page(c, paging, |row| Ok((row.take()?, row.take()?)))
}

/// How many tags there are.
///
/// # Errors
/// When the query fails.
pub fn count_tags(c: &mut Conn) -> Result<i64, DbError> {
    c.get(
        "SELECT COUNT(DISTINCT g.tag) FROM ticket_tags g JOIN tickets t ON t.id = g.ticket_id \
         WHERE t.deleted_at IS NULL",
        &[],
        |row| row.take(),
    )
}

/// Tags that begin with `prefix`, the most used first.
///
/// # Errors
/// When the query fails.
pub fn list_tags_starting(c: &mut Conn, prefix: &str, limit: i64) -> Result<Vec<String>, DbError> {
    // The character after the last possible one: a range is an index scan on both databases, LIKE is not.
    let end = format!("{prefix}\u{10ffff}");
    c.query(
        "SELECT tag FROM ticket_tags WHERE tag >= $1 AND tag < $2 GROUP BY tag ORDER BY COUNT(*) DESC, tag LIMIT $3",
        params![prefix, end, limit],
        |row| row.take(),
    )
}
