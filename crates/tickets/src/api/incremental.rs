//! Incremental exports: everything that changed since a time, a page at a time.

use axum::extract::State;
use db::Conn;
use http::{
    Admin, ApiError, App, Json, PageBody, Query, page_of_whole_seconds, render_cursor_export, render_export,
};
use serde_json::{Value, json};

use super::{
    comments::comment_bodies,
    shape::AuditBody,
    ticket_bodies::{side_load, ticket_bodies},
};
use crate::{
    model::Audit,
    store::{audits, comments, ticket_lists},
};

/// Exports tickets that changed since `start_time`, deleted ones included.
#[utoipa::path(get, path = "/api/v2/incremental/tickets", operation_id = "export_tickets", tag = "incremental",
    params(("start_time" = String, Query)), responses((status = 200, body = Object)))]
pub(super) async fn export_tickets(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let start = query.start_time()?;
    app.db
        .read_long(move |c| {
            let read = |paging: &_| ticket_lists::page_changed_since(c, start, paging);
            let page = page_of_whole_seconds(query.export_size(), read, |ticket| ticket.generated_at)?;
            let end = page.rows.last().map(|ticket| ticket.generated_at);
            let bodies = ticket_bodies(c, &actor, &page.rows, query.origin())?;
            let mut body = render_export("tickets", &bodies, end, page.has_next, &query)?;
            body.extend(side_load(c, &actor, &page.rows, &query)?);
            Ok(body)
        })
        .await
        .map(Json)
}

/// Exports tickets that changed since `start_time` or behind `cursor`, deleted ones included.
#[utoipa::path(get, path = "/api/v2/incremental/tickets/cursor", operation_id = "export_tickets_by_cursor", tag = "incremental",
    params(("start_time" = Option<String>, Query), ("cursor" = Option<String>, Query)),
    responses((status = 200, body = Object)))]
pub(super) async fn export_tickets_by_cursor(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let (start, paging) = query.export_place()?;
    app.db
        .read_long(move |c| {
            let page = ticket_lists::page_changed_since(c, start, &paging)?;
            let side_loads = side_load(c, &actor, &page.rows, &query)?;
            let mut bodies = ticket_bodies(c, &actor, &page.rows, query.origin())?.into_iter();
            let mut body = render_cursor_export("tickets", &page.map(|_| bodies.next()), &query)?;
            body.extend(side_loads);
            Ok(body)
        })
        .await
        .map(Json)
}

/// Exports ticket audits since `start_time`, with the comments themselves for `include=comment_events`.
#[utoipa::path(get, path = "/api/v2/incremental/ticket_events", operation_id = "export_ticket_events", tag = "incremental",
    params(("start_time" = String, Query)), responses((status = 200, body = Object)))]
pub(super) async fn export_ticket_events(
    State(app): State<App>,
    _admin: Admin,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let start = query.start_time()?;
    app.db
        .read_long(move |c| {
            let read = |paging: &_| audits::page_from(c, start, paging);
            let page = page_of_whole_seconds(query.export_size(), read, |audit| audit.created_at)?;
            let end = page.rows.last().map(|audit| audit.created_at);
            let events = page.rows.iter().map(|audit| ticket_event(c, audit, &query));
            let events = events.collect::<Result<Vec<_>, _>>()?;
            render_export("ticket_events", &events, end, page.has_next, &query)
        })
        .await
        .map(Json)
}

fn ticket_event(c: &mut Conn, audit: &Audit, query: &Query) -> Result<Value, ApiError> {
    let body = AuditBody::new(audit);
    let mut children = Vec::new();
    for event in &body.events {
        let mut child = event.clone();
        child["event_type"] = event["type"].clone();
        let comment_id =
            event["id"].as_i64().filter(|_| event["type"] == "Comment" && query.includes("comment_events"));
        if let Some(id) = comment_id
            && let Some(comment) = comments::find_comment(c, base::CommentId(id))?
            && let Some(shape) = comment_bodies(c, &[comment], query)?.pop()
        {
            child = json!(shape);
            child["event_type"] = json!("Comment");
        }
        children.push(child);
    }
    Ok(json!({
        "id": body.id, "ticket_id": body.ticket_id, "timestamp": audit.created_at.unix_seconds(),
        "created_at": body.created_at, "updater_id": body.author_id, "via": body.via.channel,
        "system": {}, "metadata": body.metadata, "event_type": "Audit", "child_events": children,
    }))
}
