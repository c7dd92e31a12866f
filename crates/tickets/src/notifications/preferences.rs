//! What somebody wants to be told of.

use std::collections::BTreeMap;

use base::{Actor, Timestamp, UserId};
use db::{Conn, DbError, Tx};
use http::Invalid;
use people::audit::{self, Entity};
use serde_json::json;

use super::{Kind, store};
use crate::error::TicketError;

/// Whether somebody hears of each kind.
pub(super) type Preferences = BTreeMap<Kind, bool>;

/// What somebody wants to hear of: everything, until they say otherwise.
///
/// # Errors
/// When the query fails.
pub(super) fn preferences_of(c: &mut Conn, user: UserId) -> Result<Preferences, DbError> {
    let muted = store::list_muted(c, &[user])?;
    Ok(Kind::CHOSEN.into_iter().map(|kind| (kind, !muted.contains(&(user, kind)))).collect())
}

/// Turns kinds on and off; those not named stay.
///
/// # Errors
/// [`TicketError::Invalid`] for a kind that there is not.
pub(super) fn choose(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    user: UserId,
    chosen: &BTreeMap<String, bool>,
) -> Result<Preferences, TicketError> {
    let before = preferences_of(tx, user)?;
    for (name, is_wanted) in chosen {
        let unknown = || Invalid::field("preferences", format!("there are no {name:?} notifications"));
        let kind = Kind::from_name(name).filter(|kind| Kind::CHOSEN.contains(kind));
        let kind = kind.ok_or_else(|| unknown().given(name.as_str()))?;
        if *is_wanted {
            store::delete_muted(tx, user, kind)?;
        } else {
            store::insert_muted(tx, user, kind)?;
        }
    }
    let after = preferences_of(tx, user)?;
    if after != before {
        let events = audit::change("notifications", json!(before), json!(after));
        audit::record(tx, now, actor, Entity::User, user.0, &events)?;
    }
    Ok(after)
}
