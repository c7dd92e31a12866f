//! What somebody asks of a ticket.

use base::{
    BrandId, CustomStatusId, FormId, GroupId, MacroId, OrganizationId, TaskTemplateId, TicketId, Timestamp,
    UserId,
};
use serde_json::Value;

use crate::{
    calls::Call,
    files::CONTENT_PATH,
    model::{Priority, Recipients, Status, TicketType},
    time_entries::TimeEntryChange,
};

/// A ticket to be created. Its first comment is required.
#[derive(Clone, Debug)]
pub struct NewTicket {
    /// Who asks.
    pub requester_id: UserId,
    /// Who enters it; the requester or an agent.
    pub submitter_id: UserId,
    /// Which of our addresses the mail was sent to.
    pub recipient: Option<String>,
    /// The first comment.
    pub comment: NewComment,
    /// Everything else; its own comment is not used.
    pub fields: Change,
}

/// What to change; `None` leaves a field as it is, `Some(None)` empties it.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// The subject.
    pub subject: Option<String>,
    /// The status.
    pub status: Option<Status>,
    /// The desk's own name for the status; goes before `status`.
    pub custom_status_id: Option<CustomStatusId>,
    /// The brand.
    pub brand_id: Option<BrandId>,
    /// The form.
    pub form_id: Option<Option<FormId>>,
    /// The priority.
    pub priority: Option<Option<Priority>>,
    /// The type.
    pub kind: Option<Option<TicketType>>,
    /// The requester.
    pub requester_id: Option<UserId>,
    /// The assignee.
    pub assignee_id: Option<Option<UserId>>,
    /// The group.
    pub group_id: Option<Option<GroupId>>,
    /// The organization.
    pub organization_id: Option<Option<OrganizationId>>,
    /// The problem it is an incident of.
    pub problem_id: Option<Option<TicketId>>,
    /// Its id elsewhere.
    pub external_id: Option<Option<String>>,
    /// When it is due.
    pub due_at: Option<Option<Timestamp>>,
    /// Values of custom fields; those not named stay.
    pub custom_fields: Option<Value>,
    /// The tags.
    pub tags: Option<ListChange<String>>,
    /// Who is copied.
    pub cc_ids: Option<ListChange<UserId>>,
    /// Who follows.
    pub follower_ids: Option<ListChange<UserId>>,
    /// What to say.
    pub comment: Option<NewComment>,
    /// The macros that it comes from.
    pub macro_ids: Vec<MacroId>,
    /// Lists whose tasks are added.
    pub task_template_ids: Vec<TaskTemplateId>,
    /// Time that was worked on it.
    pub time_entry: Option<TimeEntryChange>,
    /// The closed ticket that a new one goes on from.
    pub follow_up_of: Option<TicketId>,
    /// The ticket that a new one is a part of.
    pub parent_id: Option<TicketId>,
    /// The state the change was decided on; refused when the ticket has moved on since.
    pub seen: Option<Stamp>,
}

/// How a list changes.
#[derive(Clone, Debug)]
pub enum ListChange<T> {
    /// To exactly these.
    Set(Vec<T>),
    /// These come in, those go.
    Edit {
        /// To be in it.
        add: Vec<T>,
        /// To be out of it.
        remove: Vec<T>,
    },
}

impl<T: Ord + Clone> ListChange<T> {
    /// The list after the change: sorted, none twice.
    pub fn apply(&self, current: &[T]) -> Vec<T> {
        let mut list: Vec<T> = match self {
            Self::Set(values) => values.clone(),
            Self::Edit { add, remove } => {
                current.iter().chain(add).filter(|value| !remove.contains(value)).cloned().collect()
            }
        };
        list.sort();
        list.dedup();
        list
    }
}

/// A ticket's `updated_at` as somebody saw it.
#[derive(Clone, Copy, Debug)]
pub enum Stamp {
    /// To the microsecond, as we hand it out.
    Exact(Timestamp),
    /// To the second, as Zendesk's clients send it.
    Second(Timestamp),
}

impl Stamp {
    /// Whether a ticket with this `updated_at` is still as it was seen.
    pub fn matches(self, updated_at: Timestamp) -> bool {
        match self {
            Self::Exact(seen) => seen == updated_at,
            Self::Second(seen) => seen.unix_seconds() == updated_at.unix_seconds(),
        }
    }

    /// When it was seen.
    pub fn at(self) -> Timestamp {
        match self {
            Self::Exact(seen) | Self::Second(seen) => seen,
        }
    }
}

