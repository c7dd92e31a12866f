//! Which custom status a ticket gets.

use base::CustomStatusId;
use db::Conn;
use http::Invalid;

use super::{CustomStatus, category_of, first_of, store};
use crate::{
    change::Change,
    error::TicketError,
    model::{Status, Ticket},
};

/// The custom status that a change asks for. One that is not in use any more can be kept, but not chosen.
///
/// # Errors
/// When a query fails; what cannot be chosen is added to `invalid`.
pub fn chosen_status(
    c: &mut Conn,
    before: &Ticket,
    change: &Change,
    invalid: &mut Invalid,
) -> Result<Option<CustomStatus>, TicketError> {
    let Some(id) = change.custom_status_id else { return Ok(None) };
    let found = store::find_status(c, id)?;
    let fits = |status: &CustomStatus| status.active || own_or_first(before) == id;
    let chosen = found.filter(fits);
    if chosen.is_none() {
        invalid
            .add("custom_status_id", "InvalidValue", format!("there is no status {id} in use"))
            .given(id.0);
    }
    Ok(chosen)
}

/// Gives a ticket whose status is settled the custom status that goes with it: the chosen one, else the one it has as
/// long as its category stays, else the category's default.
///
/// # Errors
/// When the query fails.
pub fn settle_status(
    c: &mut Conn,
    before: &Ticket,
    ticket: &mut Ticket,
    chosen: Option<&CustomStatus>,
) -> Result<(), TicketError> {
    let category = category_of(ticket.status);
    let id = match chosen.filter(|chosen| chosen.category == category) {
        Some(chosen) => chosen.id,
        None if category_of(before.status) == category && before.id.0 != 0 => own_or_first(before),
        None => store::find_default(c, category)?.unwrap_or(first_of(category)),
    };
    ticket.custom_status_id = Some(id).filter(|id| *id != first_of(category));
    Ok(())
}

/// The custom status that a ticket has.
pub fn own_or_first(ticket: &Ticket) -> CustomStatusId {
    ticket.custom_status_id.unwrap_or(first_of(ticket.status))
}

/// The category that a custom status of this id puts a ticket in, where it was asked for.
pub fn asked_status(chosen: Option<&CustomStatus>, change: &Change) -> Option<Status> {
    match chosen {
        // A closed ticket keeps its custom status, which is of the category solved.
        Some(chosen) if change.status.is_none_or(|status| category_of(status) != chosen.category) => {
            Some(chosen.category)
        }
        _ => change.status,
    }
}
