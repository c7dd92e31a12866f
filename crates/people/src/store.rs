//! The only SQL about people. Functions named `find_` answer `None` when there is nothing; lists are pages.

mod audits;
mod domains;
pub mod group_memberships;
mod groups;
mod identities;
pub mod invitations;
pub mod organization_memberships;
mod organizations;
pub mod passwords;
mod related;
pub mod sessions;
mod settings;
pub mod tokens;
mod users;

use db::{DbError, Row};
use serde::{Serialize, de::DeserializeOwned};

pub(crate) use self::audits::insert_audit;
pub use self::{
    domains::*,
    group_memberships::{groups_of, is_member, members_of},
    groups::*,
    identities::*,
    organizations::*,
    related::*,
    settings::*,
    users::*,
};

/// A JSON column.
fn take_json<T: DeserializeOwned>(row: &Row<'_>) -> Result<T, DbError> {
    let text: String = row.take()?;
    serde_json::from_str(&text).map_err(|error| DbError::Column {
        index: 0,
        wanted: "JSON",
        found: error.to_string(),
    })
}

/// The text of a JSON column.
fn to_json(value: &impl Serialize) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(|_| DbError::Unsupported("the value cannot be written as JSON"))
}

/// What sorts behind everything that starts with `prefix`, in byte order.
fn end_of_prefix(prefix: &str) -> String {
    format!("{prefix}{}", char::MAX)
}
