//! Tickets, their tags and their people.

use std::collections::HashMap;

use base::{TicketId, Timestamp, UserId};
use db::{Conn, DbError, FromColumn, Listing, Page, Paging, Row, Sql, Tx, params};

use super::ticket_counts;
use crate::{model::Ticket, ticket_fields::store::index_values};

/// A ticket's columns, in the order [`read_ticket`] takes them.
pub const COLUMNS: &str = "t.id, t.subject, t.description, t.status, t.custom_status_id, t.brand_id, t.form_id, t.priority, t.type, t.requester_id, \
    t.submitter_id, t.assignee_id, t.group_id, t.organization_id, t.problem_id, t.external_id, t.via, t.recipient, \
    t.due_at, t.custom_fields, t.comment_count, t.preview, t.preview_author_id, t.latest_comment_at, t.created_at, \
    t.updated_at, t.generated_at, t.solved_at, t.deleted_at";

const BY_IDS: &str = "SELECT t.id, t.subject, t.description, t.status, t.custom_status_id, t.brand_id, t.form_id, t.priority, t.type, t.requester_id, \
    t.submitter_id, t.assignee_id, t.group_id, t.organization_id, t.problem_id, t.external_id, t.via, t.recipient, \
    t.due_at, t.custom_fields, t.comment_count, t.preview, t.preview_author_id, t.latest_comment_at, t.created_at, \
    t.updated_at, t.generated_at, t.solved_at, t.deleted_at FROM tickets t WHERE t.id IN ";

/// A ticket from a row, still without tags and people.
fn read_ticket(row: &Row<'_>) -> Result<Ticket, DbError> {
    Ok(Ticket {
        id: row.take()?,
        subject: row.take()?,
        description: row.take()?,
        status: row.take()?,
        custom_status_id: row.take()?,
        brand_id: row.take()?,
        form_id: row.take()?,
        priority: row.take()?,
        kind: row.take()?,
        requester_id: row.take()?,
        submitter_id: row.take()?,
        assignee_id: row.take()?,
        group_id: row.take()?,
        organization_id: row.take()?,
        problem_id: row.take()?,
        external_id: row.take()?,
        via: row.take()?,
        recipient: row.take()?,
        due_at: row.take()?,
        custom_fields: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
        comment_count: row.take()?,
        preview: row.take()?,
        preview_author_id: row.take()?,
        latest_comment_at: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
        generated_at: row.take()?,
        solved_at: row.take()?,
        deleted_at: row.take()?,
        tags: Vec::new(),
        cc_ids: Vec::new(),
        follower_ids: Vec::new(),
    })
}

/// A ticket, deleted or not.
///
/// # Errors
/// When the query fails.
pub fn find_ticket(c: &mut Conn, id: TicketId) -> Result<Option<Ticket>, DbError> {
    Ok(list_tickets(c, &[id])?.pop())
}

/// The tickets of these ids that exist, deleted or not, by id.
///
/// # Errors
/// When the query fails.
pub fn list_tickets(c: &mut Conn, ids: &[TicketId]) -> Result<Vec<Ticket>, DbError> {
    let mut sql = Sql::new(BY_IDS);
    sql.list(ids).push(" ORDER BY t.id");
    let mut tickets = sql.query(c, read_ticket)?;
    fill_lists(c, &mut tickets)?;
    Ok(tickets)
}

/// A page of tickets with their tags and people.
pub(super) fn page_tickets(
    c: &mut Conn,
    listing: &Listing,
    paging: &Paging,
) -> Result<Page<Ticket>, DbError> {
    let mut page = listing.page(c, paging, read_ticket)?;
    fill_lists(c, &mut page.rows)?;
    Ok(page)
}

