//! Splitting a comment off into a ticket of its own.

use axum::{extract::State, http::StatusCode};
use base::{CommentId, TicketId};
use http::{ApiError, App, Json, Path, Query, Staff};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{shape::TicketBody, ticket_bodies::ticket_bodies};
use crate::actions;

/// What the new ticket is about.
#[derive(Deserialize, ToSchema)]
pub(super) struct SplitRequest {
    /// Its subject; that of the ticket that the comment is on when absent.
    subject: Option<String>,
}

/// The new ticket.
#[derive(Serialize, ToSchema)]
pub(super) struct SplitResponse {
    ticket: TicketBody,
}

/// Makes a ticket of a comment: its words and files once more, asked by its author, and related to the ticket it is on.
#[utoipa::path(post, path = "/api/v2/tickets/{id}/comments/{comment_id}/split", operation_id = "split_comment",
    tag = "comments", params(("id" = i64, Path), ("comment_id" = i64, Path)), request_body = SplitRequest,
    responses((status = 201, body = SplitResponse)))]
pub(super) async fn split_comment(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(place): Path<(TicketId, CommentId)>,
    query: Query,
    Json(request): Json<SplitRequest>,
) -> Result<(StatusCode, Json<SplitResponse>), ApiError> {
    let now = app.clock.now();
    let split = app.db.write(move |tx| {
        let created = actions::split_comment(tx, now, &actor, place, request.subject)?;
        let mut bodies = ticket_bodies(tx, &actor, &[created.ticket], query.origin())?;
        bodies.pop().ok_or(ApiError::NotFound)
    });
    Ok((StatusCode::CREATED, Json(SplitResponse { ticket: split.await? })))
}
