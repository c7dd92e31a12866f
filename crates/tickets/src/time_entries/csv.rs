//! Time entries as a file for spreadsheets.

use std::collections::HashMap;

use axum::{extract::State, response::Response};
use base::{Locale, TicketId, UserId};
use db::{Conn, Paging, Position};
use futures::stream;
use http::{ApiError, App, Query, Staff};

use super::{
    TimeEntry,
    api::filter,
    store::{TimeFilter, page_entries},
};
use crate::{spreadsheet, store::tickets};

/// Entries that are read at once.
const AT_ONCE: u32 = 500;

const ENGLISH: [&str; 7] = ["Number", "Ticket", "Subject", "Agent", "When", "Seconds", "Note"];
const FRENCH: [&str; 7] = ["Numéro", "Ticket", "Sujet", "Agent", "Quand", "Secondes", "Note"];

/// Writes the time worked on all tickets as CSV, the newest first; narrowed as the list is.
#[utoipa::path(get, path = "/api/v2/time_entries/csv", operation_id = "export_time_entries", tag = "time entries",
    params(("from" = Option<String>, Query), ("to" = Option<String>, Query), ("user_id" = Option<i64>, Query),
        ("ticket_id" = Option<i64>, Query)),
    responses((status = 200, body = String, content_type = "text/csv")))]
pub(super) async fn export_time_entries(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Response, ApiError> {
    let filter = filter(&query)?;
    let me =
        app.db.read(move |c| actor.user_id.map(|id| people::store::find_user(c, id)).transpose()).await?;
    let titles = match me.flatten().map(|me| me.locale) {
        Some(Locale::Fr) => FRENCH,
        _ => ENGLISH,
    };
    let head = spreadsheet::head(titles.map(str::to_owned).to_vec())?;
    let start = Progress { app, filter, next: Some(Position::Start), head: Some(head) };
    spreadsheet::file("time.csv", stream::try_unfold(start, Progress::step))
}

/// How far the file is.
struct Progress {
    app: App,
    filter: TimeFilter,
    next: Option<Position>,
    head: Option<String>,
}

impl Progress {
    async fn step(mut self) -> Result<Option<(String, Self)>, ApiError> {
        if let Some(head) = self.head.take() {
            return Ok(Some((head, self)));
        }
        let Some(position) = self.next.take() else { return Ok(None) };
        let filter = self.filter;
        let read = self.app.db.read_long(move |c| {
            let page = page_entries(c, &filter, &Paging::Cursor { size: AT_ONCE, position })?;
            let next = page.last.filter(|_| page.has_next).map(Position::After);
            Ok::<_, ApiError>((lines(c, &page.rows)?, next))
        });
        let (lines, next) = read.await?;
        self.next = next;
        Ok(Some((lines, self)))
    }
}

fn lines(c: &mut Conn, entries: &[TimeEntry]) -> Result<String, ApiError> {
    let tickets: Vec<TicketId> = entries.iter().map(|entry| entry.ticket_id).collect();
    let users: Vec<UserId> = entries.iter().map(|entry| entry.state.user_id).collect();
    let subjects: HashMap<TicketId, String> =
        tickets::list_tickets(c, &tickets)?.into_iter().map(|ticket| (ticket.id, ticket.subject)).collect();
    let names: HashMap<UserId, String> =
        people::store::find_users(c, &users)?.into_iter().map(|user| (user.id, user.name)).collect();
    let cells = |entry: &TimeEntry| {
        vec![
            entry.id.to_string(),
            entry.ticket_id.to_string(),
            subjects.get(&entry.ticket_id).cloned().unwrap_or_default(),
            names.get(&entry.state.user_id).cloned().unwrap_or_default(),
            entry.state.spent_at.to_string(),
            entry.state.seconds.to_string(),
            entry.state.note.clone(),
        ]
    };
    entries.iter().map(|entry| spreadsheet::line(cells(entry))).collect()
}
