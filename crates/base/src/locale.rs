//! The two first languages.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A language that Guichet itself speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// British English.
    #[default]
    En,
    /// French as written in France.
    Fr,
}

impl Locale {
    /// The language of a tag such as `fr`, `fr-CA` or `en_GB`; `None` for any other.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        match language.as_str() {
            "en" => Some(Self::En),
            "fr" => Some(Self::Fr),
            _ => None,
        }
    }

    /// The first of the languages an `Accept-Language` header lists that Guichet speaks, else English.
    pub fn from_accept_language(header: &str) -> Self {
        header.split(',').find_map(|part| Self::from_tag(part.split(';').next()?.trim())).unwrap_or_default()
    }

    /// `en` or `fr`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picks_the_first_language_it_speaks() {
        assert_eq!(Locale::from_accept_language("de-DE, fr-CA;q=0.8, en;q=0.5"), Locale::Fr);
        assert_eq!(Locale::from_accept_language("ja"), Locale::En);
    }
}
