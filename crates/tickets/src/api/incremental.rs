//! Incremental exports: everything that changed since a time, a page at a time.

use axum::extract::State;
use base::{Actor, TicketId, Timestamp};
use db::{Conn, Listing, Page, Paging, Position, Sql};
use http::{Admin, ApiError, App, Json, PageBody, Query};
use serde_json::{Value, json};

use super::{
    comments::comment_bodies,
    shape::AuditBody,
    tickets::{side_load, ticket_bodies},
};
use crate::{
    model::{Audit, Ticket},
    store::{audits, comments, tickets as store},
};

const PAGE_SIZE: u32 = 1000;

/// Exports tickets that changed since `start_time`, deleted ones included.
#[utoipa::path(get, path = "/api/v2/incremental/tickets", operation_id = "export_tickets", tag = "incremental",
    params(("start_time" = String, Query)), responses((status = 200, body = Object)))]
pub(super) async fn export_tickets(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let start = start_time(&query)?;
    app.db
        .read_long(move |c| {
            let paging = Paging::Cursor { size: page_size(&query), position: Position::Start };
            let mut page = changed_since(c, start, &paging)?;
            if page.has_next {
                complete_last_second(c, &mut page)?;
            }
            let end = page.rows.last().map(|ticket| ticket.generated_at.unix_seconds());
            let mut body = tickets_body(c, &actor, &page.rows, &query)?;
            // The next page starts behind the last second of this one, which is whole.
            let next = end.map(|end| query.url_with(&[("start_time", Some((end + 1).to_string()))]));
            body.insert("count".to_owned(), json!(page.rows.len()));
            body.insert("end_of_stream".to_owned(), json!(!page.has_next));
            body.insert("end_time".to_owned(), json!(end));
            body.insert("next_page".to_owned(), json!(next));
            Ok(body)
        })
        .await
        .map(Json)
}

/// Adds the tickets that changed in the same second as the last one: the next page is asked for by whole seconds.
fn complete_last_second(c: &mut Conn, page: &mut Page<Ticket>) -> Result<(), ApiError> {
    let Some(last) = page.rows.last() else { return Ok(()) };
    let mut rest = Sql::new("SELECT id FROM tickets WHERE (generated_at, id) > (");
    rest.bind(last.generated_at).push(", ").bind(last.id);
    rest.push(") AND generated_at < ")
        .bind(Timestamp::from_unix_seconds(last.generated_at.unix_seconds() + 1));
    rest.push(" ORDER BY generated_at, id");
    let ids: Vec<TicketId> = rest.query(c, |row| row.take())?;
    if ids.is_empty() {
        return Ok(());
    }
    let mut tickets = store::list_tickets(c, &ids)?;
    tickets.sort_by_key(|ticket| (ticket.generated_at, ticket.id));
    page.rows.extend(tickets);
    Ok(())
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
    let (start, position) = match query.get("cursor") {
        Some(text) => {
            let cursor = db::Cursor::decode(text).ok_or_else(|| ApiError::from(db::DbError::Cursor))?;
            (Timestamp(0), Position::After(cursor))
        }
        None => (start_time(&query)?, Position::Start),
    };
    app.db
        .read_long(move |c| {
            let page = changed_since(c, start, &Paging::Cursor { size: page_size(&query), position })?;
            let mut body = tickets_body(c, &actor, &page.rows, &query)?;
            // An empty page leaves the reader where it was.
            let after =
                page.last.as_ref().map(db::Cursor::encode).or_else(|| query.get("cursor").map(str::to_owned));
            let after_url =
                after.clone().map(|cursor| query.url_with(&[("cursor", Some(cursor)), ("start_time", None)]));
            body.insert("after_cursor".to_owned(), json!(after));
            body.insert("after_url".to_owned(), json!(after_url));
            body.insert("before_cursor".to_owned(), Value::Null);
            body.insert("before_url".to_owned(), Value::Null);
            body.insert("end_of_stream".to_owned(), json!(!page.has_next));
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
    let start = start_time(&query)?;
    app.db
        .read_long(move |c| {
            let (found, has_more) = audits::list_from(c, start, i64::from(page_size(&query)))?;
            let end = found.last().map(|audit| audit.created_at.unix_seconds());
            let mut events = Vec::new();
            for audit in &found {
                events.push(ticket_event(c, audit, &query)?);
            }
            let next = end.map(|end| query.url_with(&[("start_time", Some((end + 1).to_string()))]));
            let body = json!({
                "ticket_events": events, "count": found.len(), "end_time": end, "next_page": next,
                "end_of_stream": !has_more,
            });
            Ok(body.as_object().cloned().unwrap_or_default())
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

fn start_time(query: &Query) -> Result<Timestamp, ApiError> {
    let text = query.get("start_time").unwrap_or("0");
    text.parse()
        .map_err(|error: base::ParseTimestampError| ApiError::unprocessable(format!("start_time: {error}")))
}

fn page_size(query: &Query) -> u32 {
    query.get("per_page").and_then(|size| size.parse().ok()).unwrap_or(PAGE_SIZE).clamp(1, PAGE_SIZE)
}

fn changed_since(c: &mut Conn, start: Timestamp, paging: &Paging) -> Result<Page<Ticket>, ApiError> {
    let mut from = Sql::new("FROM tickets t WHERE t.generated_at >= ");
    from.bind(start);
    let listing =
        Listing { columns: store::COLUMNS, from, sort: "t.generated_at", descending: false, id: "t.id" };
    Ok(store::page_tickets(c, &listing, paging)?)
}

fn tickets_body(
    c: &mut Conn,
    actor: &Actor,
    tickets: &[Ticket],
    query: &Query,
) -> Result<PageBody, ApiError> {
    let mut body = side_load(c, actor, tickets, query)?;
    body.insert("tickets".to_owned(), json!(ticket_bodies(c, actor, tickets, query.origin())?));
    Ok(body)
}
