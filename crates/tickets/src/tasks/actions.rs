//! Adding, changing, ordering and removing tasks: by staff, on tickets that are not closed.

use base::{Actor, TaskId, TaskTemplateId, TicketId, Timestamp, UserId};
use db::{Conn, Tx};
use http::Invalid;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{Task, TaskState, store};
use crate::{
    access::{access_open_ticket, is_active_agent},
    error::TicketError,
    input::{Patch, patch},
    parts::event,
    store::audits,
    task_templates,
};

/// The most characters of a task's title.
pub(crate) const LONGEST_TITLE: usize = 255;
const MOST_TASKS: usize = 200;

/// What to set on a task; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct TaskChange {
    /// What is to be done.
    pub title: Option<String>,
    /// Whether it is done.
    pub done: Option<bool>,
    /// Which agent does it; null for none.
    #[serde(deserialize_with = "patch")]
    #[schema(value_type = Option<i64>)]
    pub assignee_id: Patch<UserId>,
    /// Until when; null for no time.
    #[serde(deserialize_with = "patch")]
    #[schema(value_type = Option<Timestamp>)]
    pub due_at: Patch<Timestamp>,
}

/// Adds a task behind a ticket's others.
///
/// # Errors
/// When the actor may not work on the ticket, or naming the field that makes no sense.
pub fn add_task(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    ticket: TicketId,
    change: TaskChange,
) -> Result<Task, TicketError> {
    let ticket = access_open_ticket(tx, actor, ticket)?;
    let mut state = open_task(String::new(), place_for(tx, ticket.id, 1)?);
    apply(tx, now, &mut state, change)?;
    let id = store::insert_task(tx, now, ticket.id, &state)?;
    audits::record(tx, now, actor, ticket.id, &[event::<Task>(id.0, None, Some(&state))])?;
    Ok(Task { id, ticket_id: ticket.id, state, created_at: now, updated_at: now })
}

/// The tasks that templates add to a ticket, not stored yet.
///
/// # Errors
/// [`TicketError::Invalid`] when there is no such template, or no room for so many tasks.
pub(crate) fn planned(
    c: &mut Conn,
    ticket: TicketId,
    templates: &[TaskTemplateId],
) -> Result<Vec<TaskState>, TicketError> {
    let mut titles = Vec::new();
    for id in templates {
        let missing =
            || Invalid::field("task_template_ids", format!("there is no task template {id}")).given(id.0);
        titles.extend(task_templates::store::find_template(c, *id)?.ok_or_else(missing)?.tasks);
    }
    if titles.is_empty() {
        return Ok(Vec::new());
    }
    let first = place_for(c, ticket, titles.len())?;
    Ok((first..).zip(titles).map(|(position, title)| open_task(title, position)).collect())
}

/// Stores what was planned for a ticket; the events of it, for the audit of the change that brings it.
pub(crate) fn add_planned(
    tx: &mut Tx,
    now: Timestamp,
    ticket: TicketId,
    planned: &[TaskState],
) -> Result<Vec<Value>, TicketError> {
    let mut events = Vec::new();
    for state in planned {
        let id = store::insert_task(tx, now, ticket, state)?;
        events.push(event::<Task>(id.0, None, Some(state)));
    }
    Ok(events)
}

/// Changes a task: ticks it off, names it anew, gives it to somebody.
///
/// # Errors
/// When there is none, the actor may not, or naming the field that makes no sense.
pub fn change_task(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    (ticket, id): (TicketId, TaskId),
    change: TaskChange,
) -> Result<Task, TicketError> {
    let before = access_task(tx, actor, ticket, id)?;
    let mut task = before.clone();
    apply(tx, now, &mut task.state, change)?;
    if task != before {
        task.updated_at = now;
        store::update_task(tx, now, id, &task.state)?;
        let changed = event::<Task>(id.0, Some(&before.state), Some(&task.state));
        audits::record(tx, now, actor, ticket, &[changed])?;
    }
    Ok(task)
}

/// Removes a task.
///
/// # Errors
/// When there is none or the actor may not.
pub fn delete_task(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    (ticket, id): (TicketId, TaskId),
) -> Result<(), TicketError> {
    let gone = access_task(tx, actor, ticket, id)?;
    store::delete_task(tx, id)?;
    audits::record(tx, now, actor, ticket, &[event::<Task>(id.0, Some(&gone.state), None)])?;
    Ok(())
}

