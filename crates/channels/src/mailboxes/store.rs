//! The SQL of mailboxes and of the relay.

use base::{MailboxId, Timestamp};
use db::{Conn, DbError, Listing, Page, Paging, Row, Sql, Tx, params};
use mail_transport::imap::ImapCursor;
use people::fold_address;

use super::{Mailbox, MailboxState, Server, relay::StoredRelay};

const COLUMNS: &str = "id, address, name, group_id, active, imap, smtp, state, last_error, last_received_at, \
    created_at, updated_at, imap_secret, smtp_secret, uid_validity, last_uid, answering_group_ids, brand_id";

fn read_mailbox(row: &Row<'_>) -> Result<Mailbox, DbError> {
    let server = |text: Option<String>| text.and_then(|text| serde_json::from_str(&text).ok());
    let number = |value: i64| u32::try_from(value).unwrap_or_default();
    Ok(Mailbox {
        id: row.take()?,
        address: row.take()?,
        name: row.take()?,
        group_id: row.take()?,
        active: row.take()?,
        imap: server(row.take()?),
        smtp: server(row.take()?),
        state: row.take()?,
        last_error: row.take()?,
        last_received_at: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
        imap_secret: row.take()?,
        smtp_secret: row.take()?,
        cursor: {
            let (validity, last) = (row.take::<Option<i64>>()?, row.take::<i64>()?);
            validity.map(|validity| ImapCursor { uid_validity: number(validity), last_uid: number(last) })
        },
        answering_group_ids: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
        brand_id: row.take()?,
    })
}

fn select() -> Sql {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM mailboxes ");
    sql
}

/// A mailbox.
///
/// # Errors
/// When the query fails.
pub fn find_mailbox(c: &mut Conn, id: MailboxId) -> Result<Option<Mailbox>, DbError> {
    let mut sql = select();
    Ok(sql.push("WHERE id = ").bind(id).query(c, read_mailbox)?.pop())
}

/// All mailboxes in the order they were connected.
///
/// # Errors
/// When the query fails.
pub fn list_mailboxes(c: &mut Conn) -> Result<Vec<Mailbox>, DbError> {
    let mut sql = select();
    sql.push("ORDER BY id").query(c, read_mailbox)
}

/// A page of mailboxes.
///
/// # Errors
/// When the query fails.
pub fn page_mailboxes(c: &mut Conn, paging: &Paging) -> Result<Page<Mailbox>, DbError> {
    let from = Sql::new("FROM mailboxes WHERE 1 = 1");
    Listing { columns: COLUMNS, from, sort: "id", descending: false, id: "id" }.page(c, paging, read_mailbox)
}

fn server_text(server: Option<&Server>) -> Option<String> {
    server.and_then(|server| serde_json::to_string(server).ok())
}

fn groups_text(mailbox: &Mailbox) -> String {
    serde_json::to_string(&mailbox.answering_group_ids).unwrap_or_default()
}

/// Stores a new mailbox; its own id is not used.
///
/// # Errors
/// [`DbError::Constraint`] when the address has one already.
pub(super) fn insert_mailbox(tx: &mut Tx, new: &Mailbox) -> Result<MailboxId, DbError> {
    let cursor = new.cursor;
    tx.insert(
        "INSERT INTO mailboxes (address, address_folded, name, group_id, active, imap, imap_secret, smtp, smtp_secret, \
         uid_validity, last_uid, state, created_at, updated_at, answering_group_ids, brand_id) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) RETURNING id",
        params![
            new.address,
            fold_address(&new.address),
            new.name,
            new.group_id,
            new.active,
            server_text(new.imap.as_ref()),
            new.imap_secret,
            server_text(new.smtp.as_ref()),
            new.smtp_secret,
            cursor.map(|cursor| i64::from(cursor.uid_validity)),
            i64::from(cursor.map_or(0, |cursor| cursor.last_uid)),
            new.state,
            new.created_at,
            new.updated_at,
            groups_text(new),
            new.brand_id,
        ],
    )
}

