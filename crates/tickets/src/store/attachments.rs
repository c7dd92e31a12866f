//! Uploads and attachments.

use base::{AttachmentId, CommentId, SideEventId, Timestamp, UploadId, UserId};
use db::{BlobHash, Conn, DbError, Row, Sql, Tx, params};

use crate::{change::NewFile, model::Attachment};

/// What a file is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilePlace {
    /// An upload that waits to be used.
    Upload(UploadId),
    /// A comment.
    Comment(CommentId),
    /// A message of a side conversation.
    SideMessage(SideEventId),
}

impl FilePlace {
    /// As the columns `upload_id`, `comment_id` and `side_event_id`.
    fn columns(self) -> (Option<UploadId>, Option<CommentId>, Option<SideEventId>) {
        match self {
            Self::Upload(id) => (Some(id), None, None),
            Self::Comment(id) => (None, Some(id), None),
            Self::SideMessage(id) => (None, None, Some(id)),
        }
    }
}

const COLUMNS: &str = "id, token, upload_id, comment_id, side_event_id, file_name, content_type, size, blob, inline, \
    content_id, created_at";

fn read_attachment(row: &Row<'_>) -> Result<Attachment, DbError> {
    Ok(Attachment {
        id: row.take()?,
        token: row.take()?,
        upload_id: row.take()?,
        comment_id: row.take()?,
        side_event_id: row.take()?,
        file_name: row.take()?,
        content_type: row.take()?,
        size: row.take()?,
        blob: row.take()?,
        inline: row.take()?,
        content_id: row.take()?,
        created_at: row.take()?,
    })
}

fn select() -> Sql {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM attachments ");
    sql
}

/// An attachment.
///
/// # Errors
/// When the query fails.
pub fn find_attachment(c: &mut Conn, id: AttachmentId) -> Result<Option<Attachment>, DbError> {
    let mut sql = select();
    sql.push("WHERE id = ").bind(id);
    Ok(sql.query(c, read_attachment)?.pop())
}

/// The attachment that a URL's token names.
///
/// # Errors
/// When the query fails.
pub fn find_by_token(c: &mut Conn, token: &str) -> Result<Option<Attachment>, DbError> {
    let mut sql = select();
    sql.push("WHERE token = ").bind(token);
    Ok(sql.query(c, read_attachment)?.pop())
}

/// The files of these comments, in order.
///
/// # Errors
/// When the query fails.
pub fn list_of_comments(c: &mut Conn, comments: &[CommentId]) -> Result<Vec<Attachment>, DbError> {
    if comments.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = select();
    sql.push("WHERE comment_id IN ").list(comments).push(" ORDER BY id");
    sql.query(c, read_attachment)
}

/// The files of these messages of side conversations, in order.
///
/// # Errors
/// When the query fails.
pub fn list_of_side_events(c: &mut Conn, events: &[SideEventId]) -> Result<Vec<Attachment>, DbError> {
    if events.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = select();
    sql.push("WHERE side_event_id IN ").list(events).push(" ORDER BY id");
    sql.query(c, read_attachment)
}

/// The files of an upload that were not used yet.
///
/// # Errors
/// When the query fails.
pub fn list_of_upload(c: &mut Conn, upload: UploadId) -> Result<Vec<Attachment>, DbError> {
    let mut sql = select();
    sql.push("WHERE comment_id IS NULL AND side_event_id IS NULL AND upload_id = ")
        .bind(upload)
        .push(" ORDER BY id");
    sql.query(c, read_attachment)
}

/// The first file of an upload of `uploader` that was not used yet.
///
/// # Errors
/// When the query fails.
pub fn find_file_of_upload(
    c: &mut Conn,
    token: &str,
    uploader: UserId,
) -> Result<Option<Attachment>, DbError> {
    match find_upload(c, token)? {
        Some((upload, Some(user))) if user == uploader => Ok(list_of_upload(c, upload)?.into_iter().next()),
        _ => Ok(None),
    }
}

/// The upload of a token, and whose it is.
///
/// # Errors
/// When the query fails.
pub fn find_upload(c: &mut Conn, token: &str) -> Result<Option<(UploadId, Option<UserId>)>, DbError> {
    c.find("SELECT id, user_id FROM uploads WHERE token = $1", params![token], |row| {
        Ok((row.take()?, row.take()?))
    })
}

