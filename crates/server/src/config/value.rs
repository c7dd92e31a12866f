//! Settings from texts.

use std::{net::SocketAddr, path::PathBuf};

use url::Url;

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A value that does not fit; secrets are not repeated.
    #[error("setting {name}: {given} does not fit, write {wanted}")]
    Invalid {
        /// The setting.
        name: &'static str,
        /// What was given.
        given: String,
        /// What to write.
        wanted: &'static str,
    },
    /// A name that no setting has.
    #[error("{place} sets {name:?}, which is no setting; `guichet settings-reference` lists them all")]
    Unknown {
        /// The name.
        name: String,
        /// The file or "the environment".
        place: String,
    },
    /// A value that is neither text, number nor yes/no.
    #[error("setting {name} in {file}: write a text, a number, true or false")]
    NotPlain {
        /// The setting.
        name: String,
        /// The file.
        file: PathBuf,
    },
    /// The configuration file is not there or not TOML.
    #[error("the configuration file {file} cannot be read: {reason}")]
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        reason: String,
    },
}

/// A type that a setting can have.
pub trait Setting: Sized {
    /// What its text looks like.
    const WANTED: &'static str;
    /// Whether its text must not be shown.
    const IS_SECRET: bool = false;
    /// Whether its flag alone, without a value, means `true`.
    const IS_SWITCH: bool = false;

    /// The value of a text, `None` if it does not fit.
    fn parse(text: &str) -> Option<Self>;
}

/// A password or a URL that holds one.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretText(String);

impl SecretText {
    /// The secret, for whoever needs it and nobody else.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// A setting's value from what was given, or from its default.
pub(super) fn read<T: Setting>(
    name: &'static str,
    given: Option<String>,
    default: &'static str,
) -> Result<T, ConfigError> {
    let text = given.as_deref().unwrap_or(default);
    T::parse(text).ok_or_else(|| ConfigError::Invalid {
        name,
        given: if T::IS_SECRET { "what was given".to_owned() } else { format!("{text:?}") },
        wanted: T::WANTED,
    })
}

impl<T: Setting> Setting for Option<T> {
    const WANTED: &'static str = T::WANTED;
    const IS_SECRET: bool = T::IS_SECRET;
    const IS_SWITCH: bool = T::IS_SWITCH;

    fn parse(text: &str) -> Option<Self> {
        if text.is_empty() { Some(None) } else { T::parse(text).map(Some) }
    }
}

impl Setting for SocketAddr {
    const WANTED: &'static str = "an IP address and a port, such as 127.0.0.1:8080";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Setting for PathBuf {
    const WANTED: &'static str = "a path";

    fn parse(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| text.into())
    }
}

impl Setting for Url {
    const WANTED: &'static str = "a URL that begins with http:// or https://";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok().filter(|url: &Self| matches!(url.scheme(), "http" | "https"))
    }
}

impl Setting for bool {
    const WANTED: &'static str = "true or false";
    const IS_SWITCH: bool = true;

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Setting for u32 {
    const WANTED: &'static str = "a whole number";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Setting for String {
    const WANTED: &'static str = "a text";

    fn parse(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl Setting for SecretText {
    const WANTED: &'static str = "a text";
    const IS_SECRET: bool = true;

    fn parse(text: &str) -> Option<Self> {
        Some(Self(text.to_owned()))
    }
}

impl Setting for LogFormat {
    const WANTED: &'static str = "text or json";

    fn parse(text: &str) -> Option<Self> {
        match text {
            "text" => Some(Self::Text),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}
