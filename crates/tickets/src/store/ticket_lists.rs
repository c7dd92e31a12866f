//! Lists of tickets.

use base::{BrandId, OrganizationId, TicketId, Timestamp, UserId};
use db::{Conn, DbError, Listing, Page, Paging, Sql};

use super::{
    conditions::push_conditions,
    ticket_counts,
    tickets::{COLUMNS, page_tickets},
};
use crate::{
    conditions::{Asker, Conditions},
    error::TicketError,
    model::{Status, Ticket},
    order::TicketOrder,
};

/// Which tickets to list; what is `None` does not matter. Deleted ones never are.
#[derive(Clone, Debug, Default)]
pub struct TicketFilter {
    /// Asked for by this person.
    pub requester_id: Option<UserId>,
    /// To be answered by this agent.
    pub assignee_id: Option<UserId>,
    /// With copies to this person.
    pub cc_id: Option<UserId>,
    /// Of this organization.
    pub organization_id: Option<OrganizationId>,
    /// Incidents of this problem.
    pub problem_id: Option<TicketId>,
    /// With this id in another system.
    pub external_id: Option<String>,
}

impl TicketFilter {
    fn from(&self) -> Sql {
        let mut from = not_deleted();
        if let Some(requester) = self.requester_id {
            from.push(" AND t.requester_id = ").bind(requester);
        }
        if let Some(assignee) = self.assignee_id {
            from.push(" AND t.assignee_id = ").bind(assignee);
        }
        if let Some(person) = self.cc_id {
            from.push(" AND t.id IN (SELECT ticket_id FROM ticket_people WHERE kind = 'cc' AND user_id = ")
                .bind(person)
                .push(")");
        }
        if let Some(organization) = self.organization_id {
            from.push(" AND t.organization_id = ").bind(organization);
        }
        if let Some(problem) = self.problem_id {
            from.push(" AND t.problem_id = ").bind(problem);
        }
        if let Some(external_id) = &self.external_id {
            from.push(" AND t.external_id = ").bind(external_id);
        }
        from
    }
}

fn not_deleted() -> Sql {
    Sql::new("FROM tickets t WHERE t.deleted_at IS NULL")
}

fn listing(from: Sql, (order, descending): (TicketOrder, bool)) -> Listing {
    let sort = match order {
        TicketOrder::Id => "t.id",
        TicketOrder::CreatedAt => "t.created_at",
        TicketOrder::UpdatedAt => "t.updated_at",
        TicketOrder::LatestCommentAt => "t.latest_comment_at",
        TicketOrder::Priority => "COALESCE(t.priority, -1)",
        TicketOrder::Status => "t.status",
        TicketOrder::Subject => "t.subject",
        // As the index has it: whoever does not wait comes after everyone who does.
        TicketOrder::WaitingSince => "COALESCE(t.waiting_since, 9000000000000000)",
        TicketOrder::DueAt => "COALESCE(t.due_at, 9000000000000000)",
    };
    Listing { columns: COLUMNS, from, sort, descending, id: "t.id" }
}

/// A page of the tickets that pass a filter, in an order that may descend.
///
/// # Errors
/// When the query fails or the cursor is of another order.
pub fn page_filtered(
    c: &mut Conn,
    filter: &TicketFilter,
    order: (TicketOrder, bool),
    paging: &Paging,
) -> Result<Page<Ticket>, DbError> {
    page_tickets(c, &listing(filter.from(), order), paging)
}

/// How many tickets pass a filter.
///
/// # Errors
/// When the query fails.
pub fn count_filtered(c: &mut Conn, filter: &TicketFilter) -> Result<i64, DbError> {
    listing(filter.from(), (TicketOrder::Id, false)).count(c)
}

/// A page of the tickets that fulfil conditions, for whoever asks.
///
/// # Errors
/// When a condition makes no sense, the query fails, or the cursor is of another order.
pub fn page_fulfilling(
    c: &mut Conn,
    conditions: &Conditions,
    asker: &Asker,
    order: (TicketOrder, bool),
    paging: &Paging,
) -> Result<Page<Ticket>, TicketError> {
    Ok(page_tickets(c, &listing(fulfilling(conditions, asker)?, order), paging)?)
}

