//! What a macro does, action by action, with Zendesk's names.

use base::{BrandId, CustomStatusId, FieldId, FormId, GroupId, TaskTemplateId, UserId};
use db::Conn;
use http::Invalid;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::{
    brands, custom_statuses,
    error::TicketError,
    model::{Priority, Status, TicketType},
    placeholders, task_templates, ticket_fields, ticket_forms,
};

/// One thing that a macro does, as it is stored and sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MacroAction {
    /// What it sets, such as `status` or `comment_value_html`.
    pub field: String,
    /// To what. People and groups by id, or `current_user`, `current_groups`, or empty for none.
    #[schema(value_type = Object)]
    pub value: Value,
}

/// What an action means.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    Subject(String),
    Status(Status),
    CustomStatus(CustomStatusId),
    Brand(BrandId),
    Form(Option<FormId>),
    Priority(Option<Priority>),
    Type(Option<TicketType>),
    Group(Option<GroupId>),
    /// The group that the agent works in by default.
    OwnGroup,
    Assignee(Option<UserId>),
    AssignSelf,
    SetTags(Vec<String>),
    AddTags(Vec<String>),
    RemoveTags(Vec<String>),
    Copy(UserId),
    Follow(UserId),
    FollowSelf,
    /// A field of the desk's own.
    CustomField(FieldId, Value),
    AddTasks(TaskTemplateId),
    ReplyText(String),
    ReplyHtml(String),
    ReplyIsPublic(bool),
}

const CURRENT_USER: &str = "current_user";

impl MacroAction {
    /// What the action means.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn meaning(&self) -> Result<Meaning, String> {
        let text = self.text();
        Ok(match self.field.as_str() {
            "subject" => Meaning::Subject(filled(text)?),
            "status" => Meaning::Status(Status::from_name(&text).ok_or(format!("{text:?} is no status"))?),
            "custom_status_id" => Meaning::CustomStatus(CustomStatusId(id(&text)?.ok_or("name a status")?)),
            "brand_id" => Meaning::Brand(BrandId(id(&text)?.ok_or("name a brand")?)),
            "ticket_form_id" => Meaning::Form(id(&text)?.map(FormId)),
            "priority" => Meaning::Priority(named(&text, Priority::from_name)?),
            "type" => Meaning::Type(named(&text, TicketType::from_name)?),
            "group_id" if text == "current_groups" => Meaning::OwnGroup,
            "group_id" => Meaning::Group(id(&text)?.map(GroupId)),
            "assignee_id" if text == CURRENT_USER => Meaning::AssignSelf,
            "assignee_id" => Meaning::Assignee(id(&text)?.map(UserId)),
            "set_tags" => Meaning::SetTags(tags(&text)?),
            "current_tags" => Meaning::AddTags(tags(&text)?),
            "remove_tags" => Meaning::RemoveTags(tags(&text)?),
            "cc" => Meaning::Copy(UserId(id(&text)?.ok_or("name a person")?)),
            "follower" if text == CURRENT_USER => Meaning::FollowSelf,
            "follower" => Meaning::Follow(UserId(id(&text)?.ok_or("name an agent")?)),
            "task_template_id" => {
                Meaning::AddTasks(TaskTemplateId(id(&text)?.ok_or("name a list of tasks")?))
            }
            "comment_value" => Meaning::ReplyText(filled(text)?),
            "comment_value_html" => Meaning::ReplyHtml(filled(text)?),
            "comment_mode_is_public" => Meaning::ReplyIsPublic(text == "true"),
            other => match other.strip_prefix("custom_fields_").and_then(|id| id.parse().ok()) {
                Some(field) => Meaning::CustomField(FieldId(field), self.value.clone()),
                None => return Err("macros cannot set this".to_owned()),
            },
        })
    }

    /// Zendesk sends some texts as `["channel:all", "text"]` and some lists of tags as lists.
    fn text(&self) -> String {
        match &self.value {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            Value::Array(list) => {
                let words =
                    list.iter().filter_map(Value::as_str).filter(|word| !word.starts_with("channel:"));
                words.collect::<Vec<_>>().join(" ")
            }
            other => other.to_string(),
        }
    }
}

/// Refuses actions that make no sense or name what does not exist.
///
/// # Errors
/// Naming the first of them as `actions[…]`.
pub(crate) fn validate(c: &mut Conn, actions: &[MacroAction]) -> Result<(), TicketError> {
    if actions.is_empty() {
        return Err(Invalid::blank("actions").into());
    }
    for (index, action) in actions.iter().enumerate() {
        let misfit = |reason: String| {
            let name = format!("actions[{index}].value");
            Invalid::field(name, format!("{}: {reason}", action.field)).given(action.value.clone())
        };
        let meaning = action.meaning().map_err(misfit)?;
        if let Some(reason) = fault(c, &meaning)? {
            return Err(misfit(reason).into());
        }
    }
    Ok(())
}

