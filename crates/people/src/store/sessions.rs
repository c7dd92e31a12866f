//! Sessions of browsers.

use base::{SessionId, Timestamp, UserId};
use db::{Conn, DbError, Tx, params};

use crate::Session;

/// The session of a cookie, while it is valid.
///
/// # Errors
/// When the query fails.
pub fn find(c: &mut Conn, token_hash: &[u8], now: Timestamp) -> Result<Option<Session>, DbError> {
    c.find(
        "SELECT id, user_id, csrf_token, seen_at, expires_at FROM sessions WHERE token_hash = $1 AND expires_at > $2",
        params![token_hash, now],
        |row| {
            Ok(Session {
                id: row.take()?,
                user_id: row.take()?,
                csrf_token: row.take()?,
                seen_at: row.take()?,
                expires_at: row.take()?,
            })
        },
    )
}

/// Stores a session, whatever id it says; the id it got.
///
/// # Errors
/// When the row cannot be written.
pub(crate) fn insert(
    tx: &mut Tx,
    session: &Session,
    token_hash: &[u8],
    user_agent: &str,
) -> Result<SessionId, DbError> {
    tx.insert(
        "INSERT INTO sessions (token_hash, user_id, csrf_token, user_agent, created_at, seen_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $5, $6) RETURNING id",
        params![
            token_hash,
            session.user_id,
            session.csrf_token,
            user_agent,
            session.seen_at,
            session.expires_at
        ],
    )
}

/// Notes that a session was used, and lets it live until `expires_at`.
///
/// # Errors
/// When the row cannot be written.
pub(crate) fn touch(
    tx: &mut Tx,
    id: SessionId,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE sessions SET seen_at = $1, expires_at = $2 WHERE id = $3",
        params![now, expires_at, id],
    )
    .map(|_| ())
}

/// Ends a session.
///
/// # Errors
/// When the row cannot be deleted.
pub(crate) fn delete(tx: &mut Tx, id: SessionId) -> Result<(), DbError> {
    tx.execute("DELETE FROM sessions WHERE id = $1", params![id]).map(|_| ())
}

/// Ends a user's sessions, all but the one to keep.
///
/// # Errors
/// When the rows cannot be deleted.
pub(crate) fn delete_of_user(tx: &mut Tx, user: UserId, keep: Option<SessionId>) -> Result<(), DbError> {
    // No session has the id 0.
    tx.execute(
        "DELETE FROM sessions WHERE user_id = $1 AND id <> $2",
        params![user, keep.unwrap_or(SessionId(0))],
    )
    .map(|_| ())
}

/// Forgets sessions that have ended.
///
/// # Errors
/// When the rows cannot be deleted.
pub(crate) fn delete_expired(tx: &mut Tx, now: Timestamp) -> Result<(), DbError> {
    tx.execute("DELETE FROM sessions WHERE expires_at <= $1", params![now]).map(|_| ())
}
