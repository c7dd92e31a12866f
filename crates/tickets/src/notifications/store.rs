//! The SQL of notifications.

use base::{AuditId, CommentId, NotificationId, ReminderId, TicketId, Timestamp, UserId};
use db::{Conn, DbError, Listing, Page, Paging, Row, Sql, Tx, params};

use super::{Kind, Notification, Rhythm, UnreadMail, mailing::Unmailed, tell::SideAnswer};
use crate::{policy, side_conversations::Participant};

const COLUMNS: &str = "n.id, n.kind, n.ticket_id, t.subject, n.comment_id, s.side_conversation_id, s.sender, \
    SUBSTR(COALESCE(c.body_text, s.body_text, r.body), 1, 400), n.author_id, n.read_at, n.created_at";

const TABLES: &str = " FROM notifications n JOIN tickets t ON t.id = n.ticket_id \
    LEFT JOIN comments c ON c.id = n.comment_id LEFT JOIN side_conversation_events s ON s.id = n.side_event_id \
    LEFT JOIN reminders r ON r.id = n.reminder_id WHERE t.deleted_at IS NULL ";

fn read_notification(row: &Row<'_>) -> Result<Notification, DbError> {
    Ok(Notification {
        id: row.take()?,
        kind: row.take()?,
        ticket_id: row.take()?,
        ticket_subject: row.take()?,
        comment_id: row.take()?,
        side_conversation_id: row.take()?,
        sender_name: row.take::<Option<String>>()?.and_then(|sender| sender_name(&sender)),
        excerpt: row.take::<Option<String>>()?.map(|text| policy::preview(&text)),
        author_id: row.take()?,
        read_at: row.take()?,
        created_at: row.take()?,
    })
}

/// A participant's name, else their address.
fn sender_name(sender: &str) -> Option<String> {
    let Participant { name, email } = serde_json::from_str(sender).ok()?;
    name.or(Some(email)).filter(|name| !name.is_empty())
}

/// Whom to tell of what.
pub(super) struct Told {
    pub user: UserId,
    pub kind: Kind,
    pub ticket_id: TicketId,
    pub audit_id: AuditId,
    pub comment_id: Option<CommentId>,
    pub author_id: Option<UserId>,
    pub reminder_id: Option<ReminderId>,
}

/// A page of what somebody was told: the unread first, each part newest first. Deleted tickets are left out.
///
/// # Errors
/// When the query fails.
pub fn page_notifications(
    c: &mut Conn,
    user: UserId,
    paging: &Paging,
) -> Result<Page<Notification>, DbError> {
    let mut from = Sql::new(TABLES);
    from.push("AND n.user_id = ").bind(user);
    let sort = "CASE WHEN n.read_at IS NULL THEN 1 ELSE 0 END";
    Listing { columns: COLUMNS, from, sort, descending: true, id: "n.id" }.page(c, paging, read_notification)
}

/// What a mail about unread notifications tells, the newest first; at most `most`. Deleted tickets are left out.
///
/// # Errors
/// When the query fails.
pub fn list_unread(c: &mut Conn, mail: &UnreadMail, most: i64) -> Result<Vec<Notification>, DbError> {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(TABLES).push("AND n.read_at IS NULL AND n.user_id = ").bind(mail.user_id);
    sql.push(" AND n.id > ").bind(mail.after).push(" AND n.id <= ").bind(mail.up_to);
    sql.push(" ORDER BY n.id DESC LIMIT ").bind(most).query(c, read_notification)
}

/// Who has unread notifications that no mail told of, and since when.
///
/// # Errors
/// When the query fails.
pub(super) fn list_unmailed(c: &mut Conn) -> Result<Vec<Unmailed>, DbError> {
    c.query(
        "SELECT n.user_id, m.rhythm, u.time_zone, MIN(n.created_at), COALESCE(m.mailed_up_to, 0), MAX(n.id) \
         FROM notifications n JOIN users u ON u.id = n.user_id \
         LEFT JOIN notification_mails m ON m.user_id = n.user_id \
         WHERE n.read_at IS NULL AND n.id > COALESCE(m.mailed_up_to, 0) \
         GROUP BY n.user_id, m.rhythm, u.time_zone, m.mailed_up_to",
        &[],
        |row| {
            Ok(Unmailed {
                user_id: row.take()?,
                rhythm: row.take::<Option<Rhythm>>()?.unwrap_or_default(),
                time_zone: row.take()?,
                since: row.take()?,
                after: row.take()?,
                up_to: row.take()?,
            })
        },
    )
}

/// How soon somebody is mailed what they have not read.
///
/// # Errors
/// When the query fails.
pub(super) fn rhythm_of(c: &mut Conn, user: UserId) -> Result<Rhythm, DbError> {
    let chosen =
        c.find("SELECT rhythm FROM notification_mails WHERE user_id = $1", params![user], |row| row.take())?;
    Ok(chosen.unwrap_or_default())
}

/// The last thing that somebody was told.
///
/// # Errors
/// When the query fails.
pub(super) fn latest_of(c: &mut Conn, user: UserId) -> Result<NotificationId, DbError> {
    c.get("SELECT COALESCE(MAX(id), 0) FROM notifications WHERE user_id = $1", params![user], |row| {
        row.take()
    })
}

