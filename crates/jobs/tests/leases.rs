//! A job is held by one runner while that runner lives, and taken over when it died.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::{sync::Arc, time::Duration};

use base::Clock;
use db::{Db, DbError, Location};
use guichet_jobs::{Runner, store};
use tokio::sync::Notify;

const LEASE: Duration = Duration::from_secs(60);

struct Queue {
    db: Db,
    clock: Clock,
    _folder: tempfile::TempDir,
}

impl Queue {
    async fn with_one_job() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(Location::Sqlite(folder.path().join("test.db"))).unwrap();
        let clock = Clock::adjustable();
        let now = clock.now();
        db.write(move |tx| store::enqueue(tx, now, "greet", &"Claire")).await.unwrap();
        Self { db, clock, _folder: folder }
    }

    /// How many jobs another runner would get now.
    async fn claimable(&self) -> usize {
        let now = self.clock.now();
        let claimed = self.db.write(move |tx| store::claim(tx, now, now.plus(LEASE), 10)).await;
        claimed.unwrap_or_else(|error: DbError| panic!("{error}")).len()
    }

    async fn next_due(&self) -> base::Timestamp {
        self.db.read(store::find_next_due).await.unwrap().unwrap()
    }
}

#[tokio::test]
async fn the_job_of_a_runner_that_died_is_due_again_after_a_minute() {
    let queue = Queue::with_one_job().await;
    assert_eq!(queue.claimable().await, 1);
    assert_eq!(queue.claimable().await, 0);
    queue.clock.advance(LEASE);
    assert_eq!(queue.claimable().await, 1);
}

#[tokio::test(start_paused = true)]
async fn a_job_that_takes_long_stays_with_the_runner_that_runs_it() {
    let queue = Queue::with_one_job().await;
    let (begun, may_end) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (tell, wait) = (Arc::clone(&begun), Arc::clone(&may_end));
    let runner = Runner::new(queue.db.clone(), queue.clock.clone()).on("greet", move |_: String| {
        let (tell, wait) = (Arc::clone(&tell), Arc::clone(&wait));
        async move {
            tell.notify_one();
            wait.notified().await;
            Ok(())
        }
    });
    let running = tokio::spawn(async move { runner.run_due().await });
    begun.notified().await;
    let first_lease = queue.next_due().await;

    queue.clock.advance(LEASE / 2);
    while queue.next_due().await == first_lease {
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    queue.clock.advance(LEASE / 2 + LEASE / 4);
    assert_eq!(queue.claimable().await, 0);

    may_end.notify_one();
    running.await.unwrap().unwrap();
    assert_eq!(queue.db.read(store::find_next_due).await.unwrap_or_else(|e: DbError| panic!("{e}")), None);
}
