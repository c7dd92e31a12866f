//! Which documents the newest audits make out of date.

use std::collections::{BTreeMap, BTreeSet};

use base::UserId;
use db::{Conn, DbError};
use people::audit::{Entity, TICKET_IDS};
use search::Kind;
use serde_json::Value;

use super::store::{self, AuditEntry};

/// How many audits are read at once.
const AT_ONCE: i64 = 500;
/// What a ticket's document says of its requester and of those copied.
const SHOWN_ON_TICKETS: [&str; 2] = ["name", "email"];

/// What changed after a cursor.
pub(super) struct Changes {
    /// The things to read anew, each once.
    pub ids: BTreeMap<Kind, BTreeSet<i64>>,
    /// The last audit that was read; `None` when nothing changed.
    pub newest: Option<i64>,
}

/// What the next audits after `cursor` changed.
pub(super) fn list_after(c: &mut Conn, cursor: i64) -> Result<Changes, DbError> {
    let audits = store::list_audits_after(c, cursor, AT_ONCE)?;
    let mut ids: BTreeMap<Kind, BTreeSet<i64>> = BTreeMap::new();
    for audit in &audits {
        if let Some(kind) = kind_of(&audit.entity) {
            ids.entry(kind).or_default().insert(audit.entity_id);
        }
    }
    let renamed: BTreeSet<UserId> = audits.iter().filter_map(renamed_user).collect();
    if !renamed.is_empty() {
        let renamed: Vec<UserId> = renamed.into_iter().collect();
        ids.entry(Kind::Ticket).or_default().extend(store::list_tickets_naming(c, &renamed)?);
    }
    let released: BTreeSet<i64> = audits.iter().flat_map(released_tickets).collect();
    if !released.is_empty() {
        ids.entry(Kind::Ticket).or_default().extend(released);
    }
    Ok(Changes { ids, newest: audits.last().map(|audit| audit.id) })
}

fn kind_of(entity: &str) -> Option<Kind> {
    match Entity::from_name(entity)? {
        Entity::Ticket => Some(Kind::Ticket),
        Entity::User => Some(Kind::User),
        Entity::Organization => Some(Kind::Organization),
        Entity::Group => Some(Kind::Group),
        Entity::Brand
        | Entity::View
        | Entity::Macro
        | Entity::TicketField
        | Entity::TicketForm
        | Entity::CustomStatus
        | Entity::TaskTemplate
        | Entity::RecurringTicket
        | Entity::UserField
        | Entity::OrganizationField
        | Entity::BulkChange
        | Entity::Mailbox
        | Entity::Invitation
        | Entity::SuspendedTicket
        | Entity::Settings => None,
    }
}

/// The user whose tickets now have to name them differently.
fn renamed_user(audit: &AuditEntry) -> Option<UserId> {
    if kind_of(&audit.entity) != Some(Kind::User) {
        return None;
    }
    let events = events(audit);
    let is_shown = |event: &Value| {
        event["type"] == "Change" && SHOWN_ON_TICKETS.iter().any(|field| event["field_name"] == *field)
    };
    events.iter().any(is_shown).then_some(UserId(audit.entity_id))
}

/// The tickets of an organization that was deleted.
fn released_tickets(audit: &AuditEntry) -> Vec<i64> {
    let mut events = events(audit).into_iter();
    let released = events.find(|event| event["field_name"] == TICKET_IDS);
    let ids = released.map(|event| event["previous_value"].clone()).unwrap_or_default();
    serde_json::from_value(ids).unwrap_or_default()
}

fn events(audit: &AuditEntry) -> Vec<Value> {
    audit.events.as_deref().and_then(|events| serde_json::from_str(events).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn user_audit(events: Value) -> AuditEntry {
        AuditEntry { id: 9, entity: "user".to_owned(), entity_id: 4, events: Some(events.to_string()) }
    }

    #[test]
    fn a_new_name_concerns_the_users_tickets_and_a_note_does_not() {
        let change =
            |field| json!([{"type": "Change", "field_name": field, "value": "x", "previous_value": "y"}]);
        assert_eq!(renamed_user(&user_audit(change("name"))), Some(UserId(4)));
        assert_eq!(renamed_user(&user_audit(change("email"))), Some(UserId(4)));
        assert_eq!(renamed_user(&user_audit(change("notes"))), None);
    }

    #[test]
    fn a_new_user_has_no_tickets_yet() {
        let created = json!([{"type": "Create", "field_name": "name", "value": "Ana"}]);
        assert_eq!(renamed_user(&user_audit(created)), None);
    }

    #[test]
    fn what_is_not_searched_is_passed_over() {
        assert_eq!(kind_of("view"), None);
        assert_eq!(kind_of("something_of_a_later_version"), None);
    }
}
