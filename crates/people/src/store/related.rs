//! How much hangs on a user or organization.

use base::{OrganizationId, UserId};
use db::{Conn, DbError, params};

/// How many tickets a user has to do with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UserRelated {
    /// That they are to solve.
    pub assigned: i64,
    /// That they asked for.
    pub requested: i64,
    /// That they get copies of.
    pub ccd: i64,
}

/// Counts a user's tickets.
///
/// # Errors
/// When the query fails.
pub fn count_user_related(c: &mut Conn, user: UserId) -> Result<UserRelated, DbError> {
    c.get(
        "SELECT (SELECT COUNT(*) FROM tickets WHERE assignee_id = $1 AND deleted_at IS NULL), \
         (SELECT COUNT(*) FROM tickets WHERE requester_id = $1 AND deleted_at IS NULL), \
         (SELECT COUNT(*) FROM ticket_people WHERE user_id = $1 AND kind = 'cc')",
        params![user],
        |row| Ok(UserRelated { assigned: row.take()?, requested: row.take()?, ccd: row.take()? }),
    )
}

/// How many tickets and users an organization has.
///
/// # Errors
/// When the query fails.
pub fn count_organization_related(c: &mut Conn, organization: OrganizationId) -> Result<(i64, i64), DbError> {
    c.get(
        "SELECT (SELECT COUNT(*) FROM tickets WHERE organization_id = $1 AND deleted_at IS NULL), \
         (SELECT COUNT(*) FROM organization_memberships WHERE organization_id = $1)",
        params![organization],
        |row| Ok((row.take()?, row.take()?)),
    )
}
