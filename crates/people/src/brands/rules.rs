//! What a brand may be called, and what else makes sense for one. No I/O.

use http::Invalid;

use super::Brand;
use crate::fold_name;

/// As of a part of a host's name.
const LONGEST_SUBDOMAIN: usize = 63;
/// Of a name, in a subdomain that is made of it: what is left is for a number.
const LONGEST_START: usize = 40;

/// A subdomain as it is kept; may be empty.
pub(super) fn checked_subdomain(text: &str) -> Result<String, Invalid> {
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

/// A colour as it is kept.
pub(super) fn checked_color(text: &str) -> Result<String, Invalid> {
    let color = text.trim().to_ascii_lowercase();
    let digits = color.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit()) {
        Ok(color)
    } else {
        Err(Invalid::field("color", "is not a colour; write it like #0b6770").given(text))
    }
}

/// The first subdomain that is made of the name and that no other brand has.
pub(super) fn free_subdomain(name: &str, others: &[Brand]) -> String {
    let plain = fold_name(name);
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let joined = words.collect::<Vec<_>>().join("-");
    let short: String = joined.chars().take(LONGEST_START).collect();
    let start = if short.is_empty() { "brand" } else { short.trim_end_matches('-') };
    let is_free = |subdomain: &String| others.iter().all(|other| other.subdomain != *subdomain);
    let numbered = (2..).map(|number: u64| format!("{start}-{number}"));
    std::iter::once(start.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

/// Refuses a brand that makes no sense by itself, or beside the others.
pub(super) fn require_sense(brand: &Brand, others: &[Brand]) -> Result<(), Invalid> {
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
    use base::{BrandId, Timestamp};

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
