//! How the API shows side conversations: in Zendesk's shape, and what the workspace needs besides.

use std::collections::{HashMap, HashSet};

use base::{Actor, SideConversationId, SideEventId, TicketId, Timestamp, UserId};
use db::{Conn, DbError};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{EventKind, Participant, SideConversation, SideEvent, State, store};
use crate::{
    api::shape::{AttachmentBody, DeliveryBody},
    model::Attachment,
    policy,
    store::{
        attachments,
        deliveries::{self, Delivery},
    },
};

/// A conversation beside a ticket.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SideConversationBody {
    /// Its URL in the API.
    url: String,
    /// Its id; a text, as Zendesk has it.
    id: String,
    /// Beside which ticket.
    ticket_id: TicketId,
    /// What it is about.
    subject: String,
    /// The start of the newest message.
    preview_text: String,
    /// Whether it goes on.
    state: State,
    /// Everybody outside who is or was in it.
    participants: Vec<ParticipantBody>,
    /// Ids elsewhere, by name.
    #[schema(value_type = Object)]
    external_ids: Value,
    /// When it began.
    created_at: Timestamp,
    /// When anything last happened in it.
    updated_at: Timestamp,
    /// When the newest message was written.
    message_added_at: Timestamp,
    /// When it was last closed or opened.
    state_updated_at: Timestamp,
    /// When somebody outside last wrote.
    answered_at: Option<Timestamp>,
    /// Whether somebody outside wrote what the asker has not read.
    unread: bool,
}

/// Somebody in a side conversation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ParticipantBody {
    /// The user of the desk who has this address.
    user_id: Option<UserId>,
    /// What they are called.
    name: Option<String>,
    /// Their address; null for a colleague.
    email: Option<String>,
}

impl ParticipantBody {
    fn read(c: &mut Conn, participant: &Participant) -> Result<Self, DbError> {
        let user = people::store::find_user_by_email(c, &participant.email)?;
        Ok(Self {
            user_id: user.as_ref().map(|user| user.id),
            name: participant.name.clone().or_else(|| user.map(|user| user.name)),
            email: Some(participant.email.clone()).filter(|email| !email.is_empty()),
        })
    }

    fn read_all(c: &mut Conn, participants: &[Participant]) -> Result<Vec<Self>, DbError> {
        participants.iter().map(|participant| Self::read(c, participant)).collect()
    }

    /// A colleague, else somebody outside.
    fn of_sender(c: &mut Conn, event: &SideEvent) -> Result<Self, DbError> {
        let sender = Self::read(c, &event.sender)?;
        Ok(Self { user_id: event.author_id.or(sender.user_id), ..sender })
    }
}

/// A message of a side conversation, or a change of its state.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SideEventBody {
    /// Its id.
    id: String,
    /// In which side conversation.
    side_conversation_id: String,
    /// Beside which ticket.
    ticket_id: TicketId,
    /// Who.
    actor: ParticipantBody,
    /// What happened.
    #[serde(rename = "type")]
    kind: EventKind,
    /// `support` for what was written here, `email` for what came by mail.
    via: &'static str,
    /// When.
    created_at: Timestamp,
    /// What was written.
    message: Option<MessageBody>,
    /// What became of it, as `{"state": "closed"}`.
    #[schema(value_type = Object)]
    updates: Value,
}

/// What was written in a side conversation.
#[derive(Debug, Serialize, ToSchema)]
struct MessageBody {
    /// What it is about.
    subject: String,
    /// Its start.
    preview_text: String,
    /// Who wrote it.
    from: ParticipantBody,
    /// To whom, the desk's own addresses aside.
    to: Vec<ParticipantBody>,
    /// As plain text.
    body: String,
    /// As cleaned HTML, without what it quotes.
    html_body: String,
    /// What it quotes, and its signature, cleaned.
    quoted_html: Option<String>,
    /// Whether images of other sites are held back.
    has_blocked_images: bool,
    /// Whether a machine wrote it.
    automatic: bool,
    /// Its files.
    attachments: Vec<AttachmentBody>,
    /// How it is getting to those outside.
    delivery: Option<DeliveryBody>,
    /// Ids elsewhere, by name.
    #[schema(value_type = Object)]
    external_ids: Value,
}

