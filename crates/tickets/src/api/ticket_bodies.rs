//! Tickets as lists and answers show them: with what differs by asker, and with what is side-loaded.

use std::collections::{HashMap, HashSet};

use base::{Actor, TicketId, UserId};
use db::{Conn, Page};
use http::{ApiError, PageBody, Query, render_page};
use serde_json::Value;

use super::{
    shape::{TicketBody, ViaBody},
    side_loads::{group_bodies, organization_bodies, user_bodies},
};
use crate::{
    model::Ticket,
    side_conversations,
    store::{audits, tickets as store, waiting},
    ticket_fields,
};

/// The shape of a page of tickets, with what `include` asks for beside it.
pub(super) fn render_tickets(
    c: &mut Conn,
    actor: &Actor,
    page: Page<Ticket>,
    query: &Query,
) -> Result<PageBody, ApiError> {
    let side_loads = side_load(c, actor, &page.rows, query)?;
    let bodies = ticket_bodies(c, actor, &page.rows, query.origin())?;
    let mut bodies = bodies.into_iter();
    let page = page.map(|_| bodies.next());
    let mut body = render_page("tickets", &page, query)?;
    body.extend(side_loads);
    Ok(body)
}

/// The shapes of tickets, with what differs by asker.
pub(crate) fn ticket_bodies(
    c: &mut Conn,
    actor: &Actor,
    tickets: &[Ticket],
    origin: &str,
) -> Result<Vec<TicketBody>, ApiError> {
    let ids: Vec<TicketId> = tickets.iter().map(|ticket| ticket.id).collect();
    let unread = unread_tickets(c, actor, &ids)?;
    let problems: HashSet<TicketId> = store::has_incidents(c, &ids)?.into_iter().collect();
    let waiting = waiting::list_waiting(c, &ids)?;
    let sources = sources(c, actor, tickets)?;
    let fields = shown_fields(c, actor, tickets)?;
    let body = |ticket: &Ticket| {
        let mut body = TicketBody {
            unread: unread.contains(&ticket.id),
            has_incidents: problems.contains(&ticket.id),
            waiting_since: waiting.get(&ticket.id).copied(),
            via: ViaBody::of_source(ticket.via, sources.get(&ticket.id).unwrap_or(&Value::Null)),
            ..TicketBody::new(ticket, origin)
        };
        for values in [&mut body.custom_fields, &mut body.fields] {
            if let Value::Array(values) = values {
                values.retain(|value| value["id"].as_i64().is_some_and(|id| fields.contains(&id)));
            }
        }
        body
    };
    Ok(tickets.iter().map(body).collect())
}

/// What has something new for the asker; for staff also an answer in a side conversation, of which customers know nothing.
fn unread_tickets(c: &mut Conn, actor: &Actor, ids: &[TicketId]) -> Result<HashSet<TicketId>, ApiError> {
    let Some(user_id) = actor.user_id.filter(|_| !ids.is_empty()) else { return Ok(HashSet::new()) };
    let mut unread: HashSet<TicketId> = store::list_unread(c, user_id, ids)?.into_iter().collect();
    if actor.role.is_staff() {
        unread.extend(side_conversations::store::list_tickets_with_unread(c, user_id, ids)?);
    }
    Ok(unread)
}

/// The fields that the asker sees. A removed one's values stay on the tickets, where nobody does.
fn shown_fields(c: &mut Conn, actor: &Actor, tickets: &[Ticket]) -> Result<HashSet<i64>, ApiError> {
    let has_values =
        |ticket: &Ticket| ticket.custom_fields.as_array().is_some_and(|values| !values.is_empty());
    if !tickets.iter().any(has_values) {
        return Ok(HashSet::new());
    }
    let mut fields = ticket_fields::store::list_fields(c)?;
    fields.retain(|field| actor.role.is_staff() || field.is_for_customers());
    Ok(fields.into_iter().map(|field| field.id.0).collect())
}

/// The mails and older tickets behind tickets. For staff alone: a ticket may be taken for a follow-up of another's.
fn sources(c: &mut Conn, actor: &Actor, tickets: &[Ticket]) -> Result<HashMap<TicketId, Value>, ApiError> {
    if tickets.is_empty() || !actor.role.is_staff() {
        return Ok(HashMap::new());
    }
    let ids: Vec<TicketId> = tickets.iter().map(|ticket| ticket.id).collect();
    Ok(audits::list_first_sources(c, &ids)?)
}

/// The people, groups and organizations of tickets, as far as `include` asks for them.
pub(super) fn side_load(
    c: &mut Conn,
    actor: &Actor,
    tickets: &[Ticket],
    query: &Query,
) -> Result<PageBody, ApiError> {
    let mut body = PageBody::default();
    if query.includes("users") {
        let people = tickets.iter().flat_map(people_of).collect::<HashSet<_>>();
        body.insert("users", &user_bodies(c, actor, &sorted(people), query.origin())?)?;
    }
    if query.includes("groups") {
        let groups = tickets.iter().filter_map(|ticket| ticket.group_id).collect::<HashSet<_>>();
        body.insert("groups", &group_bodies(c, &sorted(groups), query.origin())?)?;
    }
    if query.includes("organizations") {
        let organizations =
            tickets.iter().filter_map(|ticket| ticket.organization_id).collect::<HashSet<_>>();
        body.insert("organizations", &organization_bodies(c, &sorted(organizations), query.origin())?)?;
    }
    Ok(body)
}

fn people_of(ticket: &Ticket) -> Vec<UserId> {
    let mut people = vec![ticket.requester_id, ticket.submitter_id];
    people.extend(ticket.assignee_id);
    people.extend(ticket.preview_author_id);
    people.extend(&ticket.cc_ids);
    people.extend(&ticket.follower_ids);
    people
}

fn sorted<T: Ord>(set: HashSet<T>) -> Vec<T> {
    let mut list: Vec<T> = set.into_iter().collect();
    list.sort();
    list
}
