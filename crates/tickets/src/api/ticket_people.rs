//! Who is in on a ticket besides requester and assignee, and what hangs on it.

use axum::extract::State;
use base::{TicketId, UserId};
use db::{Conn, DbError};
use http::{ApiError, App, Json, Path, Query, Staff};
use people::api::UserBody;
use serde::Serialize;
use utoipa::ToSchema;

use super::side_loads::user_bodies;
use crate::{
    access::access_ticket,
    error::TicketError,
    model::Ticket,
    store::{
        audits::list_first_sources,
        ticket_lists::{TicketFilter, count_filtered},
    },
};

/// People.
#[derive(Serialize, ToSchema)]
pub(super) struct TicketPeopleResponse {
    users: Vec<UserBody>,
    count: usize,
    next_page: Option<String>,
    previous_page: Option<String>,
}

/// Lists everyone copied on or following a ticket.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/collaborators", operation_id = "list_ticket_collaborators",
    tag = "tickets", params(("id" = i64, Path)), responses((status = 200, body = TicketPeopleResponse)))]
pub(super) async fn list_ticket_collaborators(
    app: State<App>,
    staff: Staff,
    id: Path<TicketId>,
    query: Query,
) -> Result<Json<TicketPeopleResponse>, ApiError> {
    people(app, staff, id, query, |ticket| [ticket.cc_ids.clone(), ticket.follower_ids.clone()].concat())
        .await
}

/// Lists the people copied on a ticket.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/email_ccs", operation_id = "list_ticket_email_ccs", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = TicketPeopleResponse)))]
pub(super) async fn list_ticket_email_ccs(
    app: State<App>,
    staff: Staff,
    id: Path<TicketId>,
    query: Query,
) -> Result<Json<TicketPeopleResponse>, ApiError> {
    people(app, staff, id, query, |ticket| ticket.cc_ids.clone()).await
}

/// Lists the agents following a ticket.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/followers", operation_id = "list_ticket_followers", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = TicketPeopleResponse)))]
pub(super) async fn list_ticket_followers(
    app: State<App>,
    staff: Staff,
    id: Path<TicketId>,
    query: Query,
) -> Result<Json<TicketPeopleResponse>, ApiError> {
    people(app, staff, id, query, |ticket| ticket.follower_ids.clone()).await
}

async fn people(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
    query: Query,
    wanted: fn(&Ticket) -> Vec<UserId>,
) -> Result<Json<TicketPeopleResponse>, ApiError> {
    let users = app.db.read(move |c| {
        let ticket = access_ticket(c, &actor, id)?;
        Ok::<_, TicketError>(user_bodies(c, &actor, &wanted(&ticket), query.origin())?)
    });
    let users = users.await?;
    Ok(Json(TicketPeopleResponse { count: users.len(), users, next_page: None, previous_page: None }))
}

/// What hangs on a ticket.
#[derive(Serialize, ToSchema)]
pub(super) struct TicketRelatedResponse {
    ticket_related: TicketRelated,
}

/// What hangs on a ticket, with Zendesk's names.
#[derive(Serialize, ToSchema)]
pub(super) struct TicketRelated {
    url: String,
    /// How many incidents name it as their problem.
    incidents: i64,
    /// The tickets it is a follow-up of.
    followup_source_ids: Vec<TicketId>,
    /// Always false: there is no archive.
    from_archive: bool,
    /// Always null: there is no forum.
    topic_id: Option<String>,
}

fn follow_up_of(c: &mut Conn, id: TicketId) -> Result<Option<TicketId>, DbError> {
    let sources = list_first_sources(c, &[id])?;
    let source = sources.get(&id).filter(|source| source["rel"] == "follow_up");
    Ok(source.and_then(|source| source["from"]["ticket_id"].as_i64()).map(TicketId))
}

/// Shows what hangs on a ticket.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/related", operation_id = "show_ticket_related", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = TicketRelatedResponse)))]
pub(super) async fn show_ticket_related(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
    query: Query,
) -> Result<Json<TicketRelatedResponse>, ApiError> {
    let url = format!("{}/api/v2/tickets/{id}/related.json", query.origin());
    let related = app.db.read(move |c| {
        let ticket = access_ticket(c, &actor, id)?;
        let filter = TicketFilter { problem_id: Some(ticket.id), ..TicketFilter::default() };
        Ok::<_, TicketError>(TicketRelated {
            url,
            incidents: count_filtered(c, &filter)?,
            followup_source_ids: follow_up_of(c, ticket.id)?.into_iter().collect(),
            from_archive: false,
            topic_id: None,
        })
    });
    Ok(Json(TicketRelatedResponse { ticket_related: related.await? }))
}
