//! Entering, changing and removing time. Agents do so for themselves, admins correct everybody's; on closed tickets too.

use base::{Actor, Role, TicketId, TimeEntryId, Timestamp};
use db::{Conn, Tx};
use http::Invalid;
use people::policy::require_staff;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{TimeEntry, TimeState, store};
use crate::{access::access_ticket, error::TicketError, parts::event, store::audits};

/// In one entry: 1000 hours.
const MOST_SECONDS: i64 = 3_600_000;
const LONGEST_NOTE: usize = 1000;

/// What to set on a time entry; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct TimeEntryChange {
    /// How long it took.
    pub seconds: Option<i64>,
    /// What was done.
    pub note: Option<String>,
    /// When the work ended; now for a new entry.
    pub spent_at: Option<Timestamp>,
}

/// Enters time that the actor worked on a ticket.
///
/// # Errors
/// When they may not, or naming the field that makes no sense.
pub fn add_entry(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    ticket: TicketId,
    change: &TimeEntryChange,
) -> Result<TimeEntry, TicketError> {
    require_staff(actor)?;
    let ticket = access_ticket(tx, actor, ticket)?;
    let state = new_state(now, actor, change)?;
    let id = store::insert_entry(tx, now, ticket.id, &state)?;
    audits::record(tx, now, actor, ticket.id, &[event::<TimeEntry>(id.0, None, Some(&state))])?;
    Ok(TimeEntry { id, ticket_id: ticket.id, state, created_at: now, updated_at: now })
}

/// The time that comes with a change of a ticket, not stored yet.
///
/// # Errors
/// Naming the field that makes no sense.
pub(crate) fn planned(
    now: Timestamp,
    actor: &Actor,
    change: Option<&TimeEntryChange>,
) -> Result<Option<TimeState>, TicketError> {
    change.map(|change| new_state(now, actor, change)).transpose()
}

/// Stores what was planned for a ticket; the event of it, for the audit of the change that brings it.
pub(crate) fn add_planned(
    tx: &mut Tx,
    now: Timestamp,
    ticket: TicketId,
    planned: Option<&TimeState>,
) -> Result<Option<Value>, TicketError> {
    let Some(state) = planned else { return Ok(None) };
    let id = store::insert_entry(tx, now, ticket, state)?;
    Ok(Some(event::<TimeEntry>(id.0, None, Some(state))))
}

/// Changes an entry of the actor's, or for admins anybody's.
///
/// # Errors
/// When there is none, they may not, or naming the field that makes no sense.
pub fn change_entry(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: TimeEntryId,
    change: &TimeEntryChange,
) -> Result<TimeEntry, TicketError> {
    let before = access_own(tx, actor, id)?;
    let mut entry = before.clone();
    apply(&mut entry.state, change)?;
    if entry != before {
        entry.updated_at = now;
        store::update_entry(tx, now, id, &entry.state)?;
        let changed = event::<TimeEntry>(id.0, Some(&before.state), Some(&entry.state));
        audits::record(tx, now, actor, entry.ticket_id, &[changed])?;
    }
    Ok(entry)
}

/// Removes an entry of the actor's, or for admins anybody's.
///
/// # Errors
/// When there is none or they may not.
pub fn delete_entry(tx: &mut Tx, now: Timestamp, actor: &Actor, id: TimeEntryId) -> Result<(), TicketError> {
    let gone = access_own(tx, actor, id)?;
    store::delete_entry(tx, id)?;
    audits::record(tx, now, actor, gone.ticket_id, &[event::<TimeEntry>(id.0, Some(&gone.state), None)])?;
    Ok(())
}

fn access_own(c: &mut Conn, actor: &Actor, id: TimeEntryId) -> Result<TimeEntry, TicketError> {
    require_staff(actor)?;
    let entry = store::find_entry(c, id)?.ok_or(TicketError::NotFound)?;
    access_ticket(c, actor, entry.ticket_id)?;
    if actor.is(entry.state.user_id) || actor.role == Role::Admin {
        return Ok(entry);
    }
    Err(TicketError::Forbidden("only admins may change the time of others".to_owned()))
}

fn new_state(now: Timestamp, actor: &Actor, change: &TimeEntryChange) -> Result<TimeState, TicketError> {
    let user_id = actor.user_id.ok_or(TicketError::NotFound)?;
    let mut state = TimeState { user_id, spent_at: now, seconds: 0, note: String::new() };
    apply(&mut state, change)?;
    Ok(state)
}

fn apply(state: &mut TimeState, change: &TimeEntryChange) -> Result<(), Invalid> {
    state.seconds = change.seconds.unwrap_or(state.seconds);
    if !(1..=MOST_SECONDS).contains(&state.seconds) {
        let hint = format!("must be from 1 to {MOST_SECONDS}");
        return Err(Invalid::field("seconds", hint).given(state.seconds));
    }
    if let Some(note) = &change.note {
        note.trim().clone_into(&mut state.note);
    }
    if state.note.chars().count() > LONGEST_NOTE {
        let hint = format!("is longer than {LONGEST_NOTE} characters");
        return Err(Invalid::too_long("note", LONGEST_NOTE, hint));
    }
    state.spent_at = change.spent_at.unwrap_or(state.spent_at);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_at_least_a_second_and_at_most_a_thousand_hours() {
        let mut state =
            TimeState { user_id: base::UserId(1), spent_at: Timestamp(0), seconds: 0, note: String::new() };
        for (seconds, fits) in
            [(0, false), (-5, false), (1, true), (MOST_SECONDS, true), (MOST_SECONDS + 1, false)]
        {
            let change = TimeEntryChange { seconds: Some(seconds), ..TimeEntryChange::default() };
            assert_eq!(apply(&mut state, &change).is_ok(), fits, "{seconds}");
        }
    }
}
