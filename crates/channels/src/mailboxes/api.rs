//! The routes of mailboxes; all for admins.

use std::time::Duration;

use axum::{extract::State, http::StatusCode};
use base::{MailboxId, OpenError};
use http::{Admin, ApiError, App, Invalid, Json, PageBody, Path, Query, Routes, render_page};
use mail_transport::{
    discover::{SignIn, discover},
    imap::{self, ImapAccount, ImapCursor},
    smtp_sender::Relay,
};
use serde::{Deserialize, Serialize};
use tokio::time::timeout;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{
    Mailbox, MailboxInput, Server, ServerInput, actions,
    actions::MailboxError,
    check::{self, Check, Subject},
    store,
};
use crate::email::outbound::network;

/// How long connecting a mailbox waits for its server.
const PATIENCE: Duration = Duration::from_secs(20);

/// Every route of mailboxes.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_mailboxes, create_mailbox))
        .routes(routes!(show_mailbox, update_mailbox, delete_mailbox))
        .routes(routes!(discover_mailbox))
        .routes(routes!(test_mailbox))
}

/// A mailbox to connect, change or test.
#[derive(Deserialize, ToSchema)]
struct MailboxRequest {
    mailbox: MailboxInput,
}

/// One mailbox.
#[derive(Serialize, ToSchema)]
struct MailboxResponse {
    mailbox: Mailbox,
}

/// An address whose servers are wanted.
#[derive(Deserialize, ToSchema)]
struct DiscoverRequest {
    address: String,
}

/// Likely servers of an address.
#[derive(Serialize, ToSchema)]
struct DiscoverResponse {
    discovered: Discovered,
}

/// Likely servers of an address.
#[derive(Serialize, ToSchema)]
struct Discovered {
    /// Whose they are, if they are well known.
    provider: Option<&'static str>,
    imap: Server,
    smtp: Server,
    /// How the provider lets programs sign in: `password`, `app_password`, `oauth` or `bridge`.
    sign_in: &'static str,
}

/// How a mailbox's test turned out.
#[derive(Serialize, ToSchema)]
struct TestResponse {
    checks: Vec<Check>,
}

/// Lists the desk's mailboxes.
#[utoipa::path(get, path = "/api/v2/mailboxes", operation_id = "list_mailboxes", tag = "mailboxes",
    responses((status = 200, body = Object)))]
async fn list_mailboxes(State(app): State<App>, _: Admin, query: Query) -> Result<Json<PageBody>, ApiError> {
    let paging = query.paging()?;
    let page = app.db.read(move |c| store::page_mailboxes(c, &paging)).await?;
    Ok(Json(render_page("mailboxes", &page, &query)?))
}

/// Shows a mailbox.
#[utoipa::path(get, path = "/api/v2/mailboxes/{id}", operation_id = "show_mailbox", tag = "mailboxes",
    params(("id" = i64, Path)), responses((status = 200, body = MailboxResponse)))]
async fn show_mailbox(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<i64>,
) -> Result<Json<MailboxResponse>, ApiError> {
    let mailbox = app.db.read(move |c| actions::access_mailbox(c, &actor, MailboxId(id))).await?;
    Ok(Json(MailboxResponse { mailbox }))
}

/// Connects a mailbox. What lies in it already stays out: only mail that comes from now on becomes tickets.
#[utoipa::path(post, path = "/api/v2/mailboxes", operation_id = "create_mailbox", tag = "mailboxes",
    request_body = MailboxRequest, responses((status = 201, body = MailboxResponse)))]
async fn create_mailbox(
    State(app): State<App>,
    Admin(actor): Admin,
    Json(request): Json<MailboxRequest>,
) -> Result<(StatusCode, Json<MailboxResponse>), ApiError> {
    let input = request.mailbox;
    let cursor = find_end(&app, &input).await;
    let (now, secrets) = (app.clock.now(), app.secrets.clone());
    let mailbox =
        app.db.write(move |tx| actions::create_mailbox(tx, now, &actor, &secrets, &input, cursor)).await?;
    Ok((StatusCode::CREATED, Json(MailboxResponse { mailbox })))
}

/// The place behind the mail that lies in a mailbox about to be connected; `None` when it cannot be reached now, and the
/// watcher will look.
pub async fn find_end(app: &App, input: &MailboxInput) -> Option<ImapCursor> {
    let server = input.imap.as_ref()?.as_ref()?;
    let account = server.server().account(server.password.as_deref().unwrap_or_default());
    let looking = timeout(PATIENCE, imap::check(&network(app), &account)).await;
    looking.ok()?.ok().map(|report| report.end)
}

/// Changes a mailbox.
#[utoipa::path(put, path = "/api/v2/mailboxes/{id}", operation_id = "update_mailbox", tag = "mailboxes",
    params(("id" = i64, Path)), request_body = MailboxRequest, responses((status = 200, body = MailboxResponse)))]
