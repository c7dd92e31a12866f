//! Organizations.

use base::{OrganizationId, TicketId, Timestamp, UserId};
use db::{Conn, DbError, Listing, Page, Paging, Row, Sql, Tx, params};

use super::{domains, end_of_prefix, take_json, to_json};
use crate::{Organization, fold_name};

const COLUMNS: &str = "o.id, o.name, o.external_id, o.details, o.notes, o.group_id, o.shared_tickets, \
     o.shared_comments, o.tags, o.fields, o.created_at, o.updated_at";

/// Everything but the domains, which lie in a table of their own.
fn take_organization(row: &Row<'_>) -> Result<Organization, DbError> {
    Ok(Organization {
        id: row.take()?,
        name: row.take()?,
        external_id: row.take()?,
        details: row.take()?,
        notes: row.take()?,
        group_id: row.take()?,
        shared_tickets: row.take()?,
        shared_comments: row.take()?,
        domain_names: Vec::new(),
        tags: take_json(row)?,
        fields: take_json(row)?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

fn organizations_where(condition: &'static str) -> Sql {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM organizations o WHERE ").push(condition);
    sql
}

fn query(c: &mut Conn, sql: &Sql) -> Result<Vec<Organization>, DbError> {
    let mut organizations = sql.query(c, take_organization)?;
    add_domains(c, &mut organizations)?;
    Ok(organizations)
}

fn add_domains(c: &mut Conn, organizations: &mut [Organization]) -> Result<(), DbError> {
    let ids: Vec<_> = organizations.iter().map(|organization| organization.id).collect();
    for (id, domain) in domains::list_domains(c, &ids)? {
        if let Some(organization) = organizations.iter_mut().find(|organization| organization.id == id) {
            organization.domain_names.push(domain);
        }
    }
    Ok(())
}

/// The organization of that id.
///
/// # Errors
/// When the query fails.
pub fn find_organization(c: &mut Conn, id: OrganizationId) -> Result<Option<Organization>, DbError> {
    Ok(query(c, organizations_where("o.id = ").bind(id))?.into_iter().next())
}

/// The organizations of those ids, in the order of their ids.
///
/// # Errors
/// When the query fails.
pub fn find_organizations(c: &mut Conn, ids: &[OrganizationId]) -> Result<Vec<Organization>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    query(c, organizations_where("o.id IN ").list(ids).push(" ORDER BY o.id"))
}

/// The organization of that name, whatever the case and accents.
///
/// # Errors
/// When the query fails.
pub fn find_organization_by_name(c: &mut Conn, name: &str) -> Result<Option<Organization>, DbError> {
    Ok(query(c, organizations_where("o.name_folded = ").bind(fold_name(name)))?.into_iter().next())
}

/// The organizations whose ids in another system are these.
///
/// # Errors
/// When the query fails.
pub fn find_organizations_by_external_id(
    c: &mut Conn,
    external_ids: &[&str],
) -> Result<Vec<Organization>, DbError> {
    if external_ids.is_empty() {
        return Ok(Vec::new());
    }
    query(c, organizations_where("o.external_id IN ").list(external_ids).push(" ORDER BY o.id"))
}

/// Which organizations to list.
#[derive(Clone, Debug, Default)]
pub struct OrganizationFilter {
    /// Those that this user belongs to.
    pub user_id: Option<UserId>,
    /// Whose name starts so.
    pub starts_with: Option<String>,
}

/// A page of organizations, by id.
///
/// # Errors
/// When the query fails.
pub fn list_organizations(
    c: &mut Conn,
    filter: &OrganizationFilter,
    paging: &Paging,
) -> Result<Page<Organization>, DbError> {
    let mut from = Sql::new("FROM organizations o WHERE 1 = 1");
    if let Some(user) = filter.user_id {
        from.push(" AND o.id IN (SELECT organization_id FROM organization_memberships WHERE user_id = ");
        from.bind(user).push(")");
    }
    if let Some(text) = &filter.starts_with {
        let name = fold_name(text);
        from.push(" AND o.name_folded >= ")
            .bind(&name)
            .push(" AND o.name_folded < ")
            .bind(end_of_prefix(&name));
    }
    let listing = Listing { columns: COLUMNS, from, sort: "o.id", descending: false, id: "o.id" };
    let mut page = listing.page(c, paging, take_organization)?;
    add_domains(c, &mut page.rows)?;
    Ok(page)
}

/// The organizations that changed since a time, in the order they changed in.
///
/// # Errors
/// When the query fails, or the cursor belongs to another order.
pub fn list_organizations_changed_since(
    c: &mut Conn,
    start: Timestamp,
    paging: &Paging,
) -> Result<Page<Organization>, DbError> {
    let mut from = Sql::new("FROM organizations o WHERE o.updated_at >= ");
    from.bind(start);
    let listing = Listing { columns: COLUMNS, from, sort: "o.updated_at", descending: false, id: "o.id" };
    let mut page = listing.page(c, paging, take_organization)?;
    add_domains(c, &mut page.rows)?;
    Ok(page)
}

/// How many organizations there are.
///
/// # Errors
/// When the query fails.
pub fn count_organizations(c: &mut Conn) -> Result<i64, DbError> {
    c.get("SELECT COUNT(*) FROM organizations", &[], |row| row.take())
}

/// Stores a new organization, whatever id it says; the id it got.
///
/// # Errors
/// [`DbError::Constraint`] when its name, external id or a domain is taken.
pub(crate) fn insert_organization(
    tx: &mut Tx,
    organization: &Organization,
) -> Result<OrganizationId, DbError> {
    let id = tx.insert(
        "INSERT INTO organizations (name, name_folded, external_id, details, notes, group_id, shared_tickets, \
         shared_comments, tags, fields, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
        params![
            organization.name,
            fold_name(&organization.name),
            organization.external_id,
            organization.details,
            organization.notes,
            organization.group_id,
            organization.shared_tickets,
            organization.shared_comments,
            to_json(&organization.tags)?,
            to_json(&organization.fields)?,
            organization.created_at,
            organization.updated_at
        ],
    )?;
    domains::set_domains(tx, id, &organization.domain_names)?;
    Ok(id)
}

/// Stores an organization's new state.
///
/// # Errors
/// [`DbError::Constraint`] when its name, external id or a domain is taken.
pub(crate) fn update_organization(tx: &mut Tx, organization: &Organization) -> Result<(), DbError> {
    tx.execute(
        "UPDATE organizations SET name = $1, name_folded = $2, external_id = $3, details = $4, notes = $5, \
         group_id = $6, shared_tickets = $7, shared_comments = $8, tags = $9, fields = $10, updated_at = $11 \
         WHERE id = $12",
        params![
            organization.name,
            fold_name(&organization.name),
            organization.external_id,
            organization.details,
            organization.notes,
            organization.group_id,
            organization.shared_tickets,
            organization.shared_comments,
            to_json(&organization.tags)?,
            to_json(&organization.fields)?,
            organization.updated_at,
            organization.id
        ],
    )?;
    domains::set_domains(tx, organization.id, &organization.domain_names)
}

/// Lets an organization's tickets, the deleted ones too, belong to none; which they are.
///
/// # Errors
/// When the rows cannot be written.
pub(crate) fn release_tickets(
    tx: &mut Tx,
    now: Timestamp,
    organization: OrganizationId,
) -> Result<Vec<TicketId>, DbError> {
    tx.query(
        "UPDATE tickets SET organization_id = NULL, generated_at = $1 WHERE organization_id = $2 RETURNING id",
        params![now, organization],
        |row| row.take(),
    )
}

/// Deletes an organization.
///
/// # Errors
/// When the row cannot be deleted.
pub(crate) fn delete_organization(tx: &mut Tx, id: OrganizationId) -> Result<(), DbError> {
    tx.execute("DELETE FROM organizations WHERE id = $1", params![id]).map(|_| ())
}
