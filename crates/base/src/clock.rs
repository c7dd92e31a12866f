//! The one clock.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use crate::Timestamp;

/// Where all code reads the time, so that a test can let a week pass in a second.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    /// Microseconds added to the system's time.
    Shifted(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's own time.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that starts at the machine's time, runs on, and can be set and advanced.
    pub fn adjustable() -> Self {
        Self(Source::Shifted(Arc::default()))
    }

    /// Whether [`Clock::set`] and [`Clock::advance`] have an effect.
    pub fn is_adjustable(&self) -> bool {
        matches!(self.0, Source::Shifted(_))
    }

    /// The current instant.
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Source::System => system_now(),
            Source::Shifted(shift) => Timestamp(system_now().0.saturating_add(shift.load(Ordering::SeqCst))),
        }
    }

    /// Jumps to `instant`; does nothing on the system's clock.
    pub fn set(&self, instant: Timestamp) {
        if let Source::Shifted(shift) = &self.0 {
            shift.store(instant.0.saturating_sub(system_now().0), Ordering::SeqCst);
        }
    }

    /// Jumps ahead; does nothing on the system's clock.
    pub fn advance(&self, duration: Duration) {
        self.set(self.now().plus(duration));
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the machine's time")]
fn system_now() -> Timestamp {
    jiff::Timestamp::now().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_adjustable_clock_lets_a_week_pass() {
        let clock = Clock::adjustable();
        let before = clock.now();
        clock.advance(Duration::from_secs(7 * 86_400));
        assert!(clock.now().since(before) >= Duration::from_secs(7 * 86_400));
    }
}
