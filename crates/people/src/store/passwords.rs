//! Password hashes, and the links that reset a password.

use base::{Timestamp, UserId};
use db::{Conn, DbError, Tx, params};

/// A user's password, hashed; `None` when they have none.
///
/// # Errors
/// When the query fails.
pub fn find_hash(c: &mut Conn, user: UserId) -> Result<Option<String>, DbError> {
    let found = c.find("SELECT password_hash FROM users WHERE id = $1", params![user], |row| row.take())?;
    Ok(found.flatten())
}

/// Stores a user's password, hashed.
///
/// # Errors
/// When the row cannot be written.
pub(crate) fn set_hash(tx: &mut Tx, user: UserId, hash: Option<&str>) -> Result<(), DbError> {
    tx.execute("UPDATE users SET password_hash = $1 WHERE id = $2", params![hash, user]).map(|_| ())
}

/// Stores a link that resets a user's password.
///
/// # Errors
/// When the row cannot be written.
pub(crate) fn insert_reset(
    tx: &mut Tx,
    hash: &[u8],
    user: UserId,
    expires_at: Timestamp,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO password_resets (token_hash, user_id, expires_at) VALUES ($1, $2, $3)",
        params![hash, user, expires_at],
    )
    .map(|_| ())
}

/// Whose password a link resets, while it is valid.
///
/// # Errors
/// When the query fails.
pub fn find_reset(c: &mut Conn, hash: &[u8], now: Timestamp) -> Result<Option<UserId>, DbError> {
    c.find(
        "SELECT user_id FROM password_resets WHERE token_hash = $1 AND expires_at > $2",
        params![hash, now],
        |row| row.take(),
    )
}

/// Ends all of a user's links.
///
/// # Errors
/// When the rows cannot be deleted.
pub(crate) fn delete_resets(tx: &mut Tx, user: UserId) -> Result<(), DbError> {
    tx.execute("DELETE FROM password_resets WHERE user_id = $1", params![user]).map(|_| ())
}

/// Forgets links that are no longer valid.
///
/// # Errors
/// When the rows cannot be deleted.
pub(crate) fn delete_expired_resets(tx: &mut Tx, now: Timestamp) -> Result<(), DbError> {
    tx.execute("DELETE FROM password_resets WHERE expires_at <= $1", params![now]).map(|_| ())
}