/// Fills in the tags and people of tickets that were just read.
fn fill_lists(c: &mut Conn, tickets: &mut [Ticket]) -> Result<(), DbError> {
    if tickets.is_empty() {
        return Ok(());
    }
    let ids: Vec<TicketId> = tickets.iter().map(|ticket| ticket.id).collect();
    let mut tags: HashMap<TicketId, Vec<String>> =
        pairs(c, "SELECT ticket_id, tag FROM ticket_tags WHERE ticket_id IN ", &ids, " ORDER BY tag")?;
    let ccs = "SELECT ticket_id, user_id FROM ticket_people WHERE kind = 'cc' AND ticket_id IN ";
    let mut ccs: HashMap<TicketId, Vec<UserId>> = pairs(c, ccs, &ids, " ORDER BY user_id")?;
    let followers = "SELECT ticket_id, user_id FROM ticket_people WHERE kind = 'follower' AND ticket_id IN ";
    let mut followers: HashMap<TicketId, Vec<UserId>> = pairs(c, followers, &ids, " ORDER BY user_id")?;
    for ticket in tickets {
        ticket.tags = tags.remove(&ticket.id).unwrap_or_default();
        ticket.cc_ids = ccs.remove(&ticket.id).unwrap_or_default();
        ticket.follower_ids = followers.remove(&ticket.id).unwrap_or_default();
    }
    Ok(())
}

fn pairs<T: FromColumn>(
    c: &mut Conn,
    select: &'static str,
    ids: &[TicketId],
    order: &'static str,
) -> Result<HashMap<TicketId, Vec<T>>, DbError> {
    let mut sql = Sql::new(select);
    sql.list(ids).push(order);
    let mut found: HashMap<TicketId, Vec<T>> = HashMap::new();
    for (id, value) in sql.query(c, |row| Ok((row.take::<TicketId>()?, row.take::<T>()?)))? {
        found.entry(id).or_default().push(value);
    }
    Ok(found)
}

/// Stores a new ticket under the next number, or under `number` (imports).
///
/// # Errors
/// [`DbError::Constraint`] when the number is taken or a person does not exist.
pub fn insert_ticket(tx: &mut Tx, ticket: &Ticket) -> Result<TicketId, DbError> {
    let id = tx.insert(
        "INSERT INTO tickets (subject, description, status, priority, type, requester_id, submitter_id, assignee_id, \
         group_id, organization_id, problem_id, external_id, via, recipient, due_at, custom_fields, comment_count, \
         preview, preview_author_id, latest_comment_at, created_at, updated_at, generated_at, solved_at, \
         custom_status_id, form_id, brand_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, \
         $23, $24, $25, $26, $27) RETURNING id",
        params![
            ticket.subject,
            ticket.description,
            ticket.status,
            ticket.priority,
            ticket.kind,
            ticket.requester_id,
            ticket.submitter_id,
            ticket.assignee_id,
            ticket.group_id,
            ticket.organization_id,
            ticket.problem_id,
            ticket.external_id,
            ticket.via,
            ticket.recipient,
            ticket.due_at,
            ticket.custom_fields.to_string(),
            ticket.comment_count,
            ticket.preview,
            ticket.preview_author_id,
            ticket.latest_comment_at,
            ticket.created_at,
            ticket.updated_at,
            ticket.generated_at,
            ticket.solved_at,
            ticket.custom_status_id,
            ticket.form_id,
            ticket.brand_id,
        ],
    )?;
    insert_lists(tx, id, ticket)?;
    if ticket.custom_fields.as_array().is_some_and(|values| !values.is_empty()) {
        index_values(tx, id, ticket)?;
    }
    ticket_counts::follow(tx, None, Some(ticket))?;
    Ok(id)
}

