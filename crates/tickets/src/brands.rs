//! The brands of tickets: which one a ticket gets, and what becomes of the tickets of a removed one.

use base::{Actor, BrandId, TicketId, Timestamp, Via};
use db::{Conn, DbError, Tx};
use http::{App, Invalid};
use jobs::JobError;
use people::brands::{Brand, MoveTickets, store};

use crate::{
    actions::change_ticket,
    change::Change,
    error::TicketError,
    model::Ticket,
    store::{ticket_lists, tickets},
};

/// Lets a new ticket that asks for no brand have that of the ticket it comes from, as long as it is in use, else the
/// default one.
///
/// # Errors
/// When a query fails.
pub(crate) fn choose_brand(
    c: &mut Conn,
    fields: &mut Change,
    earlier: Option<&Ticket>,
) -> Result<(), DbError> {
    if fields.brand_id.is_some() {
        return Ok(());
    }
    let inherited = match earlier {
        Some(earlier) => in_use(c, earlier.brand_id)?,
        None => None,
    };
    fields.brand_id = match inherited {
        Some(id) => Some(id),
        None => Some(store::get_default(c)?.id),
    };
    Ok(())
}

/// Gives a ticket the brand that is asked for.
///
/// # Errors
/// When a query fails; a brand that cannot be chosen is added to `invalid`.
pub(crate) fn apply_brand(
    c: &mut Conn,
    ticket: &mut Ticket,
    change: &Change,
    invalid: &mut Invalid,
) -> Result<(), TicketError> {
    let Some(id) = change.brand_id.filter(|id| *id != ticket.brand_id) else { return Ok(()) };
    if in_use(c, id)?.is_none() {
        invalid.add("brand_id", "InvalidValue", format!("there is no brand {id} in use")).given(id.0);
    }
    ticket.brand_id = id;
    Ok(())
}

/// The brand, as long as tickets can be given to it.
///
/// # Errors
/// When the query fails.
pub fn in_use(c: &mut Conn, id: BrandId) -> Result<Option<BrandId>, DbError> {
    Ok(store::find_brand(c, id)?.filter(Brand::is_in_use).map(|brand| brand.id))
}

/// Gives the tickets of a removed brand to another, each in a transaction of its own: so an interrupted run goes on
/// where it stopped. Closed ones keep it.
///
/// # Errors
/// When the database fails; the job is run again.
pub async fn move_tickets(app: App, job: MoveTickets) -> Result<(), JobError> {
    let tickets = app.db.read(move |c| ticket_lists::list_unclosed_of_brand(c, job.from)).await?;
    for ticket in tickets {
        let now = app.clock.now();
        match app.db.write(move |tx| move_ticket(tx, now, job, ticket)).await {
            Err(TicketError::Db(error)) => return Err(error.into()),
            // Somebody closed or deleted it meanwhile.
            Err(refusal) => tracing::info!(%ticket, %refusal, "a ticket stays with its removed brand"),
            Ok(()) => {}
        }
    }
    Ok(())
}

fn move_ticket(tx: &mut Tx, now: Timestamp, job: MoveTickets, id: TicketId) -> Result<(), TicketError> {
    let is_still_of_it = tickets::find_ticket(tx, id)?.is_some_and(|ticket| ticket.brand_id == job.from);
    if !is_still_of_it {
        return Ok(());
    }
    let actor = match job.user_id {
        Some(user) => Actor::person(user, job.role, Via::Api),
        None => Actor::SYSTEM,
    };
    let change = Change { brand_id: Some(job.to), ..Change::default() };
    change_ticket(tx, now, &actor, id, &change).map(|_| ())
}
