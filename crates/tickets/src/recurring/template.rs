//! What each recurring ticket holds.

use base::{FormId, GroupId, TaskTemplateId, UserId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::{
    change::{Change, ListChange, NewComment, NewTicket, PreparedBody},
    model::{Priority, Ticket, TicketType},
};

/// What each recurring ticket holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = RecurringTicketTemplate)]
pub struct Template {
    /// The subject.
    pub subject: String,
    /// The first comment, cleaned.
    pub html_body: String,
    /// Whether the customer sees that comment, and is sent it.
    pub public: bool,
    /// Who asks.
    pub requester_id: UserId,
    /// Which agent answers.
    pub assignee_id: Option<UserId>,
    /// Which group answers.
    pub group_id: Option<GroupId>,
    /// The form that says which fields it has; null for all.
    pub ticket_form_id: Option<FormId>,
    /// How pressing it is.
    pub priority: Option<Priority>,
    /// What sort of request it is.
    #[serde(rename = "type")]
    pub kind: Option<TicketType>,
    /// The tags.
    pub tags: Vec<String>,
    /// Values of custom fields, `[{"id":…,"value":…}]`.
    #[schema(value_type = Vec<Object>)]
    pub custom_fields: Value,
    /// Lists whose tasks it gets.
    pub task_template_ids: Vec<TaskTemplateId>,
}

impl Template {
    /// Of a ticket that could be created now, as it would be.
    pub(super) fn new(new: NewTicket, ticket: Ticket) -> Self {
        Self {
            subject: ticket.subject,
            html_body: new.comment.body.html,
            public: new.comment.public,
            requester_id: ticket.requester_id,
            assignee_id: ticket.assignee_id,
            // Not the group that the assignee brings: they may be in another when the ticket is made.
            group_id: new.fields.group_id.flatten(),
            ticket_form_id: ticket.form_id,
            priority: ticket.priority,
            kind: ticket.kind,
            tags: ticket.tags,
            custom_fields: ticket.custom_fields,
            task_template_ids: new.fields.task_template_ids,
        }
    }

    /// The ticket to be created. `body` is the comment's, prepared.
    pub(super) fn ticket(&self, owner: UserId, body: PreparedBody) -> NewTicket {
        let fields = Change {
            subject: Some(self.subject.clone()),
            form_id: Some(self.ticket_form_id),
            priority: Some(self.priority),
            kind: Some(self.kind),
            assignee_id: self.assignee_id.map(Some),
            group_id: self.group_id.map(Some),
            tags: Some(ListChange::Set(self.tags.clone())),
            custom_fields: Some(self.custom_fields.clone()),
            task_template_ids: self.task_template_ids.clone(),
            ..Change::default()
        };
        let comment = NewComment::new(owner, self.public, body);
        NewTicket { requester_id: self.requester_id, submitter_id: owner, recipient: None, comment, fields }
    }

    /// The ticket without anything that the desk may have changed since: asked by the owner, for their team alone.
    pub(super) fn bare_ticket(&self, owner: UserId, body: PreparedBody) -> NewTicket {
        let fields = Change { subject: Some(self.subject.clone()), ..Change::default() };
        let comment = NewComment::new(owner, false, body);
        NewTicket { requester_id: owner, submitter_id: owner, recipient: None, comment, fields }
    }
}
