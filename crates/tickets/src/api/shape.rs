//! Zendesk's shapes of tickets, comments, audits and files.

use base::{
    AttachmentId, AuditId, CommentId, GroupId, OrganizationId, TicketId, Timestamp, UserId, Via, ViewId,
};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::{
    model::{Attachment, Audit, Comment, Priority, Recipients, Ticket, TicketType},
    store::{deliveries::Delivery, views::View},
};

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
    fn new(via: Via) -> Self {
        Self { channel: via.as_str(), source: json!({"from": {}, "to": {}, "rel": null}) }
    }
}

/// A ticket.
#[derive(Debug, Serialize, ToSchema)]
pub struct TicketBody {
    /// Its URL in the API.
    pub url: String,
    /// Its number.
    pub id: TicketId,
    /// Its id elsewhere.
    pub external_id: Option<String>,
    /// How it came.
    pub via: ViaBody,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// The same to the microsecond, for `updated_stamp` with `safe_update`.
    pub updated_stamp: String,
    /// When anything about it last changed, in Unix seconds.
    pub generated_timestamp: i64,
    /// What sort of request it is.
    #[serde(rename = "type")]
    pub kind: Option<TicketType>,
    /// What it is about.
    pub subject: String,
    /// The same; placeholders are not used.
    pub raw_subject: String,
    /// The first comment as plain text.
    pub description: String,
    /// How pressing it is.
    pub priority: Option<Priority>,
    /// Where it stands; `deleted` for a deleted one.
    pub status: &'static str,
    /// Our address that it was sent to.
    pub recipient: Option<String>,
    /// Who asks.
    pub requester_id: UserId,
    /// Who entered it.
    pub submitter_id: UserId,
    /// Who answers.
    pub assignee_id: Option<UserId>,
    /// Whose organization it counts for.
    pub organization_id: Option<OrganizationId>,
    /// Which group answers.
    pub group_id: Option<GroupId>,
    /// Everyone copied or following.
    pub collaborator_ids: Vec<UserId>,
    /// Agents following.
    pub follower_ids: Vec<UserId>,
    /// People copied.
    pub email_cc_ids: Vec<UserId>,
    /// The problem it is an incident of.
    pub problem_id: Option<TicketId>,
    /// Whether other tickets are incidents of it.
    pub has_incidents: bool,
    /// Whether any of it is public.
    pub is_public: bool,
    /// When it is due.
    pub due_at: Option<Timestamp>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Values of custom fields.
    #[schema(value_type = Vec<Object>)]
    pub custom_fields: Value,
    /// The same, under Zendesk's older name.
    #[schema(value_type = Vec<Object>)]
    pub fields: Value,
    /// Not used.
    #[schema(value_type = Object)]
    pub satisfaction_rating: Value,
    /// Not used.
    pub sharing_agreement_ids: Vec<i64>,
    /// Not used.
    pub followup_ids: Vec<i64>,
    /// Not used.
    pub forum_topic_id: Option<i64>,
    /// Not used.
    pub brand_id: Option<i64>,
    /// Not used.
    pub ticket_form_id: Option<i64>,
    /// Not used.
    pub custom_status_id: Option<i64>,
    /// Not used.
    pub allow_channelback: bool,
    /// Whether files may be added.
    pub allow_attachments: bool,
    /// Not used.
    pub from_messaging_channel: bool,
    /// The start of the newest comment.
    pub preview: String,
    /// Who wrote the newest comment.
    pub preview_author_id: Option<UserId>,
    /// When the newest comment was written.
    pub latest_comment_at: Timestamp,
    /// How many comments it has.
    pub comment_count: i64,
    /// Whether something is new for the asker.
    pub unread: bool,
}

