//! Linking tickets and parting them; by staff, on closed tickets too. Both histories tell of it.

use base::{Actor, TicketId, Timestamp};
use db::{Conn, Tx};
use http::Invalid;
use people::policy::require_staff;
use serde_json::{Value, json};

use super::{Link, LinkKind, store};
use crate::{access::access_ticket, error::TicketError, model::Ticket, store::audits};

/// The most links of one ticket.
const MOST_LINKS: usize = 200;

/// Links a ticket to another, which becomes its parent, its child, or related to it.
///
/// # Errors
/// [`TicketError::Invalid`] naming `ticket_id` when there is no such ticket, or they cannot be linked so.
pub fn link_tickets(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    ticket: TicketId,
    link: Link,
) -> Result<(), TicketError> {
    require_staff(actor)?;
    let ticket = access_ticket(tx, actor, ticket)?;
    let other = access_named(tx, actor, "ticket_id", link.ticket_id)?;
    if let Some(reason) = refusal(tx, ticket.id, link)? {
        return Err(Invalid::field("ticket_id", reason).given(link.ticket_id.0).into());
    }
    match link.kind {
        LinkKind::Parent => store::insert_child(tx, now, other.id, ticket.id)?,
        LinkKind::Child => store::insert_child(tx, now, ticket.id, other.id)?,
        LinkKind::Related => store::insert_related(tx, now, ticket.id, other.id)?,
    }
    audits::record(tx, now, actor, ticket.id, &[event("Link", link)])?;
    record_there(tx, now, actor, "Link", ticket.id, link)
}

/// Ends the link between two tickets.
///
/// # Errors
/// [`TicketError::NotFound`] when they are not linked.
pub fn unlink_tickets(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    ticket: TicketId,
    other: TicketId,
) -> Result<(), TicketError> {
    require_staff(actor)?;
    let ticket = access_ticket(tx, actor, ticket)?;
    let links = store::list_links(tx, ticket.id)?;
    let link = links.into_iter().find(|link| link.ticket_id == other).ok_or(TicketError::NotFound)?;
    store::delete_link(tx, ticket.id, other)?;
    audits::record(tx, now, actor, ticket.id, &[event("Unlink", link)])?;
    record_there(tx, now, actor, "Unlink", ticket.id, link)
}

/// The ticket that a new one is to be a part of.
///
/// # Errors
/// [`TicketError::Invalid`] naming `parent_id` when it cannot be; [`TicketError::Forbidden`] to customers.
pub(crate) fn parent_of_new(
    c: &mut Conn,
    actor: &Actor,
    parent: Option<TicketId>,
) -> Result<Option<Ticket>, TicketError> {
    let Some(id) = parent else { return Ok(None) };
    require_staff(actor)?;
    let parent = access_named(c, actor, "parent_id", id)?;
    if store::list_links(c, id)?.len() >= MOST_LINKS {
        return Err(Invalid::field("parent_id", too_many(id)).given(id.0).into());
    }
    Ok(Some(parent))
}

/// Makes a ticket that was just created a part of another; the event of it, for the audit of its creation.
pub(crate) fn adopt(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    parent: &Ticket,
    child: TicketId,
) -> Result<Value, TicketError> {
    store::insert_child(tx, now, parent.id, child)?;
    let link = Link { kind: LinkKind::Parent, ticket_id: parent.id };
    record_there(tx, now, actor, "Link", child, link)?;
    Ok(event("Link", link))
}

/// Relates two tickets of which the histories tell by other events.
pub(crate) fn relate(tx: &mut Tx, now: Timestamp, one: TicketId, other: TicketId) -> Result<(), TicketError> {
    Ok(store::insert_related(tx, now, one, other)?)
}

fn access_named(c: &mut Conn, actor: &Actor, field: &str, id: TicketId) -> Result<Ticket, TicketError> {
    access_ticket(c, actor, id).map_err(|error| match error {
        TicketError::NotFound => Invalid::field(field, format!("there is no ticket {id}")).given(id.0).into(),
        other => other,
    })
}

/// Why a ticket cannot be linked so, if it cannot.
fn refusal(c: &mut Conn, ticket: TicketId, link: Link) -> Result<Option<String>, TicketError> {
    let Link { kind, ticket_id: other } = link;
    if ticket == other {
        return Ok(Some("a ticket cannot be linked to itself".to_owned()));
    }
    let links = store::list_links(c, ticket)?;
    if links.iter().any(|link| link.ticket_id == other) {
        return Ok(Some(format!("{ticket} and {other} are linked already; unlink them first")));
    }
    for (id, count) in [(ticket, links.len()), (other, store::list_links(c, other)?.len())] {
        if count >= MOST_LINKS {
            return Ok(Some(too_many(id)));
        }
    }
    let (parent, child) = match kind {
        LinkKind::Parent => (other, ticket),
        LinkKind::Child => (ticket, other),
        LinkKind::Related => return Ok(None),
    };
    if let Some(before) = store::find_parent(c, child)? {
        return Ok(Some(format!("{child} is a child of {before} already; unlink them first")));
    }
    let is_circle = store::list_ancestors(c, parent)?.contains(&child);
    Ok(is_circle.then(|| format!("{parent} is below {child} already, so {child} cannot be its child")))
}

fn too_many(id: TicketId) -> String {
    format!("{id} has {MOST_LINKS} links already, the most there can be")
}

fn event(what: &str, link: Link) -> Value {
    json!({"type": what, "kind": link.kind, "ticket": link.ticket_id})
}

/// Records on the other ticket what a link of this one is to it.
fn record_there(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    what: &str,
    ticket: TicketId,
    link: Link,
) -> Result<(), TicketError> {
    let seen_there = Link { kind: link.kind.seen_from_there(), ticket_id: ticket };
    audits::record(tx, now, actor, link.ticket_id, &[event(what, seen_there)])?;
    Ok(())
}
