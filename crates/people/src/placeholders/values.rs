//! What placeholders say of people and organizations.

use serde_json::{Map, Value, json};

use crate::{Organization, User};

/// What can be said of a person; of nobody, everything is empty.
pub fn user_values(user: Option<&User>) -> Value {
    let name = user.map_or("", |user| user.name.as_str());
    let (first, last) = name.split_once(' ').unwrap_or((name, ""));
    json!({
        "id": user.map(|user| user.id),
        "name": name,
        "first_name": first,
        "last_name": last,
        "email": user.and_then(|user| user.email.as_deref()),
        "phone": user.and_then(|user| user.phone.as_deref()),
        "external_id": user.and_then(|user| user.external_id.as_deref()),
        "language": user.map(|user| user.locale.tag()),
        "details": user.map(|user| &user.details),
        "notes": user.map(|user| &user.notes),
        "signature": user.and_then(|user| user.signature.as_deref()),
        "custom_fields": user.map_or_else(Map::new, |user| user.fields.clone()),
    })
}

/// What can be said of an organization; of none, everything is empty.
pub fn organization_values(organization: Option<&Organization>) -> Value {
    json!({
        "id": organization.map(|organization| organization.id),
        "name": organization.map(|organization| &organization.name),
        "details": organization.map(|organization| &organization.details),
        "notes": organization.map(|organization| &organization.notes),
        "custom_fields": organization.map_or_else(Map::new, |organization| organization.fields.clone()),
    })
}
