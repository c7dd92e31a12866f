//! Histories.

use axum::extract::State;
use base::{Actor, AuditId, TicketId};
use http::{ApiError, App, Json, PageBody, Path, Query, Staff, render_page};
use people::api::CountAnswer;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{shape::AuditBody, side_loads::user_bodies};
use crate::{access::access_ticket, error::TicketError, store::audits as store};

/// A list of audits.
#[derive(Serialize, ToSchema)]
pub(super) struct AuditListResponse {
    audits: Vec<AuditBody>,
    next_page: Option<String>,
    previous_page: Option<String>,
    count: Option<i64>,
    meta: Option<Value>,
    links: Option<Value>,
}

/// One audit.
#[derive(Serialize, ToSchema)]
pub(super) struct AuditResponse {
    audit: AuditBody,
}

/// Lists a ticket's audits.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/audits", operation_id = "list_ticket_audits", tag = "audits",
    params(("id" = i64, Path)), responses((status = 200, body = AuditListResponse)))]
pub(super) async fn list_ticket_audits(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    page_of(&app, actor, Some(TicketId(id)), query).await
}

/// Counts a ticket's audits.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/audits/count", operation_id = "count_ticket_audits", tag = "audits",
    params(("id" = i64, Path)), responses((status = 200, body = CountAnswer)))]
pub(super) async fn count_ticket_audits(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
) -> Result<Json<CountAnswer>, ApiError> {
    let count = app.db.read(move |c| {
        let ticket = access_ticket(c, &actor, id)?;
        Ok::<_, TicketError>(store::count_audits(c, ticket.id)?)
    });
    Ok(Json(CountAnswer::new(count.await?, app.clock.now())))
}

/// Lists the audits of all tickets.
#[utoipa::path(get, path = "/api/v2/ticket_audits", operation_id = "list_audits", tag = "audits",
    responses((status = 200, body = AuditListResponse)))]
pub(super) async fn list_audits(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    page_of(&app, actor, None, query).await
}

async fn page_of(
    app: &App,
    actor: Actor,
    ticket: Option<TicketId>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let paging = query.paging()?;
    let descending = query.sort().is_some_and(|(_, descending)| descending);
    app.db
        .read(move |c| {
            if let Some(id) = ticket {
                access_ticket(c, &actor, id)?;
            }
            let page = store::page_audits(c, ticket, descending, &paging)?;
            let authors: Vec<_> = page.rows.iter().filter_map(|audit| audit.author_id).collect();
            let mut body = render_page("audits", &page.map(|audit| AuditBody::new(&audit)), &query)?;
            if query.includes("users") {
                body.insert("users", &user_bodies(c, &actor, &authors, query.origin())?)?;
            }
            if ticket.is_none() && query.get("page[size]").is_none() {
                for name in ["after_url", "after_cursor", "before_url", "before_cursor"] {
                    body.insert(name, &None::<String>)?;
                }
            }
            Ok(body)
        })
        .await
        .map(Json)
}

/// Shows one audit.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/audits/{audit_id}", operation_id = "show_ticket_audit", tag = "audits",
    params(("id" = i64, Path), ("audit_id" = i64, Path)), responses((status = 200, body = AuditResponse)))]
pub(super) async fn show_ticket_audit(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((id, audit_id)): Path<(i64, i64)>,
) -> Result<Json<AuditResponse>, ApiError> {
    let audit = app
        .db
        .read(move |c| {
            let ticket = access_ticket(c, &actor, TicketId(id))?;
            let audit = store::find_audit(c, AuditId(audit_id))?.filter(|audit| audit.ticket_id == ticket.id);
            audit.ok_or(TicketError::NotFound)
        })
        .await?;
    Ok(Json(AuditResponse { audit: AuditBody::new(&audit) }))
}
