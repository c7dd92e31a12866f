//! What edited notes said, version by version; the newest is what the comment says now.

use base::{CommentId, Timestamp, UserId};
use db::{Conn, DbError, Row, Sql, Tx, params};

const COLUMNS: &str = "v.comment_id, v.number, v.author_id, v.body_html, v.body_text, v.created_at";

/// One version of an edited note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentVersion {
    /// Of which comment.
    pub comment_id: CommentId,
    /// From 1, how it was written first.
    pub number: i64,
    /// Who wrote it.
    pub author_id: UserId,
    /// What it says, cleaned.
    pub body_html: String,
    /// The same as plain text.
    pub body_text: String,
    /// When it was written.
    pub created_at: Timestamp,
}

fn read_version(row: &Row<'_>) -> Result<CommentVersion, DbError> {
    Ok(CommentVersion {
        comment_id: row.take()?,
        number: row.take()?,
        author_id: row.take()?,
        body_html: row.take()?,
        body_text: row.take()?,
        created_at: row.take()?,
    })
}

fn select() -> Sql {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM comment_versions v WHERE v.comment_id ");
    sql
}

/// Every version of a comment, the first first; none where it was never edited.
///
/// # Errors
/// When the query fails.
pub fn list_versions(c: &mut Conn, comment: CommentId) -> Result<Vec<CommentVersion>, DbError> {
    select().push("= ").bind(comment).push(" ORDER BY v.number").query(c, read_version)
}

/// The newest version of each of these comments that was edited.
///
/// # Errors
/// When the query fails.
pub fn list_newest(c: &mut Conn, comments: &[CommentId]) -> Result<Vec<CommentVersion>, DbError> {
    let mut sql = select();
    sql.push("IN ").list(comments).push(
        " AND v.number = (SELECT MAX(w.number) FROM comment_versions w WHERE w.comment_id = v.comment_id)",
    );
    sql.query(c, read_version)
}

/// Stores a version.
///
/// # Errors
/// [`DbError::Constraint`] when there is one of that number.
pub fn insert_version(tx: &mut Tx, version: &CommentVersion) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO comment_versions (comment_id, number, author_id, body_html, body_text, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![
            version.comment_id,
            version.number,
            version.author_id,
            version.body_html,
            version.body_text,
            version.created_at,
        ],
    )
    .map(|_| ())
}

/// Stores what a version says after something was removed from it.
///
/// # Errors
/// When the statement fails.
pub fn update_version(tx: &mut Tx, version: &CommentVersion) -> Result<(), DbError> {
    tx.execute(
        "UPDATE comment_versions SET body_html = $1, body_text = $2 WHERE comment_id = $3 AND number = $4",
        params![version.body_html, version.body_text, version.comment_id, version.number],
    )
    .map(|_| ())
}
