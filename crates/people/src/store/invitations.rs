//! Invitations to the team.

use base::{InvitationId, Timestamp, UserId};
use db::{Conn, DbError, Listing, Page, Paging, Row, Sql, Tx, params};

use super::{take_json, to_json};
use crate::{Invitation, fold_address};

const COLUMNS: &str =
    "v.id, v.email, v.name, v.role, v.group_ids, v.invited_by, v.created_at, v.expires_at, v.accepted_at";

fn take_invitation(row: &Row<'_>) -> Result<Invitation, DbError> {
    Ok(Invitation {
        id: row.take()?,
        email: row.take()?,
        name: row.take()?,
        role: row.take()?,
        group_ids: take_json(row)?,
        invited_by: row.take()?,
        created_at: row.take()?,
        expires_at: row.take()?,
        accepted_at: row.take()?,
    })
}

/// The invitation of a link, while it is valid and not yet accepted.
///
/// # Errors
/// When the query fails.
pub fn find_open(c: &mut Conn, token_hash: &[u8], now: Timestamp) -> Result<Option<Invitation>, DbError> {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS)
        .push(" FROM invitations v WHERE v.accepted_at IS NULL AND v.token_hash = ")
        .bind(token_hash);
    sql.push(" AND v.expires_at > ").bind(now);
    Ok(sql.query(c, take_invitation)?.into_iter().next())
}

/// A page of invitations, the newest first.
///
/// # Errors
/// When the query fails.
pub fn list(c: &mut Conn, paging: &Paging) -> Result<Page<Invitation>, DbError> {
    let from = Sql::new("FROM invitations v WHERE 1 = 1");
    Listing { columns: COLUMNS, from, sort: "v.id", descending: true, id: "v.id" }.page(
        c,
        paging,
        take_invitation,
    )
}

/// Stores an invitation, whatever id it says; the id it got.
///
/// # Errors
/// When the row cannot be written.
pub(crate) fn insert(
    tx: &mut Tx,
    invitation: &Invitation,
    token_hash: &[u8],
) -> Result<InvitationId, DbError> {
    tx.insert(
        "INSERT INTO invitations (email, name, role, group_ids, token_hash, invited_by, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        params![
            invitation.email,
            invitation.name,
            invitation.role,
            to_json(&invitation.group_ids)?,
            token_hash,
            invitation.invited_by,
            invitation.created_at,
            invitation.expires_at
        ],
    )
}

/// Notes who an invited person became.
///
/// # Errors
/// When the row cannot be written.
pub(crate) fn set_accepted(
    tx: &mut Tx,
    id: InvitationId,
    now: Timestamp,
    user: UserId,
) -> Result<(), DbError> {
    tx.execute("UPDATE invitations SET accepted_at = $1, user_id = $2 WHERE id = $3", params![now, user, id])
        .map(|_| ())
}

/// Takes back what was sent to an address and not accepted.
///
/// # Errors
/// When the rows cannot be deleted.
pub(crate) fn delete_open(tx: &mut Tx, email: &str) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM invitations WHERE email = $1 AND accepted_at IS NULL",
        params![fold_address(email)],
    )
    .map(|_| ())
}

/// Forgets links that are no longer valid.
///
/// # Errors
/// When the rows cannot be deleted.
pub(crate) fn delete_expired(tx: &mut Tx, now: Timestamp) -> Result<(), DbError> {
    tx.execute("DELETE FROM invitations WHERE accepted_at IS NULL AND expires_at <= $1", params![now])
        .map(|_| ())
}
