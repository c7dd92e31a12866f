//! Holding back who tries too often.

use std::{collections::HashMap, sync::Mutex, time::Duration};

use base::Timestamp;

/// Above this many keys, those that would be allowed everything anyway are forgotten.
const MOST_KEYS: usize = 10_000;

/// Lets each key do something so many times at once, and then once in each interval (a token bucket, kept as
/// the instant at which the bucket will be full again). In memory only.
#[derive(Debug)]
pub(crate) struct RateLimit {
    burst: u32,
    interval: Duration,
    full_at: Mutex<HashMap<String, Timestamp>>,
}

impl RateLimit {
    pub(crate) fn new(burst: u32, interval: Duration) -> Self {
        Self { burst, interval, full_at: Mutex::default() }
    }

    /// Counts one try.
    ///
    /// # Errors
    /// How long to wait, when there were too many.
    pub(crate) fn take(&self, key: &str, now: Timestamp) -> Result<(), Duration> {
        let capacity = self.interval * self.burst;
        let mut full_at = self.lock();
        if full_at.len() >= MOST_KEYS {
            full_at.retain(|_, instant| *instant > now);
        }
        // A clock that was set back must not lock anybody out for longer than an empty bucket does.
        let current = full_at.get(key).map_or(now, |instant| (*instant).clamp(now, now.plus(capacity)));
        let after = current.plus(self.interval);
        let excess = after.since(now.plus(capacity));
        if !excess.is_zero() {
            return Err(excess);
        }
        full_at.insert(key.to_owned(), after);
        Ok(())
    }

    /// Takes back a try that turned out to be fine.
    pub(crate) fn give_back(&self, key: &str) {
        if let Some(instant) = self.lock().get_mut(key) {
            *instant = instant.minus(self.interval);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Timestamp>> {
        // Nothing panics while it is held, and a half-made entry would do no harm.
        self.full_at.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp::from_unix_seconds(1_767_268_800);

    fn limit() -> RateLimit {
        RateLimit::new(3, Duration::from_secs(10))
    }

    #[test]
    fn after_the_burst_one_more_is_let_through_in_each_interval() {
        let limit = limit();
        for _ in 0..3 {
            assert_eq!(limit.take("a", NOON), Ok(()));
        }
        assert_eq!(limit.take("a", NOON), Err(Duration::from_secs(10)));
        let later = NOON.plus(Duration::from_secs(10));
        assert_eq!(limit.take("a", later), Ok(()));
        assert_eq!(limit.take("a", later), Err(Duration::from_secs(10)));
    }

    #[test]
    fn one_key_does_not_hold_back_another() {
        let limit = limit();
        while limit.take("a", NOON).is_ok() {}
        assert_eq!(limit.take("b", NOON), Ok(()));
    }

    #[test]
    fn a_try_that_was_fine_does_not_count() {
        let limit = limit();
        for _ in 0..20 {
            assert_eq!(limit.take("a", NOON), Ok(()));
            limit.give_back("a");
        }
    }

    #[test]
    fn a_clock_set_back_locks_nobody_out_for_long() {
        let limit = limit();
        let future = NOON.plus(Duration::from_secs(1_000_000));
        while limit.take("a", future).is_ok() {}
        assert_eq!(limit.take("a", NOON), Err(Duration::from_secs(10)));
    }

    #[test]
    fn keys_that_hold_nothing_back_any_longer_are_forgotten() {
        let limit = limit();
        for number in 0..MOST_KEYS {
            assert_eq!(limit.take(&number.to_string(), NOON), Ok(()));
        }
        assert_eq!(limit.take("late", NOON.plus(Duration::from_secs(60))), Ok(()));
        assert_eq!(limit.lock().len(), 1);
    }
}
