//! Tells people of a change, in the transaction that makes it.

use std::collections::BTreeSet;

use base::{Actor, AuditId, SideEventId, TicketId, Timestamp, UserId};
use db::{DbError, Tx};

use super::{
    Kind,
    audience::{Happened, audience},
    mentions::{colleagues, list_mentioned, list_newly_mentioned},
    store::{self, Told},
};
use crate::{model::Comment, reminders::Reminder};

/// Makes the notifications of a change: for each colleague the weightiest reason that they want to hear of.
///
/// # Errors
/// When a statement fails.
pub(crate) fn tell(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    happened: &Happened<'_>,
) -> Result<(), DbError> {
    let mentioned = match happened.comment {
        Some((comment, _)) => list_mentioned(tx, actor, comment)?,
        None => Vec::new(),
    };
    let audience = audience(actor, happened, &mentioned);
    if audience.is_empty() {
        return Ok(());
    }
    let everybody: BTreeSet<UserId> = audience.keys().copied().collect();
    let muted = store::list_muted(tx, &everybody.iter().copied().collect::<Vec<_>>())?;
    for user in colleagues(tx, everybody)? {
        let wanted = |kind: &&Kind| !muted.contains(&(user, **kind));
        if let Some(kind) = audience.get(&user).and_then(|kinds| kinds.iter().find(wanted)) {
            let told = Told {
                user,
                kind: *kind,
                ticket_id: happened.ticket.id,
                audit_id: happened.audit_id,
                comment_id: happened.comment.map(|(_, id)| id),
                author_id: happened.comment.map(|(comment, _)| comment.author_id).or(actor.user_id),
                reminder_id: None,
            };
            store::insert_notification(tx, now, &told)?;
        }
    }
    Ok(())
}

/// Tells one person of something that Guichet itself did on a ticket.
///
/// # Errors
/// When the statement fails.
pub(crate) fn tell_one(
    tx: &mut Tx,
    now: Timestamp,
    user: UserId,
    kind: Kind,
    ticket_id: TicketId,
    audit_id: AuditId,
) -> Result<(), DbError> {
    let told = Told { user, kind, ticket_id, audit_id, comment_id: None, author_id: None, reminder_id: None };
    store::insert_notification(tx, now, &told)
}

/// Tells those of an edited note whom it mentions only now, as far as they want to hear of it.
///
/// # Errors
/// When a statement fails.
pub(crate) fn tell_newly_mentioned(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    audit_id: AuditId,
    (before, after): (&Comment, &Comment),
) -> Result<(), DbError> {
    let mentioned = list_newly_mentioned(tx, &before.body_html, &after.body_html)?;
    let muted = store::list_muted(tx, &mentioned)?;
    for user in mentioned {
        if !actor.is(user) && !muted.contains(&(user, Kind::Mention)) {
            let told = Told {
                user,
                kind: Kind::Mention,
                ticket_id: after.ticket_id,
                audit_id,
                comment_id: Some(after.id),
                author_id: actor.user_id,
                reminder_id: None,
            };
            store::insert_notification(tx, now, &told)?;
        }
    }
    Ok(())
}

/// Tells whom a reminder is for; it comes from the colleague who set it, if that was another.
///
/// # Errors
/// When the statement fails.
pub(crate) fn tell_reminded(
    tx: &mut Tx,
    now: Timestamp,
    reminder: &Reminder,
    audit_id: AuditId,
) -> Result<(), DbError> {
    let told = Told {
        user: reminder.user_id,
        kind: Kind::Reminder,
        ticket_id: reminder.ticket_id,
        audit_id,
        comment_id: None,
        author_id: Some(reminder.author_id).filter(|author| *author != reminder.user_id),
        reminder_id: Some(reminder.id),
    };
    store::insert_notification(tx, now, &told)
}

/// That somebody outside answered in a side conversation.
pub(crate) struct SideAnswer {
    /// Beside which ticket.
    pub ticket_id: TicketId,
    /// The answer's audit.
    pub audit_id: AuditId,
    /// The answer.
    pub event_id: SideEventId,
}

/// Tells those of these colleagues who want to hear of answers in side conversations.
///
/// # Errors
/// When a statement fails.
pub(crate) fn tell_of_side_answer(
    tx: &mut Tx,
    now: Timestamp,
    people: BTreeSet<UserId>,
    answer: &SideAnswer,
) -> Result<(), DbError> {
    let told = colleagues(tx, people)?;
    let muted = store::list_muted(tx, &told)?;
    for user in told.into_iter().filter(|user| !muted.contains(&(*user, Kind::SideReply))) {
        store::insert_side_notification(tx, now, user, answer)?;
    }
    Ok(())
}

/// Forgets what was told of a change that was taken back.
///
/// # Errors
/// When the statement fails.
pub(crate) fn untell(tx: &mut Tx, audit_id: AuditId) -> Result<(), DbError> {
    store::delete_notifications_of(tx, audit_id)
}
