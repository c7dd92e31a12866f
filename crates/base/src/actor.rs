//! Who does something.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::UserId;

/// What a person may do, in Zendesk's three steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A customer: sees and answers their own tickets.
    EndUser,
    /// Answers tickets.
    Agent,
    /// An agent who also configures the desk.
    Admin,
}

impl Role {
    /// Its name in the API and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EndUser => "end-user",
            Self::Agent => "agent",
            Self::Admin => "admin",
        }
    }

    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "end-user" => Some(Self::EndUser),
            "agent" => Some(Self::Agent),
            "admin" => Some(Self::Admin),
            _ => None,
        }
    }

    /// Agents and admins: those who see internal notes.
    pub fn is_staff(self) -> bool {
        self >= Self::Agent
    }
}

/// The channel a change came through, with Zendesk's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// The agents' workspace or the customers' portal.
    Web,
    /// A mail.
    Email,
    /// A program with a token.
    Api,
    /// Guichet itself.
    System,
    /// A web form.
    WebForm,
    /// A telephone call.
    #[serde(rename = "voice")]
    Phone,
    /// A chat.
    Chat,
}

impl Via {
    /// Its name in the API and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Email => "email",
            Self::Api => "api",
            Self::System => "system",
            Self::WebForm => "web_form",
            Self::Phone => "voice",
            Self::Chat => "chat",
        }
    }

    /// The channel of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Web, Self::Email, Self::Api, Self::System, Self::WebForm, Self::Phone, Self::Chat]
            .into_iter()
            .find(|via| via.as_str() == name)
    }
}

/// Who does something, with what rights, through which channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The person; `None` for Guichet itself.
    pub user_id: Option<UserId>,
    /// What they may do.
    pub role: Role,
    /// How they reached us.
    pub via: Via,
}

impl Actor {
    /// Guichet itself: set-up, timed tasks, delivery results.
    pub const SYSTEM: Self = Self { user_id: None, role: Role::Admin, via: Via::System };

    /// A person who came through `via`.
    pub fn person(user_id: UserId, role: Role, via: Via) -> Self {
        Self { user_id: Some(user_id), role, via }
    }

    /// Whether this is that person.
    pub fn is(&self, user_id: UserId) -> bool {
        self.user_id == Some(user_id)
    }
}
