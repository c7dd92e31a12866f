//! Where passwords are checked.

use std::{net::IpAddr, sync::Arc, time::Duration};

use base::Timestamp;
use db::DbError;
use http::{ApiError, App};
use tokio::sync::Semaphore;

use crate::{PasswordHash, PeopleError, User, fold_address, password, rate_limit::RateLimit, store};

/// Checks passwords off the asynchronous threads, a few at a time, and holds back who guesses: per account and
/// per address. Sign-in, Basic authentication and the routes share one; cheap to clone.
#[derive(Clone)]
pub struct PasswordGate(Arc<Parts>);

struct Parts {
    accounts: RateLimit,
    addresses: RateLimit,
    /// Each takes a processor and 19 MiB, so no more at once than there are processors.
    workers: Semaphore,
}

impl Default for PasswordGate {
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self(Arc::new(Parts {
            accounts: RateLimit::new(10, Duration::from_secs(30)),
            addresses: RateLimit::new(30, Duration::from_secs(10)),
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
        self.count_try(app.clock.now(), from, &account)?;
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
        self.0.accounts.give_back(&fold_address(email));
        self.0.addresses.give_back(&address_key(from));
        Ok(user)
    }

    /// Counts a try to get at an account.
    ///
    /// # Errors
    /// 429 when there were too many.
    pub(crate) fn count_try(
        &self,
        now: Timestamp,
        from: Option<IpAddr>,
        account: &str,
    ) -> Result<(), ApiError> {
        let tried = self.0.addresses.take(&address_key(from), now);
        tried
            .and_then(|()| self.0.accounts.take(account, now))
            .map_err(|wait| ApiError::TooMany { retry_after_seconds: wait.as_secs() + 1 })
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

    fn tries_until_held_back(mut next: impl FnMut(usize) -> (Option<IpAddr>, String)) -> usize {
        let gate = PasswordGate::default();
        let is_let_through = |number| {
            let (from, account) = next(number);
            gate.count_try(NOON, from, &account).is_ok()
        };
        (0..1000).map(is_let_through).take_while(|is_let_through| *is_let_through).count()
    }

    #[test]
    fn one_account_is_guessed_ten_times_from_wherever() {
        let from_everywhere =
            |number: usize| (Some(IpAddr::from([10, 0, 0, number as u8])), "ana@desk.test".into());
        assert_eq!(tries_until_held_back(from_everywhere), 10);
    }

    #[test]
    fn one_address_guesses_thirty_times_at_whatever_accounts() {
        let at_everyone = |number: usize| (Some(IpAddr::from([10, 0, 0, 1])), format!("{number}@desk.test"));
        assert_eq!(tries_until_held_back(at_everyone), 30);
    }

    #[test]
    fn a_v6_network_counts_as_one_address() {
        let key = |text: &str| address_key(text.parse().ok());
        assert_eq!(key("2001:db8:1:2::3"), key("2001:db8:1:2:ffff::9"));
        assert_ne!(key("2001:db8:1:2::3"), key("2001:db8:1:3::3"));
        assert_eq!(key("::ffff:10.0.0.1"), key("10.0.0.1"));
    }
}
