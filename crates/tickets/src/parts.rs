//! Things that a ticket has several of, such as tasks. Each change of one is an event of the ticket's audit, with its
//! state before and after, so that the history tells it and it can be taken back.

use base::{TicketId, Timestamp};
use db::{Conn, DbError, Tx};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{actions::MOVED_ON, error::TicketError, model::Audit};

/// One of several things that a ticket has.
pub(crate) trait Part {
    /// The type of the events that tell of it.
    const EVENT: &'static str;
    /// What events record of it.
    type State: Serialize + DeserializeOwned;

    /// How one of the ticket's is now.
    fn find_state(c: &mut Conn, ticket: TicketId, id: i64) -> Result<Option<Self::State>, DbError>;
    /// Stores a new one; its id.
    fn insert_state(
        tx: &mut Tx,
        now: Timestamp,
        ticket: TicketId,
        state: &Self::State,
    ) -> Result<i64, DbError>;
    /// Stores how one is now.
    fn update_state(tx: &mut Tx, now: Timestamp, id: i64, state: &Self::State) -> Result<(), DbError>;
    /// Removes one.
    fn delete_part(tx: &mut Tx, id: i64) -> Result<(), DbError>;
}

/// The audit's event for a part: how it was before, unless it is new, and how it is now, unless it is gone.
pub(crate) fn event<P: Part>(id: i64, before: Option<&P::State>, after: Option<&P::State>) -> Value {
    json!({"type": P::EVENT, "id": id, "value": after, "previous_value": before})
}

/// Takes back what an audit did to such parts of its ticket, as long as each is still as it left it; the events of it.
///
/// # Errors
/// [`TicketError::TooLateToUndo`] when one was changed again.
pub(crate) fn take_back<P: Part>(
    tx: &mut Tx,
    now: Timestamp,
    audit: &Audit,
) -> Result<Vec<Value>, TicketError> {
    let done = audit.events.iter().rev().filter(|event| event["type"] == P::EVENT);
    done.map(|event| take_event_back::<P>(tx, now, audit.ticket_id, event)).collect()
}

fn take_event_back<P: Part>(
    tx: &mut Tx,
    now: Timestamp,
    ticket: TicketId,
    done: &Value,
) -> Result<Value, TicketError> {
    let too_late = || TicketError::TooLateToUndo(MOVED_ON);
    let id = done["id"].as_i64().ok_or_else(too_late)?;
    let before: Option<P::State> =
        serde_json::from_value(done["previous_value"].clone()).map_err(|_| too_late())?;
    if done["value"].is_null() {
        let state = before.ok_or_else(too_late)?;
        let id = P::insert_state(tx, now, ticket, &state)?;
        return Ok(event::<P>(id, None, Some(&state)));
    }
    let current = P::find_state(tx, ticket, id)?;
    let current = current.filter(|state| json!(state) == done["value"]).ok_or_else(too_late)?;
    match &before {
        Some(state) => P::update_state(tx, now, id, state)?,
        None => P::delete_part(tx, id)?,
    }
    Ok(event::<P>(id, Some(&current), before.as_ref()))
}
