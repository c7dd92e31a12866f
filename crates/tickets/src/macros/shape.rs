//! Macros in Zendesk's shape.

use base::{MacroId, Timestamp};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::{Effect, Macro, MacroAction, Usage};
use crate::{fields::named_fields, model::Ticket};

/// A macro.
#[derive(Serialize, ToSchema)]
pub(super) struct MacroBody {
    /// Its URL in the API.
    url: String,
    id: MacroId,
    /// Its name; `::` parts it into categories.
    title: String,
    /// The same; titles have no placeholders.
    raw_title: String,
    /// What it is for; null when nobody said.
    description: Option<String>,
    /// Its place in the list.
    position: i64,
    /// Whether it can be used.
    active: bool,
    /// Not used: no macro comes with Guichet.
    default: bool,
    /// Who sees it; everybody when null.
    #[schema(value_type = Option<Object>)]
    restriction: Value,
    /// What it does, in this order.
    actions: Vec<MacroAction>,
    created_at: Timestamp,
    updated_at: Timestamp,
    /// How often it was used lately, when `include` asks for it.
    #[serde(flatten)]
    usage: Option<Usage>,
}

impl MacroBody {
    pub(super) fn new(one: Macro, usage: Option<Usage>, origin: &str) -> Self {
        Self {
            url: format!("{origin}/api/v2/macros/{}.json", one.id),
            id: one.id,
            raw_title: one.title.clone(),
            title: one.title,
            description: Some(one.description).filter(|text| !text.is_empty()),
            position: one.position,
            active: one.active,
            default: false,
            restriction: one.restriction,
            actions: one.actions,
            created_at: one.created_at,
            updated_at: one.updated_at,
            usage,
        }
    }
}

/// What a macro would change: the fields of `after` that differ, and the answer that it begins.
pub(crate) fn changes(before: &Ticket, after: &Ticket, effect: &Effect, origin: &str) -> Value {
    let mut changed = Map::new();
    if before.id.0 > 0 {
        changed.insert("id".to_owned(), json!(before.id));
        changed.insert("url".to_owned(), json!(format!("{origin}/api/v2/tickets/{}.json", before.id)));
    }
    let pairs = named_fields(before).into_iter().zip(named_fields(after));
    for ((name, old), (_, new)) in pairs {
        if old != new {
            changed.insert(name.to_owned(), new);
        }
    }
    if !effect.change.task_template_ids.is_empty() {
        changed.insert("task_template_ids".to_owned(), json!(effect.change.task_template_ids));
    }
    if let Some(reply) = &effect.reply {
        let mut comment = json!({
            "body": reply.body.text, "html_body": reply.body.html,
            "scoped_body": [["channel:all", reply.body.text]],
        });
        if let Some(public) = reply.public {
            comment["public"] = json!(public);
        }
        changed.insert("comment".to_owned(), comment);
    }
    Value::Object(changed)
}
