//! The routes of bulk changes.

use std::sync::Arc;

use axum::{Extension, extract::State, http::StatusCode};
use base::{Actor, BulkChangeId, UserId};
use http::{ApiError, App, Invalid, Json, Path, Query, Routes, Staff};
use search::Index;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{
    BulkChange, Deed, actions, ask::BulkChangeInput, find::find, plan::Common, shape::BulkChangeBody, store,
};
use crate::{
    access::access_ticket,
    change::{Change, NewComment, PreparedBody},
    error::TicketError,
    input::CommentInput,
};

/// How many of the asker's are listed.
const LISTED: i64 = 10;

/// Every route of bulk changes.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_bulk_changes, create_bulk_change))
        .routes(routes!(preview_bulk_change))
        .routes(routes!(show_bulk_change))
        .routes(routes!(undo_bulk_change))
}

/// A bulk change in a request.
#[derive(Deserialize, ToSchema)]
struct BulkChangeRequest {
    bulk_change: BulkChangeInput,
}

/// One bulk change.
#[derive(Serialize, ToSchema)]
struct BulkChangeResponse {
    bulk_change: BulkChangeBody,
}

/// Several bulk changes.
#[derive(Serialize, ToSchema)]
struct BulkChangesResponse {
    bulk_changes: Vec<BulkChangeBody>,
}

/// What a bulk change would do to a ticket.
#[derive(Serialize, ToSchema)]
struct BulkChangePreview {
    /// How many tickets it has.
    count: usize,
    /// The first of them as it would be: what a macro changes, and the comment with its placeholders filled.
    #[schema(value_type = Object)]
    ticket: Value,
}

/// Lists the asker's newest bulk changes.
#[utoipa::path(get, path = "/api/v2/bulk_changes", operation_id = "list_bulk_changes", tag = "bulk_changes",
    responses((status = 200, body = BulkChangesResponse)))]
async fn list_bulk_changes(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<BulkChangesResponse>, ApiError> {
    let author = actor.user_id.unwrap_or(UserId(0));
    let read = app.db.read(move |c| {
        let newest = store::list_newest(c, author, LISTED)?;
        newest.iter().map(|bulk| BulkChangeBody::read(c, bulk, query.origin())).collect::<Result<Vec<_>, _>>()
    });
    let bulk_changes = read.await.map_err(|error: db::DbError| ApiError::from(error))?;
    Ok(Json(BulkChangesResponse { bulk_changes }))
}

/// Shows one of the asker's bulk changes.
#[utoipa::path(get, path = "/api/v2/bulk_changes/{id}", operation_id = "show_bulk_change", tag = "bulk_changes",
    params(("id" = i64, Path)), responses((status = 200, body = BulkChangeResponse)))]
async fn show_bulk_change(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<BulkChangeId>,
    query: Query,
) -> Result<Json<BulkChangeResponse>, ApiError> {
    let bulk = app.db.read(move |c| actions::access(c, &actor, id)).await?;
    respond(&app, bulk, query).await.map(Json)
}

/// Changes many tickets: those that a view, conditions or a search find now, or those of `ids`. A job does it in steps;
/// for ten minutes it can be undone.
#[utoipa::path(post, path = "/api/v2/bulk_changes", operation_id = "create_bulk_change", tag = "bulk_changes",
    request_body = BulkChangeRequest, responses((status = 201, body = BulkChangeResponse)))]
async fn create_bulk_change(
    State(app): State<App>,
    Extension(index): Extension<Arc<Index>>,
    Staff(actor): Staff,
    query: Query,
    Json(request): Json<BulkChangeRequest>,
) -> Result<(StatusCode, Json<BulkChangeResponse>), ApiError> {
    let now = app.clock.now();
    let (selector, deed) = request.bulk_change.read()?;
    let tickets = app.db.read(move |c| find(c, &index, &actor, now, &selector)).await?;
    let address = query.origin().to_owned();
    let begin = app.db.write(move |tx| actions::begin(tx, now, &actor, deed, &tickets, address));
    Ok((StatusCode::CREATED, Json(respond(&app, begin.await?, query).await?)))
}

/// Shows what a bulk change would do to the first of its tickets; changes nothing.
#[utoipa::path(post, path = "/api/v2/bulk_changes/preview", operation_id = "preview_bulk_change", tag = "bulk_changes",
    request_body = BulkChangeRequest, responses((status = 200, body = BulkChangePreview)))]
async fn preview_bulk_change(
    State(app): State<App>,
    Extension(index): Extension<Arc<Index>>,
    Staff(actor): Staff,
    query: Query,
    Json(request): Json<BulkChangeRequest>,
) -> Result<Json<BulkChangePreview>, ApiError> {
    let now = app.clock.now();
    let (selector, deed) = request.bulk_change.read()?;
    let preview = app.db.read(move |c| {
        let tickets = find(c, &index, &actor, now, &selector)?;
        let missing = || Invalid::field("ids", "there is no ticket to change");
        let ticket = access_ticket(c, &actor, *tickets.first().ok_or_else(missing)?)?;
        let common = Common::read(c, &actor, &deed, said(&actor, &deed)?)?;
        let ticket = common.preview(c, now, &actor, &ticket, query.origin())?;
        Ok::<_, ApiError>(BulkChangePreview { count: tickets.len(), ticket })
    });
    preview.await.map(Json)
}

/// What a deed says, without its text, which is filled for each ticket.
fn said(actor: &Actor, deed: &Deed) -> Result<Change, Invalid> {
    let author = actor.user_id.unwrap_or(UserId(0));
    let said = |comment: CommentInput| NewComment::new(author, comment.public, PreparedBody::default());
    Ok(Change { comment: deed.comment()?.map(said), ..Change::default() })
}

/// Takes a bulk change back: what it changed becomes as it was where nobody changed it since. It stops one that is still
/// under way.
#[utoipa::path(post, path = "/api/v2/bulk_changes/{id}/undo", operation_id = "undo_bulk_change", tag = "bulk_changes",
    params(("id" = i64, Path)), responses((status = 200, body = BulkChangeResponse)))]
async fn undo_bulk_change(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<BulkChangeId>,
    query: Query,
) -> Result<Json<BulkChangeResponse>, ApiError> {
    let now = app.clock.now();
    let bulk = app.db.write(move |tx| actions::begin_undo(tx, now, &actor, id)).await?;
    respond(&app, bulk, query).await.map(Json)
}

async fn respond(app: &App, bulk: BulkChange, query: Query) -> Result<BulkChangeResponse, ApiError> {
    let read = app.db.read(move |c| BulkChangeBody::read(c, &bulk, query.origin()));
    let bulk_change = read.await.map_err(|error: db::DbError| TicketError::from(error))?;
    Ok(BulkChangeResponse { bulk_change })
}
