//! The SQL of brands.

use base::BrandId;
use db::{Conn, DbError, Row, Sql, Tx, params};

use super::{Brand, Logo};

const SELECT: &str = "SELECT id, name, subdomain, host_mapping, color, signature_template, logo_type, logo_size, \
    logo_blob, active, is_default, deleted, created_at, updated_at FROM brands ";

fn read(row: &Row<'_>) -> Result<Brand, DbError> {
    Ok(Brand {
        id: row.take()?,
        name: row.take()?,
        subdomain: row.take()?,
        host_mapping: row.take()?,
        color: row.take()?,
        signature_template: row.take()?,
        logo: {
            let (content_type, size, blob): (Option<String>, i64, _) =
                (row.take()?, row.take()?, row.take()?);
            content_type.zip(blob).map(|(content_type, blob)| Logo { content_type, size, blob })
        },
        active: row.take()?,
        is_default: row.take()?,
        deleted: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// All that were not removed, the default first.
///
/// # Errors
/// When the query fails.
pub fn list_brands(c: &mut Conn) -> Result<Vec<Brand>, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE deleted = 0 ORDER BY is_default DESC, name, id");
    sql.query(c, read)
}

/// All there ever were, for the tickets that name them.
///
/// # Errors
/// When the query fails.
pub fn list_with_removed(c: &mut Conn) -> Result<Vec<Brand>, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("ORDER BY id");
    sql.query(c, read)
}

/// A brand, removed or not.
///
/// # Errors
/// When the query fails.
pub fn find_brand(c: &mut Conn, id: BrandId) -> Result<Option<Brand>, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE id = ").bind(id);
    Ok(sql.query(c, read)?.pop())
}

/// The one that tickets get that ask for none.
///
/// # Errors
/// When the query fails.
pub fn get_default(c: &mut Conn) -> Result<Brand, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE is_default = 1");
    sql.query(c, read)?.pop().ok_or(DbError::NotFound)
}

/// Stores a new one; its own id is not used.
///
/// # Errors
/// When the statement fails.
pub(super) fn insert_brand(tx: &mut Tx, brand: &Brand) -> Result<BrandId, DbError> {
    tx.insert(
        "INSERT INTO brands (name, subdomain, host_mapping, color, signature_template, active, is_default, deleted, \
         created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
        params![
            brand.name,
            brand.subdomain,
            brand.host_mapping,
            brand.color,
            brand.signature_template,
            brand.active,
            brand.is_default,
            brand.deleted,
            brand.created_at,
            brand.updated_at,
        ],
    )
}

/// Stores one as it is now.
///
/// # Errors
/// When the statement fails.
pub(super) fn update_brand(tx: &mut Tx, brand: &Brand) -> Result<(), DbError> {
    let logo = brand.logo.as_ref();
    tx.execute(
        "UPDATE brands SET name = $1, subdomain = $2, host_mapping = $3, color = $4, signature_template = $5, \
         logo_type = $6, logo_size = $7, logo_blob = $8, active = $9, is_default = $10, deleted = $11, \
         updated_at = $12 WHERE id = $13",
        params![
            brand.name,
            brand.subdomain,
            brand.host_mapping,
            brand.color,
            brand.signature_template,
            logo.map(|logo| logo.content_type.clone()),
            logo.map_or(0, |logo| logo.size),
            logo.map(|logo| logo.blob.clone()),
            brand.active,
            brand.is_default,
            brand.deleted,
            brand.updated_at,
            brand.id,
        ],
    )
    .map(|_| ())
}

/// Gives the mailboxes of one brand to another.
///
/// # Errors
/// When the statement fails.
pub(super) fn move_mailboxes(tx: &mut Tx, from: BrandId, to: BrandId) -> Result<u64, DbError> {
    tx.execute("UPDATE mailboxes SET brand_id = $1 WHERE brand_id = $2", params![to, from])
}
