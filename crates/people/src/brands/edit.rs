//! Making, changing and removing brands; for admins.

use base::{Actor, BrandId, Timestamp};
use db::Tx;
use http::Invalid;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Brand, Logo, MOVE_TICKETS, MoveTickets, store};
use crate::{
    PeopleError,
    audit::{self, Entity},
    fold_name,
    model::nullable,
    policy, signature, validate,
};

/// As of a part of a host's name.
const LONGEST_SUBDOMAIN: usize = 63;
/// Of a name, in a subdomain that is made of it: what is left is for a number.
const LONGEST_START: usize = 40;

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
    let mut others = store::list_brands(tx)?;
    others.retain(|other| other.id != id);
    require_sense(&after, &others)?;
    if before.is_default && !after.is_default {
        let hint = "choose the brand that becomes the default instead";
        return Err(Invalid::field("default", hint).given(false).into());
    }
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

fn checked_subdomain(text: &str) -> Result<String, Invalid> {
    let subdomain = text.trim().to_lowercase();
    let is_fit = subdomain.len() <= LONGEST_SUBDOMAIN
        && !subdomain.starts_with('-')
        && !subdomain.ends_with('-')
        && subdomain.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if is_fit {
        Ok(subdomain)
    } else {
        let hint = "is made of letters, digits and hyphens, at most 63; write it like paper-shop";
        Err(Invalid::field("subdomain", hint).given(text))
    }
}

fn checked_color(text: &str) -> Result<String, Invalid> {
    let color = text.trim().to_ascii_lowercase();
    let digits = color.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit()) {
        Ok(color)
    } else {
        Err(Invalid::field("color", "is not a colour; write it like #0b6770").given(text))
    }
}

/// The first subdomain that is made of the name and that no other brand has.
fn free_subdomain(name: &str, others: &[Brand]) -> String {
    let plain = fold_name(name);
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let joined = words.collect::<Vec<_>>().join("-");
    let short: String = joined.chars().take(LONGEST_START).collect();
    let start = if short.is_empty() { "brand" } else { short.trim_end_matches('-') };
    let is_free = |subdomain: &String| others.iter().all(|other| other.subdomain != *subdomain);
    let numbered = (2..).map(|number: u64| format!("{start}-{number}"));
    std::iter::once(start.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

fn require_sense(brand: &Brand, others: &[Brand]) -> Result<(), Invalid> {
    let is_named_by_the_desk = brand.is_default && brand.subdomain.is_empty();
    if brand.name.is_empty() && !is_named_by_the_desk {
        return Err(Invalid::blank("name"));
    }
    if brand.subdomain.is_empty() && !brand.is_default {
        return Err(Invalid::blank("subdomain"));
    }
    if brand.is_default && !brand.active {
        let hint = "the default brand is always in use; choose another default first";
        return Err(Invalid::field("active", hint).given(false));
    }
    let folded = fold_name(&brand.name);
    if others.iter().any(|other| !folded.is_empty() && fold_name(&other.name) == folded) {
        return Err(Invalid::duplicate("name", "another brand has this name").given(brand.name.as_str()));
    }
    if others.iter().any(|other| !brand.subdomain.is_empty() && other.subdomain == brand.subdomain) {
        let hint = "another brand has this subdomain";
        return Err(Invalid::duplicate("subdomain", hint).given(brand.subdomain.as_str()));
    }
    let host = brand.host_mapping.as_deref();
    if host.is_some() && others.iter().any(|other| other.host_mapping.as_deref() == host) {
        return Err(Invalid::duplicate("host_mapping", "another brand has this host").given(host));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brand(name: &str, subdomain: &str) -> Brand {
        Brand {
            id: BrandId(1),
            name: name.to_owned(),
            subdomain: subdomain.to_owned(),
            host_mapping: None,
            color: None,
            signature_template: String::new(),
            logo: None,
            active: true,
            is_default: false,
            deleted: false,
            created_at: Timestamp(0),
            updated_at: Timestamp(0),
        }
    }

    #[test]
    fn a_subdomain_is_made_of_the_name_and_is_free() {
        assert_eq!(free_subdomain("Été & Fils", &[]), "ete-fils");
        assert_eq!(free_subdomain("Paper", &[brand("Paper", "paper"), brand("P", "paper-2")]), "paper-3");
        assert_eq!(free_subdomain("紙", &[]), "brand");
        assert!(checked_subdomain("-a").is_err() && checked_subdomain("a.b").is_err());
    }

    #[test]
    fn colours_have_six_digits() {
        assert_eq!(checked_color(" #0B6770 ").unwrap(), "#0b6770");
        for bad in ["0b6770", "#0b677", "red", "#0b677g", "#0b6770;x"] {
            assert!(checked_color(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn names_are_one_brands_own_and_only_the_default_goes_by_the_desks() {
        assert!(require_sense(&brand("paper", "a"), &[brand("Paper", "b")]).is_err());
        assert!(require_sense(&brand("", "a"), &[]).is_err());
        assert!(require_sense(&Brand { is_default: true, ..brand("", "") }, &[]).is_ok());
        assert!(require_sense(&Brand { is_default: true, active: false, ..brand("", "") }, &[]).is_err());
    }
}