/// The shapes of side conversations, with what the asker has not read.
///
/// # Errors
/// When a query fails.
pub(crate) fn conversation_bodies(
    c: &mut Conn,
    actor: &Actor,
    conversations: Vec<SideConversation>,
    origin: &str,
) -> Result<Vec<SideConversationBody>, DbError> {
    let ids: Vec<SideConversationId> = conversations.iter().map(|each| each.id).collect();
    let unread: HashSet<SideConversationId> = match actor.user_id {
        Some(user) if !ids.is_empty() => store::list_unread(c, user, &ids)?.into_iter().collect(),
        _ => HashSet::new(),
    };
    let body = |conversation: SideConversation| {
        let is_unread = unread.contains(&conversation.id);
        conversation_body(c, conversation, is_unread, origin)
    };
    conversations.into_iter().map(body).collect()
}

fn conversation_body(
    c: &mut Conn,
    conversation: SideConversation,
    unread: bool,
    origin: &str,
) -> Result<SideConversationBody, DbError> {
    let (id, ticket_id) = (conversation.id, conversation.ticket_id);
    Ok(SideConversationBody {
        url: format!("{origin}/api/v2/tickets/{ticket_id}/side_conversations/{id}.json"),
        id: id.to_string(),
        ticket_id,
        subject: conversation.subject,
        preview_text: conversation.preview,
        state: conversation.state,
        participants: ParticipantBody::read_all(c, &conversation.participants)?,
        external_ids: conversation.external_ids,
        created_at: conversation.created_at,
        updated_at: conversation.updated_at,
        message_added_at: conversation.message_added_at,
        state_updated_at: conversation.state_updated_at,
        answered_at: conversation.answered_at,
        unread,
    })
}

/// How events are shown.
pub(super) struct Shown<'a> {
    /// Where the desk is reached.
    pub origin: &'a str,
    /// Whether images of other sites are let through.
    pub images: bool,
}

/// The shapes of what happened in one side conversation.
///
/// # Errors
/// When a query fails.
pub(super) fn event_bodies(
    c: &mut Conn,
    conversation: &SideConversation,
    events: &[SideEvent],
    shown: &Shown<'_>,
) -> Result<Vec<SideEventBody>, DbError> {
    let ids: Vec<SideEventId> = events.iter().map(|event| event.id).collect();
    let mut files: HashMap<SideEventId, Vec<Attachment>> = HashMap::new();
    for file in attachments::list_of_side_events(c, &ids)? {
        if let Some(event) = file.side_event_id {
            files.entry(event).or_default().push(file);
        }
    }
    let deliveries: HashMap<_, _> = deliveries::list_of_side_events(c, &ids)?.into_iter().collect();
    let mut bodies = Vec::new();
    for event in events {
        let files = files.get(&event.id).map_or(&[][..], Vec::as_slice);
        let message = match event.kind {
            EventKind::Update => None,
            _ => Some(message_body(c, conversation, event, files, deliveries.get(&event.id), shown)?),
        };
        bodies.push(event_body(c, conversation, event, message)?);
    }
    Ok(bodies)
}

fn event_body(
    c: &mut Conn,
    conversation: &SideConversation,
    event: &SideEvent,
    message: Option<MessageBody>,
) -> Result<SideEventBody, DbError> {
    Ok(SideEventBody {
        id: event.id.to_string(),
        side_conversation_id: conversation.id.to_string(),
        ticket_id: conversation.ticket_id,
        actor: ParticipantBody::of_sender(c, event)?,
        kind: event.kind,
        via: if event.incoming_mail_id.is_some() { "email" } else { "support" },
        created_at: event.created_at,
        message,
        updates: event.state.map_or_else(|| json!({}), |state| json!({"state": state})),
    })
}

fn message_body(
    c: &mut Conn,
    conversation: &SideConversation,
    event: &SideEvent,
    files: &[Attachment],
    delivery: Option<&Delivery>,
    shown: &Shown<'_>,
) -> Result<MessageBody, DbError> {
    let html = |html: &str| if shown.images { mail::restore_images(html) } else { html.to_owned() };
    Ok(MessageBody {
        subject: conversation.subject.clone(),
        preview_text: policy::preview(&event.body.text),
        from: ParticipantBody::of_sender(c, event)?,
        to: ParticipantBody::read_all(c, &event.recipients)?,
        body: event.body.text.clone(),
        html_body: html(&event.body.html),
        quoted_html: event.body.quoted_html.as_deref().map(html),
        has_blocked_images: event.body.has_remote_images && !shown.images,
        automatic: event.automatic,
        attachments: files.iter().map(|file| AttachmentBody::new(file, shown.origin)).collect(),
        delivery: delivery.map(DeliveryBody::new),
        external_ids: event.external_ids.clone(),
    })
}
