//! Comments.

use std::collections::HashMap;

use axum::{extract::State, http::StatusCode};
use base::{CommentId, TicketId};
use db::{Conn, Page};
use http::{ApiError, App, Json, PageBody, Path, Query, Signed, Staff, render_page};
use people::api::CountAnswer;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{shape::CommentBody, side_loads::user_bodies};
use crate::{
    access::{access_ticket, shown_with},
    actions,
    error::TicketError,
    model::{Attachment, Comment},
    store::{attachments, comment_versions, comments as store, deliveries},
};

/// A list of comments.
#[derive(Serialize, ToSchema)]
pub(super) struct CommentListResponse {
    comments: Vec<CommentBody>,
    next_page: Option<String>,
    previous_page: Option<String>,
    count: Option<i64>,
    meta: Option<Value>,
    links: Option<Value>,
}

/// Lists a ticket's comments, oldest first; `images=1` shows images of other sites.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/comments", operation_id = "list_comments", tag = "comments",
    params(("id" = i64, Path)), responses((status = 200, body = CommentListResponse)))]
pub(super) async fn list_comments(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let paging = query.paging()?;
    let descending =
        query.sort().is_some_and(|(_, descending)| descending) || query.get("sort_order") == Some("desc");
    app.db
        .read(move |c| {
            let ticket = access_ticket(c, &actor, TicketId(id))?;
            let shown = shown_with(c, &actor, &ticket)?;
            let page = store::page_comments(c, &shown, !actor.role.is_staff(), descending, &paging)?;
            let bodies = comment_bodies(c, &page.rows, &query)?;
            let authors: Vec<_> = page.rows.iter().map(|comment| comment.author_id).collect();
            let mut bodies = bodies.into_iter();
            let page: Page<Option<CommentBody>> = page.map(|_| bodies.next());
            let mut body = render_page("comments", &page, &query)?;
            if query.includes("users") {
                body.insert("users", &user_bodies(c, &actor, &authors, query.origin())?)?;
            }
            Ok(body)
        })
        .await
        .map(Json)
}

/// Counts a ticket's comments, as far as the asker sees them.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/comments/count", operation_id = "count_comments", tag = "comments",
    params(("id" = i64, Path)), responses((status = 200, body = CountAnswer)))]
pub(super) async fn count_comments(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<TicketId>,
) -> Result<Json<CountAnswer>, ApiError> {
    let count = app.db.read(move |c| {
        let ticket = access_ticket(c, &actor, id)?;
        let shown = shown_with(c, &actor, &ticket)?;
        Ok::<_, TicketError>(store::count_comments(c, &shown, !actor.role.is_staff())?)
    });
    Ok(Json(CountAnswer::new(count.await?, app.clock.now())))
}

/// The shapes of comments with their files and deliveries.
pub(super) fn comment_bodies(
    c: &mut Conn,
    comments: &[Comment],
    query: &Query,
) -> Result<Vec<CommentBody>, ApiError> {
    let ids: Vec<CommentId> = comments.iter().map(|comment| comment.id).collect();
    let mut files: HashMap<CommentId, Vec<Attachment>> = HashMap::new();
    for file in attachments::list_of_comments(c, &ids)? {
        if let Some(comment_id) = file.comment_id {
            files.entry(comment_id).or_default().push(file);
        }
    }
    let deliveries: HashMap<_, _> = deliveries::list_deliveries(c, &ids)?.into_iter().collect();
    let edits = comment_versions::list_newest(c, &ids)?;
    let edits: HashMap<_, _> = edits.into_iter().map(|newest| (newest.comment_id, newest)).collect();
    let show_images = query.get("images") == Some("1");
    let shape = |comment: &Comment| {
        let files = files.get(&comment.id).map_or(&[][..], Vec::as_slice);
        let body = CommentBody::new(comment, files, deliveries.get(&comment.id), query.origin(), show_images);
        body.edited(edits.get(&comment.id))
    };
    Ok(comments.iter().map(shape).collect())
}

/// Turns a public comment into an internal one.
#[utoipa::path(put, path = "/api/v2/tickets/{id}/comments/{comment_id}/make_private", operation_id = "make_comment_private",
    tag = "comments", params(("id" = i64, Path), ("comment_id" = i64, Path)), responses((status = 204)))]
pub(super) async fn make_comment_private(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((id, comment_id)): Path<(i64, i64)>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            actions::make_comment_private(tx, now, &actor, TicketId(id), CommentId(comment_id))?;
            Ok::<_, TicketError>(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
