//! Merging tickets.

use axum::extract::State;
use base::{Actor, TicketId};
use http::{ApiError, App, Invalid, Json, Path, Query, Staff};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{job_statuses::JobStatusResponse, shape::TicketBody, ticket_bodies::ticket_bodies};
use crate::{
    actions::{self, MergeComments},
    bulk,
    change::{NewComment, PreparedBody},
};

/// At most so many in one request, as for other bulk work.
const MOST_AT_ONCE: usize = 100;

/// Which tickets are merged, and what is said about it; nothing is said where nothing is given.
#[derive(Deserialize, ToSchema)]
pub(super) struct MergeRequest {
    /// The tickets that are merged into the addressed one.
    #[serde(default)]
    ids: Vec<TicketId>,
    /// What is said on the addressed ticket.
    target_comment: Option<String>,
    /// What is said on the others.
    source_comment: Option<String>,
    /// Whether customers see it.
    #[serde(default)]
    target_comment_is_public: bool,
    /// Whether customers see it.
    #[serde(default)]
    source_comment_is_public: bool,
}

/// A ticket that stands on its own again.
#[derive(Serialize, ToSchema)]
pub(super) struct UnmergedResponse {
    ticket: TicketBody,
}

/// Merges tickets into one, all or none. They are closed, and the one shows their comments among its own. The job that
/// Zendesk's clients poll is done when it is answered.
#[utoipa::path(post, path = "/api/v2/tickets/{id}/merge", operation_id = "merge_tickets", tag = "tickets",
    params(("id" = i64, Path)), request_body = MergeRequest, responses((status = 200, body = JobStatusResponse)))]
pub(super) async fn merge_tickets(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
    query: Query,
    Json(request): Json<MergeRequest>,
) -> Result<Json<JobStatusResponse>, ApiError> {
    if request.ids.len() > MOST_AT_ONCE {
        let hint = format!("has more than {MOST_AT_ONCE} tickets");
        return Err(Invalid::too_long("ids", MOST_AT_ONCE, hint).into());
    }
    let now = app.clock.now();
    let comments = MergeComments {
        target: said(&actor, request.target_comment.as_deref(), request.target_comment_is_public),
        source: said(&actor, request.source_comment.as_deref(), request.source_comment_is_public),
    };
    let merge = app.db.write(move |tx| {
        actions::merge_tickets(tx, now, &actor, id, &request.ids, &comments)?;
        let done = |(index, id): (usize, &TicketId)| -> Value {
            json!({"index": index, "id": id, "action": "update", "status": "Updated", "success": true})
        };
        let results = request.ids.iter().enumerate().map(done).collect();
        bulk::record_done(tx, now, &actor, "merge Ticket", results)
    });
    Ok(Json(JobStatusResponse::new(merge.await?, query.origin())))
}

fn said(actor: &Actor, text: Option<&str>, public: bool) -> Option<NewComment> {
    let text = text.filter(|text| !text.trim().is_empty())?;
    Some(NewComment::new(actor.user_id?, public, PreparedBody::from_text(text)))
}

/// Takes a ticket's merge back: it stands where it stood before.
#[utoipa::path(post, path = "/api/v2/tickets/{id}/unmerge", operation_id = "unmerge_ticket", tag = "tickets",
    params(("id" = i64, Path)), responses((status = 200, body = UnmergedResponse)))]
pub(super) async fn unmerge_ticket(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
    query: Query,
) -> Result<Json<UnmergedResponse>, ApiError> {
    let now = app.clock.now();
    let unmerge = app.db.write(move |tx| {
        let ticket = actions::unmerge_ticket(tx, now, &actor, id)?;
        let mut bodies = ticket_bodies(tx, &actor, std::slice::from_ref(&ticket), query.origin())?;
        bodies.pop().ok_or(ApiError::NotFound)
    });
    Ok(Json(UnmergedResponse { ticket: unmerge.await? }))
}
