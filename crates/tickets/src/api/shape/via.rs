//! How something came.

use base::Via;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::{calls::Call, model::Recipients};

/// How something came.
#[derive(Debug, Serialize, ToSchema)]
pub struct ViaBody {
    /// The channel.
    pub channel: &'static str,
    /// Whom it is from and to.
    #[schema(value_type = Object)]
    pub source: Value,
}

impl ViaBody {
    /// From nowhere in particular.
    pub(super) fn new(via: Via) -> Self {
        Self::of_source(via, &Value::Null)
    }

    /// From what an audit records to be behind it: the mail's addresses, the ticket that it is a follow-up of.
    pub(in crate::api) fn of_source(via: Via, source: &Value) -> Self {
        let part = |name: &str| source.get(name).filter(|part| part.is_object()).cloned();
        let part = |name| part(name).unwrap_or_else(|| json!({}));
        let source = json!({"from": part("from"), "to": part("to"), "rel": source.get("rel")});
        Self { channel: via.as_str(), source }
    }

    /// From one number to another.
    pub(super) fn of_call(call: &Call) -> Self {
        let number = |phone: &str| json!({"phone": phone, "formatted_phone": phone});
        let source = json!({"from": number(&call.from), "to": number(&call.to), "rel": call.direction});
        Self::of_source(Via::Phone, &source)
    }

    /// From one address to others.
    pub(super) fn of_mail(via: Via, recipients: &Recipients) -> Self {
        let part = |address: Option<&String>| address.map(|address| json!({"address": address}));
        let source = json!({"from": part(recipients.from.as_ref()), "to": part(recipients.to.first())});
        Self::of_source(via, &source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_follow_up_names_the_ticket_before_it_and_the_mail_it_came_by() {
        let recorded = json!({
            "incoming_mail_id": 3, "message_id": "<1@customer.test>", "rel": "follow_up",
            "from": {"address": "mia@customer.test", "name": "Mia", "ticket_id": 7, "subject": "Chair"},
            "to": {"address": "help@desk.test"},
        });
        let expected = json!({
            "from": {"address": "mia@customer.test", "name": "Mia", "ticket_id": 7, "subject": "Chair"},
            "to": {"address": "help@desk.test"}, "rel": "follow_up",
        });
        assert_eq!(ViaBody::of_source(Via::Email, &recorded).source, expected);
    }

    #[test]
    fn what_is_not_known_is_empty() {
        let nothing = json!({"from": {}, "to": {}, "rel": null});
        assert_eq!(ViaBody::new(Via::Api).source, nothing);
        assert_eq!(ViaBody::of_mail(Via::Web, &Recipients::default()).source, nothing);
    }
}
