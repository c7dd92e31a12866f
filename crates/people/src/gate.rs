//! Where passwords are checked.

use std::{
    collections::HashSet,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use base::Timestamp;
use db::DbError;
use http::{ApiError, App};
use tokio::sync::Semaphore;

use crate::{PasswordHash, PeopleError, User, fold_address, password, rate_limit::RateLimit, store};

/// Above this many, the places where people signed in are forgotten; they then count as strangers for a while.
const MOST_PLACES: usize = 100_000;

/// Checks passwords off the asynchronous threads, a few at a time, and holds back who guesses. Sign-in, Basic
/// authentication and the routes share one; cheap to clone.
///
/// Guesses count per address, per account from one address, and per account from all addresses from where nobody has
/// signed in to it: so strangers cannot lock an account's owner out of the places where they work.
#[derive(Clone)]
pub struct PasswordGate(Arc<Parts>);

struct Parts {
    addresses: RateLimit,
    accounts_from_one: RateLimit,
    accounts_from_strangers: RateLimit,
    resets: RateLimit,
    /// Accounts with an address from which their password was right.
    places: Mutex<HashSet<(String, String)>>,
    /// Each takes a processor and 19 MiB, so no more at once than there are processors.
    workers: Semaphore,
}

impl Default for PasswordGate {
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self(Arc::new(Parts {
            addresses: RateLimit::new(30, Duration::from_secs(10)),
            accounts_from_one: RateLimit::new(10, Duration::from_secs(30)),
            accounts_from_strangers: RateLimit::new(50, Duration::from_secs(30)),
            resets: RateLimit::new(5, Duration::from_secs(5 * 60)),
            places: Mutex::default(),
            workers: Semaphore::new(processors),
        }))
    }
}

impl PasswordGate {
    /// Whose e-mail and password these are. Takes as long for those of nobody.
    ///
    /// # Errors
    /// 401 when they are wrong or the user may not sign in, 429 when tried too often.
    pub async fn check(
        &self,
        app: &App,
        from: Option<IpAddr>,
        email: &str,
        password: String,
    ) -> Result<User, ApiError> {
        let account = fold_address(email);
        let attempt = Attempt { account: account.clone(), address: address_key(from) };
        self.count_guess(app.clock.now(), &attempt)?;
        let found = app.db.read(move |c| {
            let Some(user) = store::find_user_by_email(c, &account)?.filter(User::may_sign_in) else {
                return Ok::<_, DbError>(None);
            };
            let hash = store::passwords::find_hash(c, user.id)?;
            Ok(Some((user, hash)))
        });
        let (user, hash) = found.await?.map_or((None, None), |(user, hash)| (Some(user), hash));
        let is_right = self.run(move || password::matches(&password, hash.as_deref())).await?;
        let user = user.filter(|_| is_right).ok_or(ApiError::Unauthenticated)?;
        self.welcome(attempt);
        Ok(user)
    }

    fn count_guess(&self, now: Timestamp, attempt: &Attempt) -> Result<(), ApiError> {
        let limits = &*self.0;
        let is_stranger = !self.places().contains(&attempt.place());
        let counted = limits
            .addresses
            .take(&attempt.address, now)
            .and_then(|()| limits.accounts_from_one.take(&attempt.pair(), now))
            .and_then(|()| match is_stranger {
                true => limits.accounts_from_strangers.take(&attempt.account, now),
                false => Ok(()),
            });
        counted.map_err(too_many)
    }

    /// What was no guess does not count, and whoever comes from there is no stranger.
    fn welcome(&self, attempt: Attempt) {
        self.0.addresses.give_back(&attempt.address);
        self.0.accounts_from_one.give_back(&attempt.pair());
        let mut places = self.places();
        if places.len() >= MOST_PLACES {
            places.clear();
        }
        if places.insert(attempt.place()) {
            self.0.accounts_from_strangers.give_back(&attempt.account);
        }
    }

