//! What agents decide about mail that was put aside.

use base::{Actor, Timestamp};
use db::Tx;
use tickets::error::TicketError;

use super::{SuspendedTicket, store};
use crate::email::ledger;

/// Lets a mail become what it would have become.
///
/// # Errors
/// When there is none, or the actor is not staff.
pub(super) fn recover(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: i64,
) -> Result<SuspendedTicket, TicketError> {
    let suspended = access(tx, actor, id)?;
    store::delete(tx, id)?;
    ledger::recover(tx, now, suspended.incoming_mail_id)?;
    Ok(suspended)
}

/// Forgets a mail; the ledger and the mail's source stay.
///
/// # Errors
/// When there is none, or the actor is not staff.
pub(super) fn delete(tx: &mut Tx, actor: &Actor, id: i64) -> Result<(), TicketError> {
    access(tx, actor, id)?;
    Ok(store::delete(tx, id)?)
}

fn access(tx: &mut Tx, actor: &Actor, id: i64) -> Result<SuspendedTicket, TicketError> {
    people::policy::require_staff(actor)?;
    store::find(tx, id)?.ok_or(TicketError::NotFound)
}
