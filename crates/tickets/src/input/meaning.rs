//! What is meant by what clients send.

use std::time::Duration;

use base::{Actor, GroupId, Locale, OrganizationId, TicketId, Timestamp, UserId};
use db::Tx;
use http::Invalid;

use super::{CollaboratorInput, CommentInput, Patch, PersonInput, TicketInput, Words};
use crate::{
    calls::Call,
    change::{Change, ListChange, NewComment, NewTicket, PreparedBody, Stamp},
    error::TicketError,
    model::{Priority, Recipients, Status, TicketType},
};

const LONGEST_WAIT: Duration = Duration::from_secs(366 * 24 * 60 * 60);

/// An input whose comment has been cleaned, outside of the transaction that stores it.
#[derive(Clone, Debug)]
pub struct Prepared {
    input: TicketInput,
    body: Option<PreparedBody>,
}

impl TicketInput {
    /// Cleans the comment: work that must not hold up the writer.
    pub fn prepare(mut self) -> Prepared {
        if self.comment.is_none()
            && let Some(description) = self.description.take()
        {
            self.comment = Some(CommentInput { body: Some(description), ..CommentInput::default() });
        }
        if self.comment.is_none() && self.voice_comment.is_some() {
            self.comment = Some(CommentInput { public: false, ..CommentInput::default() });
        }
        let body = self.comment.as_ref().map(prepare_body);
        Prepared { input: self, body }
    }
}

/// A comment's body, cleaned.
pub fn prepare_body(comment: &CommentInput) -> PreparedBody {
    let html = comment.html_body.as_deref().filter(|html| !html.trim().is_empty());
    match html {
        Some(html) => PreparedBody::from_html(html),
        None => {
            PreparedBody::from_text(comment.body.as_deref().or(comment.value.as_deref()).unwrap_or_default())
        }
    }
}

impl Prepared {
    /// The ticket to create.
    ///
    /// # Errors
    /// Naming the fields that make no sense.
    pub fn into_new_ticket(
        self,
        tx: &mut Tx,
        now: Timestamp,
        actor: &Actor,
    ) -> Result<NewTicket, TicketError> {
        let requester_id = self.requester(tx, now, actor)?.or(actor.user_id);
        let requester_id = requester_id.ok_or_else(|| Invalid::blank("requester"))?;
        if !actor.role.is_staff() && !actor.is(requester_id) {
            return Err(TicketError::Forbidden("only agents may ask in another's name".to_owned()));
        }
        let submitter_id = self.input.submitter_id.filter(|_| actor.role.is_staff()).map(UserId);
        let submitter_id = submitter_id.or(actor.user_id).unwrap_or(requester_id);
        require_user(tx, "submitter_id", submitter_id)?;
        let mut fields = self.into_change_about(tx, now, actor, requester_id)?;
        let comment = fields.comment.take().ok_or_else(|| Invalid::blank("comment"))?;
        fields.requester_id = None;
        Ok(NewTicket { requester_id, submitter_id, recipient: None, comment, fields })
    }

    /// The change to make.
    ///
    /// # Errors
    /// Naming the fields that make no sense.
    pub fn into_change(self, tx: &mut Tx, now: Timestamp, actor: &Actor) -> Result<Change, TicketError> {
        if let Some(id) = self.input.parent_id {
            let hint = "is for new tickets; link one that exists by its links";
            return Err(Invalid::field("parent_id", hint).given(id).into());
        }
        let requester_id = self.requester(tx, now, actor)?;
        let author = actor.user_id.or(requester_id).unwrap_or(UserId(0));
        let mut change = self.into_change_about(tx, now, actor, author)?;
        change.requester_id = requester_id;
        Ok(change)
    }

    fn requester(&self, tx: &mut Tx, now: Timestamp, actor: &Actor) -> Result<Option<UserId>, TicketError> {
        let given = self.input.requester.clone().unwrap_or_default();
        if let Some(id) = self.input.requester_id.or(given.id) {
            return Ok(Some(UserId(id)));
        }
        let Some(email) = given.email.filter(|email| !email.trim().is_empty()) else { return Ok(None) };
        let locale = given.locale.as_deref().and_then(Locale::from_tag);
        find_or_create(tx, now, actor, &email, given.name.as_deref(), locale, "requester").map(Some)
    }