/// Puts a ticket's tasks in this order; those not named follow as they stood.
///
/// # Errors
/// When the actor may not, or one of them is not the ticket's.
pub fn reorder_tasks(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    ticket: TicketId,
    ids: &[TaskId],
) -> Result<Vec<Task>, TicketError> {
    access_open_ticket(tx, actor, ticket)?;
    let mut tasks = store::list_tasks(tx, ticket)?;
    if let Some((index, id)) = ids.iter().enumerate().find(|(_, id)| tasks.iter().all(|task| task.id != **id))
    {
        let hint = format!("task {id} is not on this ticket");
        return Err(Invalid::field("task_ids", hint).given(id.0).at(index).into());
    }
    tasks.sort_by_key(|task| ids.iter().position(|id| *id == task.id).unwrap_or(ids.len()));
    let mut events = Vec::new();
    for (position, task) in (0..).zip(&mut tasks) {
        if task.state.position != position {
            let before = task.state.clone();
            task.state.position = position;
            task.updated_at = now;
            store::update_task(tx, now, task.id, &task.state)?;
            events.push(event::<Task>(task.id.0, Some(&before), Some(&task.state)));
        }
    }
    if !events.is_empty() {
        audits::record(tx, now, actor, ticket, &events)?;
    }
    Ok(tasks)
}

fn access_task(c: &mut Conn, actor: &Actor, ticket: TicketId, id: TaskId) -> Result<Task, TicketError> {
    access_open_ticket(c, actor, ticket)?;
    store::find_task(c, ticket, id)?.ok_or(TicketError::NotFound)
}

fn open_task(title: String, position: i64) -> TaskState {
    TaskState { title, done_at: None, assignee_id: None, due_at: None, position }
}

/// The place behind a ticket's tasks, where so many more fit.
fn place_for(c: &mut Conn, ticket: TicketId, count: usize) -> Result<i64, TicketError> {
    let tasks = store::list_tasks(c, ticket)?;
    if tasks.len() + count > MOST_TASKS {
        let hint = format!("a ticket has at most {MOST_TASKS} tasks");
        return Err(Invalid::too_long("tasks", MOST_TASKS, hint).into());
    }
    Ok(tasks.last().map_or(0, |last| last.state.position + 1))
}

fn apply(c: &mut Conn, now: Timestamp, state: &mut TaskState, change: TaskChange) -> Result<(), TicketError> {
    if let Some(title) = change.title {
        state.title = one_line(&title);
    }
    require_title("title", &state.title)?;
    match change.done {
        Some(true) => state.done_at = state.done_at.or(Some(now)),
        Some(false) => state.done_at = None,
        None => {}
    }
    if let Some(assignee_id) = change.assignee_id {
        if let Some(id) = assignee_id {
            require_agent(c, id)?;
        }
        state.assignee_id = assignee_id;
    }
    if let Some(due_at) = change.due_at {
        state.due_at = due_at;
    }
    Ok(())
}

/// A title as it is kept: in one line.
pub(crate) fn one_line(title: &str) -> String {
    title
        .split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Refuses a title that is empty or too long.
pub(crate) fn require_title(field: &str, title: &str) -> Result<(), Invalid> {
    if title.is_empty() {
        return Err(Invalid::blank(field));
    }
    if title.chars().count() > LONGEST_TITLE {
        let hint = format!("is longer than {LONGEST_TITLE} characters");
        return Err(Invalid::too_long(field, LONGEST_TITLE, hint));
    }
    Ok(())
}

fn require_agent(c: &mut Conn, id: UserId) -> Result<(), TicketError> {
    if is_active_agent(c, id)? {
        return Ok(());
    }
    Err(Invalid::field("assignee_id", format!("user {id} is not an active agent")).given(id.0).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_line_of_at_most_255_characters() {
        assert_eq!(one_line("  Call\n the\u{7}shop "), "Call the shop");
        assert!(require_title("title", &one_line(" \n")).is_err());
        assert!(require_title("title", &"é".repeat(LONGEST_TITLE)).is_ok());
        assert!(require_title("title", &"é".repeat(LONGEST_TITLE + 1)).is_err());
    }
}
