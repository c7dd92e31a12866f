//! Comments.

use base::{CommentId, TicketId};
use db::{Conn, DbError, Listing, Page, Paging, Row, Sql, Tx, params};

use super::waiting;
use crate::model::Comment;

const COLUMNS: &str = "c.id, c.ticket_id, c.audit_id, c.author_id, c.public, c.body_html, c.body_text, \
    c.quoted_html, c.has_remote_images, c.via, c.recipients, c.incoming_mail_id, c.created_at, \
    c.call";

fn read_comment(row: &Row<'_>) -> Result<Comment, DbError> {
    Ok(Comment {
        id: row.take()?,
        ticket_id: row.take()?,
        audit_id: row.take()?,
        author_id: row.take()?,
        public: row.take()?,
        body_html: row.take()?,
        body_text: row.take()?,
        quoted_html: row.take()?,
        has_remote_images: row.take()?,
        via: row.take()?,
        recipients: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
        incoming_mail_id: row.take()?,
        created_at: row.take()?,
        call: row.take::<Option<String>>()?.and_then(|call| serde_json::from_str(&call).ok()),
    })
}

/// A comment.
///
/// # Errors
/// When the query fails.
pub fn find_comment(c: &mut Conn, id: CommentId) -> Result<Option<Comment>, DbError> {
    let mut sql = select();
    sql.push("WHERE c.id = ").bind(id);
    Ok(sql.query(c, read_comment)?.pop())
}

/// The comments of tickets, oldest first; without the internal ones where `public_only`.
///
/// # Errors
/// When the query fails.
pub fn list_comments(c: &mut Conn, tickets: &[TicketId], public_only: bool) -> Result<Vec<Comment>, DbError> {
    let mut sql = select();
    sql.push("WHERE c.ticket_id IN ").list(tickets);
    if public_only {
        sql.push(" AND c.public = 1");
    }
    sql.push(" ORDER BY c.created_at, c.id");
    sql.query(c, read_comment)
}

/// A page of the comments of tickets.
///
/// # Errors
/// When the query fails.
pub fn page_comments(
    c: &mut Conn,
    tickets: &[TicketId],
    public_only: bool,
    descending: bool,
    paging: &Paging,
) -> Result<Page<Comment>, DbError> {
    listing(tickets, public_only, descending).page(c, paging, read_comment)
}

/// How many comments tickets have.
///
/// # Errors
/// When the query fails.
pub fn count_comments(c: &mut Conn, tickets: &[TicketId], public_only: bool) -> Result<i64, DbError> {
    listing(tickets, public_only, false).count(c)
}

fn listing(tickets: &[TicketId], public_only: bool, descending: bool) -> Listing {
    let mut from = Sql::new("FROM comments c WHERE c.ticket_id IN ");
    from.list(tickets);
    if public_only {
        from.push(" AND c.public = 1");
    }
    Listing { columns: COLUMNS, from, sort: "c.created_at", descending, id: "c.id" }
}

/// The newest comment of tickets.
///
/// # Errors
/// When the query fails.
pub fn find_latest(c: &mut Conn, tickets: &[TicketId]) -> Result<Option<Comment>, DbError> {
    let mut sql = select();
    sql.push("WHERE c.ticket_id IN ").list(tickets).push(" ORDER BY c.created_at DESC, c.id DESC LIMIT 1");
    Ok(sql.query(c, read_comment)?.pop())
}

fn select() -> Sql {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM comments c ");
    sql
}

/// Stores a comment; its own id is not used.
///
/// # Errors
/// [`DbError::Constraint`] when its author does not exist.
pub fn insert_comment(tx: &mut Tx, comment: &Comment) -> Result<CommentId, DbError> {
    let recipients = serde_json::to_string(&comment.recipients).unwrap_or_else(|_| "{}".to_owned());
    let call = comment.call.as_ref().and_then(|call| serde_json::to_string(call).ok());
    let id = tx.insert(
        "INSERT INTO comments (ticket_id, audit_id, author_id, public, body_html, body_text, quoted_html, \
         has_remote_images, via, recipients, incoming_mail_id, created_at, call) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id",
        params![
            comment.ticket_id,
            comment.audit_id,
            comment.author_id,
            comment.public,
            comment.body_html,
            comment.body_text,
            comment.quoted_html,
            comment.has_remote_images,
            comment.via,
            recipients,
            comment.incoming_mail_id,
            comment.created_at,
            call,
        ],
    )?;
    if comment.public {
        waiting::refresh(tx, comment.ticket_id)?;
    }
    Ok(id)
}

/// Stores what a comment says after something was removed from it, and whether the mail it came by is still there.
///
/// # Errors
/// When the statement fails.
pub fn update_text(tx: &mut Tx, comment: &Comment) -> Result<(), DbError> {
    tx.execute(
        "UPDATE comments SET body_html = $1, body_text = $2, quoted_html = $3, incoming_mail_id = $4 WHERE id = $5",
        params![
            comment.body_html,
            comment.body_text,
            comment.quoted_html,
            comment.incoming_mail_id,
            comment.id
        ],
    )
    .map(|_| ())
}

/// Turns a public comment into an internal one.
///
/// # Errors
/// When the statement fails.
pub fn make_private(tx: &mut Tx, id: CommentId) -> Result<(), DbError> {
    tx.execute("UPDATE comments SET public = 0 WHERE id = $1", params![id])?;
    let ticket = tx.get("SELECT ticket_id FROM comments WHERE id = $1", params![id], |row| row.take())?;
    waiting::refresh(tx, ticket)
}

/// Removes a comment that was taken back.
///
/// # Errors
/// When the statement fails.
pub fn delete_comment(tx: &mut Tx, id: CommentId) -> Result<(), DbError> {
    let ticket = tx.get("SELECT ticket_id FROM comments WHERE id = $1", params![id], |row| row.take())?;
    tx.execute("DELETE FROM comments WHERE id = $1", params![id])?;
    waiting::refresh(tx, ticket)
}
