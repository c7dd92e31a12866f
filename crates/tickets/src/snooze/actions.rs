//! Puts a ticket away, and brings it back.

use base::{Actor, TicketId, Timestamp};
use db::{DbError, Tx};
use http::Invalid;
use people::policy::require_staff;
use serde_json::{Value, json};

use super::{
    Snooze, store,
    wake::{WAKE_TICKET, WakeTicket},
};
use crate::{access::access_ticket, error::TicketError, input::require_ahead, model::Status, store::audits};

/// Puts a ticket away until a time, or with none until the customer writes.
///
/// # Errors
/// [`TicketError::Invalid`] when it is solved, or the time is not ahead.
pub(super) fn snooze_ticket(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: TicketId,
    until: Option<Timestamp>,
) -> Result<Snooze, TicketError> {
    require_staff(actor)?;
    let ticket = access_ticket(tx, actor, id)?;
    let user_id =
        actor.user_id.ok_or_else(|| TicketError::Forbidden("only people snooze tickets".to_owned()))?;
    if ticket.status >= Status::Solved {
        let hint = format!("{id} is {}: there is nothing to come back to", ticket.status.as_str());
        return Err(Invalid::field("id", hint).given(id.0).into());
    }
    until.map_or(Ok(()), |until| require_ahead("until", now, until))?;
    let before = store::find_snooze(tx, id)?;
    let snooze = Snooze { ticket_id: id, user_id, until, created_at: now };
    store::save_snooze(tx, &snooze)?;
    if let Some(until) = until {
        jobs::enqueue_at(tx, now, until, WAKE_TICKET, &WakeTicket { ticket_id: id, until: until.0 })?;
    }
    audits::record(tx, now, actor, id, &[event(before, Some(snooze))])?;
    Ok(snooze)
}

/// Brings a ticket back before its time.
///
/// # Errors
/// [`TicketError::NotFound`] when it is not put away.
pub(super) fn unsnooze_ticket(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: TicketId,
) -> Result<(), TicketError> {
    require_staff(actor)?;
    access_ticket(tx, actor, id)?;
    let snooze = store::find_snooze(tx, id)?.ok_or(TicketError::NotFound)?;
    store::delete_snooze(tx, id)?;
    audits::record(tx, now, actor, id, &[event(Some(snooze), None)])?;
    Ok(())
}

/// Ends a snooze with a change that leaves nothing to wait for: the customer wrote, or the ticket is solved. What the
/// audit tells of it.
///
/// # Errors
/// When a statement fails.
pub(crate) fn end_with(tx: &mut Tx, ticket: TicketId) -> Result<Option<Value>, DbError> {
    let Some(snooze) = store::find_snooze(tx, ticket)? else { return Ok(None) };
    store::delete_snooze(tx, ticket)?;
    Ok(Some(event(Some(snooze), None)))
}

/// What the audit tells: until when, or `next_reply`, or null.
fn event(before: Option<Snooze>, after: Option<Snooze>) -> Value {
    let told = |snooze: Option<Snooze>| match snooze {
        Some(Snooze { until: Some(until), .. }) => json!(until),
        Some(_) => json!("next_reply"),
        None => Value::Null,
    };
    json!({"type": "Snooze", "value": told(after), "previous_value": told(before)})
}
