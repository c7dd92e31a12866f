//! Drafts.

use axum::{extract::State, http::StatusCode};
use base::{Actor, TicketId, Timestamp, UserId};
use db::{Conn, DbError};
use http::{ApiError, App, Json, Path, Query, Staff};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::shape::DraftBody;
use crate::{
    access::access_ticket,
    error::TicketError,
    model::{Draft, DraftKind},
    store::drafts as store,
};

/// What was written so far.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub(super) struct DraftInput {
    html_body: String,
    uploads: Vec<String>,
    to: Vec<String>,
    cc: Vec<String>,
}

/// A draft to save.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct DraftRequest {
    draft: DraftInput,
}

/// One draft.
#[derive(Serialize, ToSchema)]
pub(super) struct DraftResponse {
    draft: DraftBody,
}

/// The asker's drafts.
#[derive(Serialize, ToSchema)]
pub(super) struct DraftListResponse {
    drafts: Vec<DraftBody>,
}

/// Lists the asker's drafts on a ticket.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/drafts", operation_id = "list_drafts", tag = "drafts",
    params(("id" = i64, Path)), responses((status = 200, body = DraftListResponse)))]
pub(super) async fn list_drafts(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<DraftListResponse>, ApiError> {
    let drafts = app
        .db
        .read(move |c| {
            let ticket = access_ticket(c, &actor, TicketId(id))?;
            Ok::<_, TicketError>(draft_bodies(c, ticket.id, person(&actor)?, query.origin())?)
        })
        .await?;
    Ok(Json(DraftListResponse { drafts }))
}

/// A person's drafts on a ticket.
///
/// # Errors
/// When a query fails.
pub(super) fn draft_bodies(
    c: &mut Conn,
    ticket: TicketId,
    author: UserId,
    origin: &str,
) -> Result<Vec<DraftBody>, DbError> {
    let drafts = store::list_drafts(c, ticket, author)?;
    drafts.into_iter().map(|draft| DraftBody::read(c, draft, author, origin)).collect()
}

/// Saves a draft over the one before.
#[utoipa::path(put, path = "/api/v2/tickets/{id}/drafts/{kind}", operation_id = "save_draft", tag = "drafts",
    params(("id" = i64, Path), ("kind" = DraftKind, Path)), request_body = DraftRequest,
    responses((status = 200, body = DraftResponse)))]
pub(super) async fn save_draft(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((id, kind)): Path<(i64, DraftKind)>,
    query: Query,
    Json(request): Json<DraftRequest>,
) -> Result<Json<DraftResponse>, ApiError> {
    let draft = cleaned(request.draft, kind, app.clock.now());
    let draft = app
        .db
        .write(move |tx| {
            let (ticket, author) = (access_ticket(tx, &actor, TicketId(id))?, person(&actor)?);
            store::save_draft(tx, ticket.id, author, &draft)?;
            Ok::<_, TicketError>(DraftBody::read(tx, draft, author, query.origin())?)
        })
        .await?;
    Ok(Json(DraftResponse { draft }))
}

/// A draft is shown again as HTML, so it is cleaned like any other.
fn cleaned(input: DraftInput, kind: DraftKind, now: Timestamp) -> Draft {
    let html_body = crate::change::clean_own_html(&input.html_body).html;
    Draft { kind, html_body, uploads: input.uploads, to: input.to, cc: input.cc, updated_at: now }
}

/// Forgets a draft.
#[utoipa::path(delete, path = "/api/v2/tickets/{id}/drafts/{kind}", operation_id = "delete_draft", tag = "drafts",
    params(("id" = i64, Path), ("kind" = DraftKind, Path)), responses((status = 204)))]
pub(super) async fn delete_draft(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((id, kind)): Path<(i64, DraftKind)>,
) -> Result<StatusCode, ApiError> {
    app.db
        .write(move |tx| {
            let ticket = access_ticket(tx, &actor, TicketId(id))?;
            store::delete_draft(tx, ticket.id, person(&actor)?, kind)?;
            Ok::<_, TicketError>(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

fn person(actor: &Actor) -> Result<UserId, TicketError> {
    actor.user_id.ok_or_else(|| TicketError::Forbidden("only people have drafts".to_owned()))
}
