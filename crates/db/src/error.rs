//! What can go wrong.

/// Why a database call failed.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// Too many calls wait already; the caller may try again.
    #[error("the database is busy, try again in a moment")]
    Busy,
    /// The closure panicked; its change is undone.
    #[error("an internal error undid the change")]
    Panicked,
    /// The commit that held the change failed; the change is undone.
    #[error("the change could not be stored: {0}")]
    CommitFailed(String),
    /// A row that must exist does not.
    #[error("no such row")]
    NotFound,
    /// A page was asked for by a cursor of another sort order.
    #[error("the cursor does not belong to this list and order; start again without it")]
    Cursor,
    /// A unique or foreign key refused the change.
    #[error("the change conflicts with existing data: {0}")]
    Constraint(String),
    /// The query ran longer than allowed.
    #[error("the query took too long and was stopped")]
    TimedOut,
    /// A column holds something its reader does not expect.
    #[error("column {index} holds {found}, wanted {wanted}")]
    Column {
        /// Its place in the row, from 0.
        index: usize,
        /// What it should hold.
        wanted: &'static str,
        /// What it holds.
        found: String,
    },
    /// The database was written by a newer Guichet.
    #[error("the database has migration {0}, which this version does not know; use a newer guichet")]
    TooNew(String),
    /// This database cannot do that.
    #[error("{0}")]
    Unsupported(&'static str),
    /// SQLite's own error.
    #[error("sqlite: {0}")]
    Sqlite(rusqlite::Error),
    /// PostgreSQL's own error.
    #[error("postgresql: {0}")]
    Postgres(String),
    /// A thread or file could not be had.
    #[error("i/o: {0}")]
    Io(#[from] std::io::Error),
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{ConstraintViolation, DatabaseBusy, DatabaseLocked, OperationInterrupted};
        match error.sqlite_error_code() {
            Some(ConstraintViolation) => Self::Constraint(error.to_string()),
            Some(OperationInterrupted) => Self::TimedOut,
            Some(DatabaseBusy | DatabaseLocked) => Self::Busy,
            _ => Self::Sqlite(error),
        }
    }
}

impl From<::postgres::Error> for DbError {
    fn from(error: ::postgres::Error) -> Self {
        let Some(detail) = error.as_db_error() else { return Self::Postgres(error.to_string()) };
        match detail.code().code() {
            code if code.starts_with("23") => Self::Constraint(detail.message().to_owned()),
            "57014" => Self::TimedOut,
            code => Self::Postgres(format!("{} ({code})", detail.message())),
        }
    }
}
