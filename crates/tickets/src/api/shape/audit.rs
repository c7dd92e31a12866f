//! Audits.

use base::{AuditId, TicketId, Timestamp};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::ViaBody;
use crate::model::Audit;

/// A change in a ticket's history.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditBody {
    /// Its id.
    pub id: AuditId,
    /// Of which ticket.
    pub ticket_id: TicketId,
    /// When.
    pub created_at: Timestamp,
    /// Who; -1 for Guichet itself.
    pub author_id: i64,
    /// How.
    pub via: ViaBody,
    /// Not used.
    #[schema(value_type = Object)]
    pub metadata: Value,
    /// What changed.
    #[schema(value_type = Vec<Object>)]
    pub events: Vec<Value>,
    /// The audit that took it back.
    pub undone_by: Option<AuditId>,
}

impl AuditBody {
    /// The shape of an audit, each event with an id of its own.
    pub fn new(audit: &Audit) -> Self {
        Self {
            id: audit.id,
            ticket_id: audit.ticket_id,
            created_at: audit.created_at,
            author_id: audit.author_id.map_or(-1, |user| user.0),
            via: ViaBody::of_source(audit.via, &audit.source),
            metadata: json!({"system": {}, "custom": {}}),
            events: (0..).zip(&audit.events).map(|(index, event)| with_id(audit.id, index, event)).collect(),
            undone_by: audit.undone_by,
        }
    }
}

/// An event's id: that of what it names, else made from the audit's and its place.
fn with_id(audit: AuditId, index: i64, event: &Value) -> Value {
    const EVENTS_PER_AUDIT: i64 = 1000;
    let mut event = event.clone();
    if event.get("id").is_none() {
        event["id"] = json!(audit.0 * EVENTS_PER_AUDIT + index);
    }
    event
}
