//! Links as the API shows them.

use base::{Actor, TicketId};
use db::Conn;
use http::ApiError;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Link, LinkKind, store};
use crate::{
    access::access_tickets,
    api::{shape::TicketBody, ticket_bodies::ticket_bodies},
};

/// A ticket that is linked to another.
#[derive(Serialize, ToSchema)]
pub(crate) struct LinkBody {
    /// What it is to the other.
    kind: LinkKind,
    ticket: TicketBody,
}

/// The tickets linked to one, as far as the asker may see them; deleted ones are left out.
pub(crate) fn link_bodies(
    c: &mut Conn,
    actor: &Actor,
    id: TicketId,
    origin: &str,
) -> Result<Vec<LinkBody>, ApiError> {
    let links = store::list_links(c, id)?;
    if links.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<TicketId> = links.iter().map(|link| link.ticket_id).collect();
    let tickets: Vec<_> = access_tickets(c, actor, &ids)?.into_values().collect();
    let mut bodies = ticket_bodies(c, actor, &tickets, origin)?;
    let mut shown = Vec::new();
    for Link { kind, ticket_id } in links {
        if let Some(index) = bodies.iter().position(|body| body.id == ticket_id) {
            shown.push(LinkBody { kind, ticket: bodies.swap_remove(index) });
        }
    }
    Ok(shown)
}
