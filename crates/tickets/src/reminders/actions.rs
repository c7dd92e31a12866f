//! Setting, changing and dropping reminders.

use base::{Actor, ReminderId, Role, TicketId, Timestamp, UserId};
use db::{Conn, Tx};
use http::Invalid;
use people::policy::require_staff;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{
    Reminder,
    remind::{REMIND, Remind},
    store,
};
use crate::{
    access::{access_ticket, is_active_agent},
    error::TicketError,
    input::require_ahead,
    store::audits,
    tasks::one_line,
};

const LONGEST_TEXT: usize = 255;
/// On one ticket, so that a program gone wild fills no lists.
const MOST: usize = 50;

/// What to set on a reminder; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReminderChange {
    /// Who is told; the asker where not said.
    pub user_id: Option<UserId>,
    /// What it is about, in one line.
    pub text: Option<String>,
    /// When: a time within the next year.
    pub remind_at: Option<Timestamp>,
    /// Whether it is done.
    pub done: Option<bool>,
}

/// Lets somebody be told of a ticket at a time.
///
/// # Errors
/// When the actor may not see the ticket, or naming what makes no sense.
pub(super) fn set_reminder(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    ticket_id: TicketId,
    change: ReminderChange,
) -> Result<Reminder, TicketError> {
    require_staff(actor)?;
    access_ticket(tx, actor, ticket_id)?;
    let author_id =
        actor.user_id.ok_or_else(|| TicketError::Forbidden("only people set reminders".to_owned()))?;
    if store::list_of_ticket(tx, ticket_id)?.len() >= MOST {
        let hint = format!("{ticket_id} has {MOST} reminders; drop one first");
        return Err(Invalid::field("ticket_id", hint).into());
    }
    let mut reminder = Reminder {
        id: ReminderId(0),
        ticket_id,
        user_id: author_id,
        author_id,
        text: String::new(),
        remind_at: change.remind_at.ok_or_else(|| Invalid::blank("remind_at"))?,
        done_at: None,
        created_at: now,
        updated_at: now,
    };
    apply(tx, now, &mut reminder, change)?;
    reminder.id = store::insert_reminder(tx, &reminder)?;
    enqueue(tx, now, &reminder)?;
    audits::record(tx, now, actor, ticket_id, &[event(reminder.id, None, Some(&reminder))])?;
    Ok(reminder)
}

/// Sets another time, text or person, or ticks it off.
///
/// # Errors
/// When there is none, it is not the actor's, or naming what makes no sense.
pub(super) fn change_reminder(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    (ticket_id, id): (TicketId, ReminderId),
    change: ReminderChange,
) -> Result<Reminder, TicketError> {
    let before = access_own(tx, actor, ticket_id, id)?;
    let mut reminder = before.clone();
    apply(tx, now, &mut reminder, change)?;
    if reminder == before {
        return Ok(reminder);
    }
    reminder.updated_at = now;
    store::update_reminder(tx, &reminder)?;
    if reminder.remind_at != before.remind_at {
        enqueue(tx, now, &reminder)?;
    }
    audits::record(tx, now, actor, ticket_id, &[event(id, Some(&before), Some(&reminder))])?;
    Ok(reminder)
}

/// Forgets a reminder.
///
/// # Errors
/// When there is none, or it is not the actor's.
pub(super) fn drop_reminder(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    (ticket_id, id): (TicketId, ReminderId),
) -> Result<(), TicketError> {
    let gone = access_own(tx, actor, ticket_id, id)?;
    store::delete_reminder(tx, id)?;
    audits::record(tx, now, actor, ticket_id, &[event(id, Some(&gone), None)])?;
    Ok(())
}

fn access_own(
    c: &mut Conn,
    actor: &Actor,
    ticket_id: TicketId,
    id: ReminderId,
) -> Result<Reminder, TicketError> {
    require_staff(actor)?;
    access_ticket(c, actor, ticket_id)?;
    let found = store::find_reminder(c, id)?.filter(|reminder| reminder.ticket_id == ticket_id);
    let reminder = found.ok_or(TicketError::NotFound)?;
    if actor.is(reminder.user_id) || actor.is(reminder.author_id) || actor.role == Role::Admin {
        return Ok(reminder);
    }
    Err(TicketError::Forbidden("only who set it, who is reminded or an admin may change it".to_owned()))
}

fn apply(
    c: &mut Conn,
    now: Timestamp,
    reminder: &mut Reminder,
    change: ReminderChange,
) -> Result<(), TicketError> {
    if let Some(user) = change.user_id {
        if !is_active_agent(c, user)? {
            let hint = format!("user {user} is not an active agent");
            return Err(Invalid::field("user_id", hint).given(user.0).into());
        }
        reminder.user_id = user;
    }
    if let Some(text) = change.text {
        reminder.text = one_line(&text);
        if reminder.text.chars().count() > LONGEST_TEXT {
            let hint = format!("is longer than {LONGEST_TEXT} characters");
            return Err(Invalid::too_long("text", LONGEST_TEXT, hint).into());
        }
    }
    if let Some(at) = change.remind_at {
        require_ahead("remind_at", now, at)?;
        reminder.remind_at = at;
        reminder.done_at = None;
    }
    match change.done {
        Some(true) => reminder.done_at = reminder.done_at.or(Some(now)),
        Some(false) => reminder.done_at = None,
        None => {}
    }
    Ok(())
}

fn enqueue(tx: &mut Tx, now: Timestamp, reminder: &Reminder) -> Result<(), TicketError> {
    let job = Remind { id: reminder.id, remind_at: reminder.remind_at.0 };
    jobs::enqueue_at(tx, now, reminder.remind_at, REMIND, &job)?;
    Ok(())
}

/// What the audit tells: how it was before, unless it is new, and how it is now, unless it is gone.
fn event(id: ReminderId, before: Option<&Reminder>, after: Option<&Reminder>) -> Value {
    json!({"type": "Reminder", "id": id, "value": after, "previous_value": before})
}
