//! What a mailbox is.

use base::{BrandId, GroupId, MailboxId, Timestamp};
use mail_transport::{Secret, Security, imap::ImapAccount, imap::ImapCursor, smtp_sender::Relay};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

/// How a connection to a mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ServerSecurity {
    /// TLS from the first byte.
    Tls,
    /// TLS after STARTTLS.
    StartTls,
    /// None: for servers on the same machine or network.
    None,
}

impl From<ServerSecurity> for Security {
    fn from(security: ServerSecurity) -> Self {
        match security {
            ServerSecurity::Tls => Self::Tls,
            ServerSecurity::StartTls => Self::StartTls,
            ServerSecurity::None => Self::None,
        }
    }
}

impl From<Security> for ServerSecurity {
    fn from(security: Security) -> Self {
        match security {
            Security::Tls => Self::Tls,
            Security::StartTls => Self::StartTls,
            Security::None => Self::None,
        }
    }
}

/// A mail server and who signs in there; without the password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Server {
    /// The server's name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: ServerSecurity,
    /// The name to sign in with; empty for a server that asks for none.
    #[serde(default)]
    pub username: String,
}

impl Server {
    /// For fetching mail.
    pub fn account(&self, password: &str) -> ImapAccount {
        ImapAccount {
            host: self.host.clone(),
            port: self.port,
            security: self.security.into(),
            username: self.username.clone(),
            password: Secret::new(password),
            mailbox: "INBOX".to_owned(),
        }
    }

    /// For sending mail.
    pub fn relay(&self, password: &str) -> Relay {
        let has_credentials = !self.username.is_empty();
        Relay {
            host: self.host.clone(),
            port: self.port,
            security: self.security.into(),
            credentials: has_credentials.then(|| (self.username.clone(), Secret::new(password))),
        }
    }
}

/// Whether a mailbox's mail can be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailboxState {
    /// It worked the last time.
    Ok,
    /// It did not; `last_error` says why.
    Failing,
    /// Not tried yet.
    NeverChecked,
}

impl MailboxState {
    /// Its name in the API and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Failing => "failing",
            Self::NeverChecked => "never_checked",
        }
    }

    /// The one of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Ok, Self::Failing, Self::NeverChecked].into_iter().find(|state| state.as_str() == name)
    }
}

db::text_column!(MailboxState);

/// One of the desk's addresses. Serialized as the API shows it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Mailbox {
    /// Its id.
    pub id: MailboxId,
    /// Its address.
    pub address: String,
    /// The name that customers see beside the address.
    pub name: String,
    /// The brand that gets its tickets, and that answers from it.
    pub brand_id: BrandId,
    /// The group that gets its tickets.
    pub group_id: Option<GroupId>,
    /// The groups whose agents may answer from it; every agent when there are none.
    pub answering_group_ids: Vec<GroupId>,
    /// Whether mail is fetched and taken.
    pub active: bool,
    /// Where its mail is fetched; none when it comes by SMTP.
    pub imap: Option<Server>,
    /// What its mail is sent through; none for the desk's relay.
    pub smtp: Option<Server>,
    /// Whether its mail can be fetched and sent.
    pub state: MailboxState,
    /// Why not.
    pub last_error: Option<String>,
    /// When a message last came in.
    pub last_received_at: Option<Timestamp>,
    /// When it was connected.
    pub created_at: Timestamp,
    /// When its settings were last changed.
    pub updated_at: Timestamp,
    /// The sealed password for fetching.
    #[serde(skip)]
    pub(crate) imap_secret: Option<Vec<u8>>,
    /// The sealed password for sending.
    #[serde(skip)]
    pub(crate) smtp_secret: Option<Vec<u8>>,
    /// How far it has been read; none before the first look.
    #[serde(skip)]
    pub(crate) cursor: Option<ImapCursor>,
}

/// A server as a request names it.
#[derive(Clone, Deserialize, ToSchema)]
pub struct ServerInput {
    /// The server's name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: ServerSecurity,
    /// The name to sign in with.
    #[serde(default)]
    pub username: String,
    /// The password; absent to keep the one that is stored.
    pub password: Option<String>,
}

impl std::fmt::Debug for ServerInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ServerInput")
            .field("host", &self.host)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

impl ServerInput {
    /// Without the password.
    pub fn server(&self) -> Server {
        Server {
            host: self.host.trim().to_owned(),
            port: self.port,
            security: self.security,
            username: self.username.trim().to_owned(),
        }
    }
}

/// What to set on a mailbox; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct MailboxInput {
    /// Its address.
    pub address: Option<String>,
    /// The name that customers see.
    pub name: Option<String>,
    /// The group that gets its tickets.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<GroupId>)]
    pub group_id: Option<Option<GroupId>>,
    /// The brand that gets its tickets, and that answers from it; the default one for a new mailbox.
    pub brand_id: Option<BrandId>,
    /// The groups whose agents may answer from it; every agent when there are none.
    pub answering_group_ids: Option<Vec<GroupId>>,
    /// Whether mail is fetched and taken.
    pub active: Option<bool>,
    /// Where its mail is fetched.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<ServerInput>)]
    pub imap: Option<Option<ServerInput>>,
    /// What its mail is sent through.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<ServerInput>)]
    pub smtp: Option<Option<ServerInput>>,
}

/// Reads a member that may be absent (`None`), null (`Some(None)`) or hold a value.
fn nullable<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    reader: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(reader).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_and_null_are_told_apart_and_passwords_are_not_printed() {
        let input: MailboxInput = serde_json::from_str(
            r#"{"imap": {"host": "h", "port": 993, "security": "tls", "username": "u", "password": "hunter2"}, "smtp": null}"#,
        )
        .unwrap();
        assert!(matches!((&input.imap, &input.smtp), (Some(Some(_)), Some(None))));
        assert!(input.group_id.is_none() && !format!("{input:?}").contains("hunter2"));
    }
}
