//! The routes of the relay; all for admins.

use axum::extract::State;
use db::{Conn, DbError};
use http::{Admin, ApiError, App, Json, Routes};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{
    Server, ServerInput, actions,
    check::{self, Check},
    relay, store,
};

/// Every route of the relay.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(show_relay, update_relay)).routes(routes!(test_relay))
}

/// Where outgoing mail goes.
#[derive(Serialize, ToSchema)]
struct RelayResponse {
    /// The server that sends for mailboxes that have none of their own, and for the desk itself; never its password.
    relay: Option<Server>,
    /// Whether mail can leave at all: through the relay or a mailbox's own server.
    can_send: bool,
}

/// A relay to set; `null` removes it.
#[derive(Deserialize, ToSchema)]
struct RelayRequest {
    /// Without a password the one that is stored stays, as long as the server is the same.
    relay: Option<ServerInput>,
}

/// A relay to test.
#[derive(Deserialize, ToSchema)]
struct RelayTestRequest {
    relay: ServerInput,
}

/// How a relay's test turned out.
#[derive(Serialize, ToSchema)]
struct RelayTestResponse {
    checks: Vec<Check>,
}

/// Shows where outgoing mail goes.
#[utoipa::path(get, path = "/api/v2/relay", operation_id = "show_relay", tag = "mailboxes",
    responses((status = 200, body = RelayResponse)))]
async fn show_relay(State(app): State<App>, _: Admin) -> Result<Json<RelayResponse>, ApiError> {
    Ok(Json(app.db.read(response).await?))
}

fn response(c: &mut Conn) -> Result<RelayResponse, DbError> {
    let relay = relay::find_relay(c)?;
    let sends = store::list_mailboxes(c)?.iter().any(|mailbox| mailbox.active && mailbox.smtp.is_some());
    Ok(RelayResponse { can_send: relay.is_some() || sends, relay })
}

/// Sets or removes the relay.
#[utoipa::path(put, path = "/api/v2/relay", operation_id = "update_relay", tag = "mailboxes",
    request_body = RelayRequest, responses((status = 200, body = RelayResponse)))]
async fn update_relay(
    State(app): State<App>,
    Admin(actor): Admin,
    Json(request): Json<RelayRequest>,
) -> Result<Json<RelayResponse>, ApiError> {
    let (now, secrets) = (app.clock.now(), app.secrets.clone());
    let set = move |tx: &mut db::Tx| {
        relay::set_relay(tx, now, &actor, &secrets, request.relay.as_ref())?;
        Ok::<_, actions::MailboxError>(response(tx)?)
    };
    Ok(Json(app.db.write(set).await?))
}

/// Tests a relay by signing in to it; takes up to half a minute. Without a password the stored one is used, as long as
/// the server is the same.
#[utoipa::path(post, path = "/api/v2/relay/test", operation_id = "test_relay", tag = "mailboxes",
    request_body = RelayTestRequest, responses((status = 200, body = RelayTestResponse)))]
async fn test_relay(
    State(app): State<App>,
    _: Admin,
    Json(request): Json<RelayTestRequest>,
) -> Result<Json<RelayTestResponse>, ApiError> {
    actions::check_server("relay", &request.relay)?;
    let secrets = app.secrets.clone();
    let tested = app.db.read(move |c| relay::with_password(c, &secrets, &request.relay)).await?;
    Ok(Json(RelayTestResponse { checks: vec![check::sending(&app, &tested).await] }))
}