/// Why an action cannot be done: what it names is not there, or does not take the value.
fn fault(c: &mut Conn, meaning: &Meaning) -> Result<Option<String>, TicketError> {
    let is_person = |c: &mut Conn, id: UserId| {
        people::store::find_user(c, id).map(|user| user.filter(|user| user.active))
    };
    let is_there = match meaning {
        Meaning::CustomField(id, value) => {
            return match ticket_fields::store::find_field(c, *id)?.filter(|field| field.active) {
                Some(field) => Ok(field.normal(c, value)?.err()),
                None => Ok(Some("there is no such field in use".to_owned())),
            };
        }
        Meaning::Group(Some(id)) => people::store::find_group(c, *id)?.is_some_and(|group| !group.deleted),
        Meaning::Assignee(Some(id)) | Meaning::Follow(id) => {
            is_person(c, *id)?.is_some_and(|user| user.role.is_staff())
        }
        Meaning::Copy(id) => is_person(c, *id)?.is_some(),
        Meaning::CustomStatus(id) => {
            custom_statuses::store::find_status(c, *id)?.is_some_and(|status| status.active)
        }
        Meaning::Brand(id) => brands::in_use(c, *id)?.is_some(),
        Meaning::Form(Some(id)) => ticket_forms::store::find_form(c, *id)?.is_some_and(|form| form.active),
        Meaning::AddTasks(id) => task_templates::store::find_template(c, *id)?.is_some(),
        _ => true,
    };
    Ok((!is_there).then(|| "there is no such person, group, brand, status, form or list of tasks".to_owned()))
}

fn named<T>(text: &str, find: impl Fn(&str) -> Option<T>) -> Result<Option<T>, String> {
    if text.is_empty() { Ok(None) } else { find(text).map(Some).ok_or(format!("there is no {text:?}")) }
}

fn id(text: &str) -> Result<Option<i64>, String> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| format!("{text:?} is no id")) }
}

fn tags(text: &str) -> Result<Vec<String>, String> {
    let words = text.split([' ', ',']).filter(|word| !word.is_empty());
    words
        .map(|word| people::normalise_tag(word).ok_or("a tag has at most 100 characters".to_owned()))
        .collect()
}

/// A text whose placeholders make sense.
fn filled(text: String) -> Result<String, String> {
    const LONGEST: usize = 64 << 10;
    if text.trim().is_empty() {
        return Err("cannot be blank".to_owned());
    }
    if text.len() > LONGEST {
        return Err("is longer than 64 kB".to_owned());
    }
    placeholders::template(&text).map_err(|error| error.to_string())?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn meaning(field: &str, value: Value) -> Result<Meaning, String> {
        MacroAction { field: field.to_owned(), value }.meaning()
    }

    #[test]
    fn values_come_in_all_of_zendesks_forms() {
        assert_eq!(meaning("status", json!("solved")), Ok(Meaning::Status(Status::Solved)));
        assert_eq!(meaning("priority", json!("")), Ok(Meaning::Priority(None)));
        assert_eq!(meaning("assignee_id", json!("current_user")), Ok(Meaning::AssignSelf));
        assert_eq!(meaning("group_id", json!(7)), Ok(Meaning::Group(Some(GroupId(7)))));
        assert_eq!(meaning("group_id", json!("7")), Ok(Meaning::Group(Some(GroupId(7)))));
        assert_eq!(
            meaning("current_tags", json!("VIP late")),
            Ok(Meaning::AddTags(vec!["vip".into(), "late".into()]))
        );
        assert_eq!(
            meaning("comment_value", json!(["channel:all", "Hello"])),
            Ok(Meaning::ReplyText("Hello".into()))
        );
        assert_eq!(meaning("comment_mode_is_public", json!(false)), Ok(Meaning::ReplyIsPublic(false)));
        assert_eq!(meaning("comment_mode_is_public", json!("true")), Ok(Meaning::ReplyIsPublic(true)));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for (field, value) in [
            ("status", json!("finished")),
            ("assignee_id", json!("me")),
            ("comment_value", json!("  ")),
            ("comment_value_html", json!("Hello {{ticket.requester.nmae}}")),
            ("subject", json!("{% if ticket.id %}")),
            ("colour", json!("red")),
            ("custom_fields_red", json!("red")),
        ] {
            assert!(meaning(field, value).is_err(), "{field}");
        }
    }
}
