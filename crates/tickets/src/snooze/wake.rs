//! Brings a ticket back when its time has come.

use base::{Actor, TicketId, Timestamp};
use db::{DbError, Tx};
use http::App;
use jobs::JobError;
use serde::{Deserialize, Serialize};

use super::{actions, store};
use crate::{
    actions::change_ticket,
    change::Change,
    error::TicketError,
    model::Status,
    notifications::{Kind, tell_one},
    store::{audits, tickets},
};

/// The kind of job that brings one back; its payload is a [`WakeTicket`].
pub const WAKE_TICKET: &str = "wake_ticket";

/// The payload of a [`WAKE_TICKET`] job.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct WakeTicket {
    /// Which.
    pub(super) ticket_id: TicketId,
    /// The time that was set, in microseconds: a job of another time has nothing to do.
    pub(super) until: i64,
}

/// Brings a ticket back, unless that was done, or put off, meanwhile.
///
/// # Errors
/// When the database fails; the job is run again.
pub async fn wake_ticket(app: App, job: WakeTicket) -> Result<(), JobError> {
    let now = app.clock.now();
    Ok(app.db.write(move |tx| wake(tx, now, job)).await?)
}

fn wake(tx: &mut Tx, now: Timestamp, job: WakeTicket) -> Result<(), DbError> {
    let id = job.ticket_id;
    let found = store::find_snooze(tx, id)?.filter(|snooze| snooze.until == Some(Timestamp(job.until)));
    let Some(snooze) = found else { return Ok(()) };
    let Some(event) = actions::end_with(tx, id)? else { return Ok(()) };
    let audit = audits::record(tx, now, &Actor::SYSTEM, id, &[event])?;
    if tickets::find_ticket(tx, id)?.is_none_or(|ticket| ticket.status >= Status::Solved) {
        return Ok(());
    }
    tell_one(tx, now, snooze.user_id, Kind::Snooze, id, audit)?;
    let open = Change { status: Some(Status::Open), ..Change::default() };
    match change_ticket(tx, now, &Actor::SYSTEM, id, &open) {
        Err(TicketError::Db(error)) => Err(error),
        // A status that cannot be set, such as on a deleted ticket, leaves the ticket where it is: it is back all the same.
        Ok(_) | Err(_) => Ok(()),
    }
}
