//! The record of every change.

use base::{Actor, AuditId, Timestamp};
use db::{DbError, Tx, params};

use crate::audit::Entity;

/// Adds what an actor did to something, and whether that is a setting; the events are JSON.
///
/// # Errors
/// When the row cannot be written.
pub(crate) fn insert_audit(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    (entity, id): (Entity, i64),
    is_setting: bool,
    events: &str,
) -> Result<AuditId, DbError> {
    tx.insert(
        "INSERT INTO audits (entity, entity_id, author_id, via, is_setting, events, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        params![entity, id, actor.user_id, actor.via, is_setting, events, now],
    )
}
