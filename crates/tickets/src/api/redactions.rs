//! Removing for good what should never have been written.

use axum::extract::State;
use base::{AttachmentId, CommentId, TicketId};
use http::{ApiError, App, Json, Path, Query, Staff};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    comments::comment_bodies,
    shape::{AttachmentBody, CommentBody},
};
use crate::actions;

/// What to remove.
#[derive(Deserialize, ToSchema)]
pub(super) struct RedactionRequest {
    /// The words, as they are read.
    text: String,
}

/// A comment after something was removed from it.
#[derive(Serialize, ToSchema)]
pub(super) struct RedactedCommentResponse {
    comment: CommentBody,
}

/// What stands in the place of a file.
#[derive(Serialize, ToSchema)]
pub(super) struct RedactedFileResponse {
    attachment: AttachmentBody,
}

/// Blots words out of a comment, and removes the mail it came by. This cannot be taken back.
#[utoipa::path(put, path = "/api/v2/tickets/{id}/comments/{comment_id}/redact", operation_id = "redact_comment",
    tag = "comments", params(("id" = i64, Path), ("comment_id" = i64, Path)), request_body = RedactionRequest,
    responses((status = 200, body = RedactedCommentResponse)))]
pub(super) async fn redact_comment(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((id, comment_id)): Path<(TicketId, CommentId)>,
    query: Query,
    Json(request): Json<RedactionRequest>,
) -> Result<Json<RedactedCommentResponse>, ApiError> {
    let now = app.clock.now();
    let redact = move |tx: &mut db::Tx| {
        let comment = actions::redact_words(tx, now, &actor, (id, comment_id), &request.text)?;
        comment_bodies(tx, &[comment], &query)?.pop().ok_or(ApiError::NotFound)
    };
    Ok(Json(RedactedCommentResponse { comment: app.db.write(redact).await? }))
}

/// Puts an empty file in the place of one on a comment. This cannot be taken back.
#[utoipa::path(put, path = "/api/v2/tickets/{id}/comments/{comment_id}/attachments/{attachment_id}/redact",
    operation_id = "redact_attachment", tag = "comments",
    params(("id" = i64, Path), ("comment_id" = i64, Path), ("attachment_id" = i64, Path)),
    responses((status = 200, body = RedactedFileResponse)))]
pub(super) async fn redact_attachment(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((id, comment_id, file)): Path<(TicketId, CommentId, AttachmentId)>,
    query: Query,
) -> Result<Json<RedactedFileResponse>, ApiError> {
    let now = app.clock.now();
    app.blobs.put(axum::body::Bytes::new()).await?;
    let redact = move |tx: &mut db::Tx| actions::redact_file(tx, now, &actor, (id, comment_id), file);
    let empty = app.db.write(redact).await?;
    Ok(Json(RedactedFileResponse { attachment: AttachmentBody::new(&empty, query.origin()) }))
}