/// Stores a ticket as it is now; `before` tells which lists differ.
///
/// # Errors
/// [`DbError::Constraint`] when a person or group does not exist.
pub fn update_ticket(tx: &mut Tx, before: &Ticket, ticket: &Ticket) -> Result<(), DbError> {
    tx.execute(
        "UPDATE tickets SET subject = $1, status = $2, priority = $3, type = $4, requester_id = $5, assignee_id = $6, \
         group_id = $7, organization_id = $8, problem_id = $9, external_id = $10, due_at = $11, custom_fields = $12, \
         comment_count = $13, preview = $14, preview_author_id = $15, latest_comment_at = $16, updated_at = $17, \
         generated_at = $18, solved_at = $19, deleted_at = $20, description = $21, custom_status_id = $22, \
         form_id = $23, recipient = $24, brand_id = $25 WHERE id = $26",
        params![
            ticket.subject,
            ticket.status,
            ticket.priority,
            ticket.kind,
            ticket.requester_id,
            ticket.assignee_id,
            ticket.group_id,
            ticket.organization_id,
            ticket.problem_id,
            ticket.external_id,
            ticket.due_at,
            ticket.custom_fields.to_string(),
            ticket.comment_count,
            ticket.preview,
            ticket.preview_author_id,
            ticket.latest_comment_at,
            ticket.updated_at,
            ticket.generated_at,
            ticket.solved_at,
            ticket.deleted_at,
            ticket.description,
            ticket.custom_status_id,
            ticket.form_id,
            ticket.recipient,
            ticket.brand_id,
            ticket.id,
        ],
    )?;
    ticket_counts::follow(tx, Some(before), Some(ticket))?;
    if before.custom_fields != ticket.custom_fields {
        index_values(tx, ticket.id, ticket)?;
    }
    let same_lists = before.tags == ticket.tags
        && before.cc_ids == ticket.cc_ids
        && before.follower_ids == ticket.follower_ids;
    if same_lists {
        return Ok(());
    }
    tx.execute("DELETE FROM ticket_tags WHERE ticket_id = $1", params![ticket.id])?;
    tx.execute("DELETE FROM ticket_people WHERE ticket_id = $1", params![ticket.id])?;
    insert_lists(tx, ticket.id, ticket)
}

fn insert_lists(tx: &mut Tx, id: TicketId, ticket: &Ticket) -> Result<(), DbError> {
    for tag in &ticket.tags {
        tx.execute("INSERT INTO ticket_tags (ticket_id, tag) VALUES ($1, $2)", params![id, tag])?;
    }
    let people = [("cc", &ticket.cc_ids), ("follower", &ticket.follower_ids)];
    for (kind, users) in people {
        for user in users {
            tx.execute(
                "INSERT INTO ticket_people (ticket_id, kind, user_id) VALUES ($1, $2, $3)",
                params![id, kind, user],
            )?;
        }
    }
    Ok(())
}

/// Removes a ticket for good, with its comments.
///
/// # Errors
/// When the statement fails.
pub fn delete_ticket(tx: &mut Tx, id: TicketId) -> Result<(), DbError> {
    tx.execute("DELETE FROM tickets WHERE id = $1", params![id]).map(|_| ())
}

/// Which of these tickets have something new for this person.
///
/// # Errors
/// When the query fails.
pub fn list_unread(c: &mut Conn, user_id: UserId, ids: &[TicketId]) -> Result<Vec<TicketId>, DbError> {
    let mut sql = Sql::new(
        "SELECT t.id FROM tickets t LEFT JOIN ticket_reads r ON r.ticket_id = t.id AND r.user_id = ",
    );
    sql.bind(user_id);
    sql.push(" WHERE (r.read_at IS NULL OR r.read_at < t.latest_comment_at) AND t.preview_author_id <> ")
        .bind(user_id);
    sql.push(" AND t.id IN ").list(ids);
    sql.query(c, |row| row.take())
}

/// Notes that a person has read a ticket up to `now`.
///
/// # Errors
/// When the statement fails.
pub fn mark_read(tx: &mut Tx, user_id: UserId, id: TicketId, now: Timestamp) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO ticket_reads (user_id, ticket_id, read_at) VALUES ($1, $2, $3) \
         ON CONFLICT (user_id, ticket_id) DO UPDATE SET read_at = excluded.read_at",
        params![user_id, id, now],
    )
    .map(|_| ())
}

/// Whether any ticket names this one as its problem.
///
/// # Errors
/// When the query fails.
pub fn has_incidents(c: &mut Conn, ids: &[TicketId]) -> Result<Vec<TicketId>, DbError> {
    let mut sql = Sql::new("SELECT DISTINCT problem_id FROM tickets WHERE problem_id IN ");
    sql.list(ids);
    sql.query(c, |row| row.take())
}
