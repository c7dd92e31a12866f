//! The record of every change: the history people read, and the feed that the search index and browsers follow.

mod setting;

use base::{Actor, AuditId, Timestamp};
use db::{DbError, Tx};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::store;

/// The kind of thing that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Entity {
    /// A ticket.
    Ticket,
    /// A user, with their identities and memberships.
    User,
    /// An organization.
    Organization,
    /// A group.
    Group,
    /// A brand.
    Brand,
    /// A view.
    View,
    /// A macro.
    Macro,
    /// A field of tickets.
    TicketField,
    /// A form of tickets.
    TicketForm,
    /// A desk's own name for where a ticket stands.
    CustomStatus,
    /// A list of tasks for tickets.
    TaskTemplate,
    /// Tickets that are made again and again.
    RecurringTicket,
    /// A field of users.
    UserField,
    /// A field of organizations.
    OrganizationField,
    /// A change of many tickets.
    BulkChange,
    /// A mailbox.
    Mailbox,
    /// An invitation to the team.
    Invitation,
    /// A mail that was put aside.
    SuspendedTicket,
    /// The desk's settings; their id is 0.
    Settings,
}

impl Entity {
    /// Its name in the database and in the live feed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ticket => "ticket",
            Self::User => "user",
            Self::Organization => "organization",
            Self::Group => "group",
            Self::Brand => "brand",
            Self::View => "view",
            Self::Macro => "macro",
            Self::TicketField => "ticket_field",
            Self::TicketForm => "ticket_form",
            Self::CustomStatus => "custom_status",
            Self::TaskTemplate => "task_template",
            Self::RecurringTicket => "recurring_ticket",
            Self::UserField => "user_field",
            Self::OrganizationField => "organization_field",
            Self::BulkChange => "bulk_change",
            Self::Mailbox => "mailbox",
            Self::Invitation => "invitation",
            Self::SuspendedTicket => "suspended_ticket",
            Self::Settings => "settings",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [
            Self::Ticket,
            Self::User,
            Self::Organization,
            Self::Group,
            Self::Brand,
            Self::View,
            Self::Macro,
            Self::TicketField,
            Self::TicketForm,
            Self::CustomStatus,
            Self::TaskTemplate,
            Self::RecurringTicket,
            Self::UserField,
            Self::OrganizationField,
            Self::BulkChange,
            Self::Mailbox,
            Self::Invitation,
            Self::SuspendedTicket,
            Self::Settings,
        ]
        .into_iter()
        .find(|entity| entity.as_str() == name)
    }
}

db::text_column!(Entity);

/// One thing that happened in a change, in Zendesk's words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type")]
pub enum Event {
    /// A field got its first value.
    Create {
        /// The field's name in the API.
        field_name: String,
        /// What it holds.
        value: Value,
    },
    /// A field got another value.
    Change {
        /// The field's name in the API.
        field_name: String,
        /// What it holds now.
        value: Value,
        /// What it held before.
        previous_value: Value,
    },
}

/// The field under which the audit of a removal keeps what was removed.
pub const DELETED: &str = "deleted";

/// The field under which the audit of a deleted organization names the tickets that were its own.
pub const TICKET_IDS: &str = "ticket_ids";

/// Members that say when something was stored, not what it is.
const NOT_FIELDS: [&str; 4] = ["id", "created_at", "updated_at", "last_login_at"];

/// A `Create` event for each field of a new record that holds something.
pub fn creation(record: &impl Serialize) -> Vec<Event> {
    let says_something = |value: &Value| *value != Value::Null && *value != json!("") && *value != json!([]);
    fields(record)
        .into_iter()
        .filter(|(_, value)| says_something(value))
        .map(|(field_name, value)| Event::Create { field_name, value })
        .collect()
}

/// A `Change` event for each field that differs between two states of a record.
pub fn changes<T: Serialize>(before: &T, after: &T) -> Vec<Event> {
    let mut previous = fields(before);
    fields(after)
        .into_iter()
        .map(|(field_name, value)| (previous.remove(&field_name).unwrap_or_default(), field_name, value))
        .filter(|(previous_value, _, value)| previous_value != value)
        .map(|(previous_value, field_name, value)| Event::Change { field_name, value, previous_value })
        .collect()
}

/// The removal of a record, with what it held.
pub fn removal(record: &impl Serialize) -> Vec<Event> {
    change(DELETED, Value::Object(fields(record)), Value::Bool(true))
}

/// A change of something that is no field of the record itself: a membership, an identity, a password.
pub fn change(field_name: &str, previous_value: Value, value: Value) -> Vec<Event> {
    vec![Event::Change { field_name: field_name.to_owned(), value, previous_value }]
}

fn fields(record: &impl Serialize) -> Map<String, Value> {
    let Ok(Value::Object(mut fields)) = serde_json::to_value(record) else { return Map::new() };
    for name in NOT_FIELDS {
        fields.remove(name);
    }
    fields
}

/// Records a change in the transaction that makes it.
///
/// # Errors
/// When the row cannot be written.
pub fn record(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    entity: Entity,
    id: i64,
    events: &impl Serialize,
) -> Result<AuditId, DbError> {
    let events =
        serde_json::to_string(events).map_err(|_| DbError::Unsupported("the events are not JSON"))?;
    let is_setting = setting::is_setting(entity, &events);
    store::insert_audit(tx, now, actor, (entity, id), is_setting, &events)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_a_change() {
        let before = json!({"id": 1, "name": "Ana", "phone": null, "updated_at": 1});
        let after = json!({"id": 1, "name": "Ana", "phone": "+33 1", "updated_at": 2});
        let event =
            Event::Change { field_name: "phone".into(), value: json!("+33 1"), previous_value: json!(null) };
        assert_eq!(changes(&before, &after), [event]);
    }

    #[test]
    fn a_creation_names_the_fields_that_hold_something() {
        let event = Event::Create { field_name: "name".into(), value: json!("Ana") };
        assert_eq!(
            creation(&json!({"id": 1, "name": "Ana", "notes": "", "tags": [], "phone": null})),
            [event]
        );
    }
}
