//! The route that tells how an answer on a ticket would leave: for the composer to show before it is sent.

use axum::extract::State;
use base::{Actor, TicketId};
use db::Conn;
use http::{ApiError, App, Json, Path, Routes, Staff};
use serde::Serialize;
use tickets::{access::access_ticket, error::TicketError};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{
    comment_mail::signature,
    outbound::{Occasion, find_route_of, list_answering},
};
use crate::mailboxes::Mailbox;

/// The route of senders.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(show_ticket_sender))
}

/// How an answer of the asker would leave.
#[derive(Serialize, ToSchema)]
struct TicketSenderResponse {
    sender: TicketSender,
}

/// How an answer of the asker would leave.
#[derive(Serialize, ToSchema)]
struct TicketSender {
    /// The address.
    address: String,
    /// The name beside it.
    name: String,
    /// What ends it, as text.
    signature: Option<String>,
    /// The addresses that the asker may answer from.
    addresses: Vec<SenderAddress>,
}

/// One of the desk's addresses.
#[derive(Serialize, ToSchema)]
struct SenderAddress {
    address: String,
    name: String,
}

impl From<Mailbox> for SenderAddress {
    fn from(mailbox: Mailbox) -> Self {
        Self { address: mailbox.address, name: mailbox.name }
    }
}

/// Shows how an answer of the asker would leave: address, name and signature, and the addresses to choose from.
#[utoipa::path(get, path = "/api/v2/tickets/{id}/sender", operation_id = "show_ticket_sender", tag = "mail",
    params(("id" = i64, Path)), responses((status = 200, body = TicketSenderResponse)))]
async fn show_ticket_sender(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TicketId>,
) -> Result<Json<TicketSenderResponse>, ApiError> {
    let for_route = app.clone();
    let sender = app.db.read(move |c| sender(c, &for_route, &actor, id)).await?;
    Ok(Json(TicketSenderResponse { sender }))
}

fn sender(c: &mut Conn, app: &App, actor: &Actor, id: TicketId) -> Result<TicketSender, ApiError> {
    let ticket = access_ticket(c, actor, id)?;
    let about = Occasion::of(&ticket);
    let nobody = || TicketError::Forbidden("only people answer".to_owned());
    let user = people::store::find_user(c, actor.user_id.ok_or_else(nobody)?)?.ok_or_else(nobody)?;
    let route = find_route_of(c, app, Some(&user), ticket.recipient.as_deref(), about)?;
    let mut mailboxes = list_answering(c, user.id, about)?;
    mailboxes.retain(|mailbox| mailbox.active);
    Ok(TicketSender {
        address: route.from.email,
        name: route.from.name.unwrap_or_default(),
        signature: signature(c, Some(&user), about)?,
        addresses: mailboxes.into_iter().map(SenderAddress::from).collect(),
    })
}
