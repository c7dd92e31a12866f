//! The audit log: who changed which setting, and when. It is read from the audits, where every change of a setting is
//! recorded in the transaction that makes it.
//!
//! - `changes`: what an audit's events say, field by field. No I/O.
//! - `names`: what ids in them are called.
//! - `store`: the audits of settings.
//! - `file`: the log for spreadsheets.

mod api;
mod changes;
mod file;
mod names;
mod shape;
mod store;

use base::{AuditId, Timestamp, UserId, Via};
use people::audit::Entity;
use serde_json::Value;

pub use self::api::routes;

/// A change of a setting, as it was recorded.
#[derive(Clone, Debug)]
struct Entry {
    id: AuditId,
    entity: Entity,
    entity_id: i64,
    /// Guichet itself when there is none.
    author_id: Option<UserId>,
    via: Via,
    events: Vec<Value>,
    created_at: Timestamp,
}
