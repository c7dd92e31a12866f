//! Who may do what with a ticket, and what follows from a change by itself. No I/O.

use base::{Actor, UserId};

use crate::{
    change::Change,
    model::{Status, Ticket},
};

/// Whether the actor is in on a ticket: staff on all, others on those they asked or are copied on.
pub fn may_see(actor: &Actor, ticket: &Ticket) -> bool {
    actor.role.is_staff() || actor.user_id.is_some_and(|user| is_party(ticket, user))
}

fn is_party(ticket: &Ticket, user: UserId) -> bool {
    ticket.requester_id == user || ticket.cc_ids.contains(&user)
}

/// What customers may do: say something, add people, and mark their own ticket solved.
/// Returns the first thing asked that they may not.
pub fn forbidden_to_end_user(actor: &Actor, ticket: &Ticket, change: &Change) -> Option<&'static str> {
    let solves_own = change.status == Some(Status::Solved) && actor.is(ticket.requester_id);
    let asks = [
        (change.status.is_some() && !solves_own, "only agents may set the status"),
        (change.custom_status_id.is_some(), "only agents may set the status"),
        (change.brand_id.is_some(), "only agents may change the brand"),
        (change.form_id.is_some(), "only agents may change the form"),
        (change.priority.is_some(), "only agents may set the priority"),
        (change.kind.is_some(), "only agents may set the type"),
        (change.assignee_id.is_some(), "only agents may assign tickets"),
        (change.group_id.is_some(), "only agents may assign tickets"),
        (change.requester_id.is_some(), "only agents may change the requester"),
        (change.organization_id.is_some(), "only agents may change the organization"),
        (change.problem_id.is_some(), "only agents may link problems"),
        (change.external_id.is_some(), "only agents may set the external id"),
        (change.due_at.is_some(), "only agents may set the due date"),
        (change.tags.is_some(), "only agents may tag tickets"),
        (change.follower_ids.is_some(), "only agents may add followers"),
        (change.subject.is_some(), "only agents may change the subject"),
        (
            change.comment.as_ref().is_some_and(|comment| !comment.public),
            "only agents may write internal notes",
        ),
    ];
    asks.into_iter().find(|(asked, _)| *asked).map(|(_, reason)| reason)
}

/// Whether a public comment of this author is the customer's word: the requester's, or that of somebody copied.
pub fn is_by_customer(ticket: &Ticket, author: UserId, public: bool) -> bool {
    public && is_party(ticket, author)
}

/// The status that follows by itself: an answer of the customer puts a ticket back in our hands, and whoever is
/// given a new ticket has taken it up.
pub fn implied_status(status: Status, is_assigned: bool, customer_wrote: bool) -> Status {
    match status {
        Status::New if is_assigned => Status::Open,
        Status::Pending | Status::Hold | Status::Solved if customer_wrote => Status::Open,
        unchanged => unchanged,
    }
}

/// Why a ticket cannot go from one status to another, if it cannot.
pub fn refuses_status(from: Status, to: Status) -> Option<&'static str> {
    match (from, to) {
        (Status::New, Status::New) | (Status::Closed, Status::Closed) => None,
        (Status::Closed, _) => Some("closed tickets cannot be changed; create a follow-up"),
        (_, Status::New) => Some("a ticket that was taken up cannot be new again"),
        _ => None,
    }
}

/// The start of a comment for lists: one line of at most 160 characters.
pub fn preview(text: &str) -> String {
    const LENGTH: usize = 160;
    let line = text.split_whitespace().take(LENGTH).collect::<Vec<_>>().join(" ");
    line.chars().take(LENGTH).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_up_ticket_is_never_new_again_and_a_closed_one_stays_closed() {
        assert!(refuses_status(Status::Open, Status::New).is_some());
        assert!(refuses_status(Status::Closed, Status::Open).is_some());
        assert!(refuses_status(Status::New, Status::New).is_none());
        assert!(refuses_status(Status::Solved, Status::Open).is_none());
    }

    #[test]
    fn a_preview_is_one_short_line() {
        assert_eq!(preview("Hello\n\n  there "), "Hello there");
        assert_eq!(preview(&"é".repeat(500)).chars().count(), 160);
    }
}
