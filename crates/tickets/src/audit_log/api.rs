//! The routes of the audit log, in Zendesk's shapes; for admins.

use axum::{extract::State, response::Response};
use base::{AuditId, Timestamp, UserId};
use db::Page;
use http::{Admin, ApiError, App, Json, PageBody, Path, Query, Routes, render_page};
use people::audit::Entity;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{
    file,
    shape::{AuditLogBody, shape},
    store::{self, Filter},
};
use crate::{error::TicketError, input::time};

/// Every route of the audit log.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_audit_logs))
        .routes(routes!(export_audit_logs))
        .routes(routes!(show_audit_log))
}

/// One change of a setting.
#[derive(Serialize, ToSchema)]
struct AuditLogResponse {
    audit_log: AuditLogBody,
}

/// A page of changes of settings.
#[derive(Serialize, ToSchema)]
struct AuditLogsResponse {
    audit_logs: Vec<AuditLogBody>,
    next_page: Option<String>,
    previous_page: Option<String>,
    count: Option<i64>,
    meta: Option<Value>,
    links: Option<Value>,
}

/// Lists changes of settings, the newest first unless `sort` says otherwise.
#[utoipa::path(get, path = "/api/v2/audit_logs", operation_id = "list_audit_logs", tag = "audit_logs",
    params(("filter[actor_id]" = Option<i64>, Query, description = "who changed something"),
        ("filter[source_type]" = Option<String>, Query, description = "what sort of thing, such as `user` or `view`"),
        ("filter[source_id]" = Option<i64>, Query, description = "which of them; with `filter[source_type]`"),
        ("filter[created_at]" = Option<String>, Query, description = "twice: from when on, and until when"),
        ("sort" = Option<String>, Query, description = "`created_at` or `-created_at`")),
    responses((status = 200, body = AuditLogsResponse)))]
async fn list_audit_logs(
    State(app): State<App>,
    _admin: Admin,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let (filter, descending, paging) = (filter(&query)?, descends(&query)?, query.paging()?);
    let body = app.db.read(move |c| {
        let page = store::page(c, &filter, descending, &paging)?;
        render_page("audit_logs", &shape(c, page, query.origin())?, &query)
    });
    Ok(Json(body.await?))
}

/// Writes the changes of settings as CSV, the newest first.
#[utoipa::path(get, path = "/api/v2/audit_logs/csv", operation_id = "export_audit_logs", tag = "audit_logs",
    params(("filter[actor_id]" = Option<i64>, Query), ("filter[source_type]" = Option<String>, Query),
        ("filter[source_id]" = Option<i64>, Query), ("filter[created_at]" = Option<String>, Query)),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn export_audit_logs(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
) -> Result<Response, ApiError> {
    file::write(app, actor, filter(&query)?).await
}

/// Shows one change of a setting.
#[utoipa::path(get, path = "/api/v2/audit_logs/{id}", operation_id = "show_audit_log", tag = "audit_logs",
    params(("id" = i64, Path)), responses((status = 200, body = AuditLogResponse)))]
async fn show_audit_log(
    State(app): State<App>,
    _admin: Admin,
    Path(id): Path<AuditId>,
    query: Query,
) -> Result<Json<AuditLogResponse>, ApiError> {
    let read = app.db.read(move |c| {
        let entry = store::find(c, id)?.ok_or(TicketError::NotFound)?;
        let shaped = shape(c, Page::whole(vec![entry]), query.origin())?;
        shaped.rows.into_iter().next().ok_or(TicketError::NotFound)
    });
    Ok(Json(AuditLogResponse { audit_log: read.await? }))
}

fn filter(query: &Query) -> Result<Filter, ApiError> {
    let source_type = query.get("filter[source_type]");
    let unknown = |name: &str| ApiError::unprocessable(format!("filter[source_type]: there is no {name:?}"));
    let source_id = query.number("filter[source_id]")?;
    if source_id.is_some() && source_type.is_none() {
        return Err(ApiError::unprocessable("filter[source_id]: give filter[source_type] too"));
    }
    Ok(Filter {
        actor_id: query.number("filter[actor_id]")?.map(UserId),
        source_type: source_type
            .map(|name| Entity::from_name(name).ok_or_else(|| unknown(name)))
            .transpose()?,
        source_id,
        created_at: period(query)?,
    })
}

fn period(query: &Query) -> Result<Option<(Timestamp, Timestamp)>, ApiError> {
    let instant = |text: &str| time("filter[created_at]", text);
    match query.list("filter[created_at]").as_slice() {
        [] => Ok(None),
        [first, last] => Ok(Some((instant(first)?, instant(last)?))),
        _ => Err(ApiError::unprocessable("filter[created_at]: give it twice, from when on and until when")),
    }
}

fn descends(query: &Query) -> Result<bool, ApiError> {
    match query.sort() {
        None => Ok(true),
        Some(("created_at", descending)) => Ok(descending),
        Some((key, _)) => Err(ApiError::unprocessable(format!("the audit log cannot be sorted by {key:?}"))),
    }
}