impl TicketBody {
    /// The shape of a ticket; `origin` is scheme and host as the client used them.
    pub fn new(ticket: &Ticket, origin: &str) -> Self {
        let mut collaborator_ids = ticket.cc_ids.clone();
        collaborator_ids.extend(&ticket.follower_ids);
        collaborator_ids.sort();
        collaborator_ids.dedup();
        let is_deleted = ticket.deleted_at.is_some();
        Self {
            url: format!("{origin}/api/v2/tickets/{}.json", ticket.id),
            id: ticket.id,
            external_id: ticket.external_id.clone(),
            via: ViaBody::new(ticket.via),
            created_at: ticket.created_at,
            updated_at: ticket.updated_at,
            updated_stamp: ticket.updated_at.precise(),
            generated_timestamp: ticket.generated_at.unix_seconds(),
            kind: ticket.kind,
            subject: ticket.subject.clone(),
            raw_subject: ticket.subject.clone(),
            description: ticket.description.clone(),
            priority: ticket.priority,
            status: if is_deleted { "deleted" } else { ticket.status.as_str() },
            recipient: ticket.recipient.clone(),
            requester_id: ticket.requester_id,
            submitter_id: ticket.submitter_id,
            assignee_id: ticket.assignee_id,
            organization_id: ticket.organization_id,
            group_id: ticket.group_id,
            collaborator_ids,
            follower_ids: ticket.follower_ids.clone(),
            email_cc_ids: ticket.cc_ids.clone(),
            problem_id: ticket.problem_id,
            has_incidents: false,
            is_public: true,
            due_at: ticket.due_at,
            tags: ticket.tags.clone(),
            custom_fields: ticket.custom_fields.clone(),
            fields: ticket.custom_fields.clone(),
            satisfaction_rating: Value::Null,
            sharing_agreement_ids: Vec::new(),
            followup_ids: Vec::new(),
            forum_topic_id: None,
            brand_id: None,
            ticket_form_id: None,
            custom_status_id: None,
            allow_channelback: false,
            allow_attachments: true,
            from_messaging_channel: false,
            preview: ticket.preview.clone(),
            preview_author_id: ticket.preview_author_id,
            latest_comment_at: ticket.latest_comment_at,
            comment_count: ticket.comment_count,
            unread: false,
        }
    }
}

/// A file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AttachmentBody {
    /// Its id.
    pub id: AttachmentId,
    /// Its URL in the API.
    pub url: String,
    /// Its name.
    pub file_name: String,
    /// Where its bytes are.
    pub content_url: String,
    /// The same; nothing maps it elsewhere.
    pub mapped_content_url: String,
    /// Its media type.
    pub content_type: String,
    /// In bytes.
    pub size: i64,
    /// Whether the body shows it.
    pub inline: bool,
    /// Not used.
    pub deleted: bool,
    /// Not used.
    pub width: Option<i64>,
    /// Not used.
    pub height: Option<i64>,
    /// Smaller versions; none are made.
    pub thumbnails: Vec<i64>,
}

impl AttachmentBody {
    /// The shape of a file.
    pub fn new(attachment: &Attachment, origin: &str) -> Self {
        let content_url = format!("{origin}{}", content_path(&attachment.token));
        Self {
            id: attachment.id,
            url: format!("{origin}/api/v2/attachments/{}.json", attachment.id),
            file_name: attachment.file_name.clone(),
            mapped_content_url: content_url.clone(),
            content_url,
            content_type: attachment.content_type.clone(),
            size: attachment.size,
            inline: attachment.inline,
            deleted: false,
            width: None,
            height: None,
            thumbnails: Vec::new(),
        }
    }
}

/// Where the bytes of the file with this token are served.
pub fn content_path(token: &str) -> String {
    format!("{}{token}", crate::files::CONTENT_PATH)
}

/// How a public comment is getting to the customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveryBody {
    /// `queued`, `sent`, `failed` or `bounced`.
    pub state: String,
    /// Why it failed.
    pub error: Option<String>,
    /// When it left.
    pub sent_at: Option<Timestamp>,
    /// Until when it can be taken back.
    pub undo_until: Option<Timestamp>,
}

impl DeliveryBody {
    fn new(delivery: &Delivery) -> Self {
        let is_waiting = delivery.state == "queued" && delivery.attempts == 0;
        Self {
            state: delivery.state.clone(),
            error: delivery.error.clone(),
            sent_at: delivery.sent_at,
            undo_until: is_waiting.then_some(delivery.send_at),
        }
    }
}

/// A comment.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommentBody {
    /// Its id.
    pub id: CommentId,
    /// Always `Comment`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Who wrote it.
    pub author_id: UserId,
    /// As plain text.
    pub body: String,
    /// As cleaned HTML, without what it quotes.
    pub html_body: String,
    /// As plain text.
    pub plain_body: String,
    /// Whether the customer sees it.
    pub public: bool,
    /// Its files.
    pub attachments: Vec<AttachmentBody>,
    /// The change that brought it.
    pub audit_id: AuditId,
    /// How it came.
    pub via: ViaBody,
    /// When it was written.
    pub created_at: Timestamp,
    /// Not used.
    #[schema(value_type = Object)]
    pub metadata: Value,
    /// What it quotes, and its signature, cleaned.
    pub quoted_html: Option<String>,
    /// Whether images of other sites are held back.
    pub has_blocked_images: bool,
    /// How it is getting to the customer.
    pub delivery: Option<DeliveryBody>,
    /// Whom it is from.
    pub from: Option<String>,
    /// Whom it is to.
    pub to: Vec<String>,
    /// Whom it is copied to.
    pub cc: Vec<String>,
    /// Where its original is, for mails.
    pub raw_url: Option<String>,
}

