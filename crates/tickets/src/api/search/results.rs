//! From what the index found to what the database holds.

use std::collections::HashMap;

use base::{Actor, GroupId, OrganizationId, TicketId, UserId};
use db::{Conn, DbError};
use http::{ApiError, PageBody, Query};
use search::{Hit, Kind};
use serde_json::{Value, json};

use crate::{
    api::{
        side_loads::{group_bodies, organization_bodies, user_bodies},
        ticket_bodies::{side_load, ticket_bodies},
    },
    model::Ticket,
    policy,
    store::tickets,
};

/// The shapes of what was found, in the order it was found, and what `include` asks for beside them. What is gone by
/// now, or no business of the asker's, is left out: the index may be a moment behind.
pub(super) fn load_results(
    c: &mut Conn,
    actor: &Actor,
    hits: &[Hit],
    query: &Query,
) -> Result<(Vec<Value>, PageBody), ApiError> {
    let tickets = visible_tickets(c, actor, hits)?;
    let side_loads = side_load(c, actor, &tickets, query)?;
    let mut shapes = HashMap::new();
    let bodies = ticket_bodies(c, actor, &tickets, query.origin())?;
    add_shapes(&mut shapes, Kind::Ticket, json!(bodies));
    if actor.role.is_staff() {
        add_people(c, actor, &mut shapes, hits, query.origin())?;
    }
    let results = hits.iter().filter_map(|hit| shapes.remove(&(hit.kind, hit.id))).collect();
    Ok((results, side_loads))
}

/// The tickets among what was found that are still there and that the actor may see, by id.
pub(in crate::api) fn visible_tickets(
    c: &mut Conn,
    actor: &Actor,
    hits: &[Hit],
) -> Result<Vec<Ticket>, DbError> {
    let ids = ids_of(hits, Kind::Ticket, TicketId);
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut tickets = tickets::list_tickets(c, &ids)?;
    tickets.retain(|ticket| ticket.deleted_at.is_none() && policy::may_see(actor, ticket));
    Ok(tickets)
}

/// The ids of one kind among what was found.
pub(super) fn ids_of<I>(hits: &[Hit], kind: Kind, make: fn(i64) -> I) -> Vec<I> {
    hits.iter().filter(|hit| hit.kind == kind).map(|hit| make(hit.id)).collect()
}

type Shapes = HashMap<(Kind, i64), Value>;

fn add_people(
    c: &mut Conn,
    actor: &Actor,
    shapes: &mut Shapes,
    hits: &[Hit],
    origin: &str,
) -> Result<(), DbError> {
    let mut users = user_bodies(c, actor, &ids_of(hits, Kind::User, UserId), origin)?;
    users.retain(|user| user.active);
    add_shapes(shapes, Kind::User, json!(users));
    let organizations = organization_bodies(c, &ids_of(hits, Kind::Organization, OrganizationId), origin)?;
    add_shapes(shapes, Kind::Organization, json!(organizations));
    let mut groups = group_bodies(c, &ids_of(hits, Kind::Group, GroupId), origin)?;
    groups.retain(|group| !group.deleted);
    add_shapes(shapes, Kind::Group, json!(groups));
    Ok(())
}

fn add_shapes(shapes: &mut Shapes, kind: Kind, bodies: Value) {
    let Value::Array(bodies) = bodies else { return };
    for mut body in bodies {
        let Some(id) = body["id"].as_i64() else { continue };
        body["result_type"] = json!(kind.name());
        shapes.insert((kind, id), body);
    }
}
