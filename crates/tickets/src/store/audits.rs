//! A ticket's history.

use base::{AuditId, TicketId};
use db::{Conn, DbError, Listing, Page, Paging, Row, Sql, Tx, params};

use crate::model::Audit;

const COLUMNS: &str = "id, entity_id, author_id, via, source, events, undone_by, created_at";

fn read_audit(row: &Row<'_>) -> Result<Audit, DbError> {
    Ok(Audit {
        id: row.take()?,
        ticket_id: row.take()?,
        author_id: row.take()?,
        via: row.take()?,
        source: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
        events: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
        undone_by: row.take()?,
        created_at: row.take()?,
    })
}

/// One audit of a ticket.
///
/// # Errors
/// When the query fails.
pub fn find_audit(c: &mut Conn, id: AuditId) -> Result<Option<Audit>, DbError> {
    let mut sql = select();
    sql.push(" AND id = ").bind(id);
    Ok(sql.query(c, read_audit)?.pop())
}

/// A ticket's audits, oldest first.
///
/// # Errors
/// When the query fails.
pub fn list_audits(c: &mut Conn, ticket_id: TicketId) -> Result<Vec<Audit>, DbError> {
    let mut sql = select();
    sql.push(" AND entity_id = ").bind(ticket_id).push(" ORDER BY id");
    sql.query(c, read_audit)
}

/// A ticket's audits since one of them.
///
/// # Errors
/// When the query fails.
pub fn list_since(c: &mut Conn, ticket_id: TicketId, since: base::Timestamp) -> Result<Vec<Audit>, DbError> {
    let mut sql = select();
    sql.push(" AND entity_id = ").bind(ticket_id).push(" AND created_at > ").bind(since).push(" ORDER BY id");
    sql.query(c, read_audit)
}

/// A page of audits, of one ticket or of all.
///
/// # Errors
/// When the query fails.
pub fn page_audits(
    c: &mut Conn,
    ticket_id: Option<TicketId>,
    descending: bool,
    paging: &Paging,
) -> Result<Page<Audit>, DbError> {
    let mut from = Sql::new("FROM audits WHERE entity = 'ticket'");
    if let Some(ticket_id) = ticket_id {
        from.push(" AND entity_id = ").bind(ticket_id);
    }
    let listing = Listing { columns: COLUMNS, from, sort: "id", descending, id: "id" };
    listing.page(c, paging, read_audit)
}

/// Notes that an audit was taken back by another.
///
/// # Errors
/// When the statement fails.
pub fn mark_undone(tx: &mut Tx, id: AuditId, by: AuditId) -> Result<(), DbError> {
    tx.execute("UPDATE audits SET undone_by = $1 WHERE id = $2", params![by, id]).map(|_| ())
}

fn select() -> Sql {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM audits WHERE entity = 'ticket'");
    sql
}

/// Records a change of a ticket.
///
/// # Errors
/// When the statement fails.
pub fn record(
    tx: &mut Tx,
    now: base::Timestamp,
    actor: &base::Actor,
    ticket_id: TicketId,
    events: &[serde_json::Value],
) -> Result<AuditId, DbError> {
    people::audit::record(tx, now, actor, people::audit::Entity::Ticket, ticket_id.0, &events)
}

/// Fills in the events of an audit that was just recorded, once the ids they name are known.
///
/// # Errors
/// When the statement fails.
pub fn set_events(tx: &mut Tx, id: AuditId, events: &[serde_json::Value]) -> Result<(), DbError> {
    let events = serde_json::Value::Array(events.to_vec()).to_string();
    tx.execute("UPDATE audits SET events = $1 WHERE id = $2", params![events, id]).map(|_| ())
}

/// Some `limit` ticket audits from a time on, oldest first, and whether more follow. The second of the last one is
/// whole, so that a reader can go on with the next second.
///
/// # Errors
/// When the query fails.
pub fn list_from(c: &mut Conn, start: base::Timestamp, limit: i64) -> Result<(Vec<Audit>, bool), DbError> {
    let mut first = select();
    first.push(" AND created_at >= ").bind(start).push(" ORDER BY created_at, id LIMIT ").bind(limit);
    let mut found = first.query(c, read_audit)?;
    let Some(last) = found.last() else { return Ok((found, false)) };
    let next_second = base::Timestamp::from_unix_seconds(last.created_at.unix_seconds() + 1);
    let mut same_second = select();
    same_second.push(" AND (created_at, id) > (").bind(last.created_at).push(", ").bind(last.id).push(")");
    same_second.push(" AND created_at < ").bind(next_second).push(" ORDER BY created_at, id");
    let rest = same_second.query(c, read_audit)?;
    found.extend(rest);
    let mut later =
        Sql::new("SELECT COUNT(*) FROM (SELECT 1 FROM audits WHERE entity = 'ticket' AND created_at >= ");
    later.bind(next_second).push(" LIMIT 1) x");
    let has_more = later.get(c, |row| row.take::<i64>())? > 0;
    Ok((found, has_more))
}
