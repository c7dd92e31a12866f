//! The audits of settings.

use base::{AuditId, Timestamp, UserId};
use db::{Conn, DbError, Listing, Page, Paging, Row, Sql};
use people::audit::Entity;

use super::Entry;

const COLUMNS: &str = "id, entity, entity_id, author_id, via, events, created_at";

/// Which changes are wanted; all where nothing is said.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    pub actor_id: Option<UserId>,
    pub source_type: Option<Entity>,
    pub source_id: Option<i64>,
    /// From the first instant to the second, both included.
    pub created_at: Option<(Timestamp, Timestamp)>,
}

fn read_entry(row: &Row<'_>) -> Result<Entry, DbError> {
    Ok(Entry {
        id: row.take()?,
        entity: row.take()?,
        entity_id: row.take()?,
        author_id: row.take()?,
        via: row.take()?,
        events: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
        created_at: row.take()?,
    })
}

/// A page of changes by time.
///
/// # Errors
/// When the query fails.
pub(super) fn page(
    c: &mut Conn,
    filter: &Filter,
    descending: bool,
    paging: &Paging,
) -> Result<Page<Entry>, DbError> {
    let mut from = Sql::new("FROM audits WHERE is_setting = 1");
    if let Some(actor_id) = filter.actor_id {
        from.push(" AND author_id = ").bind(actor_id);
    }
    if let Some(source_type) = filter.source_type {
        from.push(" AND entity = ").bind(source_type);
    }
    if let Some(source_id) = filter.source_id {
        from.push(" AND entity_id = ").bind(source_id);
    }
    if let Some((first, last)) = filter.created_at {
        from.push(" AND created_at >= ").bind(first).push(" AND created_at <= ").bind(last);
    }
    let listing = Listing { columns: COLUMNS, from, sort: "created_at", descending, id: "id" };
    listing.page(c, paging, read_entry)
}

/// One change.
///
/// # Errors
/// When the query fails.
pub(super) fn find(c: &mut Conn, id: AuditId) -> Result<Option<Entry>, DbError> {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM audits WHERE is_setting = 1 AND id = ").bind(id);
    Ok(sql.query(c, read_entry)?.pop())
}
