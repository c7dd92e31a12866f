//! Views.

use base::{GroupId, Timestamp, ViewId};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::{conditions::Conditions, store::views::View};

/// A view.
#[derive(Debug, Serialize, ToSchema)]
pub struct ViewBody {
    /// Its URL in the API.
    pub url: String,
    /// Its id.
    pub id: ViewId,
    /// Its name.
    pub title: String,
    /// The same; placeholders are not used.
    pub raw_title: String,
    /// What it is for.
    pub description: String,
    /// Whether it is shown.
    pub active: bool,
    /// Not used: no view is the default one.
    pub default: bool,
    /// Its place in the list.
    pub position: i64,
    /// Who sees it; everybody when null.
    #[schema(value_type = Object)]
    pub restriction: Value,
    /// Order and columns.
    #[schema(value_type = Object)]
    pub execution: Value,
    /// What it asks for.
    #[schema(value_type = Conditions)]
    pub conditions: Value,
    /// Set for those that Guichet brought.
    pub key: Option<String>,
    /// Set for a group's own view.
    pub group_id: Option<GroupId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl ViewBody {
    /// The shape of a view.
    pub fn new(view: &View, origin: &str) -> Self {
        Self {
            url: format!("{origin}/api/v2/views/{}.json", view.id),
            id: view.id,
            title: view.title.clone(),
            raw_title: view.title.clone(),
            description: view.description.clone(),
            active: view.active,
            default: false,
            position: view.position,
            restriction: view.restriction.clone(),
            execution: execution(&view.execution),
            conditions: view.conditions.clone(),
            key: view.key.clone(),
            group_id: view.group_id,
            created_at: view.created_at,
            updated_at: view.updated_at,
        }
    }
}

/// What lists of a view's tickets show.
pub fn view_columns() -> Value {
    let column =
        |id: &str, title: &str| json!({"id": id, "title": title, "filterable": true, "sortable": true});
    json!([
        column("status", "Status"),
        column("subject", "Subject"),
        column("requester", "Requester"),
        column("updated", "Updated"),
        column("group", "Group"),
        column("assignee", "Assignee"),
    ])
}

/// Order and columns, with everything that Zendesk's clients look for.
fn execution(stored: &Value) -> Value {
    let mut execution = json!({
        "group_by": null, "group_order": "asc", "sort_by": null, "sort_order": "desc", "group": null, "sort": null,
        "columns": view_columns(), "fields": view_columns(), "custom_fields": [],
    });
    for (name, value) in stored.as_object().into_iter().flatten() {
        execution[name.as_str()] = value.clone();
    }
    execution
}
