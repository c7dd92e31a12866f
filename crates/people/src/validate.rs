//! Checks of what strangers send, field by field.

use base::Locale;
use http::Invalid;
use serde_json::{Map, Value};

pub(crate) const NAME_CHARS: usize = 255;
const TEXT_BYTES: usize = 64 * 1024;
const MOST_TAGS: usize = 200;
const JSON_BYTES: usize = 64 * 1024;

/// A name: trimmed, neither empty nor longer than 255 characters.
pub(crate) fn name(field: &str, value: &str) -> Result<String, Invalid> {
    let trimmed = value.trim();
    if trimmed.is_empty() {
        return Err(Invalid::blank(field));
    }
    line(field, trimmed)
}

/// One line of text of at most 255 characters; may be empty.
pub(crate) fn line(field: &str, value: &str) -> Result<String, Invalid> {
    if value.chars().count() > NAME_CHARS {
        return Err(Invalid::too_long(field, NAME_CHARS, "is too long: at most 255 characters").given(value));
    }
    if value.chars().any(char::is_control) {
        return Err(Invalid::field(field, "holds control characters; take them out"));
    }
    Ok(value.trim().to_owned())
}

/// What an admin calls or says of something, in one line: single blanks, no control characters.
pub fn one_line(text: &str) -> String {
    let plain = text.replace(|c: char| c.is_control() && !c.is_whitespace(), "");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What an admin says of something, in as many lines as they like. PostgreSQL cannot store NUL.
pub fn many_lines(text: &str) -> String {
    text.replace('\0', "").trim().to_owned()
}

/// One line that counts as absent when it is empty.
pub(crate) fn optional_line(field: &str, value: Option<String>) -> Result<Option<String>, Invalid> {
    let Some(value) = value else { return Ok(None) };
    let line = line(field, &value)?;
    Ok((!line.is_empty()).then_some(line))
}

/// Text of at most 64 kB.
pub(crate) fn text(field: &str, value: String) -> Result<String, Invalid> {
    if value.len() > TEXT_BYTES {
        return Err(Invalid::too_long(field, TEXT_BYTES, "is too long: at most 65536 bytes"));
    }
    // PostgreSQL cannot store it.
    Ok(value.replace('\0', ""))
}

/// An e-mail address: something, `@`, and a domain, in at most 254 bytes (RFC 5321 §4.5.3.1).
///
/// # Errors
/// Naming the field, when it is none.
pub fn address(field: &str, value: &str) -> Result<String, Invalid> {
    let value = value.trim();
    if value.is_empty() {
        return Err(Invalid::blank(field));
    }
    let is_address = value
        .rsplit_once('@')
        .is_some_and(|(local, domain)| !local.is_empty() && local.len() <= 64 && is_domain(domain));
    let has_odd_letters = value
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';' | '"'));
    if !is_address || has_odd_letters || value.len() > 254 {
        let hint = "is not an e-mail address; write it like name@example.com";
        return Err(Invalid::field(field, hint).given(value));
    }
    Ok(value.to_owned())
}

/// A domain's name, lower case.
pub(crate) fn domain(field: &str, value: &str) -> Result<String, Invalid> {
    let domain = value.trim().trim_start_matches('@').to_lowercase();
    if is_domain(&domain) {
        Ok(domain)
    } else {
        Err(Invalid::field(field, format!("{domain:?} is not a domain")).given(domain))
    }
}

fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    text.len() <= 253 && text.split('.').all(is_label)
}

/// A tag as it is kept: lower case, no spaces. `None` when nothing is left or it is too long.
pub fn normalise_tag(tag: &str) -> Option<String> {
    const LONGEST: usize = 100;
    let tag = tag.trim().to_lowercase().split_whitespace().collect::<Vec<_>>().join("_");
    let is_fit = !tag.is_empty() && tag.chars().count() <= LONGEST && !tag.chars().any(char::is_control);
    is_fit.then(|| tag.replace(',', "_"))
}

/// Labels: lower case, without spaces, sorted, each once.
pub(crate) fn tags(field: &str, tags: Vec<String>) -> Result<Vec<String>, Invalid> {
    let mut cleaned = Vec::new();
    for tag in tags {
        for word in tag.split_whitespace() {
            cleaned.push(line(field, &word.to_lowercase())?);
        }
    }
    cleaned.sort();
    cleaned.dedup();
    if cleaned.len() > MOST_TAGS {
        return Err(Invalid::too_long(field, MOST_TAGS, "are too many: at most 200"));
    }
    Ok(cleaned)
}

