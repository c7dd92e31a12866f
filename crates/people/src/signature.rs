//! What ends the mails of agents, with placeholders. No I/O.
//!
//! The group's signature goes before the desk's, and that before the agent's own; `{{agent.signature}}` in the first two
//! stands for the agent's own.

use http::Invalid;
use serde_json::{Value, json};

use crate::{
    DeskSettings, Group, User,
    placeholders::{Template, TemplateError, Values, user_values},
    validate,
};

/// A signature to be stored.
///
/// # Errors
/// Naming the field, when it is too long or names a placeholder that there is not.
pub(crate) fn checked(field: &str, text: &str) -> Result<String, Invalid> {
    let text = validate::text(field, text.to_owned())?;
    read(&text).map_err(|error| Invalid::field(field, error.to_string()).given(text.as_str()))?;
    Ok(text)
}

/// What ends the mails of an agent about a group's ticket, as text.
pub fn signature_of(agent: &User, group: Option<&Group>, desk: &DeskSettings) -> Option<String> {
    let own = own_signature(agent, group, desk);
    let frames = [group.map_or("", |group| &group.signature), desk.signature.as_str()];
    let framed = frames
        .into_iter()
        .filter(|frame| !frame.trim().is_empty())
        .find_map(|frame| fill(frame, values(agent, &own, group, desk)).ok());
    let text = framed.unwrap_or(own).trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// An agent's own signature, as text; as it was written where its placeholders make no sense, since clients may store
/// anything there.
pub fn own_signature(agent: &User, group: Option<&Group>, desk: &DeskSettings) -> String {
    let text = agent.signature.clone().unwrap_or_default();
    fill(&text, values(agent, "", group, desk)).unwrap_or(text)
}

/// What a text would be as a signature of an agent.
///
/// # Errors
/// Naming the field, when the text cannot be one.
pub(crate) fn preview(
    field: &str,
    text: &str,
    agent: &User,
    group: Option<&Group>,
    desk: &DeskSettings,
) -> Result<String, Invalid> {
    let text = checked(field, text)?;
    let own = own_signature(agent, group, desk);
    let filled = fill(&text, values(agent, &own, group, desk));
    filled.map_err(|error| Invalid::field(field, error.to_string()).given(text))
}

fn read(text: &str) -> Result<Template, TemplateError> {
    Template::new(text, &all_values(None, "", None, "").into())
}

fn fill(text: &str, values: Value) -> Result<String, TemplateError> {
    read(text)?.fill(Values::from(values))
}

fn values(agent: &User, own: &str, group: Option<&Group>, desk: &DeskSettings) -> Value {
    all_values(Some(agent), own, group, &desk.name)
}

fn all_values(agent: Option<&User>, own: &str, group: Option<&Group>, desk_name: &str) -> Value {
    // Customers know agents by their alias.
    let shown = agent.map(|agent| User {
        name: agent.alias.clone().unwrap_or_else(|| agent.name.clone()),
        signature: Some(own.to_owned()),
        ..agent.clone()
    });
    json!({
        "agent": user_values(shown.as_ref()),
        "group": {"name": group.map(|group| &group.name)},
        "account": {"name": desk_name},
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk(signature: &str) -> DeskSettings {
        DeskSettings {
            name: "Atelier".to_owned(),
            signature: signature.to_owned(),
            ..DeskSettings::default()
        }
    }

    fn ana(signature: Option<&str>) -> User {
        let change = json!({"name": "Ana", "phone": "12", "signature": signature});
        let change: crate::UserChange = serde_json::from_value(change).unwrap();
        change.new_user(base::Timestamp(0), &desk("")).unwrap()
    }

    #[test]
    fn the_desks_signature_frames_the_agents_own() {
        let frame = "{{agent.signature}}\n{{ account.name }}, {{agent.phone}}";
        let framed = signature_of(&ana(Some("A.")), None, &desk(frame));
        assert_eq!(framed.as_deref(), Some("A.\nAtelier, 12"));
        let own = signature_of(&ana(Some("Ana, {{account.name}}")), None, &desk(" "));
        assert_eq!(own.as_deref(), Some("Ana, Atelier"));
        assert_eq!(signature_of(&ana(None), None, &desk("")), None);
    }

    #[test]
    fn what_makes_no_sense_is_refused_for_all_and_left_alone_in_ones_own() {
        assert!(checked("signature", "{{agent.name}} {% if group.name %}{{group.name}}{% endif %}").is_ok());
        assert!(checked("signature", "{{ticket.id}}").is_err());
        assert!(checked("signature", "{{agent.name").is_err());
        let odd = signature_of(&ana(Some("{{agent.signature}}x {{oops")), None, &desk(""));
        assert_eq!(odd.as_deref(), Some("{{agent.signature}}x {{oops"));
        let itself = signature_of(&ana(Some("{{agent.signature}}x")), None, &desk(""));
        assert_eq!(itself.as_deref(), Some("x"));
    }
}
