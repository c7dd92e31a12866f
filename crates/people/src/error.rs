//! What can go wrong.

use db::DbError;
use http::{ApiError, Invalid};

use crate::policy::Refusal;

/// Why a change of people, or a sign-in, was refused.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// Fields that make no sense.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The actor may not.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// There is no such record, or the actor may not know of it.
    #[error("there is no such record")]
    NotFound,
    /// The first admin exists already.
    #[error("the desk is set up already; sign in instead")]
    AlreadySetUp,
    /// The database failed.
    #[error(transparent)]
    Db(DbError),
}

impl From<DbError> for PeopleError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::NotFound => Self::NotFound,
            other => Self::Db(other),
        }
    }
}

impl From<PeopleError> for ApiError {
    fn from(error: PeopleError) -> Self {
        match error {
            PeopleError::Invalid(invalid) => invalid.into(),
            PeopleError::Refused(refusal) => Self::forbidden(refusal.to_string()),
            PeopleError::NotFound => Self::NotFound,
            PeopleError::AlreadySetUp => Self::conflict("AlreadySetUp", error.to_string()),
            PeopleError::Db(error) => error.into(),
        }
    }
}
