//! The queue's SQL.

use std::time::Duration;

use base::{JobId, Timestamp};
use db::{Conn, DbError, Tx, params};
use serde::Serialize;

/// A job that was claimed.
#[derive(Debug)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// What to do.
    pub kind: String,
    /// With what, as JSON.
    pub payload: String,
    /// How often it was begun, this time included.
    pub attempts: i64,
}

/// Records a job to be run as soon as the transaction is committed.
///
/// # Errors
/// When the row cannot be written.
pub fn enqueue(
    tx: &mut Tx,
    now: Timestamp,
    kind: &'static str,
    payload: &impl Serialize,
) -> Result<JobId, DbError> {
    enqueue_at(tx, now, now, kind, payload)
}

/// Records a job to be run at `run_at`.
///
/// # Errors
/// When the row cannot be written.
pub fn enqueue_at(
    tx: &mut Tx,
    now: Timestamp,
    run_at: Timestamp,
    kind: &'static str,
    payload: &impl Serialize,
) -> Result<JobId, DbError> {
    let payload =
        serde_json::to_string(payload).map_err(|_| DbError::Unsupported("the payload is not JSON"))?;
    tx.insert(
        "INSERT INTO jobs (kind, payload, run_at, created_at) VALUES ($1, $2, $3, $4) RETURNING id",
        params![kind, payload, run_at, now],
    )
}

/// When the next job falls due, if one waits.
///
/// # Errors
/// When the query fails.
pub fn find_next_due(c: &mut Conn) -> Result<Option<Timestamp>, DbError> {
    c.get("SELECT MIN(run_at) FROM jobs WHERE failed_at IS NULL", &[], |row| row.take())
}

/// Claims up to `limit` due jobs: until `lease_ends` no other runner sees them as due.
///
/// # Errors
/// When the statement fails.
pub fn claim(tx: &mut Tx, now: Timestamp, lease_ends: Timestamp, limit: i64) -> Result<Vec<Job>, DbError> {
    tx.query(
        "UPDATE jobs SET run_at = $1, attempts = attempts + 1 WHERE id IN \
         (SELECT id FROM jobs WHERE failed_at IS NULL AND run_at <= $2 ORDER BY run_at, id LIMIT $3) \
         RETURNING id, kind, payload, attempts",
        params![lease_ends, now, limit],
        |row| Ok(Job { id: row.take()?, kind: row.take()?, payload: row.take()?, attempts: row.take()? }),
    )
}

/// Keeps a job that is still being run from being due before `lease_ends`.
///
/// # Errors
/// When the statement fails.
pub fn renew(tx: &mut Tx, id: JobId, lease_ends: Timestamp) -> Result<(), DbError> {
    tx.execute("UPDATE jobs SET run_at = $1 WHERE id = $2", params![lease_ends, id]).map(|_| ())
}

/// Forgets a job that is done.
///
/// # Errors
/// When the statement fails.
pub fn delete(tx: &mut Tx, id: JobId) -> Result<(), DbError> {
    tx.execute("DELETE FROM jobs WHERE id = $1", params![id]).map(|_| ())
}

/// Puts a job back to be tried after `wait`.
///
/// # Errors
/// When the statement fails.
pub fn postpone(tx: &mut Tx, id: JobId, now: Timestamp, wait: Duration, reason: &str) -> Result<(), DbError> {
    tx.execute(
        "UPDATE jobs SET run_at = $1, last_error = $2 WHERE id = $3",
        params![now.plus(wait), reason, id],
    )
    .map(|_| ())
}

/// Keeps a job that was given up, for people to look at.
///
/// # Errors
/// When the statement fails.
pub fn give_up(tx: &mut Tx, id: JobId, now: Timestamp, reason: &str) -> Result<(), DbError> {
    tx.execute("UPDATE jobs SET failed_at = $1, last_error = $2 WHERE id = $3", params![now, reason, id])
        .map(|_| ())
}
