//! What a ticket is made of.

use base::{
    AttachmentId, AuditId, BrandId, CommentId, CustomStatusId, FormId, GroupId, OrganizationId, SideEventId,
    TicketId, Timestamp, UploadId, UserId, Via,
};
use db::{BlobHash, Column, FromColumn, Param, ToParam};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::calls::Call;

/// Defines an enum that is stored as a small number, so that it sorts by meaning, and named in the API.
macro_rules! ranked_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $rank:literal $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "lowercase")]
        pub enum $name { $($(#[$variant_doc])* $variant = $rank,)+ }

        impl $name {
            /// All of them, lowest first.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in the API.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The one of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }

            /// Its place in the order, as stored.
            pub fn rank(self) -> i64 {
                self as i64
            }
        }

        impl ToParam for $name {
            fn to_param(&self) -> Param<'_> {
                Param::Int(self.rank())
            }
        }

        impl FromColumn for $name {
            const WANTED: &'static str = stringify!($name);

            fn from_column(column: Column<'_>) -> Option<Self> {
                let rank = i64::from_column(column)?;
                Self::ALL.iter().copied().find(|value| value.rank() == rank)
            }
        }
    };
}

ranked_enum!(
    /// Where a ticket stands.
    Status {
        /// Nobody has taken it up.
        New = 0 "new",
        /// Our turn.
        Open = 1 "open",
        /// The customer's turn.
        Pending = 2 "pending",
        /// A third party's turn.
        Hold = 3 "hold",
        /// Done, until the customer writes again.
        Solved = 4 "solved",
        /// Done for good.
        Closed = 5 "closed",
    }
);

ranked_enum!(
    /// How pressing a ticket is.
    Priority {
        /// Can wait.
        Low = 0 "low",
        /// As usual.
        Normal = 1 "normal",
        /// Before others.
        High = 2 "high",
        /// Now.
        Urgent = 3 "urgent",
    }
);

ranked_enum!(
    /// What sort of request it is.
    TicketType {
        /// Something asked.
        Question = 0 "question",
        /// One occurrence of a problem.
        Incident = 1 "incident",
        /// The cause of incidents.
        Problem = 2 "problem",
        /// Something to do.
        Task = 3 "task",
    }
);

/// A ticket with its tags and people.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticket {
    /// Its number.
    pub id: TicketId,
    /// What it is about.
    pub subject: String,
    /// The first comment as plain text.
    pub description: String,
    /// Where it stands.
    pub status: Status,
    /// The desk's own name for where it stands; `None` for the category's first.
    pub custom_status_id: Option<CustomStatusId>,
    /// The brand that it was asked of.
    pub brand_id: BrandId,
    /// The form that says which fields it has; `None` for all.
    pub form_id: Option<FormId>,
    /// How pressing it is.
    pub priority: Option<Priority>,
    /// What sort of request it is.
    pub kind: Option<TicketType>,
    /// Who asks.
    pub requester_id: UserId,
    /// Who entered it.
    pub submitter_id: UserId,
    /// Which agent answers.
    pub assignee_id: Option<UserId>,
    /// Which group answers.
    pub group_id: Option<GroupId>,
    /// Whose organization it counts for.
    pub organization_id: Option<OrganizationId>,
    /// The problem this is an incident of.
    pub problem_id: Option<TicketId>,
    /// Its id in another system.
    pub external_id: Option<String>,
    /// How it came.
    pub via: Via,
    /// Which of our addresses the first mail was sent to.
    pub recipient: Option<String>,
    /// When a task is due.
    pub due_at: Option<Timestamp>,
    /// Values of custom fields, as `[{"id":…,"value":…}]`.
    pub custom_fields: Value,
    /// Comments, internal ones included.
    pub comment_count: i64,
    /// The start of the newest comment.
    pub preview: String,
    /// Who wrote the newest comment.
    pub preview_author_id: Option<UserId>,
    /// When the newest comment was written.
    pub latest_comment_at: Timestamp,
    /// When it was created.
    pub created_at: Timestamp,
    /// When people last changed it.
    pub updated_at: Timestamp,
    /// When anything last changed it.
    pub generated_at: Timestamp,
    /// When it was last solved.
    pub solved_at: Option<Timestamp>,
    /// When it was deleted; it can be restored.
    pub deleted_at: Option<Timestamp>,
    /// Sorted.
    pub tags: Vec<String>,
    /// Who gets a copy of every public comment.
    pub cc_ids: Vec<UserId>,
    /// Which agents follow it.
    pub follower_ids: Vec<UserId>,
}

