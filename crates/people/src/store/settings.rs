//! The desk's settings.

use db::{Conn, DbError, Tx, params};

use super::{take_json, to_json};
use crate::DeskSettings;

/// What is set for the whole desk, or the defaults.
///
/// # Errors
/// When the query fails.
pub fn get_desk(c: &mut Conn) -> Result<DeskSettings, DbError> {
    let found = c.find("SELECT value FROM settings WHERE name = 'desk'", &[], take_json)?;
    Ok(found.unwrap_or_default())
}

/// Stores what is set for the whole desk.
///
/// # Errors
/// When the row cannot be written.
pub(crate) fn save_desk(tx: &mut Tx, desk: &DeskSettings) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO settings (name, value) VALUES ('desk', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        params![to_json(desk)?],
    )
    .map(|_| ())
}
