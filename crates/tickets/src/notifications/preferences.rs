//! What somebody wants to be told of.

use std::collections::BTreeMap;

use base::{Actor, Timestamp, UserId};
use db::{Conn, DbError, Tx};
use http::Invalid;
use people::audit::{self, Entity};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{Kind, Rhythm, api::PreferencesRequest, store};
use crate::error::TicketError;

/// What somebody wants to hear of, and how soon they are mailed what they have not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Preferences {
    /// Whether they hear of each kind.
    #[schema(value_type = Object)]
    pub preferences: BTreeMap<Kind, bool>,
    pub mail: Rhythm,
}

/// What somebody wants: to hear of everything, by mail in the morning, until they say otherwise.
///
/// # Errors
/// When the query fails.
pub(super) fn preferences_of(c: &mut Conn, user: UserId) -> Result<Preferences, DbError> {
    let muted = store::list_muted(c, &[user])?;
    Ok(Preferences {
        preferences: Kind::CHOSEN.into_iter().map(|kind| (kind, !muted.contains(&(user, kind)))).collect(),
        mail: store::rhythm_of(c, user)?,
    })
}

/// Turns kinds on and off, and chooses how soon to be mailed; what is not named stays.
///
/// # Errors
/// [`TicketError::Invalid`] for a kind or a rhythm that there is not.
pub(super) fn choose(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    user: UserId,
    request: &PreferencesRequest,
) -> Result<Preferences, TicketError> {
    let before = preferences_of(tx, user)?;
    choose_kinds(tx, user, &request.preferences)?;
    if let Some(name) = &request.mail {
        let unknown =
            || Invalid::field("mail", "choose at_once, hourly, daily or never").given(name.as_str());
        let rhythm = Rhythm::from_name(name).ok_or_else(unknown)?;
        if rhythm != before.mail {
            // What came before is not mailed any more.
            let latest = store::latest_of(tx, user)?;
            store::save_mailing(tx, user, rhythm, latest)?;
        }
    }
    let after = preferences_of(tx, user)?;
    let events = audit::changes(&recorded(&before), &recorded(&after));
    if !events.is_empty() {
        audit::record(tx, now, actor, Entity::User, user.0, &events)?;
    }
    Ok(after)
}

fn recorded(Preferences { preferences, mail }: &Preferences) -> Value {
    json!({"notifications": preferences, "notification_mail": mail})
}

fn choose_kinds(tx: &mut Tx, user: UserId, chosen: &BTreeMap<String, bool>) -> Result<(), TicketError> {
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
    Ok(())
}
