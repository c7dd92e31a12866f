//! What clients send.

mod import;
mod meaning;

use base::{BrandId, CustomStatusId, FormId, MacroId, TaskTemplateId};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::calls::CallInput;

pub use self::{
    import::{PreparedImport, prepare_import},
    meaning::*,
};

use crate::time_entries::TimeEntryChange;

/// A field that may be absent, emptied with `null`, or given.
pub(crate) type Patch<T> = Option<Option<T>>;

pub(crate) fn patch<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Patch<T>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

/// A ticket to create or change.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct TicketInput {
    /// The subject.
    pub subject: Option<String>,
    /// What to say.
    pub comment: Option<CommentInput>,
    /// What to say, as plain text, when creating.
    pub description: Option<String>,
    /// Who asks, by id.
    pub requester_id: Option<i64>,
    /// Who asks, by name and address; created when unknown.
    pub requester: Option<RequesterInput>,
    /// Who enters it, by id.
    pub submitter_id: Option<i64>,
    /// The assignee; null for none.
    #[serde(deserialize_with = "patch")]
    #[schema(value_type = Option<i64>)]
    pub assignee_id: Patch<i64>,
    /// The assignee, by address.
    pub assignee_email: Option<String>,
    /// The group; null for none.
    #[serde(deserialize_with = "patch")]
    #[schema(value_type = Option<i64>)]
    pub group_id: Patch<i64>,
    /// The organization; null for none.
    #[serde(deserialize_with = "patch")]
    #[schema(value_type = Option<i64>)]
    pub organization_id: Patch<i64>,
    /// `new`, `open`, `pending`, `hold`, `solved` or `closed`.
    pub status: Option<String>,
    /// The desk's own name for the status; goes before `status`.
    pub custom_status_id: Option<CustomStatusId>,
    /// The brand; the default one for a new ticket.
    pub brand_id: Option<BrandId>,
    /// The form that says which fields it has; null for all.
    #[serde(deserialize_with = "patch")]
    #[schema(value_type = Option<i64>)]
    pub ticket_form_id: Patch<FormId>,
    /// `low`, `normal`, `high`, `urgent` or null.
    #[serde(deserialize_with = "patch")]
    #[schema(value_type = Option<String>)]
    pub priority: Patch<String>,
    /// `question`, `incident`, `problem`, `task` or null.
    #[serde(rename = "type", deserialize_with = "patch")]
    #[schema(value_type = Option<String>)]
    pub kind: Patch<String>,
    /// The tags, as a list or as words; replaces those it has.
    #[schema(value_type = Option<Vec<String>>)]
    pub tags: Option<Words>,
    /// Tags to add.
    #[schema(value_type = Option<Vec<String>>)]
    pub additional_tags: Option<Words>,
    /// Tags to remove.
    #[schema(value_type = Option<Vec<String>>)]
    pub remove_tags: Option<Words>,
    /// Its id elsewhere.
    #[serde(deserialize_with = "patch")]
    #[schema(value_type = Option<String>)]
    pub external_id: Patch<String>,
    /// The problem it is an incident of.
    #[serde(deserialize_with = "patch")]
    #[schema(value_type = Option<i64>)]
    pub problem_id: Patch<i64>,
    /// When it is due.
    #[serde(deserialize_with = "patch")]
    #[schema(value_type = Option<String>)]
    pub due_at: Patch<String>,
    /// Values of custom fields, `[{"id":…,"value":…}]`.
    #[schema(value_type = Option<Vec<Object>>)]
    pub custom_fields: Option<Value>,
    /// The same, under Zendesk's older name.
    #[schema(value_type = Option<Vec<Object>>)]
    pub fields: Option<Value>,
    /// People to copy, or to copy no more.
    pub email_ccs: Option<Vec<PersonInput>>,
    /// Agents to follow, or to follow no more.
    pub followers: Option<Vec<PersonInput>>,
    /// Everyone to copy, by id; replaces those it has.
    pub collaborator_ids: Option<Vec<i64>>,
    /// Everyone to copy, by id, address, or name and address; replaces those it has.
    #[schema(value_type = Option<Vec<Object>>)]
    pub collaborators: Option<Vec<CollaboratorInput>>,
    /// A telephone call to log; its comment is internal unless `comment` says otherwise.
    pub voice_comment: Option<CallInput>,
    /// Which way the call went: 45 in, 46 out.
    pub via_id: Option<i64>,
    /// The closed ticket that a new one goes on from.
    pub via_followup_source_id: Option<i64>,
    /// The ticket that a new one is a part of.
    pub parent_id: Option<i64>,
    /// The macros that the change comes from, to count their uses.
    pub macro_ids: Vec<MacroId>,
    /// Templates whose tasks are added.
    pub task_template_ids: Vec<TaskTemplateId>,
    /// Time that was worked on it.
    pub time_entry: Option<TimeEntryChange>,
    /// Refuse the change if the ticket is not as `updated_stamp` says.
    pub safe_update: bool,
    /// The ticket's `updated_at` or `updated_stamp` as last seen.
    pub updated_stamp: Option<String>,
}

/// A comment to add.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct CommentInput {
    /// As plain text.
    pub body: Option<String>,
    /// As HTML, which goes before plain text.
    pub html_body: Option<String>,
    /// As plain text; Zendesk's older name, used by imports.
    pub value: Option<String>,
    /// Whether the customer sees it.
    pub public: bool,
    /// Who says it, by id; agents may speak for others.
    pub author_id: Option<i64>,
    /// Tokens of uploads.
    pub uploads: Vec<String>,
    /// Addresses to answer to, where not the requester alone.
    pub to: Vec<String>,
    /// Addresses to copy.
    pub cc: Vec<String>,
    /// Our address that it leaves from.
    pub from: Option<String>,
    /// When it was said, for imports.
    pub created_at: Option<String>,
}

impl Default for CommentInput {
    fn default() -> Self {
        Self {
            body: None,
            html_body: None,
            value: None,
            public: true,
            author_id: None,
            uploads: Vec::new(),
            to: Vec::new(),
            cc: Vec::new(),
            from: None,
            created_at: None,
        }
    }
}

/// Who asks.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct RequesterInput {
    /// By id.
    pub id: Option<i64>,
    /// Their name.
    pub name: Option<String>,
    /// Their address.
    pub email: Option<String>,
    /// Their language.
    pub locale: Option<String>,
}

/// A person to add or remove.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct PersonInput {
    /// By id.
    pub user_id: Option<Value>,
    /// By address.
    pub user_email: Option<String>,
    /// Their name, if they are new.
    pub user_name: Option<String>,
    /// `put` (the default) or `delete`.
    pub action: Option<String>,
}

/// A person to copy, in one of three forms.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum CollaboratorInput {
    /// By id.
    Id(i64),
    /// By address.
    Address(String),
    /// By name and address.
    Person {
        /// Their name.
        name: Option<String>,
        /// Their address.
        email: String,
    },
}

/// Words given as a list or as one text.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Words {
    /// As a list.
    List(Vec<String>),
    /// Separated by spaces or commas.
    Text(String),
}

impl Words {
    fn into_list(self) -> Vec<String> {
        match self {
            Self::List(words) => words,
            Self::Text(text) => {
                text.split([' ', ',']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
            }
        }
    }
}
