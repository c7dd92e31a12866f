//! Sends a scheduled reply when its time has come.

use base::{Actor, ScheduledReplyId, Timestamp, Via};
use db::{DbError, Tx};
use http::App;
use jobs::JobError;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{ScheduledReply, actions, store};
use crate::{
    actions::change_ticket,
    error::TicketError,
    input::Prepared,
    notifications::{Kind, tell_one},
    store::{audits, drafts, tickets},
};

/// The kind of job that sends one; its payload is a [`SendScheduled`].
pub const SEND_SCHEDULED: &str = "send_scheduled_reply";

/// The payload of a [`SEND_SCHEDULED`] job.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct SendScheduled {
    /// Which.
    pub(super) id: ScheduledReplyId,
    /// The time that was set, in microseconds: a job of another time has nothing to do.
    pub(super) send_at: i64,
}

/// Sends a reply, unless it was called off or put off; one that cannot be sent any more goes back to its author.
///
/// # Errors
/// When the database fails; the job is run again.
pub async fn send_scheduled(app: App, job: SendScheduled) -> Result<(), JobError> {
    let now = app.clock.now();
    let Some(reply) = app.db.read(move |c| store::find_reply(c, job.id)).await? else { return Ok(()) };
    let prepared = reply.request.prepare();
    Ok(app.db.write(move |tx| send(tx, now, job, prepared)).await?)
}

fn send(tx: &mut Tx, now: Timestamp, job: SendScheduled, prepared: Prepared) -> Result<(), DbError> {
    let found = store::find_reply(tx, job.id)?.filter(|reply| reply.send_at.0 == job.send_at);
    let Some(reply) = found else { return Ok(()) };
    match make_change(tx, now, &reply, prepared) {
        Ok(()) => store::delete_reply(tx, reply.id),
        Err(TicketError::Db(error)) => Err(error),
        Err(refusal) => hand_back(tx, now, &reply, &refusal),
    }
}

fn make_change(
    tx: &mut Tx,
    now: Timestamp,
    reply: &ScheduledReply,
    prepared: Prepared,
) -> Result<(), TicketError> {
    let author = people::store::find_user(tx, reply.author_id)?.filter(|user| user.active && !user.suspended);
    let author =
        author.ok_or_else(|| TicketError::Forbidden("its author is not on the team any more".to_owned()))?;
    let actor = Actor::person(author.id, author.role, Via::Web);
    let change = prepared.into_change(tx, now, &actor)?;
    // What they are writing now is not what is sent.
    let begun = actions::begun_draft(tx, reply.ticket_id, author.id)?;
    let changed = change_ticket(tx, now, &actor, reply.ticket_id, &change)?;
    if let Some(begun) = begun {
        drafts::save_draft(tx, reply.ticket_id, author.id, &begun)?;
    }
    if let Some(audit) = changed.audit_id {
        audits::set_source(tx, audit, &json!({"rel": "scheduled_reply"}))?;
    }
    Ok(())
}

fn hand_back(
    tx: &mut Tx,
    now: Timestamp,
    reply: &ScheduledReply,
    refusal: &TicketError,
) -> Result<(), DbError> {
    actions::give_back(tx, now, reply)?;
    let Some(ticket) = tickets::find_ticket(tx, reply.ticket_id)? else { return Ok(()) };
    let event = json!({
        "type": "ScheduledReply", "id": reply.id, "value": null, "previous_value": reply.send_at,
        "error": refusal.to_string(),
    });
    let audit = audits::record(tx, now, &Actor::SYSTEM, ticket.id, &[event])?;
    tell_one(tx, now, reply.author_id, Kind::ScheduledReply, ticket.id, audit)
}
