//! The only door to a ticket: it authorizes.

use std::collections::BTreeMap;

use base::{Actor, TicketId, UserId};
use db::{Conn, DbError};
use people::policy::require_staff;

use crate::{
    error::TicketError,
    model::{Status, Ticket},
    policy, store,
};

/// A ticket that the actor may see.
///
/// # Errors
/// [`TicketError::NotFound`] when it does not exist, is deleted, or is none of their business.
pub fn access_ticket(c: &mut Conn, actor: &Actor, id: TicketId) -> Result<Ticket, TicketError> {
    let ticket = store::tickets::find_ticket(c, id)?.ok_or(TicketError::NotFound)?;
    let is_visible = ticket.deleted_at.is_none() && policy::may_see(actor, &ticket);
    if is_visible { Ok(ticket) } else { Err(TicketError::NotFound) }
}

/// A ticket that staff may work on.
///
/// # Errors
/// As for [`access_ticket`]; [`TicketError::Forbidden`] when it is closed or the actor is not staff.
pub fn access_open_ticket(c: &mut Conn, actor: &Actor, id: TicketId) -> Result<Ticket, TicketError> {
    let ticket = access_ticket(c, actor, id)?;
    require_staff(actor)?;
    require_open(c, &ticket)?;
    Ok(ticket)
}

/// Refuses a closed ticket, and says where its work goes on.
///
/// # Errors
/// [`TicketError::Forbidden`].
pub(crate) fn require_open(c: &mut Conn, ticket: &Ticket) -> Result<(), TicketError> {
    if ticket.status != Status::Closed {
        return Ok(());
    }
    Err(TicketError::Forbidden(match store::merges::find_survivor(c, ticket.id)? {
        Some(survivor) => format!("this ticket was merged into {survivor}; go on there"),
        None => "closed tickets cannot be changed; create a follow-up".to_owned(),
    }))
}

/// Whether somebody answers tickets here at present.
///
/// # Errors
/// When the query fails.
pub(crate) fn is_active_agent(c: &mut Conn, user: UserId) -> Result<bool, DbError> {
    let user = people::store::find_user(c, user)?;
    Ok(user.is_some_and(|user| user.active && !user.suspended && user.role.is_staff()))
}

/// Those of these tickets that the actor may see, by number.
///
/// # Errors
/// When a query fails.
pub fn access_tickets(
    c: &mut Conn,
    actor: &Actor,
    ids: &[TicketId],
) -> Result<BTreeMap<TicketId, Ticket>, DbError> {
    let tickets = store::tickets::list_tickets(c, ids)?.into_iter();
    let is_visible = |ticket: &Ticket| ticket.deleted_at.is_none() && policy::may_see(actor, ticket);
    Ok(tickets.filter(is_visible).map(|ticket| (ticket.id, ticket)).collect())
}

/// A deleted ticket that the actor may restore or remove for good.
///
/// # Errors
/// [`TicketError::NotFound`] when it is not among the deleted ones, or the actor is not staff.
pub fn access_deleted_ticket(c: &mut Conn, actor: &Actor, id: TicketId) -> Result<Ticket, TicketError> {
    let ticket = store::tickets::find_ticket(c, id)?.ok_or(TicketError::NotFound)?;
    let is_there = ticket.deleted_at.is_some() && actor.role.is_staff();
    if is_there { Ok(ticket) } else { Err(TicketError::NotFound) }
}

/// The tickets whose comments an accessed ticket shows: its own, and those of the tickets merged into it as far as the
/// actor may see them: a merge tells nobody what another customer wrote.
///
/// # Errors
/// When a query fails.
pub fn shown_with(c: &mut Conn, actor: &Actor, ticket: &Ticket) -> Result<Vec<TicketId>, TicketError> {
    let mut shown = vec![ticket.id];
    let merged = store::merges::list_merged(c, ticket.id)?;
    if actor.role.is_staff() {
        shown.extend(merged);
    } else if !merged.is_empty() {
        let tickets = store::tickets::list_tickets(c, &merged)?;
        shown.extend(tickets.iter().filter(|source| policy::may_see(actor, source)).map(|source| source.id));
    }
    Ok(shown)
}
