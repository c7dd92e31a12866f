//! The ordered words of a ticket, as numbers that compare: `status<solved` needs an order.

/// Where a ticket stands, in the order a ticket walks through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the help desk's own words")]
pub enum Status {
    New,
    Open,
    Pending,
    Hold,
    Solved,
    Closed,
}

/// How urgent a ticket is, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the help desk's own words")]
pub enum Priority {
    Low,
    Normal,
    High,
    Urgent,
}

/// What a ticket is about, in alphabetical order, which is how lists sort it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the help desk's own words")]
pub enum TicketType {
    Incident,
    Problem,
    Question,
    Task,
}

/// Names of the statuses by rank, as the query language and the API spell them.
pub(crate) const STATUS_NAMES: &[&str] = &["new", "open", "pending", "hold", "solved", "closed"];
/// Names of the priorities by rank.
pub(crate) const PRIORITY_NAMES: &[&str] = &["low", "normal", "high", "urgent"];
/// Names of the ticket types by rank.
pub(crate) const TICKET_TYPE_NAMES: &[&str] = &["incident", "problem", "question", "task"];
