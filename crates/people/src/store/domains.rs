//! The domains of organizations.

use base::OrganizationId;
use db::{Conn, DbError, Sql, Tx, params};

/// Which organization an address's domain belongs to.
///
/// # Errors
/// When the query fails.
pub fn find_organization_id_by_domain(c: &mut Conn, domain: &str) -> Result<Option<OrganizationId>, DbError> {
    c.find(
        "SELECT organization_id FROM organization_domains WHERE domain = $1",
        params![domain.to_lowercase()],
        |row| row.take(),
    )
}

/// The domains of some organizations, each with whose it is, in alphabetical order.
pub(super) fn list_domains(
    c: &mut Conn,
    organizations: &[OrganizationId],
) -> Result<Vec<(OrganizationId, String)>, DbError> {
    if organizations.is_empty() {
        return Ok(Vec::new());
    }
    Sql::new("SELECT organization_id, domain FROM organization_domains WHERE organization_id IN ")
        .list(organizations)
        .push(" ORDER BY domain")
        .query(c, |row| Ok((row.take()?, row.take()?)))
}

/// Gives an organization exactly these domains.
pub(super) fn set_domains(
    tx: &mut Tx,
    organization: OrganizationId,
    domains: &[String],
) -> Result<(), DbError> {
    tx.execute("DELETE FROM organization_domains WHERE organization_id = $1", params![organization])?;
    for domain in domains {
        tx.execute(
            "INSERT INTO organization_domains (domain, organization_id) VALUES ($1, $2)",
            params![domain, organization],
        )?;
    }
    Ok(())
}