/// Stores a mailbox's settings, and how far it has been read.
///
/// # Errors
/// [`DbError::Constraint`] when the address belongs to another one.
pub(super) fn update_mailbox(tx: &mut Tx, mailbox: &Mailbox) -> Result<(), DbError> {
    let cursor = mailbox.cursor;
    tx.execute(
        "UPDATE mailboxes SET address = $1, address_folded = $2, name = $3, group_id = $4, active = $5, imap = $6, \
         imap_secret = $7, smtp = $8, smtp_secret = $9, uid_validity = $10, last_uid = $11, state = $12, \
         last_error = $13, updated_at = $14, answering_group_ids = $15, brand_id = $16 WHERE id = $17",
        params![
            mailbox.address,
            fold_address(&mailbox.address),
            mailbox.name,
            mailbox.group_id,
            mailbox.active,
            server_text(mailbox.imap.as_ref()),
            mailbox.imap_secret,
            server_text(mailbox.smtp.as_ref()),
            mailbox.smtp_secret,
            cursor.map(|cursor| i64::from(cursor.uid_validity)),
            i64::from(cursor.map_or(0, |cursor| cursor.last_uid)),
            mailbox.state,
            mailbox.last_error,
            mailbox.updated_at,
            groups_text(mailbox),
            mailbox.brand_id,
            mailbox.id,
        ],
    )
    .map(|_| ())
}

/// Forgets a mailbox; the ledgers keep their rows.
///
/// # Errors
/// When the statement fails.
pub(super) fn delete_mailbox(tx: &mut Tx, id: MailboxId) -> Result<(), DbError> {
    tx.execute("DELETE FROM mailboxes WHERE id = $1", params![id]).map(|_| ())
}

/// Notes that a message came in.
///
/// # Errors
/// When the statement fails.
pub(crate) fn note_received(tx: &mut Tx, id: MailboxId, now: Timestamp) -> Result<(), DbError> {
    tx.execute("UPDATE mailboxes SET last_received_at = $1 WHERE id = $2", params![now, id]).map(|_| ())
}

/// Notes whether mail can be fetched or sent.
///
/// # Errors
/// When the statement fails.
pub(crate) fn note_state(
    tx: &mut Tx,
    id: MailboxId,
    state: MailboxState,
    error: Option<&str>,
    now: Timestamp,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE mailboxes SET state = $1, last_error = $2, last_checked_at = $3 WHERE id = $4",
        params![state, error, now, id],
    )
    .map(|_| ())
}

/// Stores how far a mailbox has been read.
///
/// # Errors
/// When the statement fails.
pub(crate) fn save_cursor(tx: &mut Tx, id: MailboxId, cursor: ImapCursor) -> Result<(), DbError> {
    tx.execute(
        "UPDATE mailboxes SET uid_validity = $1, last_uid = $2 WHERE id = $3",
        params![i64::from(cursor.uid_validity), i64::from(cursor.last_uid), id],
    )
    .map(|_| ())
}

/// The relay, if one is set.
///
/// # Errors
/// When the query fails.
pub(crate) fn find_relay(c: &mut Conn) -> Result<Option<StoredRelay>, DbError> {
    let text: Option<String> =
        c.find("SELECT value FROM settings WHERE name = 'relay'", &[], |row| row.take())?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Stores the relay.
///
/// # Errors
/// When the statement fails.
pub(super) fn save_relay(tx: &mut Tx, relay: &StoredRelay) -> Result<(), DbError> {
    let text = serde_json::to_string(relay).map_err(|_| DbError::Unsupported("the relay is not JSON"))?;
    tx.execute(
        "INSERT INTO settings (name, value) VALUES ('relay', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        params![text],
    )
    .map(|_| ())
}

/// Forgets the relay.
///
/// # Errors
/// When the statement fails.
pub(super) fn delete_relay(tx: &mut Tx) -> Result<(), DbError> {
    tx.execute("DELETE FROM settings WHERE name = 'relay'", &[]).map(|_| ())
}
