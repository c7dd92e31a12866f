//! Everything the page of a ticket shows, in one answer.

use std::collections::BTreeSet;

use axum::extract::State;
use base::{Actor, TicketId, UserId};
use db::Conn;
use http::{ApiError, App, Json, Path, Query, Staff};
use people::api::{GroupBody, OrganizationBody, UserBody};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    comments::comment_bodies,
    drafts::draft_bodies,
    shape::{AuditBody, CommentBody, DraftBody, TicketBody},
    side_loads::{group_bodies, organization_bodies, user_bodies},
    ticket_bodies::ticket_bodies,
};
use crate::{
    access::{access_ticket, shown_with},
    links::{LinkBody, link_bodies},
    model::{Audit, Comment, Status, Ticket},
    reminders::{self, Reminder},
    scheduled::{ScheduledReplyBody, scheduled_bodies},
    side_conversations::{self, SideConversationBody, conversation_bodies},
    snooze::{self, Snooze},
    store::{audits, comments, merges},
    tasks::{self, TaskBody},
    time_entries::{self, TimeEntryBody},
};

/// A ticket's page.
#[derive(Serialize, ToSchema)]
pub(super) struct ConversationResponse {
    ticket: TicketBody,
    comments: Vec<CommentBody>,
    audits: Vec<AuditBody>,
    users: Vec<UserBody>,
    groups: Vec<GroupBody>,
    organizations: Vec<OrganizationBody>,
    drafts: Vec<DraftBody>,
    /// Replies that leave later, the next first.
    scheduled_replies: Vec<ScheduledReplyBody>,
    /// Until when it is put away, if it is.
    snooze: Option<Snooze>,
    /// What agents want to be reminded of, the soonest first.
    reminders: Vec<Reminder>,
    /// What is to be done, in order.
    tasks: Vec<TaskBody>,
    /// The time that was worked on it, the newest first.
    time_entries: Vec<TimeEntryBody>,
    /// The tickets linked to it.
    links: Vec<LinkBody>,
    side_conversations: Vec<SideConversationBody>,
    /// The ticket in which this one lives on, if it was merged.
    merged_into_id: Option<TicketId>,
    can: Abilities,
    updated_stamp: String,
}

/// What the asker may do here.
#[derive(Serialize, ToSchema)]
pub(super) struct Abilities {
    reply: bool,
    note: bool,
    edit: bool,
    solve: bool,
    delete: bool,
}

impl Abilities {
    fn of_staff_on(ticket: &Ticket) -> Self {
        let is_open = ticket.status != Status::Closed;
        Self {
            reply: is_open,
            note: is_open,
            edit: is_open,
            solve: ticket.status < Status::Solved,
            delete: true,
        }
    }
}

/// Shows a ticket with its comments, history, people and the asker's drafts.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/conversation", operation_id = "show_conversation", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = ConversationResponse)))]
pub(super) async fn show_conversation(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<ConversationResponse>, ApiError> {
    app.db.read(move |c| read(c, &actor, TicketId(id), &query)).await.map(Json)
}

fn read(c: &mut Conn, actor: &Actor, id: TicketId, query: &Query) -> Result<ConversationResponse, ApiError> {
    let ticket = access_ticket(c, actor, id)?;
    let shown = shown_with(c, actor, &ticket)?;
    let comments = comments::list_comments(c, &shown, false)?;
    let audits = audits::list_audits(c, id)?;
    let origin = query.origin();
    let time = time_entries::store::list_of_ticket(c, id)?;
    // Whoever scheduled a reply is among the authors of the history.
    let reminders = reminders::store::list_of_ticket(c, id)?;
    let mut people = people_in(&ticket, &comments, &audits);
    people.extend(reminders.iter().map(|reminder| reminder.user_id));
    let groups: Vec<_> = ticket.group_id.into_iter().collect();
    let organizations: Vec<_> = ticket.organization_id.into_iter().collect();
    let people: Vec<_> = people.into_iter().collect();
    let drafts = match actor.user_id {
        Some(user_id) => draft_bodies(c, id, user_id, origin)?,
        None => Vec::new(),
    };
    let side_conversations = side_conversations::store::list_conversations(c, &shown)?;
    let body =
        ticket_bodies(c, actor, std::slice::from_ref(&ticket), origin)?.pop().ok_or(ApiError::NotFound)?;
    Ok(ConversationResponse {
        ticket: body,
        comments: comment_bodies(c, &comments, query)?,
        audits: audits.iter().map(AuditBody::new).collect(),
        users: user_bodies(c, actor, &people, origin)?,
        groups: group_bodies(c, &groups, origin)?,
        organizations: organization_bodies(c, &organizations, origin)?,
        drafts,
        scheduled_replies: scheduled_bodies(c, actor, id, origin)?,
        snooze: snooze::store::find_snooze(c, id)?,
        reminders,
        tasks: tasks::store::list_tasks(c, id)?.into_iter().map(TaskBody::new).collect(),
        time_entries: time.into_iter().map(TimeEntryBody::new).collect(),
        links: link_bodies(c, actor, id, origin)?,
        side_conversations: conversation_bodies(c, actor, side_conversations, origin)?,
        merged_into_id: merges::find_survivor(c, id)?,
        can: Abilities::of_staff_on(&ticket),
        updated_stamp: ticket.updated_at.precise(),
    })
}

/// Everyone the page names.
fn people_in(ticket: &Ticket, comments: &[Comment], audits: &[Audit]) -> BTreeSet<UserId> {
    let mut people = BTreeSet::from([ticket.requester_id, ticket.submitter_id]);
    people.extend(ticket.assignee_id);
    people.extend(&ticket.cc_ids);
    people.extend(&ticket.follower_ids);
    people.extend(comments.iter().map(|comment| comment.author_id));
    people.extend(audits.iter().filter_map(|audit| audit.author_id));
    people.extend(audits.iter().flat_map(people_named));
    people
}

/// People whom a change of assignee or requester names.
fn people_named(audit: &Audit) -> Vec<UserId> {
    let names_person =
        |event: &&Value| matches!(event["field_name"].as_str(), Some("assignee_id" | "requester_id"));
    let ids = |event: &Value| [event["value"].as_i64(), event["previous_value"].as_i64()];
    audit.events.iter().filter(names_person).flat_map(ids).flatten().map(UserId).collect()
}
