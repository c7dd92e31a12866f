//! The durable queue: work that must happen after a change, recorded in the change's own transaction.
//!
//! A job is a row with a kind and a JSON payload. A runner claims due jobs with a lease, so that a
//! job whose process dies is run again by another: **handlers run at least once and must be
//! idempotent**. A handler answers [`JobError::Retry`] to be run again later, or
//! [`JobError::Fail`] to be given up.

mod runner;
pub mod store;

use std::time::Duration;

pub use self::{
    runner::{Handler, Runner},
    store::{enqueue, enqueue_at},
};

/// Why a job did not finish.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// It may work later: after the given time, or after the queue's own back-off.
    #[error("{reason}")]
    Retry {
        /// What went wrong.
        reason: String,
        /// When to try again; `None` leaves it to the back-off.
        after: Option<Duration>,
    },
    /// It will never work.
    #[error("{0}")]
    Fail(String),
}

impl JobError {
    /// A failure that may pass by itself.
    pub fn retry(reason: impl ToString) -> Self {
        Self::Retry { reason: reason.to_string(), after: None }
    }
}

impl From<db::DbError> for JobError {
    fn from(error: db::DbError) -> Self {
        Self::retry(error)
    }
}

/// How long to wait before the next attempt: 10 s, 20 s, 40 s … at most an hour.
pub fn back_off(attempts: i64) -> Duration {
    let doublings = u32::try_from(attempts.clamp(1, 10) - 1).unwrap_or_default();
    Duration::from_secs((10 << doublings).min(3600))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_an_hour() {
        assert_eq!(back_off(1).as_secs(), 10);
        assert_eq!(back_off(3).as_secs(), 40);
        assert_eq!(back_off(500).as_secs(), 3600);
    }
}
