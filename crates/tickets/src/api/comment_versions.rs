//! Editing internal notes, and what they said before.

use axum::extract::State;
use base::{CommentId, TicketId, Timestamp, UserId};
use http::{ApiError, App, Json, Path, Query, Staff};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{comments::comment_bodies, shape::CommentBody};
use crate::{
    actions,
    input::{CommentInput, prepare_body},
    store::comment_versions::CommentVersion,
};

/// What a note is to say.
#[derive(Deserialize, ToSchema)]
struct NoteInput {
    /// As HTML, which goes before plain text.
    html_body: Option<String>,
    /// As plain text.
    body: Option<String>,
    /// The version that was edited; refused with 409 when there is a newer one.
    version: Option<i64>,
}

/// What a note is to say.
#[derive(Deserialize, ToSchema)]
pub(super) struct NoteRequest {
    comment: NoteInput,
}

/// A note after it was edited.
#[derive(Serialize, ToSchema)]
pub(super) struct NoteResponse {
    comment: CommentBody,
}

/// What a note said at a time.
#[derive(Serialize, ToSchema)]
struct CommentVersionBody {
    /// From 1, how it was written first.
    version: i64,
    /// Who wrote it.
    author_id: UserId,
    /// As cleaned HTML.
    html_body: String,
    /// As plain text.
    plain_body: String,
    /// When it was written.
    created_at: Timestamp,
}

impl From<CommentVersion> for CommentVersionBody {
    fn from(version: CommentVersion) -> Self {
        Self {
            version: version.number,
            author_id: version.author_id,
            html_body: version.body_html,
            plain_body: version.body_text,
            created_at: version.created_at,
        }
    }
}

/// Every version of a note.
#[derive(Serialize, ToSchema)]
pub(super) struct CommentVersionListResponse {
    versions: Vec<CommentVersionBody>,
}

/// Edits an internal note: its author or an admin may. What it said before is kept.
#[utoipa::path(put, path = "/api/v2/tickets/{id}/comments/{comment_id}", operation_id = "update_comment",
    tag = "comments", params(("id" = i64, Path), ("comment_id" = i64, Path)), request_body = NoteRequest,
    responses((status = 200, body = NoteResponse)))]
pub(super) async fn update_comment(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(ids): Path<(TicketId, CommentId)>,
    query: Query,
    Json(request): Json<NoteRequest>,
) -> Result<Json<NoteResponse>, ApiError> {
    let now = app.clock.now();
    let NoteInput { html_body, body, version } = request.comment;
    let body = prepare_body(&CommentInput { html_body, body, ..CommentInput::default() });
    let edit = move |tx: &mut db::Tx| {
        let comment = actions::edit_note(tx, now, &actor, ids, version, body)?;
        comment_bodies(tx, &[comment], &query)?.pop().ok_or(ApiError::NotFound)
    };
    Ok(Json(NoteResponse { comment: app.db.write(edit).await? }))
}

/// Lists what a note said, version by version, the first first.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/comments/{comment_id}/versions",
    operation_id = "list_comment_versions", tag = "comments",
    params(("id" = i64, Path), ("comment_id" = i64, Path)),
    responses((status = 200, body = CommentVersionListResponse)))]
pub(super) async fn list_comment_versions(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(ids): Path<(TicketId, CommentId)>,
) -> Result<Json<CommentVersionListResponse>, ApiError> {
    let versions = app.db.read(move |c| actions::list_comment_versions(c, &actor, ids)).await?;
    Ok(Json(CommentVersionListResponse { versions: versions.into_iter().map(Into::into).collect() }))
}
