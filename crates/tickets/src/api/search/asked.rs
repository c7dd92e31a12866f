//! What a request asks the index.

use base::{Actor, Timestamp};
use db::Conn;
use http::{ApiError, Query};
use search::{Access, Clause, Condition, Direction, Kind, Resolved, Sort, SortKey};

use super::names::DeskNames;
use crate::search_feed::access_of;

/// A query that is ready to be run for whoever asked it.
pub(super) struct Asked {
    /// What to find.
    pub query: Resolved,
    /// What they may find.
    pub access: Access,
    /// In which order.
    pub sort: Sort,
}

impl Asked {
    /// Reads a request's `query`, `sort_by` and `sort_order`; `only` finds nothing but this kind. End users find
    /// nothing but tickets.
    pub fn read(
        c: &mut Conn,
        actor: &Actor,
        now: Timestamp,
        request: &Query,
        only: Option<Kind>,
    ) -> Result<Self, ApiError> {
        let query = parse(actor, request.text("query").unwrap_or_default(), only)?;
        let sort = sort(request, query.sort())?;
        Ok(Self { query: resolve(c, actor, now, &query)?, access: access_of(actor), sort })
    }
}

/// What a text finds for the actor, and what they may find; `only` finds nothing but this kind.
///
/// # Errors
/// When the text makes no sense.
pub(crate) fn asked_by(
    c: &mut Conn,
    actor: &Actor,
    now: Timestamp,
    text: &str,
    only: Option<Kind>,
) -> Result<(Resolved, Access), ApiError> {
    let query = parse(actor, text, only)?;
    Ok((resolve(c, actor, now, &query)?, access_of(actor)))
}

fn parse(actor: &Actor, text: &str, only: Option<Kind>) -> Result<search::Query, ApiError> {
    let mut query = search::Query::parse(text).map_err(|error| ApiError::unprocessable(error.to_string()))?;
    let only = if actor.role.is_staff() { only } else { Some(Kind::Ticket) };
    if let Some(kind) = only {
        query.clauses.extend(excluding_all_but(kind));
    }
    Ok(query)
}

/// A query with its names and times settled, in the asker's own time zone.
pub(in crate::api) fn resolve(
    c: &mut Conn,
    actor: &Actor,
    now: Timestamp,
    query: &search::Query,
) -> Result<Resolved, ApiError> {
    let me = match actor.user_id {
        Some(id) => people::store::find_user(c, id)?,
        None => None,
    };
    let zone =
        me.and_then(|user| jiff::tz::TimeZone::get(&user.time_zone).ok()).unwrap_or(jiff::tz::TimeZone::UTC);
    let names = DeskNames::new(c, *actor);
    let resolved = query.resolve(&names, &now.to_jiff().to_zoned(zone));
    names.into_failure().map_or(Ok(resolved), |error| Err(error.into()))
}

/// Conditions that leave one kind. Adding `type:` instead would widen a query that names another type already.
fn excluding_all_but(kind: Kind) -> impl Iterator<Item = Clause> {
    let others = Kind::ALL.into_iter().filter(move |other| *other != kind);
    others.map(|other| Clause { negated: true, condition: Condition::Kind(other) })
}

/// The order that the parameters ask for, or else the query itself.
fn sort(request: &Query, written: Sort) -> Result<Sort, ApiError> {
    let key = match request.get("sort_by") {
        Some(name) => sort_key(name)?,
        None => written.key,
    };
    let direction = match request.get("sort_order") {
        Some("asc") => Direction::Ascending,
        Some(_) => Direction::Descending,
        None => written.direction,
    };
    Ok(Sort { key, direction })
}

fn sort_key(name: &str) -> Result<SortKey, ApiError> {
    Ok(match name {
        "relevance" => SortKey::Relevance,
        "created_at" => SortKey::Created,
        "updated_at" => SortKey::Updated,
        "priority" => SortKey::Priority,
        "status" => SortKey::Status,
        "ticket_type" => SortKey::TicketType,
        _ => {
            return Err(ApiError::unprocessable(
                "sort_by: write relevance, created_at, updated_at, priority, status or ticket_type",
            ));
        }
    })
}