/// How many tickets fulfil conditions, for whoever asks.
///
/// # Errors
/// When a condition makes no sense or the query fails.
pub fn count_fulfilling(c: &mut Conn, conditions: &Conditions, asker: &Asker) -> Result<i64, TicketError> {
    if let Some(count) = ticket_counts::count_fulfilling(c, conditions, asker)? {
        return Ok(count);
    }
    Ok(listing(fulfilling(conditions, asker)?, (TicketOrder::Id, false)).count(c)?)
}

/// The numbers of the tickets that fulfil conditions, lowest first, at most `limit`.
///
/// # Errors
/// When a condition makes no sense or the query fails.
pub(crate) fn list_ids_fulfilling(
    c: &mut Conn,
    conditions: &Conditions,
    asker: &Asker,
    limit: usize,
) -> Result<Vec<TicketId>, TicketError> {
    let mut sql = Sql::new("SELECT t.id ");
    sql.append(&fulfilling(conditions, asker)?).push(" ORDER BY t.id LIMIT ");
    sql.bind(i64::try_from(limit).unwrap_or(i64::MAX));
    Ok(sql.query(c, |row| row.take())?)
}

fn fulfilling(conditions: &Conditions, asker: &Asker) -> Result<Sql, TicketError> {
    let mut from = not_deleted();
    push_conditions(&mut from, conditions, asker)?;
    Ok(from)
}

/// A page of the deleted tickets, the last deleted first.
///
/// # Errors
/// When the query fails or the cursor is of another order.
pub fn page_deleted(c: &mut Conn, paging: &Paging) -> Result<Page<Ticket>, DbError> {
    let from = Sql::new("FROM tickets t WHERE t.deleted_at IS NOT NULL");
    let listing = Listing { columns: COLUMNS, from, sort: "t.deleted_at", descending: true, id: "t.id" };
    page_tickets(c, &listing, paging)
}

/// A page of the tickets that changed since a time, the deleted ones too, in the order they changed in.
///
/// # Errors
/// When the query fails or the cursor is of another order.
pub fn page_changed_since(c: &mut Conn, start: Timestamp, paging: &Paging) -> Result<Page<Ticket>, DbError> {
    let mut from = Sql::new("FROM tickets t WHERE t.generated_at >= ");
    from.bind(start);
    let listing = Listing { columns: COLUMNS, from, sort: "t.generated_at", descending: false, id: "t.id" };
    page_tickets(c, &listing, paging)
}

/// The tickets that somebody asked for and that are not solved, the newest change first; at most a hundred.
///
/// # Errors
/// When the query fails.
pub(crate) fn list_unsolved_of(c: &mut Conn, requester: UserId) -> Result<Vec<Ticket>, DbError> {
    let mut from = not_deleted();
    from.push(" AND t.status < ").bind(Status::Solved).push(" AND t.requester_id = ").bind(requester);
    let paging = Paging::Offset { page: 1, per_page: 100 };
    Ok(page_tickets(c, &listing(from, (TicketOrder::UpdatedAt, true)), &paging)?.rows)
}

/// The incidents of a problem that are not solved yet, by number.
///
/// # Errors
/// When the query fails.
pub(crate) fn list_unsolved_incidents(c: &mut Conn, problem: TicketId) -> Result<Vec<TicketId>, DbError> {
    let mut sql = Sql::new("SELECT id FROM tickets WHERE deleted_at IS NULL AND status < ");
    sql.bind(Status::Solved).push(" AND problem_id = ").bind(problem).push(" ORDER BY id");
    sql.query(c, |row| row.take())
}

/// The tickets of a brand that can still be changed.
///
/// # Errors
/// When the query fails.
pub(crate) fn list_unclosed_of_brand(c: &mut Conn, brand: BrandId) -> Result<Vec<TicketId>, DbError> {
    let mut sql = Sql::new("SELECT id FROM tickets WHERE deleted_at IS NULL AND status < ");
    sql.bind(Status::Closed).push(" AND brand_id = ").bind(brand).push(" ORDER BY id");
    sql.query(c, |row| row.take())
}