impl CommentBody {
    /// The shape of a comment; `show_images` lets images of other sites through.
    pub fn new(
        comment: &Comment,
        files: &[Attachment],
        delivery: Option<&Delivery>,
        origin: &str,
        show_images: bool,
    ) -> Self {
        let shown = |html: &str| if show_images { mail::restore_images(html) } else { html.to_owned() };
        let Recipients { from, to, cc } = comment.recipients.clone();
        let raw_url =
            comment.incoming_mail_id.map(|_| format!("{origin}/api/v2/comments/{}/original", comment.id));
        Self {
            id: comment.id,
            kind: "Comment",
            author_id: comment.author_id,
            body: comment.body_text.clone(),
            html_body: shown(&comment.body_html),
            plain_body: comment.body_text.clone(),
            public: comment.public,
            attachments: files.iter().map(|file| AttachmentBody::new(file, origin)).collect(),
            audit_id: comment.audit_id,
            via: ViaBody::new(comment.via),
            created_at: comment.created_at,
            metadata: json!({"system": {}, "custom": {}}),
            quoted_html: comment.quoted_html.as_deref().map(shown),
            has_blocked_images: comment.has_remote_images && !show_images,
            delivery: delivery.map(DeliveryBody::new),
            from,
            to,
            cc,
            raw_url,
        }
    }
}

/// A change in a ticket's history.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditBody {
    /// Its id.
    pub id: AuditId,
    /// Of which ticket.
    pub ticket_id: TicketId,
    /// When.
    pub created_at: Timestamp,
    /// Who; -1 for Guichet itself.
    pub author_id: i64,
    /// How.
    pub via: ViaBody,
    /// Not used.
    #[schema(value_type = Object)]
    pub metadata: Value,
    /// What changed.
    #[schema(value_type = Vec<Object>)]
    pub events: Vec<Value>,
    /// The audit that took it back.
    pub undone_by: Option<AuditId>,
}

impl AuditBody {
    /// The shape of an audit, each event with an id of its own.
    pub fn new(audit: &Audit) -> Self {
        Self {
            id: audit.id,
            ticket_id: audit.ticket_id,
            created_at: audit.created_at,
            author_id: audit.author_id.map_or(-1, |user| user.0),
            via: ViaBody::new(audit.via),
            metadata: json!({"system": {}, "custom": {}}),
            events: (0..).zip(&audit.events).map(|(index, event)| with_id(audit.id, index, event)).collect(),
            undone_by: audit.undone_by,
        }
    }
}

/// An event's id: that of what it names, else made from the audit's and its place.
fn with_id(audit: AuditId, index: i64, event: &Value) -> Value {
    const EVENTS_PER_AUDIT: i64 = 1000;
    let mut event = event.clone();
    if event.get("id").is_none() {
        event["id"] = json!(audit.0 * EVENTS_PER_AUDIT + index);
    }
    event
}

/// A view.
#[derive(Debug, Serialize, ToSchema)]
pub struct ViewBody {
    /// Its URL in the API.
    pub url: String,
    /// Its id.
    pub id: ViewId,
    /// Its name.
    pub title: String,
    /// The same; placeholders are not used.
    pub raw_title: String,
    /// What it is for.
    pub description: String,
    /// Whether it is shown.
    pub active: bool,
    /// Its place in the list.
    pub position: i64,
    /// Who sees it; everybody when null.
    #[schema(value_type = Object)]
    pub restriction: Value,
    /// Order and columns.
    #[schema(value_type = Object)]
    pub execution: Value,
    /// What it asks for.
    #[schema(value_type = crate::conditions::Conditions)]
    pub conditions: Value,
    /// Set for those that Guichet brought.
    pub key: Option<String>,
    /// Set for a group's own view.
    pub group_id: Option<GroupId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl ViewBody {
    /// The shape of a view.
    pub fn new(view: &View, origin: &str) -> Self {
        Self {
            url: format!("{origin}/api/v2/views/{}.json", view.id),
            id: view.id,
            title: view.title.clone(),
            raw_title: view.title.clone(),
            description: view.description.clone(),
            active: view.active,
            position: view.position,
            restriction: view.restriction.clone(),
            execution: view.execution.clone(),
            conditions: view.conditions.clone(),
            key: view.key.clone(),
            group_id: view.group_id,
            created_at: view.created_at,
            updated_at: view.updated_at,
        }
    }
}