async fn update_mailbox(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<i64>,
    Json(request): Json<MailboxRequest>,
) -> Result<Json<MailboxResponse>, ApiError> {
    let (now, secrets) = (app.clock.now(), app.secrets.clone());
    let change = move |tx: &mut db::Tx| {
        actions::update_mailbox(tx, now, &actor, &secrets, MailboxId(id), &request.mailbox)
    };
    let mailbox = app.db.write(change).await?;
    Ok(Json(MailboxResponse { mailbox }))
}

/// Removes a mailbox; its tickets stay.
#[utoipa::path(delete, path = "/api/v2/mailboxes/{id}", operation_id = "delete_mailbox", tag = "mailboxes",
    params(("id" = i64, Path)), responses((status = 204)))]
async fn delete_mailbox(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<i64>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::delete_mailbox(tx, now, &actor, MailboxId(id))).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Guesses the servers behind an address.
#[utoipa::path(post, path = "/api/v2/mailboxes/discover", operation_id = "discover_mailbox", tag = "mailboxes",
    request_body = DiscoverRequest, responses((status = 200, body = DiscoverResponse)))]
async fn discover_mailbox(
    _: Admin,
    Json(request): Json<DiscoverRequest>,
) -> Result<Json<DiscoverResponse>, ApiError> {
    let settings = discover(&request.address).await;
    let settings = settings.ok_or_else(|| {
        Invalid::field("address", "is not an e-mail address; write it like help@example.com")
    })?;
    let server = |endpoint: mail_transport::discover::Endpoint| Server {
        host: endpoint.host,
        port: endpoint.port,
        security: endpoint.security.into(),
        username: request.address.trim().to_owned(),
    };
    let sign_in = match settings.sign_in {
        SignIn::Password => "password",
        SignIn::AppPassword => "app_password",
        SignIn::OAuth => "oauth",
        SignIn::Bridge => "bridge",
    };
    let discovered = Discovered {
        provider: settings.provider,
        imap: server(settings.imap),
        smtp: server(settings.smtp),
        sign_in,
    };
    Ok(Json(DiscoverResponse { discovered }))
}

/// A mailbox to test. With an `id`, passwords that are absent are those that are stored.
#[derive(Deserialize, ToSchema)]
struct TestRequest {
    mailbox: TestInput,
}

#[derive(Deserialize, ToSchema)]
struct TestInput {
    id: Option<i64>,
    address: String,
    imap: Option<ServerInput>,
    smtp: Option<ServerInput>,
}

/// Tests a mailbox's servers by using them; takes up to a minute.
#[utoipa::path(post, path = "/api/v2/mailboxes/test", operation_id = "test_mailbox", tag = "mailboxes",
    request_body = TestRequest, responses((status = 200, body = TestResponse)))]
async fn test_mailbox(
    State(app): State<App>,
    Admin(actor): Admin,
    Json(request): Json<TestRequest>,
) -> Result<Json<TestResponse>, ApiError> {
    let input = request.mailbox;
    let stored = match input.id {
        Some(id) => Some(app.db.read(move |c| actions::access_mailbox(c, &actor, MailboxId(id))).await?),
        None => None,
    };
    let subject = subject(&app, &input, stored.as_ref())?;
    let checks = check::check(&app, &subject).await;
    Ok(Json(TestResponse { checks }))
}

fn subject(app: &App, input: &TestInput, stored: Option<&Mailbox>) -> Result<Subject, MailboxError> {
    for (field, server) in [("imap", &input.imap), ("smtp", &input.smtp)] {
        if let Some(server) = server {
            actions::check_server(field, server)?;
        }
    }
    Ok(Subject {
        address: input.address.trim().to_owned(),
        imap: input.imap.as_ref().map(|server| account(app, server, stored)).transpose()?,
        smtp: input.smtp.as_ref().map(|server| relay(app, server, stored)).transpose()?,
    })
}

/// A stored password is only used on the server it was given for.
fn account(app: &App, input: &ServerInput, stored: Option<&Mailbox>) -> Result<ImapAccount, OpenError> {
    if let (None, Some(stored)) = (&input.password, stored)
        && stored.imap.as_ref() == Some(&input.server())
        && let Some(account) = actions::open_imap(stored, &app.secrets)?
    {
        return Ok(account);
    }
    Ok(input.server().account(input.password.as_deref().unwrap_or_default()))
}

fn relay(app: &App, input: &ServerInput, stored: Option<&Mailbox>) -> Result<Relay, OpenError> {
    if let (None, Some(stored)) = (&input.password, stored)
        && stored.smtp.as_ref() == Some(&input.server())
        && let Some(relay) = actions::open_smtp(stored, &app.secrets)?
    {
        return Ok(relay);
    }
    Ok(input.server().relay(input.password.as_deref().unwrap_or_default()))
}
