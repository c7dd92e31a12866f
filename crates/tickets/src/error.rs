//! Why a ticket could not be read or changed.

use base::UserId;
use db::DbError;
use http::{ApiError, Invalid};
use people::{PeopleError, policy::Refusal};

use crate::model::Ticket;

/// Why a ticket could not be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum TicketError {
    /// It does not exist, or the asker may not know.
    #[error("there is no such record")]
    NotFound,
    /// The asker may see it but not do this.
    #[error("{0}")]
    Forbidden(String),
    /// Fields that make no sense.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// Somebody else changed it after the asker last saw it.
    #[error("the ticket was changed by somebody else, look at the change and send yours again")]
    Moved(Box<Moved>),
    /// Somebody else edited the note after the asker last saw it.
    #[error("the note was edited by somebody else; look at what it says now and save again")]
    NoteEdited,
    /// The change cannot be taken back any more.
    #[error("{0}")]
    TooLateToUndo(&'static str),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// What happened to a ticket since it was seen.
#[derive(Debug)]
pub struct Moved {
    /// As it is now.
    pub current: Ticket,
    /// Which fields were changed; `comment` for a new comment.
    pub changed: Vec<String>,
    /// Who changed it last.
    pub by: Option<UserId>,
}

impl From<PeopleError> for TicketError {
    fn from(error: PeopleError) -> Self {
        match error {
            PeopleError::Invalid(invalid) => Self::Invalid(invalid),
            PeopleError::NotFound => Self::NotFound,
            PeopleError::Db(error) => Self::Db(error),
            refusal @ (PeopleError::Refused(_) | PeopleError::AlreadySetUp) => {
                Self::Forbidden(refusal.to_string())
            }
        }
    }
}

impl From<Refusal> for TicketError {
    fn from(refusal: Refusal) -> Self {
        Self::Forbidden(refusal.to_string())
    }
}

impl From<TicketError> for ApiError {
    fn from(error: TicketError) -> Self {
        match error {
            TicketError::NotFound => Self::NotFound,
            TicketError::Forbidden(reason) => Self::Forbidden(reason),
            TicketError::Invalid(invalid) => Self::Invalid(invalid),
            TicketError::Moved(moved) => crate::api::conflict(&moved),
            TicketError::NoteEdited => Self::conflict("UpdateConflict", error.to_string()),
            TicketError::TooLateToUndo(reason) => Self::conflict("AlreadySent", reason),
            TicketError::Db(error) => error.into(),
        }
    }
}
