//! The audit log as a file for spreadsheets: a line for each field that changed.

use axum::response::Response;
use base::{Actor, Locale};
use db::{Conn, DbError, Paging, Position};
use futures::stream;
use http::{ApiError, App};

use super::{
    changes::SettingChange,
    shape::{AuditLogBody, shape, words},
    store::{self, Filter},
};
use crate::spreadsheet::{self, line};

/// Changes that are read at once.
const AT_ONCE: u32 = 500;

const ENGLISH: [&str; 10] =
    ["Time", "Person", "Channel", "Kind", "Id", "What", "Action", "Field", "Before", "After"];
const FRENCH: [&str; 10] =
    ["Date", "Personne", "Canal", "Type", "Id", "Élément", "Action", "Champ", "Avant", "Après"];

/// Writes the changes that a filter admits, the newest first, with titles in the reader's language.
///
/// # Errors
/// When the reader's language cannot be read; what fails later ends the file.
pub(super) async fn write(app: App, actor: Actor, filter: Filter) -> Result<Response, ApiError> {
    let locale = app.db.read(move |c| locale_of(c, &actor)).await?;
    let titles = if locale == Locale::Fr { FRENCH } else { ENGLISH };
    let head = spreadsheet::head(titles.map(str::to_owned).to_vec())?;
    let start = Progress { app, filter, next: Some(Position::Start), head: Some(head) };
    spreadsheet::file("audit-log.csv", stream::try_unfold(start, Progress::step))
}

fn locale_of(c: &mut Conn, actor: &Actor) -> Result<Locale, DbError> {
    let Some(id) = actor.user_id else { return Ok(Locale::default()) };
    Ok(people::store::find_user(c, id)?.map_or_else(Locale::default, |me| me.locale))
}

/// How far the file is.
struct Progress {
    app: App,
    filter: Filter,
    next: Option<Position>,
    head: Option<String>,
}

impl Progress {
    async fn step(mut self) -> Result<Option<(String, Self)>, ApiError> {
        if let Some(head) = self.head.take() {
            return Ok(Some((head, self)));
        }
        let Some(position) = self.next.take() else { return Ok(None) };
        let filter = self.filter.clone();
        let read = self.app.db.read_long(move |c| {
            let page = store::page(c, &filter, true, &Paging::Cursor { size: AT_ONCE, position })?;
            shape(c, page, "")
        });
        let page = read.await?;
        let lines = page.rows.iter().flat_map(|body| body.changes.iter().map(|change| cells(body, change)));
        let text: String = lines.map(line).collect::<Result<_, _>>()?;
        self.next = page.last.filter(|_| page.has_next).map(Position::After);
        Ok(Some((text, self)))
    }
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
