//! What became of a ticket in a bulk change.

use base::AuditId;
use db::{Column, FromColumn, Param, ToParam};

use crate::{error::TicketError, model::Status};

/// What became of a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Changed, as its audit says.
    Changed(AuditId),
    /// It was like this already.
    Unchanged,
    /// It could not be changed.
    Refused(Refusal),
    /// It is as it was before.
    Restored,
    /// The change could not be taken back.
    LeftAlone(Refusal),
}

/// Why a ticket could not be changed, or not be changed back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// In one word, for programs: `closed`, `gone`, `invalid`, `moved_on`, `forbidden`.
    pub cause: &'static str,
    /// In words.
    pub reason: String,
}

/// An outcome's kind, as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Waiting = 0,
    Changed = 1,
    Unchanged = 2,
    Refused = 3,
    Restored = 4,
    LeftAlone = 5,
}

impl Kind {
    const ALL: [Self; 6] =
        [Self::Waiting, Self::Changed, Self::Unchanged, Self::Refused, Self::Restored, Self::LeftAlone];
}

impl ToParam for Kind {
    fn to_param(&self) -> Param<'_> {
        Param::Int(*self as i64)
    }
}

impl FromColumn for Kind {
    const WANTED: &'static str = "an outcome";

    fn from_column(column: Column<'_>) -> Option<Self> {
        let stored = i64::from_column(column)?;
        Self::ALL.into_iter().find(|kind| *kind as i64 == stored)
    }
}

impl Outcome {
    pub fn kind(&self) -> Kind {
        match self {
            Self::Changed(_) => Kind::Changed,
            Self::Unchanged => Kind::Unchanged,
            Self::Refused(_) => Kind::Refused,
            Self::Restored => Kind::Restored,
            Self::LeftAlone(_) => Kind::LeftAlone,
        }
    }

    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) | Self::LeftAlone(refusal) => Some(refusal),
            _ => None,
        }
    }

    pub fn audit_id(&self) -> Option<AuditId> {
        match self {
            Self::Changed(audit_id) => Some(*audit_id),
            _ => None,
        }
    }
}

impl Refusal {
    /// Why a ticket of this status was refused.
    ///
    /// # Errors
    /// When the database failed: that says nothing about the ticket.
    pub fn new(error: TicketError, status: Option<Status>) -> Result<Self, TicketError> {
        let cause = match &error {
            TicketError::Db(_) => return Err(error),
            _ if status == Some(Status::Closed) => "closed",
            TicketError::NotFound => "gone",
            TicketError::Invalid(_) => "invalid",
            TicketError::Moved(_) | TicketError::NoteEdited | TicketError::TooLateToUndo(_) => "moved_on",
            TicketError::Forbidden(_) => "forbidden",
        };
        Ok(Self { cause, reason: error.to_string() })
    }

    /// Whoever began it may not go on.
    pub fn of_author() -> Self {
        let reason = "whoever began this is no agent any more".to_owned();
        Self { cause: "forbidden", reason }
    }
}