/// Custom fields or preferences, merged into those that are there; null removes one.
pub(crate) fn merge(
    field: &str,
    into: &mut Map<String, Value>,
    new: Map<String, Value>,
) -> Result<(), Invalid> {
    for (name, value) in new {
        if value.is_null() {
            into.remove(&name);
        } else {
            into.insert(name, value);
        }
    }
    let written = Value::Object(into.clone()).to_string();
    if written.len() > JSON_BYTES || written.contains("\\u0000") {
        return Err(Invalid::field(field, "hold too much, or control characters"));
    }
    Ok(())
}

/// A language that Guichet speaks, from a tag such as `fr-CA`.
pub(crate) fn locale(field: &str, tag: &str) -> Result<Locale, Invalid> {
    Locale::from_tag(tag).ok_or_else(|| Invalid::field(field, "must be en or fr").given(tag))
}

/// The IANA name of a time zone.
pub(crate) fn time_zone(field: &str, name: &str) -> Result<String, Invalid> {
    let is_known = name == "UTC" || jiff::tz::db().get(name).is_ok();
    if is_known {
        Ok(name.to_owned())
    } else {
        Err(Invalid::field(field, "is not a time zone; write it like Europe/Paris").given(name))
    }
}

/// Where a desk is reached: an http or https URL without path, kept without the last slash.
pub(crate) fn public_url(field: &str, value: &str) -> Result<String, Invalid> {
    let hint = "is not an address of a site; write it like https://desk.example.com";
    let failed = || Invalid::field(field, hint).given(value);
    let url = url::Url::parse(value.trim()).map_err(|_| failed())?;
    let is_site = matches!(url.scheme(), "http" | "https") && url.has_host() && url.query().is_none();
    if is_site { Ok(url.as_str().trim_end_matches('/').to_owned()) } else { Err(failed()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_a_name_and_a_domain() {
        for good in ["a@b", "mia.o'neil+desk@mail.example.com", "rené@exämple.fr"] {
            assert_eq!(address("email", good).unwrap(), good);
        }
        for bad in
            ["", "mia", "@example.com", "mia@", "a b@c.d", "a@b..c", "<a@b.c>", "a@b.c,d@e.f", "a@b\n.c"]
        {
            assert!(address("email", bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn tags_are_kept_in_lower_case_without_spaces() {
        assert_eq!(normalise_tag(" Big  Deal "), Some("big_deal".to_owned()));
        assert_eq!(normalise_tag("ÉTÉ"), Some("été".to_owned()));
        assert_eq!(normalise_tag("  "), None);
        assert_eq!(normalise_tag(&"x".repeat(101)), None);
    }

    #[test]
    fn tags_are_words_in_order_each_once() {
        assert_eq!(tags("tags", vec!["VIP b".into(), "b".into()]).unwrap(), ["b", "vip"]);
    }

    #[test]
    fn names_are_trimmed_and_of_one_line() {
        assert_eq!(name("name", " Ana ").unwrap(), "Ana");
        assert!(name("name", "  ").is_err());
        assert!(name("name", "A\u{0}b").is_err());
        assert!(name("name", &"é".repeat(256)).is_err());
    }

    #[test]
    fn merging_sets_replaces_and_removes() {
        let mut fields = Map::from_iter([("a".to_owned(), 1.into()), ("b".to_owned(), 2.into())]);
        let new = Map::from_iter([("a".to_owned(), Value::Null), ("c".to_owned(), 3.into())]);
        merge("user_fields", &mut fields, new).unwrap();
        assert_eq!(Value::Object(fields), serde_json::json!({"b": 2, "c": 3}));
    }

    #[test]
    fn a_public_url_is_a_site() {
        assert_eq!(
            public_url("public_url", "https://desk.example.com/").unwrap(),
            "https://desk.example.com"
        );
        assert!(public_url("public_url", "javascript:alert(1)").is_err());
    }

    #[test]
    fn time_zones_have_iana_names() {
        assert!(time_zone("time_zone", "UTC").is_ok());
        assert!(time_zone("time_zone", "Mars/Olympus").is_err());
    }
}