/// A message or note on a ticket.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// On which ticket.
    pub ticket_id: TicketId,
    /// Which change brought it.
    pub audit_id: AuditId,
    /// Who wrote it.
    pub author_id: UserId,
    /// Whether the customer sees it.
    pub public: bool,
    /// What is new, cleaned.
    pub body_html: String,
    /// The same as plain text.
    pub body_text: String,
    /// What it quotes, cleaned, to be folded.
    pub quoted_html: Option<String>,
    /// Whether images of other sites were held back.
    pub has_remote_images: bool,
    /// How it came.
    pub via: Via,
    /// Whom the mail was from and to.
    pub recipients: Recipients,
    /// The mail it came by, in the ledger.
    pub incoming_mail_id: Option<i64>,
    /// When it was written.
    pub created_at: Timestamp,
    /// The call it is about.
    pub call: Option<Call>,
}

/// Whom a message is from and to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Recipients {
    /// The sender's address as the mail had it, or our address that it leaves from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Addresses in To.
    pub to: Vec<String>,
    /// Addresses in Cc.
    pub cc: Vec<String>,
}

/// A file on a comment or a message of a side conversation, or uploaded for one.
#[derive(Clone, Debug, PartialEq)]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// What its URL carries, so that it cannot be guessed.
    pub token: String,
    /// The upload it came by.
    pub upload_id: Option<UploadId>,
    /// The comment it is on.
    pub comment_id: Option<CommentId>,
    /// The message of a side conversation it is on.
    pub side_event_id: Option<SideEventId>,
    /// Its name, made safe.
    pub file_name: String,
    /// Its media type as declared.
    pub content_type: String,
    /// In bytes.
    pub size: i64,
    /// Where its bytes are.
    pub blob: BlobHash,
    /// Whether the body shows it.
    pub inline: bool,
    /// What the body calls it by, without angle brackets.
    pub content_id: Option<String>,
    /// When it came.
    pub created_at: Timestamp,
}

/// A change in a ticket's history.
#[derive(Clone, Debug, PartialEq)]
pub struct Audit {
    /// Its id.
    pub id: AuditId,
    /// Of which ticket.
    pub ticket_id: TicketId,
    /// Who made it; `None` for Guichet itself.
    pub author_id: Option<UserId>,
    /// How.
    pub via: Via,
    /// The mail, rule or job behind it.
    pub source: Value,
    /// What changed, in Zendesk's event shapes.
    pub events: Vec<Value>,
    /// The audit that took it back.
    pub undone_by: Option<AuditId>,
    /// When.
    pub created_at: Timestamp,
}

/// Which of a ticket's two drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum DraftKind {
    /// For the customer.
    Reply,
    /// For colleagues.
    Note,
}

impl DraftKind {
    /// Its name in the API and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Note => "note",
        }
    }

    /// The one of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Reply, Self::Note].into_iter().find(|kind| kind.as_str() == name)
    }
}

db::text_column!(DraftKind);

/// What an agent has begun to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Reply or note.
    pub kind: DraftKind,
    /// The text so far.
    pub html_body: String,
    /// Tokens of files uploaded for it.
    pub uploads: Vec<String>,
    /// Addresses in To, where not the requester alone.
    pub to: Vec<String>,
    /// Addresses in Cc.
    pub cc: Vec<String>,
    /// When it was last saved.
    pub updated_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_sort_by_meaning_and_keep_their_names() {
        assert!(Status::New < Status::Open && Status::Hold < Status::Solved);
        for status in Status::ALL {
            assert_eq!(Status::from_name(status.as_str()), Some(*status));
            assert_eq!(serde_json::json!(status), status.as_str());
        }
    }
}