/// Starts an upload.
///
/// # Errors
/// When the statement fails.
pub fn insert_upload(
    tx: &mut Tx,
    token: &str,
    user: Option<UserId>,
    now: Timestamp,
) -> Result<UploadId, DbError> {
    tx.insert(
        "INSERT INTO uploads (token, user_id, created_at) VALUES ($1, $2, $3) RETURNING id",
        params![token, user, now],
    )
}

/// Keeps an upload from being forgotten while what it is for waits.
///
/// # Errors
/// When the statement fails.
pub fn keep_upload_until(tx: &mut Tx, token: &str, until: Timestamp) -> Result<(), DbError> {
    tx.execute(
        "UPDATE uploads SET created_at = $1 WHERE token = $2 AND created_at < $1",
        params![until, token],
    )
    .map(|_| ())
}

/// Stores a file in its place.
///
/// # Errors
/// When the statement fails.
pub fn insert_attachment(
    tx: &mut Tx,
    file: &NewFile,
    place: FilePlace,
    now: Timestamp,
) -> Result<AttachmentId, DbError> {
    let (upload, comment, side_event) = place.columns();
    tx.insert(
        "INSERT INTO attachments (token, upload_id, comment_id, side_event_id, file_name, content_type, size, blob, \
         inline, content_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
        params![
            file.token,
            upload,
            comment,
            side_event,
            file.file_name,
            file.content_type,
            file.size,
            file.blob,
            file.inline,
            file.content_id,
            now,
        ],
    )
}

/// Stores what a file is now.
///
/// # Errors
/// When the statement fails.
pub fn update_file(tx: &mut Tx, file: &Attachment) -> Result<(), DbError> {
    tx.execute(
        "UPDATE attachments SET token = $1, file_name = $2, content_type = $3, size = $4, blob = $5, inline = $6, \
         content_id = $7 WHERE id = $8",
        params![
            file.token,
            file.file_name,
            file.content_type,
            file.size,
            file.blob,
            file.inline,
            file.content_id,
            file.id
        ],
    )
    .map(|_| ())
}

/// Whether any file, or a brand's logo, has these bytes.
///
/// # Errors
/// When the query fails.
pub fn is_blob_in_use(c: &mut Conn, blob: &BlobHash) -> Result<bool, DbError> {
    let sql = "SELECT id FROM attachments WHERE blob = $1 UNION ALL SELECT id FROM brands WHERE logo_blob = $1 LIMIT 1";
    Ok(c.find(sql, params![blob], |row| row.take::<i64>())?.is_some())
}

/// Puts an upload's files where they are used.
///
/// # Errors
/// When the statement fails.
pub fn attach_upload(tx: &mut Tx, upload: UploadId, place: FilePlace) -> Result<u64, DbError> {
    let (_, comment, side_event) = place.columns();
    tx.execute(
        "UPDATE attachments SET comment_id = $1, side_event_id = $2 \
         WHERE upload_id = $3 AND comment_id IS NULL AND side_event_id IS NULL",
        params![comment, side_event, upload],
    )
}

/// The tokens of the uploads whose files are on a comment.
///
/// # Errors
/// When the query fails.
pub fn list_upload_tokens(c: &mut Conn, comment: CommentId) -> Result<Vec<String>, DbError> {
    c.query(
        "SELECT DISTINCT u.token FROM uploads u JOIN attachments a ON a.upload_id = u.id WHERE a.comment_id = $1",
        params![comment],
        |row| row.take(),
    )
}

/// Forgets an upload and those of its files that were not used.
///
/// # Errors
/// When a statement fails.
pub fn delete_upload(tx: &mut Tx, upload: UploadId) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM attachments WHERE upload_id = $1 AND comment_id IS NULL AND side_event_id IS NULL",
        params![upload],
    )?;
    tx.execute("DELETE FROM uploads WHERE id = $1", params![upload]).map(|_| ())
}

/// Forgets the files that a message got as copies.
///
/// # Errors
/// When the statement fails.
pub fn delete_copies_of_side_event(tx: &mut Tx, event: SideEventId) -> Result<(), DbError> {
    tx.execute("DELETE FROM attachments WHERE side_event_id = $1 AND upload_id IS NULL", params![event])
        .map(|_| ())
}

/// Forgets uploads that were never used; how many.
///
/// # Errors
/// When a statement fails.
pub fn delete_stale_uploads(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM attachments WHERE comment_id IS NULL AND side_event_id IS NULL AND created_at < $1 \
         AND upload_id IN (SELECT id FROM uploads WHERE created_at < $1)",
        params![before],
    )
}
