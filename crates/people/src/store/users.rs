//! Users.

use base::{GroupId, Locale, OrganizationId, Role, Timestamp, UserId};
use db::{Conn, DbError, Listing, Page, Paging, Row, Sql, Tx, params};

use super::{end_of_prefix, take_json, to_json};
use crate::{User, fold_address, fold_name};

const COLUMNS: &str = "u.id, u.name, u.role, u.email, u.phone, u.external_id, u.alias, u.signature, u.details, \
     u.notes, u.locale, u.time_zone, u.organization_id, u.default_group_id, u.active, u.suspended, u.verified, \
     u.preferences, u.tags, u.fields, u.last_login_at, u.created_at, u.updated_at";

fn take_user(row: &Row<'_>) -> Result<User, DbError> {
    Ok(User {
        id: row.take()?,
        name: row.take()?,
        role: row.take()?,
        email: row.take()?,
        phone: row.take()?,
        external_id: row.take()?,
        alias: row.take()?,
        signature: row.take()?,
        details: row.take()?,
        notes: row.take()?,
        locale: Locale::from_tag(&row.take::<String>()?).unwrap_or_default(),
        time_zone: row.take()?,
        organization_id: row.take()?,
        default_group_id: row.take()?,
        active: row.take()?,
        suspended: row.take()?,
        verified: row.take()?,
        preferences: take_json(row)?,
        tags: take_json(row)?,
        fields: take_json(row)?,
        last_login_at: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

fn users_where(condition: &'static str) -> Sql {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM users u WHERE ").push(condition);
    sql
}

/// The user of that id, deleted or not.
///
/// # Errors
/// When the query fails.
pub fn find_user(c: &mut Conn, id: UserId) -> Result<Option<User>, DbError> {
    Ok(users_where("u.id = ").bind(id).query(c, take_user)?.into_iter().next())
}

/// The users of those ids in the order of their ids, deleted or not; ids that nobody has are left out.
///
/// # Errors
/// When the query fails.
pub fn find_users(c: &mut Conn, ids: &[UserId]) -> Result<Vec<User>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    users_where("u.id IN ").list(ids).push(" ORDER BY u.id").query(c, take_user)
}

/// Whose address it is, however it is written. Deleted users have none.
///
/// # Errors
/// When the query fails.
pub fn find_user_by_email(c: &mut Conn, address: &str) -> Result<Option<User>, DbError> {
    let mut sql =
        users_where("u.id = (SELECT user_id FROM identities WHERE kind = 'email' AND value_folded = ");
    Ok(sql.bind(fold_address(address)).push(")").query(c, take_user)?.into_iter().next())
}

/// The users whose ids in another system are these.
///
/// # Errors
/// When the query fails.
pub fn find_users_by_external_id(c: &mut Conn, external_ids: &[&str]) -> Result<Vec<User>, DbError> {
    if external_ids.is_empty() {
        return Ok(Vec::new());
    }
    users_where("u.external_id IN ").list(external_ids).push(" ORDER BY u.id").query(c, take_user)
}

/// Which users to list.
#[derive(Clone, Debug, Default)]
pub struct UserFilter {
    /// The deleted ones instead of the others.
    pub deleted: bool,
    /// Of one of these roles; empty for all.
    pub roles: Vec<Role>,
    /// Of this organization.
    pub organization_id: Option<OrganizationId>,
    /// Of this group.
    pub group_id: Option<GroupId>,
    /// With this id in another system.
    pub external_id: Option<String>,
    /// Whose name, or one of whose addresses, starts so.
    pub starts_with: Option<String>,
}

/// What users are sorted by; equals by id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UserOrder {
    /// By id.
    #[default]
    Id,
    /// By name, whatever the case and accents.
    Name,
    /// By creation.
    CreatedAt,
    /// By the last change.
    UpdatedAt,
}

/// A page of users.
///
/// # Errors
/// When the query fails, or the cursor belongs to another order.
pub fn list_users(
    c: &mut Conn,
    filter: &UserFilter,
    (order, descending): (UserOrder, bool),
    paging: &Paging,
) -> Result<Page<User>, DbError> {
    let sort = match order {
        UserOrder::Id => "u.id",
        UserOrder::Name => "u.name_folded",
        UserOrder::CreatedAt => "u.created_at",
        UserOrder::UpdatedAt => "u.updated_at",
    };
    Listing { columns: COLUMNS, from: from(filter), sort, descending, id: "u.id" }.page(c, paging, take_user)
}

/// The users that changed since a time, the deleted ones too, in the order they changed in.
///
/// # Errors
/// When the query fails, or the cursor belongs to another order.
pub fn list_users_changed_since(
    c: &mut Conn,
    start: Timestamp,
    paging: &Paging,
) -> Result<Page<User>, DbError> {
    let mut from = Sql::new("FROM users u WHERE u.updated_at >= ");
    from.bind(start);
    Listing { columns: COLUMNS, from, sort: "u.updated_at", descending: false, id: "u.id" }
        .page(c, paging, take_user)
}

/// How many users there are of a kind.
///
/// # Errors
/// When the query fails.
pub fn count_users(c: &mut Conn, filter: &UserFilter) -> Result<i64, DbError> {
    Listing { columns: "u.id", from: from(filter), sort: "u.id", descending: false, id: "u.id" }.count(c)
}

fn from(filter: &UserFilter) -> Sql {
    let mut sql = Sql::new("FROM users u WHERE u.active = ");
    sql.push(if filter.deleted { "0" } else { "1" });
    if !filter.roles.is_empty() {
        sql.push(" AND u.role IN ").list(&filter.roles);
    }
    if let Some(organization) = filter.organization_id {
        sql.push(" AND u.id IN (SELECT user_id FROM organization_memberships WHERE organization_id = ");
        sql.bind(organization).push(")");
    }
    if let Some(group) = filter.group_id {
        sql.push(" AND u.id IN (SELECT user_id FROM group_memberships WHERE group_id = ")
            .bind(group)
            .push(")");
    }
    if let Some(external_id) = &filter.external_id {
        sql.push(" AND u.external_id = ").bind(external_id);
    }
    if let Some(text) = &filter.starts_with {
        let (name, address) = (fold_name(text), fold_address(text));
        sql.push(" AND u.id IN (SELECT id FROM users WHERE name_folded >= ").bind(&name);
        sql.push(" AND name_folded < ").bind(end_of_prefix(&name));
        sql.push(" UNION SELECT user_id FROM identities WHERE kind = 'email' AND value_folded >= ")
            .bind(&address);
        sql.push(" AND value_folded < ").bind(end_of_prefix(&address)).push(")");
    }
    sql
}

/// How many admins can sign in, this user left out.
///
/// # Errors
/// When the query fails.
pub fn count_other_admins(c: &mut Conn, user: UserId) -> Result<i64, DbError> {
    c.get(
        "SELECT COUNT(*) FROM users WHERE role = 'admin' AND active = 1 AND suspended = 0 AND id <> $1",
        params![user],
        |row| row.take(),
    )
}

/// Whether anybody can configure the desk.
///
/// # Errors
/// When the query fails.
pub fn has_admin(c: &mut Conn) -> Result<bool, DbError> {
    let admin = c.find("SELECT id FROM users WHERE role = 'admin' AND active = 1 LIMIT 1", &[], |row| {
        row.take::<UserId>()
    })?;
    Ok(admin.is_some())
}

/// Stores a new user, whatever id it says; the id it got.
///
/// # Errors
/// When the row cannot be written.
pub(crate) fn insert_user(tx: &mut Tx, user: &User) -> Result<UserId, DbError> {
    tx.insert(
        "INSERT INTO users (name, name_folded, role, email, phone, external_id, alias, signature, details, notes, \
         locale, time_zone, organization_id, default_group_id, active, suspended, verified, preferences, tags, fields, \
         created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22) \
         RETURNING id",
        params![
            user.name,
            fold_name(&user.name),
            user.role,
            user.email,
            user.phone,
            user.external_id,
            user.alias,
            user.signature,
            user.details,
            user.notes,
            user.locale.tag(),
            user.time_zone,
            user.organization_id,
            user.default_group_id,
            user.active,
            user.suspended,
            user.verified,
            to_json(&user.preferences)?,
            to_json(&user.tags)?,
            to_json(&user.fields)?,
            user.created_at,
            user.updated_at
        ],
    )
}

/// Stores a user's new state.
///
/// # Errors
/// When the row cannot be written.
pub(crate) fn update_user(tx: &mut Tx, user: &User) -> Result<(), DbError> {
    tx.execute(
        "UPDATE users SET name = $1, name_folded = $2, role = $3, email = $4, phone = $5, external_id = $6, alias = $7, \
         signature = $8, details = $9, notes = $10, locale = $11, time_zone = $12, organization_id = $13, \
         default_group_id = $14, active = $15, suspended = $16, verified = $17, preferences = $18, tags = $19, \
         fields = $20, updated_at = $21 WHERE id = $22",
        params![
            user.name,
            fold_name(&user.name),
            user.role,
            user.email,
            user.phone,
            user.external_id,
            user.alias,
            user.signature,
            user.details,
            user.notes,
            user.locale.tag(),
            user.time_zone,
            user.organization_id,
            user.default_group_id,
            user.active,
            user.suspended,
            user.verified,
            to_json(&user.preferences)?,
            to_json(&user.tags)?,
            to_json(&user.fields)?,
            user.updated_at,
            user.id
        ],
    )
    .map(|_| ())
}

/// Notes that a user signed in.
///
/// # Errors
/// When the row cannot be written.
pub(crate) fn touch_last_login(tx: &mut Tx, id: UserId, now: Timestamp) -> Result<(), DbError> {
    tx.execute("UPDATE users SET last_login_at = $1 WHERE id = $2", params![now, id]).map(|_| ())
}
