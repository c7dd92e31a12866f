//! The desk's settings. Admins change them.

use base::{Actor, Timestamp};
use db::Tx;
use http::Invalid;

use crate::{
    DeskChange, DeskSettings, PeopleError,
    audit::{self, Entity},
    policy, signature, store, validate,
};

const LONGEST_UNDO_SECONDS: u32 = 60;
/// The settings are one record.
const ID: i64 = 0;

/// Changes what is set for the whole desk.
///
/// # Errors
/// When the actor may not or a field makes no sense.
pub fn update_desk(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    change: &DeskChange,
) -> Result<DeskSettings, PeopleError> {
    policy::require_admin(actor)?;
    let before = store::get_desk(tx)?;
    let after = apply(change, before.clone())?;
    save(tx, now, actor, &before, &after)?;
    Ok(after)
}

fn apply(change: &DeskChange, mut desk: DeskSettings) -> Result<DeskSettings, Invalid> {
    if let Some(name) = &change.name {
        desk.name = validate::name("name", name)?;
    }
    if let Some(zone) = &change.time_zone {
        desk.time_zone = validate::time_zone("time_zone", zone)?;
    }
    if let Some(url) = &change.public_url {
        desk.public_url = url.as_deref().map(|url| validate::public_url("public_url", url)).transpose()?;
    }
    if let Some(seconds) = change.undo_send_seconds {
        if seconds > LONGEST_UNDO_SECONDS {
            return Err(Invalid::field("undo_send_seconds", "must be at most 60").given(seconds));
        }
        desk.undo_send_seconds = seconds;
    }
    if let Some(text) = &change.signature {
        desk.signature = signature::checked("signature", text)?;
    }
    desk.sender_name = change.sender_name.unwrap_or(desk.sender_name);
    desk.locale = change.locale.unwrap_or(desk.locale);
    Ok(desk)
}

/// Stores the settings with their audit; nothing when nothing differs.
pub(super) fn save(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    before: &DeskSettings,
    after: &DeskSettings,
) -> Result<(), PeopleError> {
    let events = audit::changes(before, after);
    if !events.is_empty() {
        store::save_desk(tx, after)?;
        audit::record(tx, now, actor, Entity::Settings, ID, &events)?;
    }
    Ok(())
}