    fn places(&self) -> std::sync::MutexGuard<'_, HashSet<(String, String)>> {
        // Nothing panics while it is held, and a missing entry only makes a stranger.
        self.0.places.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a request for a link to a new password.
    ///
    /// # Errors
    /// 429 when there were too many, for this account or from this address.
    pub(crate) fn count_reset(
        &self,
        now: Timestamp,
        from: Option<IpAddr>,
        account: &str,
    ) -> Result<(), ApiError> {
        let counted = self.0.addresses.take(&address_key(from), now);
        counted.and_then(|()| self.0.resets.take(account, now)).map_err(too_many)
    }

    /// Hashes a new password.
    ///
    /// # Errors
    /// 422 when it is too short or too long.
    pub async fn hash(&self, password: String) -> Result<PasswordHash, ApiError> {
        let hashed: Result<PasswordHash, PeopleError> = self.run(move || PasswordHash::of(&password)).await?;
        Ok(hashed?)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, ApiError> {
        let _turn = self.0.workers.acquire().await.map_err(ApiError::internal)?;
        tokio::task::spawn_blocking(work).await.map_err(ApiError::internal)
    }
}

/// Who wants to get in from where.
struct Attempt {
    account: String,
    address: String,
}

impl Attempt {
    fn place(&self) -> (String, String) {
        (self.account.clone(), self.address.clone())
    }

    /// An e-mail address holds no blank.
    fn pair(&self) -> String {
        format!("{} {}", self.account, self.address)
    }
}

fn too_many(wait: Duration) -> ApiError {
    ApiError::TooMany { retry_after_seconds: wait.as_secs() + 1 }
}

/// An IPv6 subscriber commands a whole /64, so that counts as one.
fn address_key(address: Option<IpAddr>) -> String {
    match address {
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
            Some(mapped) => mapped.to_string(),
            None => format!("{:x?}", &address.segments()[..4]),
        },
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp::from_unix_seconds(1_767_268_800);

    fn attempt(account: &str, last_byte: u8) -> Attempt {
        let address = IpAddr::from([10, 0, 0, last_byte]);
        Attempt { account: account.to_owned(), address: address_key(Some(address)) }
    }

    /// How many of many guesses are let through.
    fn let_through(gate: &PasswordGate, guess: impl Fn(u8) -> Attempt) -> usize {
        (0..200).filter(|number| gate.count_guess(NOON, &guess(*number)).is_ok()).count()
    }

    #[test]
    fn guesses_at_one_account_are_held_back_from_one_address_and_from_all() {
        assert_eq!(let_through(&PasswordGate::default(), |_| attempt("ana@desk.test", 1)), 10);
        assert_eq!(let_through(&PasswordGate::default(), |number| attempt("ana@desk.test", number)), 50);
    }

    #[test]
    fn one_address_guesses_thirty_times_at_whatever_accounts() {
        let gate = PasswordGate::default();
        assert_eq!(let_through(&gate, |number| attempt(&format!("{number}@desk.test"), 1)), 30);
    }

    #[test]
    fn strangers_lock_nobody_out_of_where_they_work() {
        let gate = PasswordGate::default();
        gate.welcome(attempt("ana@desk.test", 201));
        let_through(&gate, |number| attempt("ana@desk.test", number));
        assert!(gate.count_guess(NOON, &attempt("ana@desk.test", 202)).is_err());
        assert!(gate.count_guess(NOON, &attempt("ana@desk.test", 201)).is_ok());
        assert!(gate.count_reset(NOON, None, "ana@desk.test").is_ok());
    }

    #[test]
    fn a_v6_network_counts_as_one_address() {
        let key = |text: &str| address_key(text.parse().ok());
        assert_eq!(key("2001:db8:1:2::3"), key("2001:db8:1:2:ffff::9"));
        assert_ne!(key("2001:db8:1:2::3"), key("2001:db8:1:3::3"));
        assert_eq!(key("::ffff:10.0.0.1"), key("10.0.0.1"));
    }
}
