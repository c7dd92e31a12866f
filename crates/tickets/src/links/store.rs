//! The SQL of links.

use base::{TicketId, Timestamp};
use db::{Conn, DbError, Tx, params};

use super::{Link, LinkKind};

/// A ticket's links: its parent, its children, then what is related, each by number.
///
/// # Errors
/// When a query fails.
pub fn list_links(c: &mut Conn, id: TicketId) -> Result<Vec<Link>, DbError> {
    let of = |kind| move |ticket_id| Link { kind, ticket_id };
    let mut links: Vec<Link> = find_parent(c, id)?.into_iter().map(of(LinkKind::Parent)).collect();
    links.extend(list_children(c, id)?.into_iter().map(of(LinkKind::Child)));
    links.extend(list_related(c, id)?.into_iter().map(of(LinkKind::Related)));
    Ok(links)
}

/// The ticket that this one is a part of.
///
/// # Errors
/// When the query fails.
pub fn find_parent(c: &mut Conn, child: TicketId) -> Result<Option<TicketId>, DbError> {
    c.find("SELECT parent_id FROM child_tickets WHERE child_id = $1", params![child], |row| row.take())
}

/// The tickets that this one is a part of, directly or not, the nearest first.
///
/// # Errors
/// When a query fails.
pub(super) fn list_ancestors(c: &mut Conn, id: TicketId) -> Result<Vec<TicketId>, DbError> {
    let mut ancestors = Vec::new();
    // No circle can be made, so this ends.
    while let Some(parent) = find_parent(c, ancestors.last().copied().unwrap_or(id))? {
        ancestors.push(parent);
    }
    Ok(ancestors)
}

fn list_children(c: &mut Conn, parent: TicketId) -> Result<Vec<TicketId>, DbError> {
    c.query(
        "SELECT child_id FROM child_tickets WHERE parent_id = $1 ORDER BY child_id",
        params![parent],
        |row| row.take(),
    )
}

fn list_related(c: &mut Conn, id: TicketId) -> Result<Vec<TicketId>, DbError> {
    c.query(
        "SELECT second_id AS other_id FROM related_tickets WHERE first_id = $1 \
         UNION SELECT first_id FROM related_tickets WHERE second_id = $1 ORDER BY other_id",
        params![id],
        |row| row.take(),
    )
}

/// Makes one ticket a part of another.
///
/// # Errors
/// [`DbError::Constraint`] when it is a part of one already.
pub(super) fn insert_child(
    tx: &mut Tx,
    now: Timestamp,
    parent: TicketId,
    child: TicketId,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO child_tickets (child_id, parent_id, created_at) VALUES ($1, $2, $3)",
        params![child, parent, now],
    )
    .map(|_| ())
}

/// Relates two tickets.
///
/// # Errors
/// [`DbError::Constraint`] when they are related already.
pub(super) fn insert_related(
    tx: &mut Tx,
    now: Timestamp,
    one: TicketId,
    other: TicketId,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO related_tickets (first_id, second_id, created_at) VALUES ($1, $2, $3)",
        params![one.min(other), one.max(other), now],
    )
    .map(|_| ())
}

/// Ends whatever links two tickets.
///
/// # Errors
/// When a statement fails.
pub(super) fn delete_link(tx: &mut Tx, one: TicketId, other: TicketId) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM child_tickets WHERE (child_id = $1 AND parent_id = $2) OR (child_id = $2 AND parent_id = $1)",
        params![one, other],
    )?;
    tx.execute(
        "DELETE FROM related_tickets WHERE first_id = $1 AND second_id = $2",
        params![one.min(other), one.max(other)],
    )
    .map(|_| ())
}
