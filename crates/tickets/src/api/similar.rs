//! Open tickets that a new one may repeat.

use std::sync::Arc;

use axum::{Extension, extract::State};
use base::{Actor, Timestamp, UserId};
use db::Conn;
use http::{ApiError, App, Json, Query, Staff};
use search::{Index, Paging, Sort};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    search::{resolve, visible_tickets},
    shape::TicketBody,
    ticket_bodies::ticket_bodies,
};
use crate::{
    model::{Status, Ticket},
    search_feed::access_of,
    similarity::likeness,
    store::ticket_lists,
};

/// From which likeness on a subject is similar.
const LIKE_ENOUGH: f64 = 0.5;
const SHOWN: usize = 5;
const MOST_FOUND: usize = 20;

/// Open tickets that a new one may repeat, the likeliest first.
#[derive(Serialize, ToSchema)]
pub(super) struct SimilarTicketsResponse {
    tickets: Vec<TicketBody>,
    /// How many there are, those not shown included.
    count: usize,
}

/// Lists open tickets that a new one may repeat. Of the requester, named by `requester_id` or `requester_email`: those
/// with a similar `subject`, or without one all. Without a requester those of anybody that the search finds by the
/// words of the subject.
#[utoipa::path(get, path = "/api/v2/tickets/similar", operation_id = "list_similar_tickets", tag = "tickets",
    params(("requester_id" = Option<i64>, Query), ("requester_email" = Option<String>, Query),
        ("subject" = Option<String>, Query)),
    responses((status = 200, body = SimilarTicketsResponse)))]
pub(super) async fn list_similar_tickets(
    State(app): State<App>,
    Extension(index): Extension<Arc<Index>>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<SimilarTicketsResponse>, ApiError> {
    let now = app.clock.now();
    let list = app.db.read(move |c| {
        let mut tickets = similar(c, &index, &actor, now, &query)?;
        let count = tickets.len();
        tickets.truncate(SHOWN);
        let tickets = ticket_bodies(c, &actor, &tickets, query.origin())?;
        Ok::<_, ApiError>(SimilarTicketsResponse { tickets, count })
    });
    Ok(Json(list.await?))
}

fn similar(
    c: &mut Conn,
    index: &Index,
    actor: &Actor,
    now: Timestamp,
    query: &Query,
) -> Result<Vec<Ticket>, ApiError> {
    let subject = query.text("subject").map(str::trim).filter(|subject| !subject.is_empty());
    let is_asked_of = query.get("requester_id").or(query.get("requester_email")).is_some();
    match (requester(c, query)?, subject) {
        (Some(requester), None) => Ok(ticket_lists::list_unsolved_of(c, requester)?),
        (Some(requester), Some(subject)) => Ok(alike(ticket_lists::list_unsolved_of(c, requester)?, subject)),
        // Whom nobody knows has asked nothing yet.
        (None, Some(subject)) if !is_asked_of => Ok(alike(found(c, index, actor, now, subject)?, subject)),
        (None, _) => Ok(Vec::new()),
    }
}

/// The open tickets that hold all words of a subject.
fn found(
    c: &mut Conn,
    index: &Index,
    actor: &Actor,
    now: Timestamp,
    subject: &str,
) -> Result<Vec<Ticket>, ApiError> {
    let mut words = search::Query::of_words(subject);
    let is_open = search::Query::parse("type:ticket status<solved").map_err(ApiError::internal)?;
    words.clauses.extend(is_open.clauses);
    let asked = resolve(c, actor, now, &words)?;
    let paging = Paging::Offset { offset: 0, limit: MOST_FOUND };
    let hits =
        index.search(&asked, &access_of(actor), Sort::default(), paging).map_err(ApiError::internal)?.hits;
    let mut tickets = visible_tickets(c, actor, &hits)?;
    // The index may be a moment behind.
    tickets.retain(|ticket| ticket.status < Status::Solved);
    Ok(tickets)
}

fn requester(c: &mut Conn, query: &Query) -> Result<Option<UserId>, ApiError> {
    if let Some(id) = query.number("requester_id")? {
        return Ok(Some(UserId(id)));
    }
    let Some(address) = query.get("requester_email") else { return Ok(None) };
    Ok(people::store::find_user_by_email(c, address)?.map(|user| user.id))
}

/// Those that are similar, the most similar first; of equals in the order given.
fn alike(tickets: Vec<Ticket>, subject: &str) -> Vec<Ticket> {
    let with_likeness = tickets.into_iter().map(|ticket| (likeness(&ticket.subject, subject), ticket));
    let mut alike: Vec<(f64, Ticket)> = with_likeness.filter(|(like, _)| *like >= LIKE_ENOUGH).collect();
    alike.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    alike.into_iter().map(|(_, ticket)| ticket).collect()
}
