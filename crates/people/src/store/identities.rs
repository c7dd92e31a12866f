//! Identities.

use base::{IdentityId, Timestamp, UserId};
use db::{Conn, DbError, Listing, Page, Paging, Row, Sql, Tx, params};

use crate::{Identity, IdentityKind, NewIdentity, fold_address};

const COLUMNS: &str = "i.id, i.user_id, i.kind, i.value, i.is_primary, i.verified, i.undeliverable_since, i.created_at, i.updated_at";

fn take_identity(row: &Row<'_>) -> Result<Identity, DbError> {
    Ok(Identity {
        id: row.take()?,
        user_id: row.take()?,
        kind: row.take()?,
        value: row.take()?,
        is_primary: row.take()?,
        verified: row.take()?,
        undeliverable_since: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

fn identities_where(condition: &'static str) -> Sql {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM identities i WHERE ").push(condition);
    sql
}

/// A user's identity.
///
/// # Errors
/// When the query fails.
pub fn find_identity(c: &mut Conn, user: UserId, id: IdentityId) -> Result<Option<Identity>, DbError> {
    let mut sql = identities_where("i.user_id = ");
    Ok(sql.bind(user).push(" AND i.id = ").bind(id).query(c, take_identity)?.into_iter().next())
}

/// Who has an identity, however it is written.
///
/// # Errors
/// When the query fails.
pub fn find_identity_by_value(
    c: &mut Conn,
    kind: IdentityKind,
    value: &str,
) -> Result<Option<Identity>, DbError> {
    let mut sql = identities_where("i.kind = ");
    sql.bind(kind).push(" AND i.value_folded = ").bind(fold_address(value));
    Ok(sql.query(c, take_identity)?.into_iter().next())
}

/// All identities of some users, by user and in the order they were added.
///
/// # Errors
/// When the query fails.
pub fn find_identities(c: &mut Conn, users: &[UserId]) -> Result<Vec<Identity>, DbError> {
    identities_where("i.user_id IN ").list(users).push(" ORDER BY i.user_id, i.id").query(c, take_identity)
}

/// A page of a user's identities.
///
/// # Errors
/// When the query fails.
pub fn list_identities(c: &mut Conn, user: UserId, paging: &Paging) -> Result<Page<Identity>, DbError> {
    let mut from = Sql::new("FROM identities i WHERE i.user_id = ");
    from.bind(user);
    Listing { columns: COLUMNS, from, sort: "i.id", descending: false, id: "i.id" }.page(
        c,
        paging,
        take_identity,
    )
}

/// Adds an identity to a user; never as the primary one.
///
/// # Errors
/// [`DbError::Constraint`] when somebody has it already.
pub(crate) fn insert_identity(
    tx: &mut Tx,
    now: Timestamp,
    user: UserId,
    new: &NewIdentity,
) -> Result<IdentityId, DbError> {
    tx.insert(
        "INSERT INTO identities (user_id, kind, value, value_folded, is_primary, verified, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, 0, $5, $6, $6) RETURNING id",
        params![user, new.kind, new.value, fold_address(&new.value), new.verified, now],
    )
}

/// Stores an identity's new state, but for whether it is the primary one.
///
/// # Errors
/// [`DbError::Constraint`] when somebody has that value already.
pub(crate) fn update_identity(tx: &mut Tx, identity: &Identity) -> Result<(), DbError> {
    tx.execute(
        "UPDATE identities SET value = $1, value_folded = $2, verified = $3, undeliverable_since = $4, updated_at = $5 \
         WHERE id = $6",
        params![
            identity.value,
            fold_address(&identity.value),
            identity.verified,
            identity.undeliverable_since,
            identity.updated_at,
            identity.id
        ],
    )
    .map(|_| ())
}

/// Makes one of a user's addresses the primary one.
///
/// # Errors
/// When the rows cannot be written.
pub(crate) fn set_primary(tx: &mut Tx, user: UserId, id: IdentityId) -> Result<(), DbError> {
    tx.execute(
        "UPDATE identities SET is_primary = CASE WHEN id = $1 THEN 1 ELSE 0 END WHERE user_id = $2 AND kind = 'email'",
        params![id, user],
    )
    .map(|_| ())
}

/// Takes an identity away.
///
/// # Errors
/// When the row cannot be deleted.
pub(crate) fn delete_identity(tx: &mut Tx, id: IdentityId) -> Result<(), DbError> {
    tx.execute("DELETE FROM identities WHERE id = $1", params![id]).map(|_| ())
}

/// Takes all of a user's identities away.
///
/// # Errors
/// When the rows cannot be deleted.
pub(crate) fn delete_identities(tx: &mut Tx, user: UserId) -> Result<(), DbError> {
    tx.execute("DELETE FROM identities WHERE user_id = $1", params![user]).map(|_| ())
}
