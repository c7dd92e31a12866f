//! Time entries as a file for spreadsheets.

use std::collections::HashMap;

use axum::{extract::State, response::Response};
use base::{TicketId, UserId};
use db::{Conn, DbError};
use http::{ApiError, App, Query, Staff};

use super::{TimeEntry, api::filter, store::page_entries};
use crate::{spreadsheet, store::tickets};

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
    let titles = app.db.read(move |c| spreadsheet::titles(c, &actor, ENGLISH, FRENCH)).await?;
    spreadsheet::file(app, "time.csv", titles, move |c, paging| {
        let page = page_entries(c, &filter, paging)?;
        Ok((lines(c, &page.rows)?, page.next_position()))
    })
}

fn lines(c: &mut Conn, entries: &[TimeEntry]) -> Result<Vec<Vec<String>>, DbError> {
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
    Ok(entries.iter().map(cells).collect())
}