    /// `speaker` is who says the comment unless the input names somebody.
    fn into_change_about(
        self,
        tx: &mut Tx,
        now: Timestamp,
        actor: &Actor,
        speaker: UserId,
    ) -> Result<Change, TicketError> {
        let Self { input, body } = self;
        let mut change = Change {
            subject: input.subject.clone(),
            status: input
                .status
                .as_deref()
                .map(|name| named("status", name, Status::from_name))
                .transpose()?,
            custom_status_id: input.custom_status_id,
            brand_id: input.brand_id,
            form_id: input.ticket_form_id,
            priority: named_patch("priority", &input.priority, Priority::from_name)?,
            kind: named_patch("type", &input.kind, TicketType::from_name)?,
            group_id: input.group_id.map(|id| id.map(GroupId)),
            organization_id: input.organization_id.map(|id| id.map(OrganizationId)),
            problem_id: input.problem_id.map(|id| id.map(TicketId)),
            external_id: input.external_id.clone(),
            due_at: time_patch("due_at", &input.due_at)?,
            custom_fields: input.custom_fields.clone().or(input.fields.clone()),
            tags: tags(&input),
            follow_up_of: input.via_followup_source_id.map(TicketId),
            parent_id: input.parent_id.map(TicketId),
            macro_ids: if actor.role.is_staff() { input.macro_ids.clone() } else { Vec::new() },
            task_template_ids: if actor.role.is_staff() {
                input.task_template_ids.clone()
            } else {
                Vec::new()
            },
            time_entry: input.time_entry.clone().filter(|_| actor.role.is_staff()),
            seen: stamp(&input)?,
            ..Change::default()
        };
        change.assignee_id = assignee(tx, &input)?;
        change.cc_ids = copied(tx, now, actor, &input)?;
        change.follower_ids =
            input.followers.as_deref().map(|list| edit(tx, now, actor, list, "followers")).transpose()?;
        change.comment = match (input.comment, body) {
            (Some(comment), Some(body)) => Some(spoken(actor, comment, body, speaker)?),
            _ => None,
        };
        if let (Some(comment), Some(call)) = (&mut change.comment, &input.voice_comment) {
            log_call(tx, actor, comment, call.understand(input.via_id, now)?)?;
        }
        if let Some(comment) = &change.comment {
            require_user(tx, "comment.author_id", comment.author_id)?;
        }
        Ok(change)
    }
}

/// Makes a comment one about a call, which says at least that there was one.
fn log_call(tx: &mut Tx, actor: &Actor, comment: &mut NewComment, call: Call) -> Result<(), TicketError> {
    if !actor.role.is_staff() {
        return Err(TicketError::Forbidden("only agents log calls".to_owned()));
    }
    if comment.body.is_blank() {
        let locale = people::store::get_desk(tx)?.locale;
        comment.body = PreparedBody::from_text(&call.summary(locale));
    }
    comment.call = Some(call);
    Ok(())
}

/// The comment that an input means; `speaker` says it unless the input names somebody and the actor may.
pub(super) fn spoken(
    actor: &Actor,
    comment: CommentInput,
    body: PreparedBody,
    speaker: UserId,
) -> Result<NewComment, TicketError> {
    let named_author = comment.author_id.filter(|_| actor.role.is_staff()).map(UserId);
    let created_at = match comment.created_at {
        Some(text) => Some(time("comment.created_at", &text)?),
        None => None,
    };
    Ok(NewComment {
        author_id: named_author.or(actor.user_id).unwrap_or(speaker),
        public: comment.public,
        body,
        uploads: comment.uploads,
        files: Vec::new(),
        recipients: Recipients {
            from: comment.from.map(|from| people::address("comment.from", &from)).transpose()?,
            to: addresses("comment.to", &comment.to)?,
            cc: addresses("comment.cc", &comment.cc)?,
        },
        incoming_mail_id: None,
        created_at,
        call: None,
    })
}

/// Refuses the id of nobody.
pub(super) fn require_user(tx: &mut Tx, field: &str, id: UserId) -> Result<(), TicketError> {
    if people::store::find_user(tx, id)?.is_some() {
        return Ok(());
    }
    Err(Invalid::field(field, format!("there is no user {id}")).given(id.0).into())
}

fn addresses(field: &str, given: &[String]) -> Result<Vec<String>, Invalid> {
    given
        .iter()
        .enumerate()
        .map(|(index, text)| people::address(field, text).map_err(|e| e.at(index)))
        .collect()
}

fn named<T>(field: &str, name: &str, find: impl Fn(&str) -> Option<T>) -> Result<T, Invalid> {
    find(name).ok_or_else(|| Invalid::field(field, format!("{name:?} is not a {field}")).given(name))
}

fn named_patch<T>(
    field: &str,
    given: &Patch<String>,
    find: impl Fn(&str) -> Option<T>,
) -> Result<Option<Option<T>>, Invalid> {
    match given {
        None => Ok(None),
        Some(name) => match name.as_deref().filter(|name| !name.is_empty()) {
            None => Ok(Some(None)),
            Some(name) => named(field, name, find).map(|value| Some(Some(value))),
        },
    }
}

fn time_patch(field: &str, given: &Patch<String>) -> Result<Option<Option<Timestamp>>, Invalid> {
    match given {
        None => Ok(None),
        Some(None) => Ok(Some(None)),
        Some(Some(text)) => time(field, text).map(|at| Some(Some(at))),
    }
}

