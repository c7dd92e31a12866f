//! Begins a bulk change, and begins to take one back.

use std::collections::BTreeMap;

use base::{Actor, BulkChangeId, TicketId, Timestamp};
use db::{Conn, Tx};
use http::Invalid;
use people::audit::{self, Entity};
use serde_json::{Value, json};

use super::{
    BulkChange, BulkChangeJob, CHANGE_TICKETS, Deed, Stage, UNDO_BULK_CHANGE, run::record_stage, store,
};
use crate::{
    bulk::Deed as JobDeed,
    error::TicketError,
    files::random_token,
    store::job_statuses::{self, JobStatus},
};

/// Begins to change these tickets.
///
/// # Errors
/// When there are none, or the change makes no sense for any ticket.
pub(super) fn begin(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    deed: Deed,
    tickets: &[TicketId],
    address: String,
) -> Result<BulkChange, TicketError> {
    let nobody = || TicketError::Forbidden("many tickets are changed in a person's name".to_owned());
    let author_id = actor.user_id.ok_or_else(nobody)?;
    deed.validate(tx, now, actor)?;
    if tickets.is_empty() {
        return Err(Invalid::field("ids", "there is no ticket to change").into());
    }
    let job_status = JobStatus {
        id: random_token(),
        author_id,
        job_type: JobDeed::UpdateTicket.job_type(),
        total: i64::try_from(tickets.len()).unwrap_or(i64::MAX),
        progress: 0,
        status: "queued".to_owned(),
        message: None,
        results: json!([]),
    };
    job_statuses::insert_job_status(tx, &job_status, now)?;
    let mut bulk = BulkChange {
        id: BulkChangeId(0),
        job_status_id: job_status.id,
        author_id,
        via: actor.via,
        address,
        deed,
        stage: Stage::Changing,
        ended_at: None,
        created_at: now,
    };
    bulk.id = store::insert(tx, &bulk, tickets)?;
    let event = json!({
        "type": "Create", "field_name": "change", "value": told(&bulk.deed), "tickets": tickets.len(),
    });
    audit::record(tx, now, actor, Entity::BulkChange, bulk.id.0, &[event])?;
    jobs::enqueue(tx, now, CHANGE_TICKETS, &BulkChangeJob { bulk_change_id: bulk.id })?;
    Ok(bulk)
}

/// What an audit says of a deed: not what was written, which stands in the comments alone.
fn told(deed: &Deed) -> Value {
    let mut told = json!(deed);
    if let Some(comment) = told.pointer_mut("/change/comment") {
        // Public is what comments are unless they say otherwise.
        *comment = json!({"public": comment["public"] != json!(false)});
    }
    told
}

/// Begins to take a bulk change back, also while it is under way.
///
/// # Errors
/// [`TicketError::TooLateToUndo`] ten minutes after its end, or when it was taken back already.
pub(super) fn begin_undo(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: BulkChangeId,
) -> Result<BulkChange, TicketError> {
    let mut bulk = access(tx, actor, id)?;
    match bulk.stage {
        Stage::Changing => {}
        Stage::Changed if bulk.undo_until().is_some_and(|until| now <= until) => {}
        Stage::Changed => {
            return Err(TicketError::TooLateToUndo(
                "this was done more than ten minutes ago; change it back by hand",
            ));
        }
        Stage::Undoing | Stage::Undone => {
            return Err(TicketError::TooLateToUndo("this was taken back already"));
        }
    }
    store::set_stage(tx, id, Stage::Undoing, None)?;
    record_stage(tx, now, &bulk, Stage::Undoing, &BTreeMap::new())?;
    jobs::enqueue(tx, now, UNDO_BULK_CHANGE, &BulkChangeJob { bulk_change_id: id })?;
    bulk.stage = Stage::Undoing;
    bulk.ended_at = None;
    Ok(bulk)
}

/// A bulk change of the actor's own.
///
/// # Errors
/// [`TicketError::NotFound`] otherwise.
pub(super) fn access(c: &mut Conn, actor: &Actor, id: BulkChangeId) -> Result<BulkChange, TicketError> {
    let own = store::find(c, id)?.filter(|bulk| actor.is(bulk.author_id));
    own.ok_or(TicketError::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audit_tells_what_was_changed_but_not_what_was_written() {
        let told = told(&Deed::Change(json!({"status": "solved", "comment": {"body": "a secret"}})));
        assert_eq!(told, json!({"change": {"status": "solved", "comment": {"public": true}}}));
        assert_eq!(super::told(&Deed::Macro(base::MacroId(7))), json!({"macro": 7}));
    }
}
