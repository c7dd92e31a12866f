//! Custom statuses in Zendesk's shape.

use base::{CustomStatusId, Locale, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use super::CustomStatus;
use crate::model::Status;

/// A custom status.
#[derive(Serialize, ToSchema)]
pub(super) struct CustomStatusBody {
    /// Its URL in the API.
    url: String,
    id: CustomStatusId,
    /// `new`, `open`, `pending`, `hold` or `solved`.
    status_category: Status,
    /// What agents read; the category's name in the desk's language where nobody chose one.
    agent_label: String,
    /// What agents read as it was entered; empty where nobody chose anything.
    raw_agent_label: String,
    /// What customers read.
    end_user_label: String,
    /// The same as it was entered.
    raw_end_user_label: String,
    /// When agents choose it.
    description: Option<String>,
    /// The same.
    raw_description: Option<String>,
    /// What it tells customers.
    end_user_description: Option<String>,
    /// The same.
    raw_end_user_description: Option<String>,
    /// Whether agents can choose it.
    active: bool,
    /// Whether tickets that come into the category get it.
    default: bool,
    created_at: Timestamp,
    updated_at: Timestamp,
}

impl CustomStatusBody {
    pub(super) fn new(status: CustomStatus, locale: Locale, origin: &str) -> Self {
        let or_category = |label: &str| {
            if label.is_empty() {
                category_name(status.category, locale).to_owned()
            } else {
                label.to_owned()
            }
        };
        let filled = |text: String| Some(text).filter(|text| !text.is_empty());
        let (description, end_user_description) =
            (filled(status.description), filled(status.end_user_description));
        Self {
            url: format!("{origin}/api/v2/custom_statuses/{}.json", status.id),
            id: status.id,
            status_category: status.category,
            agent_label: or_category(&status.agent_label),
            raw_agent_label: status.agent_label,
            end_user_label: or_category(&status.end_user_label),
            raw_end_user_label: status.end_user_label,
            raw_description: description.clone(),
            description,
            raw_end_user_description: end_user_description.clone(),
            end_user_description,
            active: status.active,
            default: status.default,
            created_at: status.created_at,
            updated_at: status.updated_at,
        }
    }
}

fn category_name(category: Status, locale: Locale) -> &'static str {
    let (english, french) = match category {
        Status::New => ("New", "Nouveau"),
        Status::Open => ("Open", "Ouvert"),
        Status::Pending => ("Pending", "En attente"),
        Status::Hold => ("On hold", "Suspendu"),
        Status::Solved => ("Solved", "Résolu"),
        Status::Closed => ("Closed", "Fermé"),
    };
    if locale == Locale::Fr { french } else { english }
}