/// Refuses an instant to wait for that is past, or so far that nobody would remember: a year and a day.
///
/// # Errors
/// Naming the field.
pub(crate) fn require_ahead(field: &str, now: Timestamp, at: Timestamp) -> Result<(), Invalid> {
    if at > now && at < now.plus(LONGEST_WAIT) {
        return Ok(());
    }
    Err(Invalid::field(field, "name a time within the next year").given(at.to_string()))
}

/// The instant that a field of a request names.
///
/// # Errors
/// Naming the field when the text is none.
pub(crate) fn time(field: &str, text: &str) -> Result<Timestamp, Invalid> {
    let bad = |error: base::ParseTimestampError| Invalid::field(field, error.to_string()).given(text);
    text.parse().map_err(bad)
}

fn tags(input: &TicketInput) -> Option<ListChange<String>> {
    if let Some(tags) = input.tags.clone() {
        return Some(ListChange::Set(tags.into_list()));
    }
    if input.additional_tags.is_none() && input.remove_tags.is_none() {
        return None;
    }
    let list = |words: &Option<Words>| words.clone().map(Words::into_list).unwrap_or_default();
    let normalised = |words| list(words).iter().filter_map(|tag| people::normalise_tag(tag)).collect();
    Some(ListChange::Edit { add: normalised(&input.additional_tags), remove: normalised(&input.remove_tags) })
}

fn stamp(input: &TicketInput) -> Result<Option<Stamp>, Invalid> {
    let Some(text) = input.updated_stamp.as_deref().filter(|_| input.safe_update) else {
        if input.safe_update {
            return Err(Invalid::field(
                "updated_stamp",
                "safe_update needs the updated_stamp that was last seen",
            ));
        }
        return Ok(None);
    };
    let seen = time("updated_stamp", text)?;
    Ok(Some(if text.contains('.') { Stamp::Exact(seen) } else { Stamp::Second(seen) }))
}

fn assignee(tx: &mut Tx, input: &TicketInput) -> Result<Option<Option<UserId>>, TicketError> {
    let Some(email) = &input.assignee_email else { return Ok(input.assignee_id.map(|id| id.map(UserId))) };
    let found = people::store::find_user_by_email(tx, email)?;
    let unknown = || Invalid::field("assignee_email", format!("there is no user {email}"));
    let user = found.ok_or_else(|| unknown().given(email.as_str()))?;
    Ok(Some(Some(user.id)))
}

fn copied(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    input: &TicketInput,
) -> Result<Option<ListChange<UserId>>, TicketError> {
    if let Some(list) = &input.email_ccs {
        return edit(tx, now, actor, list, "email_ccs").map(Some);
    }
    if let Some(ids) = &input.collaborator_ids {
        return Ok(Some(ListChange::Set(ids.iter().copied().map(UserId).collect())));
    }
    let Some(list) = &input.collaborators else { return Ok(None) };
    let mut ids = Vec::new();
    for person in list {
        ids.push(match person {
            CollaboratorInput::Id(id) => UserId(*id),
            CollaboratorInput::Address(email) => {
                find_or_create(tx, now, actor, email, None, None, "collaborators")?
            }
            CollaboratorInput::Person { name, email } => {
                find_or_create(tx, now, actor, email, name.as_deref(), None, "collaborators")?
            }
        });
    }
    Ok(Some(ListChange::Set(ids)))
}

fn edit(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    list: &[PersonInput],
    field: &str,
) -> Result<ListChange<UserId>, TicketError> {
    let (mut add, mut remove) = (Vec::new(), Vec::new());
    for person in list {
        let id = match (&person.user_id, &person.user_email) {
            (Some(id), _) => {
                let number = id.as_i64().or_else(|| id.as_str()?.parse().ok());
                let bad = || Invalid::field(field, format!("{id} is not an id")).given(id.clone());
                UserId(number.ok_or_else(bad)?)
            }
            (None, Some(email)) => {
                find_or_create(tx, now, actor, email, person.user_name.as_deref(), None, field)?
            }
            (None, None) => return Err(Invalid::field(field, "give a user_id or a user_email").into()),
        };
        if person.action.as_deref() == Some("delete") { remove.push(id) } else { add.push(id) }
    }
    Ok(ListChange::Edit { add, remove })
}

fn find_or_create(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    email: &str,
    name: Option<&str>,
    locale: Option<Locale>,
    field: &str,
) -> Result<UserId, TicketError> {
    let locale = match locale {
        Some(locale) => locale,
        None => people::store::get_desk(tx)?.locale,
    };
    people::actions::find_or_create_requester(tx, now, actor, email, name.unwrap_or_default(), locale)
        .map_err(|error| TicketError::from(Invalid::field(field, error.to_string()).given(email)))
}
