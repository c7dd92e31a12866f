//! Making, changing and removing brands; for admins.

use base::{Actor, BrandId, Timestamp};
use db::Tx;
use http::Invalid;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    Brand, Logo, MOVE_TICKETS, MoveTickets,
    rules::{checked_color, checked_subdomain, free_subdomain, require_sense},
    store,
};
use crate::{
    PeopleError,
    audit::{self, Entity},
    model::nullable,
    policy, signature, validate,
};

/// What to set on a brand; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct BrandChange {
    /// What it is called.
    pub name: Option<String>,
    /// Under which its help centre is to be found; made of the name when absent.
    pub subdomain: Option<String>,
    /// A host of its own for its help centre; null for none.
    #[serde(deserialize_with = "nullable")]
    #[schema(value_type = Option<String>)]
    pub host_mapping: Option<Option<String>>,
    /// Its colour as `#rrggbb`; null for the desk's own.
    #[serde(deserialize_with = "nullable")]
    #[schema(value_type = Option<String>)]
    pub color: Option<Option<String>>,
    /// What ends its agents' mails where the group says nothing else, with placeholders.
    pub signature_template: Option<String>,
    /// Whether mail to its addresses becomes tickets of it.
    pub active: Option<bool>,
    /// True to let tickets get it that ask for none.
    pub default: Option<bool>,
}

/// Makes a brand.
///
/// # Errors
/// When the actor may not, or naming what makes no sense.
pub(super) fn create_brand(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    change: &BrandChange,
) -> Result<Brand, PeopleError> {
    policy::require_admin(actor)?;
    let others = store::list_brands(tx)?;
    let mut brand = Brand {
        id: BrandId(0),
        name: String::new(),
        subdomain: String::new(),
        host_mapping: None,
        color: None,
        signature_template: String::new(),
        logo: None,
        active: true,
        is_default: false,
        deleted: false,
        created_at: now,
        updated_at: now,
    };
    apply(&mut brand, change)?;
    if change.subdomain.is_none() {
        brand.subdomain = free_subdomain(&brand.name, &others);
    }
    require_sense(&brand, &others)?;
    brand.id = store::insert_brand(tx, &brand)?;
    audit::record(tx, now, actor, Entity::Brand, brand.id.0, &audit::creation(&brand))?;
    release_default(tx, now, actor, &brand, &others)?;
    Ok(brand)
}

/// Changes a brand.
///
/// # Errors
/// When there is none, the actor may not, or naming what makes no sense.
pub(super) fn update_brand(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: BrandId,
    change: &BrandChange,
) -> Result<Brand, PeopleError> {
    let before = access_brand(tx, actor, id)?;
    let mut after = before.clone();
    apply(&mut after, change)?;
    if before.is_default && !after.is_default {
        let hint = "choose the brand that becomes the default instead";
        return Err(Invalid::field("default", hint).given(false).into());
    }
    let mut others = store::list_brands(tx)?;
    others.retain(|other| other.id != id);
    require_sense(&after, &others)?;
    let after = save(tx, now, actor, &before, after)?;
    release_default(tx, now, actor, &after, &others)?;
    Ok(after)
}

/// Gives a brand another logo, or none.
///
/// # Errors
/// When there is no such brand, or the actor may not.
pub(super) fn set_logo(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: BrandId,
    logo: Option<Logo>,
) -> Result<Brand, PeopleError> {
    let before = access_brand(tx, actor, id)?;
    save(tx, now, actor, &before, Brand { logo, ..before.clone() })
}

/// Removes a brand: its addresses and its tickets that are not closed go to the default one.
///
/// # Errors
/// When there is none, the actor may not, or it is the default.
pub(super) fn delete_brand(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: BrandId,
) -> Result<(), PeopleError> {
    let before = access_brand(tx, actor, id)?;
    if before.is_default {
        let hint = "is the default brand; choose another default first";
        return Err(Invalid::field("id", hint).given(id.0).into());
    }
    let to = store::get_default(tx)?.id;
    store::move_mailboxes(tx, id, to)?;
    store::update_brand(tx, &Brand { deleted: true, active: false, updated_at: now, ..before.clone() })?;
    audit::record(tx, now, actor, Entity::Brand, id.0, &audit::removal(&before))?;
    let job = MoveTickets { from: id, to, user_id: actor.user_id, role: actor.role };
    jobs::enqueue(tx, now, MOVE_TICKETS, &job)?;
    Ok(())
}

fn access_brand(tx: &mut Tx, actor: &Actor, id: BrandId) -> Result<Brand, PeopleError> {
    policy::require_admin(actor)?;
    store::find_brand(tx, id)?.filter(|brand| !brand.deleted).ok_or(PeopleError::NotFound)
}

fn save(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    before: &Brand,
    mut after: Brand,
) -> Result<Brand, PeopleError> {
    let mut events = audit::changes(before, &after);
    if events.is_empty() && before.logo != after.logo {
        // Another picture of the same size and kind.
        events = audit::change("logo", serde_json::Value::Null, serde_json::Value::Null);
    }
    if !events.is_empty() {
        after.updated_at = now;
        store::update_brand(tx, &after)?;
        audit::record(tx, now, actor, Entity::Brand, after.id.0, &events)?;
    }
    Ok(after)
}

/// One brand is the default.
fn release_default(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    brand: &Brand,
    others: &[Brand],
) -> Result<(), PeopleError> {
    for other in others.iter().filter(|other| brand.is_default && other.is_default) {
        save(tx, now, actor, other, Brand { is_default: false, ..other.clone() })?;
    }
    Ok(())
}

fn apply(brand: &mut Brand, change: &BrandChange) -> Result<(), Invalid> {
    if let Some(name) = &change.name {
        brand.name = validate::line("name", name)?;
    }
    if let Some(subdomain) = &change.subdomain {
        brand.subdomain = checked_subdomain(subdomain)?;
    }
    if let Some(host) = &change.host_mapping {
        brand.host_mapping =
            host.as_deref().map(|host| validate::domain("host_mapping", host)).transpose()?;
    }
    if let Some(color) = &change.color {
        brand.color = color.as_deref().map(checked_color).transpose()?;
    }
    if let Some(text) = &change.signature_template {
        brand.signature_template = signature::checked("signature_template", text)?;
    }
    brand.active = change.active.unwrap_or(brand.active);
    brand.is_default = change.default.unwrap_or(brand.is_default);
    Ok(())
}