/// Notes how soon somebody is mailed, and up to which notification that is done.
///
/// # Errors
/// When the statement fails.
pub(super) fn save_mailing(
    tx: &mut Tx,
    user: UserId,
    rhythm: Rhythm,
    mailed_up_to: NotificationId,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO notification_mails (user_id, rhythm, mailed_up_to) VALUES ($1, $2, $3) \
         ON CONFLICT (user_id) DO UPDATE SET rhythm = excluded.rhythm, mailed_up_to = excluded.mailed_up_to",
        params![user, rhythm, mailed_up_to],
    )
    .map(|_| ())
}

/// How much somebody was told and has not read.
///
/// # Errors
/// When the query fails.
pub fn count_unread(c: &mut Conn, user: UserId) -> Result<i64, DbError> {
    c.get(
        "SELECT COUNT(*) FROM notifications n JOIN tickets t ON t.id = n.ticket_id \
         WHERE n.user_id = $1 AND n.read_at IS NULL AND t.deleted_at IS NULL",
        params![user],
        |row| row.take(),
    )
}

/// Everybody who was told of changes after one audit, up to another.
///
/// # Errors
/// When the query fails.
pub fn list_told(c: &mut Conn, after: AuditId, up_to: AuditId) -> Result<Vec<UserId>, DbError> {
    c.query(
        "SELECT DISTINCT user_id FROM notifications WHERE audit_id > $1 AND audit_id <= $2 ORDER BY user_id",
        params![after, up_to],
        |row| row.take(),
    )
}

/// Tells somebody of a change, once.
///
/// # Errors
/// When the statement fails.
pub(super) fn insert_notification(tx: &mut Tx, now: Timestamp, told: &Told) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO notifications (user_id, kind, ticket_id, audit_id, comment_id, author_id, reminder_id, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (user_id, audit_id) DO NOTHING",
        params![told.user, told.kind, told.ticket_id, told.audit_id, told.comment_id, told.author_id, told.reminder_id, now],
    )
    .map(|_| ())
}

/// Tells somebody of an answer in a side conversation, once.
///
/// # Errors
/// When the statement fails.
pub(super) fn insert_side_notification(
    tx: &mut Tx,
    now: Timestamp,
    user: UserId,
    answer: &SideAnswer,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO notifications (user_id, kind, ticket_id, audit_id, side_event_id, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (user_id, audit_id) DO NOTHING",
        params![user, Kind::SideReply, answer.ticket_id, answer.audit_id, answer.event_id, now],
    )
    .map(|_| ())
}

/// Marks one of somebody's notifications as read; whether it is theirs.
///
/// # Errors
/// When the statement fails.
pub fn mark_read(tx: &mut Tx, user: UserId, id: NotificationId, now: Timestamp) -> Result<bool, DbError> {
    let found = tx.execute(
        "UPDATE notifications SET read_at = COALESCE(read_at, $1) WHERE id = $2 AND user_id = $3",
        params![now, id, user],
    )?;
    Ok(found == 1)
}

/// Marks everything that somebody was told as read.
///
/// # Errors
/// When the statement fails.
pub fn mark_all_read(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<(), DbError> {
    tx.execute(
        "UPDATE notifications SET read_at = $1 WHERE user_id = $2 AND read_at IS NULL",
        params![now, user],
    )
    .map(|_| ())
}

/// Marks what somebody was told of a ticket as read: they have it open.
///
/// # Errors
/// When the statement fails.
pub fn mark_read_with_ticket(
    tx: &mut Tx,
    user: UserId,
    ticket: TicketId,
    now: Timestamp,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE notifications SET read_at = $1 WHERE user_id = $2 AND ticket_id = $3 AND read_at IS NULL",
        params![now, user, ticket],
    )
    .map(|_| ())
}

/// Forgets what was told of a change.
///
/// # Errors
/// When the statement fails.
pub(super) fn delete_notifications_of(tx: &mut Tx, audit: AuditId) -> Result<(), DbError> {
    tx.execute("DELETE FROM notifications WHERE audit_id = $1", params![audit]).map(|_| ())
}

/// Forgets what was read before an instant.
///
/// # Errors
/// When the statement fails.
pub fn delete_read_before(tx: &mut Tx, before: Timestamp) -> Result<(), DbError> {
    tx.execute("DELETE FROM notifications WHERE read_at < $1", params![before]).map(|_| ())
}

/// What these people do not want to hear of.
///
/// # Errors
/// When the query fails.
pub fn list_muted(c: &mut Conn, users: &[UserId]) -> Result<Vec<(UserId, Kind)>, DbError> {
    let mut sql = Sql::new("SELECT user_id, kind FROM muted_notifications WHERE user_id IN ");
    sql.list(users).query(c, |row| Ok((row.take()?, row.take()?)))
}

/// Notes that somebody does not want to hear of a kind.
///
/// # Errors
/// When the statement fails.
pub(super) fn insert_muted(tx: &mut Tx, user: UserId, kind: Kind) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO muted_notifications (user_id, kind) VALUES ($1, $2) ON CONFLICT (user_id, kind) DO NOTHING",
        params![user, kind],
    )
    .map(|_| ())
}

/// Notes that somebody wants to hear of a kind again.
///
/// # Errors
/// When the statement fails.
pub(super) fn delete_muted(tx: &mut Tx, user: UserId, kind: Kind) -> Result<(), DbError> {
    tx.execute("DELETE FROM muted_notifications WHERE user_id = $1 AND kind = $2", params![user, kind])
        .map(|_| ())
}
