//! What agents decide about mail that was put aside.

use base::{Actor, Timestamp};
use db::Tx;
use people::audit::{self, Entity};
use serde_json::{Value, json};
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
    let mut events = audit::creation(&recorded(&suspended));
    events.extend(audit::change("recovered", json!(false), json!(true)));
    audit::record(tx, now, actor, Entity::SuspendedTicket, id, &events)?;
    Ok(suspended)
}

/// Forgets a mail; the ledger and the mail's source stay.
///
/// # Errors
/// When there is none, or the actor is not staff.
pub(super) fn delete(tx: &mut Tx, now: Timestamp, actor: &Actor, id: i64) -> Result<(), TicketError> {
    let gone = access(tx, actor, id)?;
    store::delete(tx, id)?;
    audit::record(tx, now, actor, Entity::SuspendedTicket, id, &audit::removal(&recorded(&gone)))?;
    Ok(())
}

/// What the audit tells of a mail.
fn recorded(suspended: &SuspendedTicket) -> Value {
    json!({"subject": suspended.subject, "author_email": suspended.author_email, "recipient": suspended.recipient})
}

fn access(tx: &mut Tx, actor: &Actor, id: i64) -> Result<SuspendedTicket, TicketError> {
    people::policy::require_staff(actor)?;
    store::find(tx, id)?.ok_or(TicketError::NotFound)
}
