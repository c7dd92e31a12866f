//! What a macro would do to a ticket.

use base::{Actor, GroupId, Timestamp};
use db::Conn;
use http::Invalid;
use people::placeholders::TemplateError;
use serde_json::{Value, json};

use super::{Macro, actions::Meaning};
use crate::{
    actions::apply,
    change::{Change, ListChange, PreparedBody},
    error::TicketError,
    model::Ticket,
    placeholders::{self, Form, values_for},
    tasks,
};

/// What a macro would do to a ticket.
#[derive(Debug, Default)]
pub struct Effect {
    /// The fields it would change.
    pub change: Change,
    /// The answer it would begin.
    pub reply: Option<Reply>,
}

/// An answer that a macro begins.
#[derive(Debug, PartialEq, Eq)]
pub struct Reply {
    /// What it says, placeholders filled.
    pub body: PreparedBody,
    /// Whether the customer is to see it; as the agent likes when absent.
    pub public: Option<bool>,
}

/// What a macro would do to a ticket in the actor's hands, and the ticket after it; `address` is where people reach the
/// desk.
///
/// # Errors
/// When the macro no longer fits: what it names is gone, or the ticket may not be changed like this.
pub fn effect(
    c: &mut Conn,
    now: Timestamp,
    actor: &Actor,
    used: &Macro,
    ticket: &Ticket,
    address: &str,
) -> Result<(Effect, Ticket), TicketError> {
    let mut scene = Scene { c, actor, ticket, address };
    let mut effect = Effect::default();
    let (mut html, mut is_public) = (String::new(), None);
    for action in &used.actions {
        let misfit = |reason: String| Invalid::field("actions", format!("{}: {reason}", action.field));
        match action.meaning().map_err(misfit)? {
            Meaning::ReplyText(text) => html += &mail::text_to_html(&scene.fill(&text, Form::Text)?),
            Meaning::ReplyHtml(text) => html += &scene.fill(&text, Form::Html)?,
            Meaning::ReplyIsPublic(public) => is_public = Some(public),
            field => scene.add(&mut effect.change, field)?,
        }
    }
    if !html.is_empty() {
        effect.reply = Some(Reply { body: PreparedBody::from_html(&html), public: is_public });
    }
    tasks::planned(c, ticket.id, &effect.change.task_template_ids)?;
    let after = apply(c, ticket, &effect.change, now)?;
    Ok((effect, after))
}

/// Where a macro is used.
struct Scene<'a> {
    c: &'a mut Conn,
    actor: &'a Actor,
    ticket: &'a Ticket,
    address: &'a str,
}

impl Scene<'_> {
    fn fill(&mut self, text: &str, form: Form) -> Result<String, TicketError> {
        let misfit = |error: TemplateError| Invalid::field("actions", error.to_string());
        let values = values_for(self.c, self.actor, self.ticket, self.address, form)?;
        Ok(placeholders::template(text).map_err(misfit)?.fill(values).map_err(misfit)?)
    }

    fn add(&mut self, change: &mut Change, meaning: Meaning) -> Result<(), TicketError> {
        match meaning {
            Meaning::Subject(text) => change.subject = Some(self.fill(&text, Form::Text)?),
            Meaning::Status(status) => change.status = Some(status),
            Meaning::CustomStatus(id) => change.custom_status_id = Some(id),
            Meaning::Brand(brand) => change.brand_id = Some(brand),
            Meaning::Form(form) => change.form_id = Some(form),
            Meaning::Priority(priority) => change.priority = Some(priority),
            Meaning::Type(kind) => change.kind = Some(kind),
            Meaning::Group(group) => change.group_id = Some(group),
            Meaning::OwnGroup => change.group_id = self.own_group()?.map(Some),
            Meaning::Assignee(assignee) => change.assignee_id = Some(assignee),
            Meaning::AssignSelf => change.assignee_id = Some(self.actor.user_id),
            Meaning::SetTags(tags) => change.tags = Some(ListChange::Set(tags)),
            Meaning::AddTags(tags) => edit(&mut change.tags, tags, Vec::new()),
            Meaning::RemoveTags(tags) => edit(&mut change.tags, Vec::new(), tags),
            Meaning::Copy(person) => edit(&mut change.cc_ids, vec![person], Vec::new()),
            Meaning::Follow(agent) => edit(&mut change.follower_ids, vec![agent], Vec::new()),
            Meaning::FollowSelf => {
                edit(&mut change.follower_ids, self.actor.user_id.into_iter().collect(), Vec::new());
            }
            Meaning::CustomField(id, value) => {
                let values = change.custom_fields.get_or_insert_with(|| Value::Array(Vec::new()));
                values
                    .as_array_mut()
                    .into_iter()
                    .for_each(|list| list.push(json!({"id": id, "value": value})));
            }
            Meaning::AddTasks(template) => change.task_template_ids.push(template),
            Meaning::ReplyText(_) | Meaning::ReplyHtml(_) | Meaning::ReplyIsPublic(_) => {}
        }
        Ok(())
    }

    fn own_group(&mut self) -> Result<Option<GroupId>, TicketError> {
        let Some(id) = self.actor.user_id else { return Ok(None) };
        let own = people::store::find_user(self.c, id)?.and_then(|user: people::User| user.default_group_id);
        Ok(own)
    }
}

/// Puts values into a list or out of it, after what earlier actions did.
fn edit<T: Ord + Clone>(list: &mut Option<ListChange<T>>, add: Vec<T>, remove: Vec<T>) {
    *list = Some(match list.take() {
        None => ListChange::Edit { add, remove },
        Some(ListChange::Set(values)) => ListChange::Set(ListChange::Edit { add, remove }.apply(&values)),
        Some(ListChange::Edit { add: mut added, remove: mut removed }) => {
            added.retain(|value| !remove.contains(value));
            removed.retain(|value| !add.contains(value));
            added.extend(add);
            removed.extend(remove);
            ListChange::Edit { add: added, remove: removed }
        }
    });
}

#[cfg(test)]
mod tests {
    use base::UserId;

    use super::*;

    #[test]
    fn later_actions_on_a_list_go_on_from_earlier_ones() {
        let mut tags: Option<ListChange<&str>> = None;
        edit(&mut tags, vec!["a", "b"], vec![]);
        edit(&mut tags, vec![], vec!["b", "c"]);
        assert_eq!(tags.unwrap().apply(&["b", "c", "d"]), ["a", "d"]);
        let mut set = Some(ListChange::Set(vec![UserId(1)]));
        edit(&mut set, vec![UserId(2)], vec![UserId(1)]);
        assert_eq!(set.unwrap().apply(&[UserId(9)]), [UserId(2)]);
    }
}
