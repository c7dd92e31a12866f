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

/// What things of one kind are called, by id; nothing for kinds without names.
///
/// # Errors
/// When the query fails.
pub(super) fn names(c: &mut Conn, entity: Entity, ids: &[i64]) -> Result<Vec<(i64, String)>, DbError> {
    let Some(select) = select_names(entity) else { return Ok(Vec::new()) };
    let mut sql = Sql::new(select);
    sql.list(ids);
    sql.query(c, |row| Ok((row.take()?, row.take()?)))
}

fn select_names(entity: Entity) -> Option<&'static str> {
    Some(match entity {
        Entity::User => "SELECT id, name FROM users WHERE id IN ",
        Entity::Group => "SELECT id, name FROM groups WHERE id IN ",
        Entity::Organization => "SELECT id, name FROM organizations WHERE id IN ",
        Entity::Brand => "SELECT id, name FROM brands WHERE id IN ",
        Entity::View => "SELECT id, title FROM views WHERE id IN ",
        Entity::Macro => "SELECT id, title FROM macros WHERE id IN ",
        Entity::TicketField => "SELECT id, title FROM ticket_fields WHERE id IN ",
        Entity::TicketForm => "SELECT id, name FROM ticket_forms WHERE id IN ",
        Entity::CustomStatus => "SELECT id, agent_label FROM custom_statuses WHERE id IN ",
        Entity::TaskTemplate => "SELECT id, title FROM task_templates WHERE id IN ",
        Entity::RecurringTicket => "SELECT id, subject FROM recurring_tickets WHERE id IN ",
        Entity::UserField | Entity::OrganizationField => "SELECT id, title FROM record_fields WHERE id IN ",
        Entity::Mailbox => "SELECT id, address FROM mailboxes WHERE id IN ",
        Entity::Invitation => "SELECT id, email FROM invitations WHERE id IN ",
        Entity::Ticket | Entity::BulkChange | Entity::SuspendedTicket | Entity::Settings => return None,
    })
}
