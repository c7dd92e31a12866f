//! API tokens.

use base::{Timestamp, TokenId, UserId};
use db::{Conn, DbError, Listing, Page, Paging, Row, Sql, Tx, params};

use crate::ApiToken;

const COLUMNS: &str = "t.id, t.user_id, t.description, t.created_at, t.used_at";

fn take_token(row: &Row<'_>) -> Result<ApiToken, DbError> {
    Ok(ApiToken {
        id: row.take()?,
        user_id: row.take()?,
        description: row.take()?,
        created_at: row.take()?,
        used_at: row.take()?,
    })
}

fn find_where(
    c: &mut Conn,
    condition: &'static str,
    value: impl db::ToParam,
) -> Result<Option<ApiToken>, DbError> {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM api_tokens t WHERE ").push(condition).bind(value);
    Ok(sql.query(c, take_token)?.into_iter().next())
}

/// A token by its id.
///
/// # Errors
/// When the query fails.
pub fn find(c: &mut Conn, id: TokenId) -> Result<Option<ApiToken>, DbError> {
    find_where(c, "t.id = ", id)
}

/// A token by its secret's hash.
///
/// # Errors
/// When the query fails.
pub fn find_by_hash(c: &mut Conn, token_hash: &[u8]) -> Result<Option<ApiToken>, DbError> {
    find_where(c, "t.token_hash = ", token_hash)
}

/// A page of tokens, by id: of one user, or all.
///
/// # Errors
/// When the query fails.
pub fn list(c: &mut Conn, user: Option<UserId>, paging: &Paging) -> Result<Page<ApiToken>, DbError> {
    let mut from = Sql::new("FROM api_tokens t WHERE 1 = 1");
    if let Some(user) = user {
        from.push(" AND t.user_id = ").bind(user);
    }
    Listing { columns: COLUMNS, from, sort: "t.id", descending: false, id: "t.id" }
        .page(c, paging, take_token)
}

/// Stores a token.
///
/// # Errors
/// When the row cannot be written.
pub(crate) fn insert(
    tx: &mut Tx,
    now: Timestamp,
    user: UserId,
    token_hash: &[u8],
    description: &str,
) -> Result<TokenId, DbError> {
    tx.insert(
        "INSERT INTO api_tokens (user_id, token_hash, description, created_at) VALUES ($1, $2, $3, $4) RETURNING id",
        params![user, token_hash, description, now],
    )
}

/// Notes that a token was used.
///
/// # Errors
/// When the row cannot be written.
pub(crate) fn touch(tx: &mut Tx, id: TokenId, now: Timestamp) -> Result<(), DbError> {
    tx.execute("UPDATE api_tokens SET used_at = $1 WHERE id = $2", params![now, id]).map(|_| ())
}

/// Ends a token.
///
/// # Errors
/// When the row cannot be deleted.
pub(crate) fn delete(tx: &mut Tx, id: TokenId) -> Result<(), DbError> {
    tx.execute("DELETE FROM api_tokens WHERE id = $1", params![id]).map(|_| ())
}

/// Ends all of a user's tokens.
///
/// # Errors
/// When the rows cannot be deleted.
pub(crate) fn delete_of_user(tx: &mut Tx, user: UserId) -> Result<(), DbError> {
    tx.execute("DELETE FROM api_tokens WHERE user_id = $1", params![user]).map(|_| ())
}
