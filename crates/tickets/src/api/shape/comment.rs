//! Comments, and how they get to the customer.

use base::{AuditId, CommentId, TicketId, Timestamp, UserId};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{AttachmentBody, ViaBody};
use crate::{
    calls::Call,
    model::{Attachment, Comment, Recipients},
    store::{comment_versions::CommentVersion, deliveries::Delivery},
};

/// How a message is getting to people outside.
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
    /// The shape of a delivery.
    pub(crate) fn new(delivery: &Delivery) -> Self {
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
    /// `Comment`, or `VoiceComment` for a call.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// On which ticket; another one than it is shown on where that was merged into it.
    pub ticket_id: TicketId,
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
    /// How often it was written, from 1; more for an edited note.
    pub version: i64,
    /// When it was last edited.
    pub edited_at: Option<Timestamp>,
    /// Who edited it last.
    pub edited_by_id: Option<UserId>,
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
    /// The call it is about.
    pub data: Option<Call>,
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
        let via = match &comment.call {
            Some(call) => ViaBody::of_call(call),
            None => ViaBody::of_mail(comment.via, &comment.recipients),
        };
        let Recipients { from, to, cc } = comment.recipients.clone();
        let raw_url =
            comment.incoming_mail_id.map(|_| format!("{origin}/api/v2/comments/{}/original", comment.id));
        Self {
            id: comment.id,
            kind: if comment.call.is_some() { "VoiceComment" } else { "Comment" },
            ticket_id: comment.ticket_id,
            author_id: comment.author_id,
            body: comment.body_text.clone(),
            html_body: shown(&comment.body_html),
            plain_body: comment.body_text.clone(),
            public: comment.public,
            attachments: files.iter().map(|file| AttachmentBody::new(file, origin)).collect(),
            audit_id: comment.audit_id,
            via,
            created_at: comment.created_at,
            version: 1,
            edited_at: None,
            edited_by_id: None,
            metadata: json!({"system": {}, "custom": {}}),
            quoted_html: comment.quoted_html.as_deref().map(shown),
            has_blocked_images: comment.has_remote_images && !show_images,
            delivery: delivery.map(DeliveryBody::new),
            from,
            to,
            cc,
            data: comment.call.clone(),
            raw_url,
        }
    }

    /// The shape of a note of which there is a newer version than the first.
    pub(crate) fn edited(self, newest: Option<&CommentVersion>) -> Self {
        let Some(newest) = newest else { return self };
        Self {
            version: newest.number,
            edited_at: Some(newest.created_at),
            edited_by_id: Some(newest.author_id),
            ..self
        }
    }
}
