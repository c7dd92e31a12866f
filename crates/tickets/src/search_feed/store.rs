//! The queries behind the documents: many things at once.

use std::collections::HashMap;

use base::{TicketId, UserId};
use db::{Conn, DbError, Sql, params};
use search::Kind;

/// An audit, as far as the index is concerned.
pub(super) struct AuditEntry {
    /// Its id.
    pub id: i64,
    /// What sort of thing changed.
    pub entity: String,
    /// Which of them.
    pub entity_id: i64,
    /// What changed, when it is a user or an organization.
    pub events: Option<String>,
}

/// A comment, as far as it is searched.
pub(super) struct Said {
    /// Who wrote it.
    pub author_id: UserId,
    /// Whether the customer sees it.
    pub public: bool,
    /// Its text, or the start of it.
    pub text: String,
}

/// The id of the newest audit; 0 when there is none.
pub(super) fn find_newest_audit(c: &mut Conn) -> Result<i64, DbError> {
    c.get("SELECT COALESCE(MAX(id), 0) FROM audits", &[], |row| row.take())
}

/// The audits after one, in the order they were committed.
pub(super) fn list_audits_after(c: &mut Conn, cursor: i64, limit: i64) -> Result<Vec<AuditEntry>, DbError> {
    c.query(
        "SELECT id, entity, entity_id, CASE WHEN entity IN ('user', 'organization') THEN events END FROM audits \
         WHERE id > $1 ORDER BY id LIMIT $2",
        params![cursor, limit],
        |row| {
            Ok(AuditEntry {
                id: row.take()?,
                entity: row.take()?,
                entity_id: row.take()?,
                events: row.take()?,
            })
        },
    )
}

/// The tickets whose requester or copied people are among these.
pub(super) fn list_tickets_naming(c: &mut Conn, users: &[UserId]) -> Result<Vec<i64>, DbError> {
    let mut sql = Sql::new("SELECT id FROM tickets WHERE requester_id IN ");
    sql.list(users);
    sql.push(" UNION SELECT ticket_id FROM ticket_people WHERE kind = 'cc' AND user_id IN ").list(users);
    sql.query(c, |row| row.take())
}

/// The next ids of a kind, without what is deleted.
pub(super) fn list_ids_after(
    c: &mut Conn,
    kind: Kind,
    after: i64,
    limit: usize,
) -> Result<Vec<i64>, DbError> {
    let sql = match kind {
        Kind::Ticket => "SELECT id FROM tickets WHERE id > $1 AND deleted_at IS NULL ORDER BY id LIMIT $2",
        Kind::User => "SELECT id FROM users WHERE id > $1 AND active = 1 ORDER BY id LIMIT $2",
        Kind::Organization => "SELECT id FROM organizations WHERE id > $1 ORDER BY id LIMIT $2",
        Kind::Group => "SELECT id FROM groups WHERE id > $1 AND deleted = 0 ORDER BY id LIMIT $2",
        Kind::Article => return Ok(Vec::new()),
    };
    c.query(sql, params![after, i64::try_from(limit).unwrap_or(i64::MAX)], |row| row.take())
}

/// What was said on each of these tickets, oldest first. What follows after 100 000 characters is no conversation.
pub(super) fn list_said(c: &mut Conn, tickets: &[TicketId]) -> Result<HashMap<TicketId, Vec<Said>>, DbError> {
    let mut sql = Sql::new(
        "SELECT ticket_id, author_id, public, SUBSTR(body_text, 1, 100000) FROM comments WHERE ticket_id IN ",
    );
    sql.list(tickets).push(" ORDER BY ticket_id, id");
    let said = sql.query(c, |row| {
        Ok((row.take()?, Said { author_id: row.take()?, public: row.take()?, text: row.take()? }))
    })?;
    Ok(grouped(said))
}

/// The names of the files on each of these tickets, and whether the customer sees them.
pub(super) fn list_file_names(
    c: &mut Conn,
    tickets: &[TicketId],
) -> Result<HashMap<TicketId, Vec<(String, bool)>>, DbError> {
    let mut sql = Sql::new(
        "SELECT c.ticket_id, a.file_name, c.public FROM attachments a JOIN comments c ON c.id = a.comment_id \
         WHERE a.inline = 0 AND c.ticket_id IN ",
    );
    sql.list(tickets).push(" ORDER BY a.id");
    Ok(grouped(sql.query(c, |row| Ok((row.take()?, (row.take()?, row.take()?))))?))
}

/// The groups that each of these agents is in.
pub(super) fn list_group_ids(c: &mut Conn, users: &[UserId]) -> Result<HashMap<UserId, Vec<i64>>, DbError> {
    let mut sql = Sql::new("SELECT user_id, group_id FROM group_memberships WHERE user_id IN ");
    sql.list(users);
    Ok(grouped(sql.query(c, |row| Ok((row.take()?, row.take()?)))?))
}

/// The organizations that each of these users belongs to.
pub(super) fn list_organization_ids(
    c: &mut Conn,
    users: &[UserId],
) -> Result<HashMap<UserId, Vec<i64>>, DbError> {
    let mut sql = Sql::new("SELECT user_id, organization_id FROM organization_memberships WHERE user_id IN ");
    sql.list(users);
    Ok(grouped(sql.query(c, |row| Ok((row.take()?, row.take()?)))?))
}

fn grouped<K: std::hash::Hash + Eq, V>(pairs: Vec<(K, V)>) -> HashMap<K, Vec<V>> {
    let mut groups: HashMap<K, Vec<V>> = HashMap::new();
    for (key, value) in pairs {
        groups.entry(key).or_default().push(value);
    }
    groups
}