/// A comment to be added.
#[derive(Clone, Debug)]
pub struct NewComment {
    /// Who says it.
    pub author_id: UserId,
    /// Whether the customer sees it.
    pub public: bool,
    /// What is said.
    pub body: PreparedBody,
    /// Tokens of uploads whose files come with it.
    pub uploads: Vec<String>,
    /// Files that came with it.
    pub files: Vec<NewFile>,
    /// Whom it goes to; empty fields mean the requester and the ticket's copies.
    pub recipients: Recipients,
    /// The mail it came by.
    pub incoming_mail_id: Option<i64>,
    /// When it was said, where not now (imports).
    pub created_at: Option<Timestamp>,
    /// The call it is about.
    pub call: Option<Call>,
}

impl NewComment {
    /// Said now, by words alone, to those whom the ticket's comments go to.
    pub fn new(author_id: UserId, public: bool, body: PreparedBody) -> Self {
        Self {
            author_id,
            public,
            body,
            uploads: Vec::new(),
            files: Vec::new(),
            recipients: Recipients::default(),
            incoming_mail_id: None,
            created_at: None,
            call: None,
        }
    }
}

/// A body in the form it is stored in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PreparedBody {
    /// What is new, cleaned.
    pub html: String,
    /// The same as plain text.
    pub text: String,
    /// What it quotes, cleaned.
    pub quoted_html: Option<String>,
    /// Whether images of other sites were held back.
    pub has_remote_images: bool,
}

impl PreparedBody {
    /// From plain text, such as the API's `body`.
    pub fn from_text(text: &str) -> Self {
        let text = text.trim().to_owned();
        Self { html: mail::text_to_html(&text), text, ..Self::default() }
    }

    /// From HTML that an agent or a program wrote; it is cleaned all the same.
    pub fn from_html(html: &str) -> Self {
        let cleaned = clean_own_html(html);
        Self {
            text: mail::html_to_text(&cleaned.html).trim().to_owned(),
            html: cleaned.html,
            quoted_html: None,
            has_remote_images: cleaned.has_remote_images,
        }
    }

    /// Whether there is nothing to read or see.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && !self.html.contains("<img")
    }
}

/// Cleans HTML that was written here: pictures that were uploaded here stay in place, and so do mentions.
pub fn clean_own_html(html: &str) -> mail::CleanHtml {
    // The cleaner drops relative addresses; uploaded pictures go through it as pictures that came with the text.
    let as_parts = html.replace(&format!("src=\"{CONTENT_PATH}"), "src=\"cid:");
    mail::clean_own_html(&as_parts, &|token| is_token(token).then(|| format!("{CONTENT_PATH}{token}")))
}

fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// A file whose bytes are in the blob store already.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// What its URL carries.
    pub token: String,
    /// Its name.
    pub file_name: String,
    /// Its media type as declared.
    pub content_type: String,
    /// In bytes.
    pub size: i64,
    /// Where its bytes are.
    pub blob: db::BlobHash,
    /// Whether the body shows it.
    pub inline: bool,
    /// What the body calls it by.
    pub content_id: Option<String>,
}

impl Change {
    /// The change that only says something.
    pub fn comment(comment: NewComment) -> Self {
        Self { comment: Some(comment), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_set_or_edited() {
        let tags = ["a".to_owned(), "b".to_owned()];
        let set = ListChange::Set(vec!["c".to_owned(), "c".to_owned()]);
        assert_eq!(set.apply(&tags), ["c"]);
        let edit = ListChange::Edit { add: vec!["c".to_owned()], remove: vec!["a".to_owned()] };
        assert_eq!(edit.apply(&tags), ["b", "c"]);
    }

    #[test]
    fn pictures_uploaded_here_survive_cleaning() {
        let html = format!("<p>See <img src=\"{CONTENT_PATH}a-B_9\"><img src=\"/elsewhere.png\"></p>");
        let cleaned = PreparedBody::from_html(&html).html;
        assert!(cleaned.contains(&format!("src=\"{CONTENT_PATH}a-B_9\"")), "{cleaned}");
        assert!(!cleaned.contains("elsewhere"), "{cleaned}");
    }

    #[test]
    fn a_stamp_matches_to_the_precision_it_was_given_in() {
        let updated_at = Timestamp(1_000_000_500);
        assert!(Stamp::Exact(updated_at).matches(updated_at));
        assert!(!Stamp::Exact(Timestamp(1_000_000_000)).matches(updated_at));
        assert!(Stamp::Second(Timestamp(1_000_000_000)).matches(updated_at));
    }
}
