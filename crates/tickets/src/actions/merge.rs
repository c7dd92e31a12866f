//! Merges tickets, and takes that back.
//!
//! Nothing is copied or moved: what was merged is closed and stays as it is, and the survivor shows its comments among
//! its own. So a merge can be taken back whole.

use std::collections::BTreeSet;

use base::{Actor, TicketId, Timestamp, UserId};
use db::Tx;
use http::Invalid;
use people::policy::require_staff;
use serde_json::json;

use super::{change::touch, change_ticket};
use crate::{
    access::access_ticket,
    change::{Change, NewComment},
    error::TicketError,
    model::{Draft, Status, Ticket},
    store::{
        audits, drafts,
        merges::{self, Merge},
        tickets,
    },
};

/// What is said on the tickets of a merge.
#[derive(Clone, Debug, Default)]
pub struct MergeComments {
    /// On the survivor.
    pub target: Option<NewComment>,
    /// On each of the others.
    pub source: Option<NewComment>,
}

/// Merges tickets into one, all or none; the survivor as it is now.
///
/// # Errors
/// [`TicketError::Invalid`] naming `ids` or `target` for tickets that cannot be merged.
pub fn merge_tickets(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    target: TicketId,
    sources: &[TicketId],
    comments: &MergeComments,
) -> Result<Ticket, TicketError> {
    require_staff(actor)?;
    if sources.is_empty() {
        return Err(Invalid::blank("ids").into());
    }
    let survivor = access_ticket(tx, actor, target)?;
    require_open(tx, &survivor, "target")?;
    if let Some(comment) = &comments.target {
        change_ticket(tx, now, actor, target, &Change::comment(comment.clone()))?;
    }
    let each_once: BTreeSet<&TicketId> = sources.iter().collect();
    for source in each_once {
        if *source == target {
            return Err(Invalid::field("ids", "a ticket cannot be merged into itself")
                .given(target.0)
                .into());
        }
        merge(tx, now, actor, target, *source, comments)?;
    }
    access_ticket(tx, actor, target)
}

fn require_open(tx: &mut Tx, ticket: &Ticket, field: &str) -> Result<(), TicketError> {
    if ticket.status != Status::Closed {
        return Ok(());
    }
    let reason = match merges::find_survivor(tx, ticket.id)? {
        Some(survivor) => format!("{} was merged into {survivor} already", ticket.id),
        None => format!("{} is closed", ticket.id),
    };
    Err(Invalid::field(field, reason).given(ticket.id.0).into())
}

fn merge(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    target: TicketId,
    source: TicketId,
    comments: &MergeComments,
) -> Result<(), TicketError> {
    let from = access_ticket(tx, actor, source).map_err(|error| match error {
        TicketError::NotFound => {
            Invalid::field("ids", format!("there is no ticket {source}")).given(source.0).into()
        }
        other => other,
    })?;
    require_open(tx, &from, "ids")?;
    let from = match &comments.source {
        Some(comment) => change_ticket(tx, now, actor, source, &Change::comment(comment.clone()))?.ticket,
        None => from,
    };
    let into = access_ticket(tx, actor, target)?;
    let merge = Merge { source_id: source, target_id: target, source_status: from.status, merged_at: now };
    merges::insert_merge(tx, &merge)?;
    close(tx, now, actor, &from, target)?;
    take_over(tx, now, actor, &from, &into)?;
    keep_drafts(tx, source, target)
}

fn close(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    from: &Ticket,
    target: TicketId,
) -> Result<(), TicketError> {
    let mut closed = Ticket { status: Status::Closed, ..from.clone() };
    closed.solved_at = closed.solved_at.or(Some(now));
    save(tx, now, from, closed)?;
    let events = [
        json!({"type": "Change", "field_name": "status", "value": "closed", "previous_value": from.status}),
        json!({"type": "Merge", "into": target}),
    ];
    audits::record(tx, now, actor, from.id, &events)?;
    Ok(())
}

