//! What the ids in changes of settings are called, so that people can read them.

use std::collections::{BTreeMap, BTreeSet};

use base::UserId;
use db::{Conn, DbError};
use people::audit::Entity;
use serde_json::{Value, json};

use super::{Entry, changes::SettingChange, store};

/// What somebody calls a thing, in the field that its audit records it under.
const NAMING_FIELDS: [&str; 6] = ["title", "name", "agent_label", "address", "email", "subject"];

/// Names by kind of thing and id.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<(&'static str, i64), String>);

impl Names {
    /// The names of everything that these changes are about, were made by, or mention.
    ///
    /// # Errors
    /// When a query fails.
    pub(super) fn load<'a>(
        c: &mut Conn,
        changes: impl Iterator<Item = (&'a Entry, &'a [SettingChange])>,
    ) -> Result<Self, DbError> {
        let mut wanted: BTreeMap<&'static str, BTreeSet<i64>> = BTreeMap::new();
        for (entry, changes) in changes {
            let author = entry.author_id.map(|user| (Entity::User, user.0));
            let mentioned = changes.iter().flat_map(mentioned);
            for (entity, id) in mentioned.chain(author).chain([(entry.entity, entry.entity_id)]) {
                wanted.entry(entity.as_str()).or_default().insert(id);
            }
        }
        let mut names = BTreeMap::new();
        for (kind, ids) in wanted {
            let Some(entity) = Entity::from_name(kind) else { continue };
            let found = store::names(c, entity, &ids.into_iter().collect::<Vec<_>>())?;
            names.extend(found.into_iter().map(|(id, name)| ((kind, id), name)));
        }
        Ok(Self(names))
    }

    /// What somebody is called; Guichet itself where there is nobody.
    pub(super) fn person(&self, user: Option<UserId>) -> String {
        match user {
            Some(user) => self.of(Entity::User, user.0).unwrap_or_default(),
            None => "Guichet".to_owned(),
        }
    }

    /// What a change is about: as it was called then, else as it is called now; empty when neither is known.
    pub(super) fn source(&self, entry: &Entry, changes: &[SettingChange]) -> String {
        let naming = changes.iter().find(|change| NAMING_FIELDS.contains(&change.field.as_str()));
        let then = naming
            .and_then(|change| change.value.as_str().or(change.previous_value.as_str()).map(str::to_owned));
        let is_gone_or_new =
            changes.iter().all(|change| change.value.is_null() || change.previous_value.is_null());
        let now = self.of(entry.entity, entry.entity_id);
        if is_gone_or_new { then.or(now) } else { now.or(then) }.unwrap_or_default()
    }

    /// The change with names for ids, and sentences for conditions and the like.
    pub(super) fn readable(&self, change: SettingChange) -> SettingChange {
        let read = |value: Value| match (&value, entity_of(&change.field)) {
            (Value::Object(_), _) if change.field == "restriction" => self.restriction(&value),
            (Value::Number(_), Some(entity)) => self.named(entity, &value),
            (Value::Array(ids), Some(entity)) => ids.iter().map(|id| self.named(entity, id)).collect(),
            (Value::Array(list), None) => list.iter().map(sentence).map(Value::String).collect(),
            _ => value,
        };
        SettingChange {
            previous_value: read(change.previous_value.clone()),
            value: read(change.value.clone()),
            field: change.field,
        }
    }

    fn restriction(&self, value: &Value) -> Value {
        let entity = if value["type"] == "Group" { Entity::Group } else { Entity::User };
        restricted_to(value).into_iter().map(|id| self.named(entity, &json!(id))).collect()
    }

    fn named(&self, entity: Entity, id: &Value) -> Value {
        id.as_i64().and_then(|number| self.of(entity, number)).map_or_else(|| id.clone(), Value::String)
    }

    fn of(&self, entity: Entity, id: i64) -> Option<String> {
        self.0.get(&(entity.as_str(), id)).filter(|name| !name.is_empty()).cloned()
    }
}

/// Which things a field's numbers are.
fn entity_of(field: &str) -> Option<Entity> {
    match field {
        "group_id" | "group_ids" | "default_group_id" | "answering_group_ids" => Some(Entity::Group),
        "brand_id" => Some(Entity::Brand),
        "organization_id" | "organization_ids" => Some(Entity::Organization),
        "ticket_field_ids" | "field_ids" => Some(Entity::TicketField),
        "task_template_ids" => Some(Entity::TaskTemplate),
        "owner_id" | "requester_id" | "assignee_id" => Some(Entity::User),
        _ => None,
    }
}

fn mentioned(change: &SettingChange) -> Vec<(Entity, i64)> {
    let values = [&change.previous_value, &change.value];
    if change.field == "restriction" {
        let of = |value: &Value| {
            let entity = if value["type"] == "Group" { Entity::Group } else { Entity::User };
            restricted_to(value).into_iter().map(move |id| (entity, id)).collect::<Vec<_>>()
        };
        return values.into_iter().flat_map(of).collect();
    }
    let Some(entity) = entity_of(&change.field) else { return Vec::new() };
    let ids = |value: &Value| match value {
        Value::Array(ids) => ids.iter().filter_map(Value::as_i64).collect(),
        other => other.as_i64().into_iter().collect::<Vec<_>>(),
    };
    values.into_iter().flat_map(ids).map(|id| (entity, id)).collect()
}

fn restricted_to(restriction: &Value) -> Vec<i64> {
    let many = restriction["ids"].as_array().into_iter().flatten();
    let ids: BTreeSet<i64> = many.chain([&restriction["id"]]).filter_map(Value::as_i64).collect();
    ids.into_iter().collect()
}

/// A condition, an action of a macro, an option of a field, in words.
fn sentence(value: &Value) -> String {
    let Value::Object(parts) = value else { return plain(value) };
    let part = |name: &str| parts.get(name).map(plain).unwrap_or_default();
    if parts.contains_key("field") {
        let words = [part("field"), part("operator"), part("value")];
        return words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    }
    if parts.contains_key("name") { part("name") } else { value.to_string() }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_actions_and_options_are_read_as_words() {
        for (value, words) in [
            (
                json!({"field": "status", "operator": "less_than", "value": "solved"}),
                "status less_than solved",
            ),
            (json!({"field": "set_tags", "value": ["a", "b"]}), "set_tags a, b"),
            (json!({"id": 3, "name": "Red", "value": "red"}), "Red"),
            (json!("vip"), "vip"),
        ] {
            assert_eq!(sentence(&value), words);
        }
    }

    #[test]
    fn ids_become_the_names_that_are_known() {
        let names = Names(BTreeMap::from([(("group", 2), "Repairs".to_owned())]));
        let change = |field: &str, value: Value| SettingChange {
            field: field.to_owned(),
            previous_value: Value::Null,
            value,
        };
        assert_eq!(names.readable(change("group_ids", json!([2, 9]))).value, json!(["Repairs", 9]));
        let restriction = json!({"type": "Group", "id": 2, "ids": [2]});
        assert_eq!(names.readable(change("restriction", restriction)).value, json!(["Repairs"]));
        assert_eq!(names.readable(change("position", json!(2))).value, json!(2));
    }
}
