//! A ticket's history.

use std::collections::HashMap;

use base::{Actor, AuditId, TicketId, Timestamp};
use db::{Conn, DbError, Listing, Page, Paging, Row, Sql, Tx, params};
use serde_json::Value;

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
pub fn list_since(c: &mut Conn, ticket_id: TicketId, since: Timestamp) -> Result<Vec<Audit>, DbError> {
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

/// How many audits a ticket has.
///
/// # Errors
/// When the query fails.
pub fn count_audits(c: &mut Conn, ticket_id: TicketId) -> Result<i64, DbError> {
    let mut sql = Sql::new("SELECT COUNT(*) FROM audits WHERE entity = 'ticket' AND entity_id = ");
    sql.bind(ticket_id).get(c, |row| row.take())
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
    now: Timestamp,
    actor: &Actor,
    ticket_id: TicketId,
    events: &[Value],
) -> Result<AuditId, DbError> {
    people::audit::record(tx, now, actor, people::audit::Entity::Ticket, ticket_id.0, &events)
}

/// What is recorded to be behind the first audit of each of these tickets.
///
/// # Errors
/// When the query fails.
pub fn list_first_sources(c: &mut Conn, tickets: &[TicketId]) -> Result<HashMap<TicketId, Value>, DbError> {
    let mut sql = Sql::new(
        "SELECT entity_id, source FROM audits WHERE id IN \
         (SELECT MIN(id) FROM audits WHERE entity = 'ticket' AND entity_id IN ",
    );
    sql.list(tickets).push(" GROUP BY entity_id)");
    let pairs = sql.query(c, |row| {
        Ok((row.take()?, serde_json::from_str(&row.take::<String>()?).unwrap_or_default()))
    })?;
    Ok(pairs.into_iter().collect())
}

/// Notes in an audit that was just recorded what is behind it: in Zendesk's shape `rel`, `from` and `to`, and whatever
/// else tells where it came from.
///
/// # Errors
/// When the statement fails.
pub fn set_source(tx: &mut Tx, id: AuditId, source: &Value) -> Result<(), DbError> {
    tx.execute("UPDATE audits SET source = $1 WHERE id = $2", params![source.to_string(), id]).map(|_| ())
}

/// Notes in several audits that were just recorded what is behind them.
///
/// # Errors
/// When the statement fails.
pub fn set_sources(tx: &mut Tx, ids: &[AuditId], source: &Value) -> Result<(), DbError> {
    if ids.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new("UPDATE audits SET source = ");
    sql.bind(source.to_string()).push(" WHERE id IN ").list(ids);
    sql.execute(tx).map(|_| ())
}

/// Fills in the events of an audit that was just recorded, once the ids they name are known.
///
/// # Errors
/// When the statement fails.
pub fn set_events(tx: &mut Tx, id: AuditId, events: &[Value]) -> Result<(), DbError> {
    let events = Value::Array(events.to_vec()).to_string();
    tx.execute("UPDATE audits SET events = $1 WHERE id = $2", params![events, id]).map(|_| ())
}

/// A page of ticket audits from a time on, oldest first.
///
/// # Errors
/// When the query fails.
pub fn page_from(c: &mut Conn, start: Timestamp, paging: &Paging) -> Result<Page<Audit>, DbError> {
    let mut from = Sql::new("FROM audits WHERE entity = 'ticket' AND created_at >= ");
    from.bind(start);
    let listing = Listing { columns: COLUMNS, from, sort: "created_at", descending: false, id: "id" };
    listing.page(c, paging, read_audit)
}
