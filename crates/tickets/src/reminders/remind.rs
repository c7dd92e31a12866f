//! Tells somebody of a ticket when the time has come.

use base::{Actor, ReminderId, Timestamp};
use db::{DbError, Tx};
use http::App;
use jobs::JobError;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::store;
use crate::{notifications::tell_reminded, store::audits};

/// The kind of job that reminds; its payload is a [`Remind`].
pub const REMIND: &str = "remind";

/// The payload of a [`REMIND`] job.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Remind {
    /// Which reminder.
    pub(super) id: ReminderId,
    /// The time that was set, in microseconds: a job of another time has nothing to do.
    pub(super) remind_at: i64,
}

/// Notifies whom a reminder is for, unless it was done, dropped or put off meanwhile.
///
/// # Errors
/// When the database fails; the job is run again.
pub async fn remind(app: App, job: Remind) -> Result<(), JobError> {
    let now = app.clock.now();
    Ok(app.db.write(move |tx| tell(tx, now, job)).await?)
}

fn tell(tx: &mut Tx, now: Timestamp, job: Remind) -> Result<(), DbError> {
    let is_due = |found: &super::Reminder| found.remind_at.0 == job.remind_at && found.done_at.is_none();
    let Some(reminder) = store::find_reminder(tx, job.id)?.filter(is_due) else { return Ok(()) };
    let event = json!({"type": "ReminderDue", "id": reminder.id});
    let audit = audits::record(tx, now, &Actor::SYSTEM, reminder.ticket_id, &[event])?;
    tell_reminded(tx, now, &reminder, audit)
}
