//! What ends the mails of agents, with placeholders. No I/O.
//!
//! The group's signature goes before the brand's, that before the desk's, and that before the agent's own;
//! `{{agent.signature}}` in the others stands for the agent's own.

use http::Invalid;
use serde_json::{Value, json};

use crate::{
    DeskSettings, Group, User,
    brands::Brand,
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

/// What a mail is about, as far as its signature can name it.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    /// The group that answers.
    pub group: Option<&'a Group>,
    /// Under which brand.
    pub brand: Option<&'a Brand>,
    /// On which desk.
    pub desk: &'a DeskSettings,
}

/// What ends a mail of an agent, as text.
pub fn signature_of(agent: &User, about: Occasion<'_>) -> Option<String> {
    let own = own_signature(agent, about);
    let frames = [
        about.group.map_or("", |group| &group.signature),
        about.brand.map_or("", |brand| &brand.signature_template),
        about.desk.signature.as_str(),
    ];
    let framed = frames
        .into_iter()
        .filter(|frame| !frame.trim().is_empty())
        .find_map(|frame| fill(frame, values(Some(agent), &own, Some(about))).ok());
    let text = framed.unwrap_or(own).trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// An agent's own signature, as text; as it was written where its placeholders make no sense, since clients may store
/// anything there.
pub fn own_signature(agent: &User, about: Occasion<'_>) -> String {
    let text = agent.signature.clone().unwrap_or_default();
    fill(&text, values(Some(agent), "", Some(about))).unwrap_or(text)
}

/// What a text would be as a signature of an agent.
///
/// # Errors
/// Naming the field, when the text cannot be one.
pub(crate) fn preview(field: &str, text: &str, agent: &User, about: Occasion<'_>) -> Result<String, Invalid> {
    let text = checked(field, text)?;
    let own = own_signature(agent, about);
    let filled = fill(&text, values(Some(agent), &own, Some(about)));
    filled.map_err(|error| Invalid::field(field, error.to_string()).given(text))
}

fn read(text: &str) -> Result<Template, TemplateError> {
    Template::new(text, &values(None, "", None).into())
}

fn fill(text: &str, values: Value) -> Result<String, TemplateError> {
    read(text)?.fill(Values::from(values))
}

/// What placeholders stand for; of nobody and nothing, every one that there is, standing for nothing.
fn values(agent: Option<&User>, own: &str, about: Option<Occasion<'_>>) -> Value {
    // Customers know agents by their alias.
    let shown = agent.map(|agent| User {
        name: agent.alias.clone().unwrap_or_else(|| agent.name.clone()),
        signature: Some(own.to_owned()),
        ..agent.clone()
    });
    let desk_name = about.map_or("", |about| &about.desk.name);
    let brand_name = about
        .map_or("", |about| about.brand.map_or(about.desk.name.as_str(), |brand| brand.name_at(about.desk)));
    json!({
        "agent": user_values(shown.as_ref()),
        "group": {"name": about.and_then(|about| about.group).map(|group| &group.name)},
        "brand": {"name": brand_name},
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

    fn on(desk: &DeskSettings) -> Occasion<'_> {
        Occasion { group: None, brand: None, desk }
    }

    fn ana(signature: Option<&str>) -> User {
        let change = json!({"name": "Ana", "phone": "12", "signature": signature});
        let change: crate::UserChange = serde_json::from_value(change).unwrap();
        change.new_user(base::Timestamp(0), &desk("")).unwrap()
    }

    #[test]
    fn the_desks_signature_frames_the_agents_own() {
        let frame = "{{agent.signature}}\n{{ account.name }}, {{agent.phone}}";
        let framed = signature_of(&ana(Some("A.")), on(&desk(frame)));
        assert_eq!(framed.as_deref(), Some("A.\nAtelier, 12"));
        let own = signature_of(&ana(Some("Ana, {{brand.name}}")), on(&desk(" ")));
        assert_eq!(own.as_deref(), Some("Ana, Atelier"));
        assert_eq!(signature_of(&ana(None), on(&desk(""))), None);
    }

    #[test]
    fn what_makes_no_sense_is_refused_for_all_and_left_alone_in_ones_own() {
        assert!(checked("signature", "{{agent.name}} {% if group.name %}{{group.name}}{% endif %}").is_ok());
        assert!(checked("signature", "{{ticket.id}}").is_err());
        assert!(checked("signature", "{{agent.name").is_err());
        let odd = signature_of(&ana(Some("{{agent.signature}}x {{oops")), on(&desk("")));
        assert_eq!(odd.as_deref(), Some("{{agent.signature}}x {{oops"));
        let itself = signature_of(&ana(Some("{{agent.signature}}x")), on(&desk("")));
        assert_eq!(itself.as_deref(), Some("x"));
    }
}
