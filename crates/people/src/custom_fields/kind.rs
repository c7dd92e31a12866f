//! What a field can hold.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a field holds, with Zendesk's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// A line.
    Text,
    /// Several lines.
    Textarea,
    /// A whole number.
    Integer,
    /// A number with decimals.
    Decimal,
    /// A day.
    Date,
    /// Yes or no.
    Checkbox,
    /// One of several options, which may be nested.
    #[serde(alias = "dropdown")]
    Tagger,
    /// Any of several options.
    Multiselect,
    /// A line that looks as its pattern says.
    Regexp,
    /// A user, organization or ticket.
    Lookup,
}

impl FieldKind {
    const ALL: [(Self, &'static str); 10] = [
        (Self::Text, "text"),
        (Self::Textarea, "textarea"),
        (Self::Integer, "integer"),
        (Self::Decimal, "decimal"),
        (Self::Date, "date"),
        (Self::Checkbox, "checkbox"),
        (Self::Tagger, "tagger"),
        (Self::Multiselect, "multiselect"),
        (Self::Regexp, "regexp"),
        (Self::Lookup, "lookup"),
    ];

    /// Its name in the API and in the database.
    pub fn as_str(self) -> &'static str {
        Self::ALL.into_iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }

    /// The one of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, own)| *own == name).map(|(kind, _)| kind)
    }

    /// Whether there are options to choose from.
    pub fn has_options(self) -> bool {
        matches!(self, Self::Tagger | Self::Multiselect)
    }
}

db::text_column!(FieldKind);

/// What a look-up names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum Target {
    /// Somebody.
    #[serde(rename = "zen:user")]
    User,
    /// An organization.
    #[serde(rename = "zen:organization")]
    Organization,
    /// Another ticket.
    #[serde(rename = "zen:ticket")]
    Ticket,
}

impl Target {
    const ALL: [Self; 3] = [Self::User, Self::Organization, Self::Ticket];

    /// Its name in the API and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::User => "zen:user",
            Self::Organization => "zen:organization",
            Self::Ticket => "zen:ticket",
        }
    }

    /// The one of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.as_str() == name)
    }
}

db::text_column!(Target);