/// The survivor's people are those of both, and its newest comment is the newest of both.
fn take_over(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    from: &Ticket,
    into: &Ticket,
) -> Result<(), TicketError> {
    let mut survivor = into.clone();
    let joining = from.cc_ids.iter().chain([&from.requester_id]).filter(|id| **id != into.requester_id);
    survivor.cc_ids = union(&into.cc_ids, joining);
    survivor.follower_ids = union(&into.follower_ids, from.follower_ids.iter());
    survivor.comment_count += from.comment_count;
    if from.latest_comment_at > into.latest_comment_at {
        survivor.preview.clone_from(&from.preview);
        survivor.preview_author_id = from.preview_author_id;
        survivor.latest_comment_at = from.latest_comment_at;
    }
    let mut events = crate::fields::change_events(into, &survivor);
    events.push(json!({"type": "Merge", "from": from.id, "subject": from.subject}));
    save(tx, now, into, survivor)?;
    audits::record(tx, now, actor, into.id, &events)?;
    Ok(())
}

fn union<'a>(own: &'a [UserId], joining: impl Iterator<Item = &'a UserId>) -> Vec<UserId> {
    let mut all: Vec<UserId> = own.iter().chain(joining).copied().collect();
    all.sort();
    all.dedup();
    all
}

fn save(tx: &mut Tx, now: Timestamp, before: &Ticket, mut after: Ticket) -> Result<(), TicketError> {
    touch(before, &mut after, now);
    Ok(tickets::update_ticket(tx, before, &after)?)
}

/// What somebody had begun to write goes on on the survivor, behind what they had begun there.
fn keep_drafts(tx: &mut Tx, source: TicketId, target: TicketId) -> Result<(), TicketError> {
    for (user, draft) in drafts::list_all(tx, source)? {
        let begun = drafts::list_drafts(tx, target, user)?.into_iter().find(|other| other.kind == draft.kind);
        let kept = match begun {
            Some(begun) => joined(begun, draft.clone()),
            None => draft.clone(),
        };
        drafts::save_draft(tx, target, user, &kept)?;
        drafts::delete_draft(tx, source, user, draft.kind)?;
    }
    Ok(())
}

fn joined(mut begun: Draft, other: Draft) -> Draft {
    begun.html_body += &other.html_body;
    begun.uploads.extend(other.uploads);
    begun
}

/// Takes a merge back: the ticket stands where it stood before, and the survivor shows only its own comments.
///
/// # Errors
/// [`TicketError::Invalid`] when it was not merged.
pub fn unmerge_ticket(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: TicketId,
) -> Result<Ticket, TicketError> {
    require_staff(actor)?;
    let from = access_ticket(tx, actor, id)?;
    let merge = merges::find_merge(tx, id)?
        .ok_or_else(|| Invalid::field("id", format!("{id} was not merged into another ticket")))?;
    let into = access_ticket(tx, actor, merge.target_id)?;
    merges::delete_merge(tx, id)?;
    give_back(tx, now, actor, &from, &into)?;
    let mut reopened = Ticket { status: merge.source_status, ..from.clone() };
    if reopened.status < Status::Solved {
        reopened.solved_at = None;
    }
    save(tx, now, &from, reopened)?;
    let status = json!({
        "type": "Change", "field_name": "status", "value": merge.source_status, "previous_value": from.status,
    });
    audits::record(tx, now, actor, id, &[status, json!({"type": "Unmerge", "from": into.id})])?;
    access_ticket(tx, actor, id)
}

/// The people who joined stay: nobody can tell any more who would have been copied anyway.
fn give_back(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    from: &Ticket,
    into: &Ticket,
) -> Result<(), TicketError> {
    let mut survivor = into.clone();
    survivor.comment_count -= from.comment_count;
    super::undo::show_latest(tx, &mut survivor)?;
    save(tx, now, into, survivor)?;
    audits::record(tx, now, actor, into.id, &[json!({"type": "Unmerge", "ticket": from.id})])?;
    Ok(())
}
