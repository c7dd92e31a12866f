//! The audit log as a file for spreadsheets: a line for each field that changed.

use axum::response::Response;
use base::Actor;
use http::{ApiError, App};

use super::{
    changes::SettingChange,
    shape::{AuditLogBody, shape, words},
    store::{self, Filter},
};
use crate::spreadsheet;

const ENGLISH: [&str; 10] =
    ["Time", "Person", "Channel", "Kind", "Id", "What", "Action", "Field", "Before", "After"];
const FRENCH: [&str; 10] =
    ["Date", "Personne", "Canal", "Type", "Id", "Élément", "Action", "Champ", "Avant", "Après"];

/// Writes the changes that a filter admits, the newest first, with titles in the reader's language.
///
/// # Errors
/// When the reader's language cannot be read; what fails later ends the file.
pub(super) async fn write(app: App, actor: Actor, filter: Filter) -> Result<Response, ApiError> {
    let titles = app.db.read(move |c| spreadsheet::titles(c, &actor, ENGLISH, FRENCH)).await?;
    spreadsheet::file(app, "audit-log.csv", titles, move |c, paging| {
        let page = store::page(c, &filter, true, paging)?;
        let page = shape(c, page, "")?;
        let lines = page.rows.iter().flat_map(|body| body.changes.iter().map(|change| cells(body, change)));
        Ok((lines.collect(), page.next_position()))
    })
}

fn cells(body: &AuditLogBody, change: &SettingChange) -> Vec<String> {
    vec![
        body.created_at.to_string(),
        body.actor_name.clone(),
        body.via.to_owned(),
        body.source_type.to_owned(),
        body.source_id.to_string(),
        body.source_label.clone(),
        body.action_label.to_owned(),
        change.field.clone(),
        words(&change.previous_value),
        words(&change.value),
    ]
}
