//! The audit log in Zendesk's shape, with each field's change beside its description.

use base::{AuditId, Timestamp};
use db::{Conn, DbError, Page};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    Entry,
    changes::{self, Action, SettingChange},
    names::Names,
};

/// A change of a setting.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AuditLogBody {
    /// Its URL in the API.
    pub url: String,
    /// Its id.
    pub id: AuditId,
    /// When.
    pub created_at: Timestamp,
    /// Who; -1 for Guichet itself.
    pub actor_id: i64,
    /// What they are called.
    pub actor_name: String,
    /// What sort of thing was changed, such as `user`, `view` or `settings`.
    pub source_type: &'static str,
    /// Which of them.
    pub source_id: i64,
    /// What it is called; empty when that is not known.
    pub source_label: String,
    /// What was done.
    pub action: Action,
    /// The same in words.
    pub action_label: &'static str,
    /// What changed, in one line.
    pub change_description: String,
    /// What changed, field by field, with names for ids.
    pub changes: Vec<SettingChange>,
    /// Through which channel.
    pub via: &'static str,
    /// Not kept.
    pub ip_address: Option<String>,
}

/// Shapes a page of changes.
///
/// # Errors
/// When a query fails.
pub(super) fn shape(c: &mut Conn, page: Page<Entry>, origin: &str) -> Result<Page<AuditLogBody>, DbError> {
    let read: Vec<_> = page.rows.iter().map(|entry| changes::read(&entry.events)).collect();
    let pairs = page.rows.iter().zip(&read).map(|(entry, (_, changes))| (entry, changes.as_slice()));
    let names = Names::load(c, pairs)?;
    let mut read = read.into_iter();
    Ok(page.map(|entry| {
        let (action, changes) = read.next().unwrap_or((Action::Update, Vec::new()));
        body(&entry, action, changes, &names, origin)
    }))
}

fn body(
    entry: &Entry,
    action: Action,
    changes: Vec<SettingChange>,
    names: &Names,
    origin: &str,
) -> AuditLogBody {
    let source_label = names.source(entry, &changes);
    let changes: Vec<SettingChange> = changes.into_iter().map(|change| names.readable(change)).collect();
    AuditLogBody {
        url: format!("{origin}/api/v2/audit_logs/{}.json", entry.id),
        id: entry.id,
        created_at: entry.created_at,
        actor_id: entry.author_id.map_or(-1, |user| user.0),
        actor_name: names.person(entry.author_id),
        source_type: entry.entity.as_str(),
        source_id: entry.entity_id,
        source_label,
        action,
        action_label: action.label(),
        change_description: changes.iter().map(describe).collect::<Vec<_>>().join("; "),
        changes,
        via: entry.via.as_str(),
        ip_address: None,
    }
}

/// A field's change in a few words.
fn describe(change: &SettingChange) -> String {
    let (field, before, after) = (&change.field, words(&change.previous_value), words(&change.value));
    match (before.is_empty(), after.is_empty()) {
        (true, true) => format!("{field} changed"),
        (true, false) => format!("{field}: {after}"),
        (false, true) => format!("{field}: {before} removed"),
        (false, false) => format!("{field}: {before} → {after}"),
    }
}

/// A value as one reads it; empty for none.
pub(super) fn words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(words).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
