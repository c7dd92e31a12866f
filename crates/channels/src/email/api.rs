//! Routes: a mail's source, and the ledger of what came in.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base::{CommentId, MailboxId, TicketId, Timestamp};
use http::{Admin, ApiError, App, Invalid, Json, PageBody, Path, Query, Routes, Staff, render_page};
use serde::Serialize;
use tickets::{access::access_ticket, error::TicketError, store::comments::find_comment};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::ledger::{self, IncomingMail, Outcome, Source};

/// Every route of e-mail.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(show_original))
        .routes(routes!(list_incoming_mails))
        .routes(routes!(retry_incoming_mail))
}

/// A row of the ledger.
#[derive(Serialize, ToSchema)]
struct IncomingMailBody {
    id: i64,
    source: Source,
    mailbox_id: Option<MailboxId>,
    message_id: Option<String>,
    size: i64,
    envelope_from: String,
    envelope_to: Vec<String>,
    received_at: Timestamp,
    outcome: Outcome,
    detail: String,
    ticket_id: Option<TicketId>,
    comment_id: Option<CommentId>,
}

impl From<IncomingMail> for IncomingMailBody {
    fn from(mail: IncomingMail) -> Self {
        Self {
            id: mail.id,
            source: mail.source,
            mailbox_id: mail.mailbox_id,
            message_id: Some(mail.message_id).filter(|id| ledger::is_own_id_of_message(id)),
            size: mail.raw_size,
            envelope_from: mail.envelope_from,
            envelope_to: mail.envelope_to,
            received_at: mail.received_at,
            outcome: mail.outcome,
            detail: mail.detail,
            ticket_id: mail.ticket_id,
            comment_id: mail.comment_id,
        }
    }
}

/// The source of the mail that a comment came by, byte for byte.
#[utoipa::path(get, path = "/api/v2/comments/{id}/original", operation_id = "show_original", tag = "mail",
    params(("id" = i64, Path)), responses((status = 200, content_type = "text/plain", body = String)))]
async fn show_original(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<i64>,
) -> Result<Response, ApiError> {
    let find = move |c: &mut db::Conn| {
        let comment = find_comment(c, CommentId(id))?.ok_or(TicketError::NotFound)?;
        access_ticket(c, &actor, comment.ticket_id)?;
        let mail = comment.incoming_mail_id.ok_or(TicketError::NotFound)?;
        Ok::<_, TicketError>(ledger::get_mail(c, mail)?)
    };
    let mail = app.db.read(find).await?;
    let raw = app.blobs.get(&mail.raw).await?;
    // A stranger wrote it: it is to be saved or read as text, and never to be taken for a page.
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"mail-{}.eml.txt\"", mail.id));
    headers.insert(header::CONTENT_DISPOSITION, disposition.map_err(ApiError::internal)?);
    Ok((headers, raw).into_response())
}

/// Lists what came in, newest first; `?outcome=failed` what could not be taken in.
#[utoipa::path(get, path = "/api/v2/incoming_mails", operation_id = "list_incoming_mails", tag = "mail",
    params(("outcome" = Option<String>, Query)), responses((status = 200, body = Object)))]
async fn list_incoming_mails(
    State(app): State<App>,
    _: Admin,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let outcome = match query.get("outcome") {
        Some(name) => {
            let known = Outcome::from_name(name);
            Some(known.ok_or_else(|| Invalid::field("outcome", format!("{name:?} is no outcome")))?)
        }
        None => None,
    };
    let paging = query.paging()?;
    let page = app.db.read(move |c| ledger::page_mails(c, outcome, &paging)).await?;
    Ok(Json(render_page("incoming_mails", &page.map(IncomingMailBody::from), &query)?))
}

/// Tries again to take in a mail that failed.
#[utoipa::path(post, path = "/api/v2/incoming_mails/{id}/retry", operation_id = "retry_incoming_mail", tag = "mail",
    params(("id" = i64, Path)), responses((status = 202)))]
async fn retry_incoming_mail(
    State(app): State<App>,
    _: Admin,
    Path(id): Path<i64>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    let had_failed = app.db.write(move |tx| ledger::retry(tx, now, id)).await?;
    if had_failed { Ok(StatusCode::ACCEPTED) } else { Err(ApiError::NotFound) }
}
