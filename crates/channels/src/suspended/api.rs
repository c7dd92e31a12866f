//! The routes of mail that was put aside, in Zendesk's shapes; for agents.

use axum::{extract::State, http::StatusCode};
use base::{Timestamp, UserId};
use http::{ApiError, App, Json, PageBody, Path, Query, Routes, Staff, render_page};
use serde::Serialize;
use serde_json::{Value, json};
use tickets::error::TicketError;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{SuspendedTicket, actions, store};

/// Every route of mail that was put aside.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_suspended_tickets))
        .routes(routes!(recover_many_suspended_tickets))
        .routes(routes!(destroy_many_suspended_tickets))
        .routes(routes!(show_suspended_ticket, delete_suspended_ticket))
        .routes(routes!(recover_suspended_ticket))
}

/// A mail that was put aside.
#[derive(Serialize, ToSchema)]
struct SuspendedTicketBody {
    url: String,
    id: i64,
    /// Who wrote it: `id`, `name`, `email`.
    #[schema(value_type = Object)]
    author: Value,
    subject: String,
    /// What it says, as plain text.
    content: String,
    /// Why it was put aside.
    cause: &'static str,
    cause_id: i64,
    recipient: Option<String>,
    created_at: Timestamp,
    updated_at: Timestamp,
    /// How it came.
    #[schema(value_type = Object)]
    via: Value,
    /// Never set: only what would be a ticket is put aside.
    ticket_id: Option<i64>,
}

impl SuspendedTicketBody {
    fn new(suspended: SuspendedTicket, origin: &str) -> Self {
        let (name, email): (&str, &str) = (&suspended.author_name, &suspended.author_email);
        let id: Option<UserId> = suspended.author_id;
        Self {
            url: format!("{origin}/api/v2/suspended_tickets/{}.json", suspended.id),
            id: suspended.id,
            author: json!({"id": id, "name": name, "email": email}),
            via: json!({"channel": "email", "source": {"from": {"name": name, "address": email}}}),
            subject: suspended.subject,
            content: suspended.content,
            cause: suspended.cause.text(),
            cause_id: suspended.cause.number(),
            recipient: suspended.recipient,
            created_at: suspended.created_at,
            updated_at: suspended.created_at,
            ticket_id: None,
        }
    }
}

/// One mail that was put aside.
#[derive(Serialize, ToSchema)]
struct SuspendedTicketResponse {
    suspended_ticket: SuspendedTicketBody,
}

/// A page of mail that was put aside.
#[derive(Serialize, ToSchema)]
struct SuspendedTicketsResponse {
    suspended_tickets: Vec<SuspendedTicketBody>,
    next_page: Option<String>,
    previous_page: Option<String>,
    count: Option<i64>,
}

/// What is taken in after all.
#[derive(Serialize, ToSchema)]
struct RecoveredResponse {
    tickets: Vec<SuspendedTicketBody>,
}

/// Lists mail that was put aside, the newest first unless `sort_by` says otherwise.
#[utoipa::path(get, path = "/api/v2/suspended_tickets", operation_id = "list_suspended_tickets", tag = "mail",
    params(("sort_by" = Option<String>, Query, description = "author_email, cause, created_at or subject")),
    responses((status = 200, body = SuspendedTicketsResponse)))]
async fn list_suspended_tickets(
    State(app): State<App>,
    _: Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let (key, descending) = query.sort().unwrap_or(("created_at", true));
    let sort = match key {
        "created_at" => "s.created_at",
        "author_email" => "s.author_email",
        "cause" => "s.cause",
        "subject" => "s.subject",
        _ => return Err(ApiError::unprocessable(format!("mail cannot be sorted by {key:?}"))),
    };
    let paging = query.paging()?;
    let page = app.db.read(move |c| store::page(c, sort, descending, &paging)).await?;
    let shape = |suspended| SuspendedTicketBody::new(suspended, query.origin());
    Ok(Json(render_page("suspended_tickets", &page.map(shape), &query)?))
}

/// Shows a mail that was put aside.
#[utoipa::path(get, path = "/api/v2/suspended_tickets/{id}", operation_id = "show_suspended_ticket", tag = "mail",
    params(("id" = i64, Path)), responses((status = 200, body = SuspendedTicketResponse)))]
async fn show_suspended_ticket(
    State(app): State<App>,
    _: Staff,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<SuspendedTicketResponse>, ApiError> {
    let found = app.db.read(move |c| store::find(c, id)).await?.ok_or(ApiError::NotFound)?;
    Ok(Json(SuspendedTicketResponse { suspended_ticket: SuspendedTicketBody::new(found, query.origin()) }))
}

/// Takes a mail in after all.
#[utoipa::path(put, path = "/api/v2/suspended_tickets/{id}/recover", operation_id = "recover_suspended_ticket",
    tag = "mail", params(("id" = i64, Path)), responses((status = 200, body = RecoveredResponse)))]
async fn recover_suspended_ticket(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<RecoveredResponse>, ApiError> {
    recover(&app, actor, vec![id], &query).await
}

/// Takes the mails of `ids` in after all, all or none.
#[utoipa::path(put, path = "/api/v2/suspended_tickets/recover_many", tag = "mail",
    operation_id = "recover_many_suspended_tickets", params(("ids" = String, Query)),
    responses((status = 200, body = RecoveredResponse)))]
async fn recover_many_suspended_tickets(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<RecoveredResponse>, ApiError> {
    recover(&app, actor, query.ids("ids")?, &query).await
}

async fn recover(
    app: &App,
    actor: base::Actor,
    ids: Vec<i64>,
    query: &Query,
) -> Result<Json<RecoveredResponse>, ApiError> {
    let now = app.clock.now();
    let recover_all = app.db.write(move |tx| {
        let recovered = ids.into_iter().map(|id| actions::recover(tx, now, &actor, id));
        recovered.collect::<Result<Vec<_>, TicketError>>()
    });
    let shape = |suspended| SuspendedTicketBody::new(suspended, query.origin());
    Ok(Json(RecoveredResponse { tickets: recover_all.await?.into_iter().map(shape).collect() }))
}

/// Forgets a mail that was put aside.
#[utoipa::path(delete, path = "/api/v2/suspended_tickets/{id}", operation_id = "delete_suspended_ticket",
    tag = "mail", params(("id" = i64, Path)), responses((status = 204)))]
async fn delete_suspended_ticket(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::delete(tx, now, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Forgets the mails of `ids`, all or none.
#[utoipa::path(delete, path = "/api/v2/suspended_tickets/destroy_many", tag = "mail",
    operation_id = "destroy_many_suspended_tickets", params(("ids" = String, Query)),
    responses((status = 204)))]
async fn destroy_many_suspended_tickets(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<StatusCode, ApiError> {
    let (ids, now) = (query.ids("ids")?, app.clock.now());
    app.db.write(move |tx| ids.into_iter().try_for_each(|id| actions::delete(tx, now, &actor, id))).await?;
    Ok(StatusCode::NO_CONTENT)
}
