//! What the server tells a browser.

use axum::extract::ws::Utf8Bytes;
use base::{AuditId, TicketId, Timestamp, UserId};
use serde::Serialize;

use super::presence::State;

/// One message, as JSON with its `type`.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Message {
    /// The connection stands, for this user.
    Hello { user_id: UserId },
    /// Something changed.
    Changed { entity: String, id: i64, audit_id: AuditId, author_id: Option<UserId>, at: Timestamp },
    /// Many tickets changed at once.
    TicketsChanged { ids: Vec<i64> },
    /// Who has a ticket open.
    Presence { ticket_id: TicketId, people: Vec<Person> },
    /// The views' counts may have changed.
    CountsStale,
    /// The user of this connection was told of something.
    Notified,
}

/// Somebody at a ticket.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Who.
    pub user_id: UserId,
    /// What they do there.
    pub state: State,
}

impl Message {
    /// The JSON text.
    pub fn to_text(&self) -> Utf8Bytes {
        // No message has a map with keys that JSON lacks, so this never fails.
        serde_json::to_string(self).unwrap_or_default().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_have_the_shapes_that_the_web_app_expects() {
        let changed = Message::Changed {
            entity: "ticket".to_owned(),
            id: 7,
            audit_id: AuditId(9),
            author_id: None,
            at: Timestamp(0),
        };
        assert_eq!(
            changed.to_text(),
            r#"{"type":"changed","entity":"ticket","id":7,"audit_id":9,"author_id":null,"at":"1970-01-01T00:00:00Z"}"#
        );
        assert_eq!(Message::CountsStale.to_text(), r#"{"type":"counts_stale"}"#);
        assert_eq!(Message::Notified.to_text(), r#"{"type":"notified"}"#);
        let people = vec![Person { user_id: UserId(3), state: State::Replying }];
        assert_eq!(
            Message::Presence { ticket_id: TicketId(7), people }.to_text(),
            r#"{"type":"presence","ticket_id":7,"people":[{"user_id":3,"state":"replying"}]}"#
        );
    }
}
