//! The desk's own settings.

use base::Locale;
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::ToSchema;

use super::nullable;

/// What is set for the whole desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct DeskSettings {
    /// What it is called in mails and pages.
    pub name: String,
    /// The language for people whose own is not known.
    pub locale: Locale,
    /// IANA name of its time zone.
    pub time_zone: String,
    /// Where people reach it, for links in mails; the server's configuration goes before it.
    pub public_url: Option<String>,
    /// How long a reply waits before it leaves, in seconds.
    pub undo_send_seconds: u32,
    /// Under whose name answers leave.
    pub sender_name: SenderName,
    /// What ends the mails of agents whose group says nothing else, with placeholders.
    pub signature: String,
}

/// Under whose name answers leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SenderName {
    /// The mailbox's, else the desk's.
    #[default]
    Desk,
    /// The agent's, with that in brackets.
    AgentAndDesk,
}

impl Default for DeskSettings {
    fn default() -> Self {
        Self {
            name: "Guichet".to_owned(),
            locale: Locale::En,
            time_zone: "UTC".to_owned(),
            public_url: None,
            undo_send_seconds: 8,
            sender_name: SenderName::Desk,
            signature: String::new(),
        }
    }
}

impl DeskSettings {
    /// What links in mails start with, without the last slash: the server's configuration, else the desk's own
    /// address, else `None`.
    pub fn base_url(&self, configured: Option<&Url>) -> Option<String> {
        let url = configured.map(|url| url.as_str()).or(self.public_url.as_deref())?;
        Some(url.trim_end_matches('/').to_owned())
    }
}

/// What to set for the whole desk; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct DeskChange {
    /// What it is called.
    pub name: Option<String>,
    /// Its language.
    pub locale: Option<Locale>,
    /// IANA name of its time zone.
    pub time_zone: Option<String>,
    /// Where people reach it.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>)]
    pub public_url: Option<Option<String>>,
    /// How long a reply waits before it leaves, in seconds; at most 60.
    pub undo_send_seconds: Option<u32>,
    /// Under whose name answers leave.
    pub sender_name: Option<SenderName>,
    /// What ends the mails of agents whose group says nothing else, with placeholders.
    pub signature: Option<String>,
}
