//! Forms in Zendesk's shape.

use base::{FieldId, FormId, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use super::{FormCondition, TicketForm};

/// A form.
#[derive(Serialize, ToSchema)]
pub(super) struct FormBody {
    /// Its URL in the API.
    url: String,
    id: FormId,
    /// What agents call it.
    name: String,
    /// The same; names have no placeholders.
    raw_name: String,
    /// What customers call it.
    display_name: String,
    /// The same.
    raw_display_name: String,
    /// Its place among the forms.
    position: i64,
    /// Whether it can be chosen.
    active: bool,
    /// Whether new tickets get it.
    default: bool,
    /// Whether customers can choose it.
    end_user_visible: bool,
    /// Its fields in their order.
    ticket_field_ids: Vec<FieldId>,
    /// What agents see depending on what is filled in.
    agent_conditions: Vec<FormCondition>,
    /// What customers see depending on what is filled in.
    end_user_conditions: Vec<FormCondition>,
    /// Always true.
    in_all_brands: bool,
    /// Always empty.
    restricted_brand_ids: Vec<i64>,
    created_at: Timestamp,
    updated_at: Timestamp,
}

impl FormBody {
    pub(super) fn new(form: TicketForm, origin: &str) -> Self {
        Self {
            url: format!("{origin}/api/v2/ticket_forms/{}.json", form.id),
            id: form.id,
            raw_name: form.name.clone(),
            name: form.name,
            raw_display_name: form.display_name.clone(),
            display_name: form.display_name,
            position: form.position,
            active: form.active,
            default: form.default,
            end_user_visible: form.end_user_visible,
            ticket_field_ids: form.field_ids,
            agent_conditions: form.agent_conditions,
            end_user_conditions: form.end_user_conditions,
            in_all_brands: true,
            restricted_brand_ids: Vec::new(),
            created_at: form.created_at,
            updated_at: form.updated_at,
        }
    }

    /// Without what is only for agents.
    pub(super) fn for_customers(self) -> Self {
        Self { agent_conditions: Vec::new(), ..self }
    }
}
