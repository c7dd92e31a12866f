//! What clients send, in Zendesk's shape.

use base::AttachmentId;
use http::Invalid;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{Participant, State, join};
use crate::change::PreparedBody;

const LONGEST_SUBJECT: usize = 500;
const MOST_RECIPIENTS: usize = 50;

/// A message to send.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub(super) struct MessageInput {
    /// What it is about, for the first message.
    pub subject: Option<String>,
    /// As plain text.
    pub body: Option<String>,
    /// As HTML, which goes before plain text.
    pub html_body: Option<String>,
    /// To whom; left out in a reply, to everybody whom the newest message names.
    pub to: Option<Vec<ParticipantInput>>,
    /// Files of the ticket that go along, by id; the message gets copies.
    pub attachment_ids: Vec<AttachmentId>,
    /// Tokens of uploads.
    pub uploads: Vec<String>,
    /// Ids elsewhere, by name.
    #[schema(value_type = Object)]
    pub external_ids: Map<String, Value>,
}

/// Somebody to write to.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(super) struct ParticipantInput {
    /// What they are called.
    pub name: Option<String>,
    /// Their address.
    pub email: String,
}

/// What to change of a side conversation.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub(super) struct SideConversationChange {
    /// `open` or `closed`.
    pub state: String,
}

/// A message as it is understood.
#[derive(Clone, Debug)]
pub(super) struct NewMessage {
    /// Empty where none was given.
    pub subject: String,
    pub body: PreparedBody,
    /// `None` for those whom the newest message names.
    pub to: Option<Vec<Participant>>,
    pub attachment_ids: Vec<AttachmentId>,
    pub uploads: Vec<String>,
    pub external_ids: Value,
}

/// Understands a message.
///
/// # Errors
/// Naming the field that makes no sense.
pub(super) fn prepare(input: MessageInput) -> Result<NewMessage, Invalid> {
    let subject = one_line(input.subject.as_deref().unwrap_or_default());
    if subject.chars().count() > LONGEST_SUBJECT {
        let hint = format!("is longer than {LONGEST_SUBJECT} characters");
        return Err(Invalid::too_long("message.subject", LONGEST_SUBJECT, hint));
    }
    let body = match (&input.html_body, &input.body) {
        (Some(html), _) => PreparedBody::from_html(html),
        (None, Some(text)) => PreparedBody::from_text(&text.replace('\0', "")),
        (None, None) => PreparedBody::default(),
    };
    Ok(NewMessage {
        subject,
        body,
        to: input.to.map(recipients).transpose()?,
        attachment_ids: input.attachment_ids,
        uploads: input.uploads,
        external_ids: Value::Object(input.external_ids),
    })
}

fn one_line(text: &str) -> String {
    text.split(char::is_control).collect::<Vec<_>>().join(" ").trim().to_owned()
}

fn recipients(given: Vec<ParticipantInput>) -> Result<Vec<Participant>, Invalid> {
    if given.len() > MOST_RECIPIENTS {
        let hint = format!("a message goes to at most {MOST_RECIPIENTS} people");
        return Err(Invalid::too_long("message.to", MOST_RECIPIENTS, hint));
    }
    let mut everybody = Vec::new();
    for participant in given {
        let email = people::address("message.to", &participant.email)?;
        let name = participant.name.map(|name| one_line(&name)).filter(|name| !name.is_empty());
        join(&mut everybody, &[Participant { name, email }]);
    }
    Ok(everybody)
}

/// The state that was asked for.
///
/// # Errors
/// When there is no such state.
pub(super) fn state(change: &SideConversationChange) -> Result<State, Invalid> {
    let unknown = || Invalid::field("state", "must be open or closed").given(change.state.as_str());
    State::from_name(&change.state).ok_or_else(unknown)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn prepared(input: Value) -> Result<NewMessage, Invalid> {
        prepare(serde_json::from_value(input).unwrap())
    }

    #[test]
    fn a_subject_is_one_line_and_nobody_is_written_to_twice() {
        let to = json!([{"email": "ida@x.test", "name": " Ida\n"}, {"email": "Ida@x.test"}]);
        let message = prepared(json!({"subject": "Chair\r\nBcc: a@b", "to": to})).unwrap();
        assert_eq!(message.subject, "Chair  Bcc: a@b");
        let ida = Participant { name: Some("Ida".to_owned()), email: "ida@x.test".to_owned() };
        assert_eq!(message.to, Some(vec![ida]));
    }

    #[test]
    fn what_is_no_address_is_refused_by_name() {
        let refused = prepared(json!({"to": [{"email": "ida"}]})).unwrap_err();
        assert_eq!(refused.fields.first().map(|field| field.field.as_str()), Some("message.to"));
    }
}
