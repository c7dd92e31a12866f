//! Brings in tickets from elsewhere with their own times. Nobody is notified.

use base::{Actor, AuditId, Timestamp, UserId};
use db::Tx;
use http::Invalid;
use serde_json::json;

use super::{apply::apply, comment, create::blank_ticket};
use crate::{
    brands,
    change::{Change, NewComment, NewTicket},
    custom_statuses::{chosen_status, settle_status},
    error::TicketError,
    fields::create_events,
    model::{Status, Ticket},
    store::{audits, tickets},
};

/// A ticket from elsewhere. The first comment is that of `ticket`.
#[derive(Clone, Debug)]
pub struct ImportedTicket {
    /// The ticket and its first comment.
    pub ticket: NewTicket,
    /// The other comments, oldest first.
    pub comments: Vec<NewComment>,
    /// When it was created there.
    pub created_at: Option<Timestamp>,
    /// When it was last changed there.
    pub updated_at: Option<Timestamp>,
    /// When it was solved there.
    pub solved_at: Option<Timestamp>,
    /// Whether it goes straight to the closed ones.
    pub archive: bool,
}

/// Stores a ticket as it was elsewhere.
///
/// # Errors
/// As its variants say.
pub fn import_ticket(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    import: &ImportedTicket,
) -> Result<(Ticket, AuditId), TicketError> {
    let new = &import.ticket;
    let status = if import.archive { Some(Status::Closed) } else { new.fields.status };
    let blank = blank_ticket(actor, new, import.created_at.unwrap_or(now));
    // A closed ticket takes no change, so the status is set last.
    let mut fields = Change { status: None, custom_status_id: None, ..new.fields.clone() };
    brands::choose_brand(tx, &mut fields, None)?;
    let mut ticket = apply(tx, &blank, &fields, now)?;
    ticket.organization_id = ticket.organization_id.or(organization_of(tx, ticket.requester_id)?);
    let mut invalid = Invalid::default();
    let chosen = chosen_status(tx, &blank, &new.fields, &mut invalid)?;
    invalid.into_result()?;
    ticket.status = status.or(chosen.as_ref().map(|chosen| chosen.category)).unwrap_or(ticket.status);
    settle_status(tx, &blank, &mut ticket, chosen.as_ref())?;
    ticket.description.clone_from(&new.comment.body.text);
    let created_at = ticket.created_at;
    let comments = std::iter::once(&new.comment).chain(&import.comments);
    for comment in comments.clone() {
        comment::show_on(&mut ticket, comment, created_at);
    }
    ticket.updated_at = import.updated_at.unwrap_or(ticket.latest_comment_at);
    ticket.solved_at = import.solved_at.or(ticket.solved_at);
    ticket.generated_at = now;
    ticket.id = tickets::insert_ticket(tx, &ticket)?;

    let audit_id = audits::record(tx, now, actor, ticket.id, &[])?;
    let mut events = Vec::new();
    for new in comments {
        let id = comment::store(tx, actor, &ticket, audit_id, new, ticket.created_at)?;
        events.push(comment::event(new, id));
    }
    events.extend(create_events(&ticket));
    events.push(json!({"type": "Import"}));
    audits::set_events(tx, audit_id, &events)?;
    Ok((ticket, audit_id))
}

fn organization_of(tx: &mut Tx, user_id: UserId) -> Result<Option<base::OrganizationId>, TicketError> {
    Ok(people::store::find_user(tx, user_id)?.and_then(|user| user.organization_id))
}
