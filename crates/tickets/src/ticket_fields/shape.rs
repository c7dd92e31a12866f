//! Fields in Zendesk's shape.

use base::{FieldId, Timestamp};
use people::custom_fields::{FieldKind, FieldOption, Target};
use serde::Serialize;
use utoipa::ToSchema;

use super::TicketField;

/// A field.
#[derive(Serialize, ToSchema)]
pub(super) struct FieldBody {
    /// Its URL in the API.
    url: String,
    id: FieldId,
    /// What it holds.
    #[serde(rename = "type")]
    kind: FieldKind,
    /// What agents call it.
    title: String,
    /// The same; titles have no placeholders.
    raw_title: String,
    /// What customers call it.
    title_in_portal: String,
    /// The same.
    raw_title_in_portal: String,
    /// What customers read about it.
    description: String,
    /// The same.
    raw_description: String,
    /// What agents read about it; null when nobody said.
    agent_description: Option<String>,
    /// Not used: no field is folded away.
    collapsed_for_agents: bool,
    /// Not used: fields are named by id.
    key: Option<String>,
    /// Its place on the ticket.
    position: i64,
    /// Whether it is in use.
    active: bool,
    /// Whether a ticket needs a value to be solved.
    required: bool,
    /// Whether a customer must fill it in.
    required_in_portal: bool,
    /// Whether customers see it.
    visible_in_portal: bool,
    /// Whether customers fill it in.
    editable_in_portal: bool,
    /// What a ticked checkbox puts on the ticket.
    tag: Option<String>,
    /// What texts of type `regexp` look like.
    regexp_for_validation: Option<String>,
    /// What a look-up names.
    relationship_target_type: Option<Target>,
    /// What can be chosen, where there is something to choose.
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_field_options: Option<Vec<FieldOption>>,
    /// True: only fields of the desk's own are listed.
    removable: bool,
    created_at: Timestamp,
    updated_at: Timestamp,
}

impl FieldBody {
    pub(super) fn new(field: TicketField, origin: &str) -> Self {
        Self {
            url: format!("{origin}/api/v2/ticket_fields/{}.json", field.id),
            id: field.id,
            kind: field.kind,
            raw_title: field.title.clone(),
            title: field.title,
            raw_title_in_portal: field.title_in_portal.clone(),
            title_in_portal: field.title_in_portal,
            raw_description: field.description.clone(),
            description: field.description,
            agent_description: Some(field.agent_description).filter(|text| !text.is_empty()),
            collapsed_for_agents: false,
            key: None,
            position: field.position,
            active: field.active,
            required: field.required,
            required_in_portal: field.required_in_portal,
            visible_in_portal: field.visible_in_portal,
            editable_in_portal: field.editable_in_portal,
            tag: field.tag,
            regexp_for_validation: field.regexp,
            relationship_target_type: field.target,
            custom_field_options: field.kind.has_options().then_some(field.options),
            removable: true,
            created_at: field.created_at,
            updated_at: field.updated_at,
        }
    }
}
