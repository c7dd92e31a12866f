//! Making, changing and removing custom statuses, and choosing the defaults; for admins.

use base::{Actor, CustomStatusId, Timestamp};
use db::Tx;
use http::Invalid;
use people::{
    audit::{self, Entity},
    policy::require_admin,
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{CustomStatus, store};
use crate::{error::TicketError, model::Status};

/// Zendesk's limit.
const LONGEST_LABEL: usize = 48;
const LONGEST_DESCRIPTION: usize = 1_000;

/// What to set on a custom status; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct CustomStatusChange {
    /// `new`, `open`, `pending`, `hold` or `solved`; only when it is made.
    pub status_category: Option<Status>,
    /// What agents read.
    pub agent_label: Option<String>,
    /// What customers read; the same when absent.
    pub end_user_label: Option<String>,
    /// When agents choose it.
    pub description: Option<String>,
    /// What it tells customers.
    pub end_user_description: Option<String>,
    /// Whether agents can choose it.
    pub active: Option<bool>,
}

/// Makes a custom status.
///
/// # Errors
/// Unless an admin asks, or naming what makes no sense.
pub fn create_status(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    change: CustomStatusChange,
) -> Result<CustomStatus, TicketError> {
    require_admin(actor)?;
    let category = change.status_category.ok_or_else(|| Invalid::blank("status_category"))?;
    if category == Status::Closed {
        let hint = "must be new, open, pending, hold or solved";
        return Err(Invalid::field("status_category", hint).given("closed").into());
    }
    let mut status = CustomStatus {
        id: CustomStatusId(0),
        category,
        agent_label: String::new(),
        end_user_label: String::new(),
        description: String::new(),
        end_user_description: String::new(),
        active: true,
        default: false,
        created_at: now,
        updated_at: now,
    };
    apply(&mut status, change);
    if status.end_user_label.is_empty() {
        status.end_user_label.clone_from(&status.agent_label);
    }
    check(tx, &status)?;
    status.id = store::insert_status(tx, &status)?;
    let events = audit::creation(&status);
    audit::record(tx, now, actor, Entity::CustomStatus, status.id.0, &events)?;
    Ok(status)
}

/// Changes a custom status.
///
/// # Errors
/// When there is none, unless an admin asks, or naming what makes no sense.
pub fn update_status(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: CustomStatusId,
    change: CustomStatusChange,
) -> Result<CustomStatus, TicketError> {
    require_admin(actor)?;
    let before = store::find_status(tx, id)?.ok_or(TicketError::NotFound)?;
    if change.status_category.is_some_and(|category| category != before.category) {
        let hint = "cannot change, as tickets have it; make another status";
        return Err(Invalid::field("status_category", hint).into());
    }
    let mut status = CustomStatus { updated_at: now, ..before.clone() };
    apply(&mut status, change);
    check(tx, &status)?;
    if status.default && !status.active {
        let hint = "is the default of its category; choose another default first";
        return Err(Invalid::field("active", hint).given(false).into());
    }
    save(tx, now, actor, &before, &status)?;
    Ok(status)
}

/// Makes these the defaults of their categories.
///
/// # Errors
/// Unless an admin asks, or when one cannot be a default.
pub fn choose_defaults(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    ids: &[CustomStatusId],
) -> Result<(), TicketError> {
    require_admin(actor)?;
    let statuses = store::list_statuses(tx)?;
    for (index, id) in ids.iter().enumerate() {
        let misfit = |hint: String| Invalid::field("ids", hint).given(id.0).at(index);
        let chosen = statuses.iter().find(|status| status.id == *id && status.active);
        let chosen = chosen.ok_or_else(|| misfit(format!("there is no status {id} in use")))?;
        let is_rival = |other: &CustomStatusId| {
            other != id && statuses.iter().any(|s| s.id == *other && s.category == chosen.category)
        };
        if ids.iter().any(is_rival) {
            return Err(misfit("a category has one default".to_owned()).into());
        }
        for before in statuses.iter().filter(|status| status.category == chosen.category) {
            let default = before.id == *id;
            if before.default != default {
                save(tx, now, actor, before, &CustomStatus { default, updated_at: now, ..before.clone() })?;
            }
        }
    }
    Ok(())
}

/// Removes a custom status that no ticket has.
///
/// # Errors
/// When there is none, unless an admin asks, or when it is needed.
pub fn delete_status(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: CustomStatusId,
) -> Result<(), TicketError> {
    require_admin(actor)?;
    let gone = store::find_status(tx, id)?.ok_or(TicketError::NotFound)?;
    let reason = if gone.is_first() {
        Some("every category keeps its first status")
    } else if gone.default {
        Some("is the default of its category; choose another default first")
    } else if store::is_in_use(tx, id)? {
        Some("tickets have it; take it out of use instead")
    } else {
        None
    };
    if let Some(reason) = reason {
        return Err(Invalid::field("id", reason).given(id.0).into());
    }
    store::delete_status(tx, id)?;
    audit::record(tx, now, actor, Entity::CustomStatus, id.0, &audit::removal(&gone))?;
    Ok(())
}

fn save(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    before: &CustomStatus,
    after: &CustomStatus,
) -> Result<(), TicketError> {
    store::update_status(tx, after)?;
    let events = audit::changes(before, after);
    if !events.is_empty() {
        audit::record(tx, now, actor, Entity::CustomStatus, after.id.0, &events)?;
    }
    Ok(())
}

fn apply(status: &mut CustomStatus, change: CustomStatusChange) {
    let set = |place: &mut String, text: Option<String>| {
        if let Some(text) = text {
            *place = people::one_line(&text);
        }
    };
    set(&mut status.agent_label, change.agent_label);
    set(&mut status.end_user_label, change.end_user_label);
    set(&mut status.description, change.description);
    set(&mut status.end_user_description, change.end_user_description);
    status.active = change.active.unwrap_or(status.active);
}

fn check(tx: &mut Tx, status: &CustomStatus) -> Result<(), TicketError> {
    if status.agent_label.is_empty() && !status.is_first() {
        return Err(Invalid::blank("agent_label").into());
    }
    for (name, text, longest) in [
        ("agent_label", &status.agent_label, LONGEST_LABEL),
        ("end_user_label", &status.end_user_label, LONGEST_LABEL),
        ("description", &status.description, LONGEST_DESCRIPTION),
        ("end_user_description", &status.end_user_description, LONGEST_DESCRIPTION),
    ] {
        if text.chars().count() > longest {
            return Err(
                Invalid::too_long(name, longest, format!("is longer than {longest} characters")).into()
            );
        }
    }
    let label = status.agent_label.to_lowercase();
    let is_taken = |other: &CustomStatus| {
        other.id != status.id && !label.is_empty() && other.agent_label.to_lowercase() == label
    };
    if store::list_statuses(tx)?.iter().any(is_taken) {
        let hint = "another status has this label";
        return Err(Invalid::duplicate("agent_label", hint).given(status.agent_label.as_str()).into());
    }
    Ok(())
}
