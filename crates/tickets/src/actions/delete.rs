//! Deletes, restores and removes tickets.

use base::{Actor, TicketId, Timestamp};
use db::Tx;
use people::{UserChange, policy::require_staff};
use serde_json::json;

use crate::{
    access::{access_deleted_ticket, access_ticket},
    error::TicketError,
    model::Ticket,
    store::{audits, tickets},
};

/// Moves a ticket to the deleted ones, from where it can come back.
///
/// # Errors
/// As its variants say.
pub fn delete_ticket(tx: &mut Tx, now: Timestamp, actor: &Actor, id: TicketId) -> Result<(), TicketError> {
    let ticket = access_ticket(tx, actor, id)?;
    require_staff(actor)?;
    set_deleted(tx, now, actor, &ticket, Some(now))
}

/// Deletes a ticket as spam and suspends its requester, so that their mail is put aside from now on.
///
/// # Errors
/// As its variants say; [`TicketError::Forbidden`] for a requester who is staff.
pub fn mark_as_spam(tx: &mut Tx, now: Timestamp, actor: &Actor, id: TicketId) -> Result<(), TicketError> {
    require_staff(actor)?;
    let ticket = access_ticket(tx, actor, id)?;
    let requester = people::store::find_user(tx, ticket.requester_id)?.ok_or(TicketError::NotFound)?;
    if requester.role.is_staff() {
        return Err(TicketError::Forbidden("what a colleague asked is not spam".to_owned()));
    }
    if !requester.suspended {
        let suspend = UserChange { suspended: Some(true), ..UserChange::default() };
        people::actions::users::update(tx, now, actor, requester.id, &suspend)?;
    }
    set_deleted(tx, now, actor, &ticket, Some(now))
}

/// Brings a deleted ticket back.
///
/// # Errors
/// As its variants say.
pub fn restore_ticket(tx: &mut Tx, now: Timestamp, actor: &Actor, id: TicketId) -> Result<(), TicketError> {
    let ticket = access_deleted_ticket(tx, actor, id)?;
    set_deleted(tx, now, actor, &ticket, None)
}

/// Removes a deleted ticket for good. The ledger of mail keeps its rows, so that no mail brings it back.
///
/// # Errors
/// As its variants say.
pub fn remove_ticket(tx: &mut Tx, now: Timestamp, actor: &Actor, id: TicketId) -> Result<(), TicketError> {
    access_deleted_ticket(tx, actor, id)?;
    tickets::delete_ticket(tx, id)?;
    audits::record(tx, now, actor, id, &[json!({"type": "Removed"})])?;
    Ok(())
}

fn set_deleted(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    ticket: &Ticket,
    deleted_at: Option<Timestamp>,
) -> Result<(), TicketError> {
    let after = Ticket { deleted_at, updated_at: now, generated_at: now, ..ticket.clone() };
    tickets::update_ticket(tx, ticket, &after)?;
    let (status, previous) = (json!(ticket.status), json!("deleted"));
    let (value, previous_value) = if deleted_at.is_some() { (previous, status) } else { (status, previous) };
    let event =
        json!({"type": "Change", "field_name": "status", "value": value, "previous_value": previous_value});
    audits::record(tx, now, actor, ticket.id, &[event])?;
    Ok(())
}
