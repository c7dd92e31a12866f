//! Tickets.

use base::{BrandId, CustomStatusId, FormId, GroupId, OrganizationId, TicketId, Timestamp, UserId};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::ViaBody;
use crate::{
    custom_statuses::own_or_first,
    model::{Priority, Ticket, TicketType},
};

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
    /// The brand that it was asked of.
    pub brand_id: BrandId,
    /// The form that says which fields it has.
    pub ticket_form_id: Option<FormId>,
    /// The desk's own name for where it stands.
    pub custom_status_id: CustomStatusId,
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
    /// Since when the customer waits for an answer; null when the last word in public is ours.
    pub waiting_since: Option<Timestamp>,
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
            brand_id: ticket.brand_id,
            ticket_form_id: ticket.form_id,
            custom_status_id: own_or_first(ticket),
            allow_channelback: false,
            allow_attachments: true,
            from_messaging_channel: false,
            preview: ticket.preview.clone(),
            preview_author_id: ticket.preview_author_id,
            latest_comment_at: ticket.latest_comment_at,
            waiting_since: None,
            comment_count: ticket.comment_count,
            unread: false,
        }
    }
}
