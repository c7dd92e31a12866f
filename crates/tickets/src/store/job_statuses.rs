//! Bulk work that a client polls.

use base::{Timestamp, UserId};
use db::{Conn, DbError, Listing, Page, Paging, Row, Sql, Tx, params};
use serde_json::Value;

/// How far a piece of bulk work is.
#[derive(Clone, Debug, PartialEq)]
pub struct JobStatus {
    /// Its id.
    pub id: String,
    /// Who asked for it.
    pub author_id: UserId,
    /// What it does, in Zendesk's words.
    pub job_type: String,
    /// Items in all.
    pub total: i64,
    /// Items done.
    pub progress: i64,
    /// `queued`, `working`, `completed` or `failed`.
    pub status: String,
    /// What people should know.
    pub message: Option<String>,
    /// One result for each item done.
    pub results: Value,
}

const COLUMNS: &str = "id, author_id, job_type, total, progress, status, message, results";

fn read(row: &Row<'_>) -> Result<JobStatus, DbError> {
    Ok(JobStatus {
        id: row.take()?,
        author_id: row.take()?,
        job_type: row.take()?,
        total: row.take()?,
        progress: row.take()?,
        status: row.take()?,
        message: row.take()?,
        results: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
    })
}

/// Those of these ids that this person asked for.
///
/// # Errors
/// When the query fails.
pub fn list_job_statuses(c: &mut Conn, author: UserId, ids: &[String]) -> Result<Vec<JobStatus>, DbError> {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS)
        .push(" FROM job_statuses WHERE author_id = ")
        .bind(author)
        .push(" AND id IN ")
        .list(ids);
    sql.query(c, read)
}

/// A page of what this person asked for, newest first.
///
/// # Errors
/// When the query fails.
pub fn page_job_statuses(c: &mut Conn, author: UserId, paging: &Paging) -> Result<Page<JobStatus>, DbError> {
    let mut from = Sql::new("FROM job_statuses WHERE author_id = ");
    from.bind(author);
    // Their ids are texts; nobody starts two within one microsecond.
    let listing = Listing { columns: COLUMNS, from, sort: "created_at", descending: true, id: "created_at" };
    listing.page(c, paging, read)
}

/// Stores a new piece of work.
///
/// # Errors
/// When the statement fails.
pub fn insert_job_status(tx: &mut Tx, job: &JobStatus, now: Timestamp) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO job_statuses (id, author_id, job_type, total, status, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $6)",
        params![job.id, job.author_id, job.job_type, job.total, job.status, now],
    )
    .map(|_| ())
}

/// Stores how far it is.
///
/// # Errors
/// When the statement fails.
pub fn update_job_status(tx: &mut Tx, job: &JobStatus, now: Timestamp) -> Result<(), DbError> {
    tx.execute(
        "UPDATE job_statuses SET progress = $1, status = $2, message = $3, results = $4, updated_at = $5 WHERE id = $6",
        params![job.progress, job.status, job.message, job.results.to_string(), now, job.id],
    )
    .map(|_| ())
}

/// Forgets work that nothing has happened to since.
///
/// # Errors
/// When the statement fails.
pub fn delete_stale(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    tx.execute("DELETE FROM job_statuses WHERE updated_at < $1", params![before])
}
