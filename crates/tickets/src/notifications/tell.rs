//! Tells people of a change, in the transaction that makes it.

use std::collections::BTreeSet;

use base::{Actor, AuditId, Timestamp, UserId};
use db::{DbError, Tx};

use super::{
    Kind,
    audience::{Happened, audience},
    mentions::{colleagues, list_mentioned},
    store,
};

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
            store::insert_notification(tx, now, actor, user, *kind, happened)?;
        }
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
