//! What the events of an audit say, field by field.

use people::audit::DELETED;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// What was done, in Zendesk's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Action {
    Create,
    Update,
    Destroy,
}

impl Action {
    /// As Zendesk words it.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Create => "Created",
            Self::Update => "Updated",
            Self::Destroy => "Deleted",
        }
    }
}

/// A field before and after a change. Both are null where only that it changed may be known, such as for a password.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub(super) struct SettingChange {
    /// The field's name in the API; a part of a field as `imap.host`.
    pub field: String,
    /// What it held.
    pub previous_value: Value,
    /// What it holds.
    pub value: Value,
}

/// Whole objects whose parts are read one by one, not as what they are for: these name people and groups.
const WHOLE: [&str; 1] = ["restriction"];

/// What was done, and each field that it changed.
pub(super) fn read(events: &[Value]) -> (Action, Vec<SettingChange>) {
    let is_creation = !events.is_empty() && events.iter().all(|event| event["type"] == "Create");
    let is_removal = |event: &Value| event["field_name"] == DELETED && event["value"] != Value::Bool(false);
    let action = if events.iter().any(is_removal) {
        Action::Destroy
    } else if is_creation {
        Action::Create
    } else {
        Action::Update
    };
    let mut changes = Vec::new();
    for event in events {
        match (event["field_name"].as_str().unwrap_or_default(), &event["previous_value"], &event["value"]) {
            (DELETED, Value::Object(gone), _) => part_by_part("", gone, &Map::new(), &mut changes),
            (field, previous, value) => add(field, previous, value, &mut changes),
        }
    }
    (action, changes)
}

fn add(field: &str, previous: &Value, value: &Value, changes: &mut Vec<SettingChange>) {
    let nothing = Map::new();
    match (previous, value) {
        _ if WHOLE.contains(&field) => {}
        (Value::Object(before), Value::Object(after)) => return part_by_part(field, before, after, changes),
        (Value::Object(before), Value::Null) => return part_by_part(field, before, &nothing, changes),
        (Value::Null, Value::Object(after)) => return part_by_part(field, &nothing, after, changes),
        _ => {}
    }
    changes.push(SettingChange {
        field: field.to_owned(),
        previous_value: previous.clone(),
        value: value.clone(),
    });
}

/// The parts that differ, in the order of their names.
fn part_by_part(
    field: &str,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    changes: &mut Vec<SettingChange>,
) {
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let previous = before.get(name).unwrap_or(&Value::Null);
        let value = after.get(name).unwrap_or(&Value::Null);
        if previous != value && !(is_empty(previous) && is_empty(value)) {
            let path = if field.is_empty() { name.clone() } else { format!("{field}.{name}") };
            add(&path, previous, value, changes);
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(parts) => parts.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn change(field: &str, previous: Value, value: Value) -> Value {
        json!({"type": "Change", "field_name": field, "previous_value": previous, "value": value})
    }

    #[test]
    fn what_an_object_holds_is_told_part_by_part() {
        let server = |host: &str| json!({"host": host, "port": 993});
        let (action, changes) = read(&[change("imap", server("one.example"), server("two.example"))]);
        assert_eq!(action, Action::Update);
        let host = SettingChange {
            field: "imap.host".to_owned(),
            previous_value: json!("one.example"),
            value: json!("two.example"),
        };
        assert_eq!(changes, [host]);
    }

    #[test]
    fn a_removal_tells_what_was_there() {
        let gone = json!({"title": "Mine", "description": "", "restriction": {"type": "User", "id": 7}});
        let (action, changes) = read(&[change(DELETED, gone, json!(true))]);
        let fields: Vec<&str> = changes.iter().map(|change| change.field.as_str()).collect();
        assert_eq!((action, fields), (Action::Destroy, vec!["restriction", "title"]));
        assert!(changes.iter().all(|change| change.value.is_null()));
    }

    #[test]
    fn that_a_password_changed_is_told_without_it() {
        let (_, changes) = read(&[change("password", Value::Null, Value::Null)]);
        assert_eq!(changes.len(), 1);
    }
}
