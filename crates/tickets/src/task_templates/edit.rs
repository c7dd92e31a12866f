//! Making, changing and removing task templates; for admins.

use base::{Actor, TaskTemplateId, Timestamp};
use db::{Conn, Tx};
use http::Invalid;
use people::{
    audit::{self, Entity},
    policy::require_admin,
};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{TaskTemplate, store};
use crate::{
    error::TicketError,
    tasks::{one_line, require_title},
};

const MOST_TASKS: usize = 100;

/// What to set on a task template; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct TaskTemplateChange {
    /// What it is for.
    pub title: Option<String>,
    /// The titles of its tasks, in order.
    pub tasks: Option<Vec<String>>,
}

/// Makes a task template.
///
/// # Errors
/// Unless an admin asks, or naming what makes no sense.
pub fn create_template(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    change: TaskTemplateChange,
) -> Result<TaskTemplate, TicketError> {
    require_admin(actor)?;
    let mut template = TaskTemplate {
        id: TaskTemplateId(0),
        title: String::new(),
        tasks: Vec::new(),
        created_at: now,
        updated_at: now,
    };
    apply(&mut template, change);
    check(tx, &template)?;
    template.id = store::insert_template(tx, &template)?;
    audit::record(tx, now, actor, Entity::TaskTemplate, template.id.0, &audit::creation(&template))?;
    Ok(template)
}

/// Changes a task template; tickets that have its tasks keep them as they are.
///
/// # Errors
/// When there is none, unless an admin asks, or naming what makes no sense.
pub fn update_template(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: TaskTemplateId,
    change: TaskTemplateChange,
) -> Result<TaskTemplate, TicketError> {
    require_admin(actor)?;
    let before = store::find_template(tx, id)?.ok_or(TicketError::NotFound)?;
    let mut template = TaskTemplate { updated_at: now, ..before.clone() };
    apply(&mut template, change);
    check(tx, &template)?;
    store::update_template(tx, &template)?;
    audit::record(tx, now, actor, Entity::TaskTemplate, id.0, &audit::changes(&before, &template))?;
    Ok(template)
}

/// Removes a task template; tickets that have its tasks keep them.
///
/// # Errors
/// When there is none, or unless an admin asks.
pub fn delete_template(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: TaskTemplateId,
) -> Result<(), TicketError> {
    require_admin(actor)?;
    let gone = store::find_template(tx, id)?.ok_or(TicketError::NotFound)?;
    store::delete_template(tx, id)?;
    let events = audit::change("deleted", json!(gone), json!(true));
    audit::record(tx, now, actor, Entity::TaskTemplate, id.0, &events)?;
    Ok(())
}

fn apply(template: &mut TaskTemplate, change: TaskTemplateChange) {
    if let Some(title) = change.title {
        template.title = one_line(&title);
    }
    if let Some(tasks) = change.tasks {
        template.tasks = tasks.iter().map(|title| one_line(title)).collect();
    }
}

fn check(c: &mut Conn, template: &TaskTemplate) -> Result<(), TicketError> {
    require_title("title", &template.title)?;
    let title = template.title.to_lowercase();
    let is_taken = |other: &TaskTemplate| other.id != template.id && other.title.to_lowercase() == title;
    if store::list_templates(c)?.iter().any(is_taken) {
        let hint = "another template has this title";
        return Err(Invalid::duplicate("title", hint).given(template.title.as_str()).into());
    }
    if template.tasks.is_empty() {
        return Err(Invalid::blank("tasks").into());
    }
    if template.tasks.len() > MOST_TASKS {
        let hint = format!("a template has at most {MOST_TASKS} tasks");
        return Err(Invalid::too_long("tasks", MOST_TASKS, hint).into());
    }
    for (index, task) in template.tasks.iter().enumerate() {
        require_title("tasks", task).map_err(|misfit| misfit.at(index))?;
    }
    Ok(())
}
