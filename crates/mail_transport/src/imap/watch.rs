//! Stays connected to a mailbox and hands over new mail as it comes.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::answer::improper;
use super::fetch::{Fetcher, Halt, unless_stopped};
use super::link::Link;
use super::{ImapAccount, ImapCursor, ImapError, Sink, WatchSettings};
use crate::network::Network;

/// Watches a mailbox until `shutdown`: hands over what is behind `cursor`, then waits for more with IDLE or
/// looks now and then where there is no IDLE. After a failure it connects again, with growing pauses.
///
/// Returns the cursor behind the last stored message. A message on its way to the sink is finished first.
pub async fn watch(
    network: &Network,
    account: &ImapAccount,
    mut cursor: ImapCursor,
    sink: &dyn Sink,
    settings: &WatchSettings,
    shutdown: &CancellationToken,
) -> ImapCursor {
    let mut failures = 0;
    loop {
        let mut visit = Visit {
            network,
            account,
            cursor: &mut cursor,
            sink,
            settings,
            shutdown,
            failures: &mut failures,
        };
        // The IMAP parser is a library's; what a strange server makes of it must not end the watch.
        let outcome = AssertUnwindSafe(visit.stay()).catch_unwind().await;
        let error = match outcome {
            Ok(Halt::Stopped) => return cursor,
            Ok(Halt::Failed(error)) => error,
            Err(_panic) => improper(),
        };
        failures += 1;
        let pause = pause_after(&error, failures, settings);
        sink.failed(&error, pause);
        if shutdown.run_until_cancelled(sleep(pause)).await.is_none() {
            return cursor;
        }
    }
}

/// One connection, from opening to the first failure.
struct Visit<'a> {
    network: &'a Network,
    account: &'a ImapAccount,
    cursor: &'a mut ImapCursor,
    sink: &'a dyn Sink,
    settings: &'a WatchSettings,
    shutdown: &'a CancellationToken,
    failures: &'a mut u32,
}

impl Visit<'_> {
    async fn stay(&mut self) -> Halt {
        match self.stay_while_well().await {
            Ok(never) => match never {},
            Err(halt) => halt,
        }
    }

    async fn stay_while_well(&mut self) -> Result<std::convert::Infallible, Halt> {
        let mut link = unless_stopped(self.shutdown, Link::open(self.network, self.account)).await?;
        loop {
            let Self { sink, settings, shutdown, .. } = *self;
            let mut fetcher = Fetcher { link: &mut link, cursor: self.cursor, sink, settings, shutdown };
            fetcher.fetch_new().await?;
            *self.failures = 0;
            sink.up_to_date();
            unless_stopped(shutdown, wait_for_mail(&mut link, settings)).await?;
        }
    }
}

async fn wait_for_mail(link: &mut Link, settings: &WatchSettings) -> Result<(), ImapError> {
    if link.has_idle() {
        return link.idle(settings.idle).await;
    }
    sleep(settings.poll).await;
    link.poll().await
}

/// 1 s, 2 s, 4 s … up to the longest pause, each shortened by up to a half by chance, so that many mailboxes
/// on one server do not come back at the same moment.
fn pause_after(error: &ImapError, failures: u32, settings: &WatchSettings) -> Duration {
    if matches!(error, ImapError::BadCredentials(_)) {
        return settings.refused_pause;
    }
    let seconds = 1_u64 << failures.saturating_sub(1).min(20);
    let longest = Duration::from_secs(seconds).min(settings.longest_pause);
    longest.mul_f64(rand::random_range(0.5..=1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_limit_and_vary() {
        let settings = WatchSettings::default();
        let lost = ImapError::Lost(String::new());
        for (failures, longest_seconds) in [(1, 1), (2, 2), (5, 16), (10, 300), (u32::MAX, 300)] {
            let longest = Duration::from_secs(longest_seconds);
            let pause = pause_after(&lost, failures, &settings);
            assert!(longest / 2 <= pause && pause <= longest, "{failures}: {pause:?}");
        }
    }

    #[test]
    fn a_refused_password_is_not_tried_again_soon() {
        let refused = ImapError::BadCredentials(String::new());
        let settings = WatchSettings::default();
        assert_eq!(pause_after(&refused, 1, &settings), settings.refused_pause);
    }
}
