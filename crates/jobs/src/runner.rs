//! Runs jobs as they fall due.

use std::{collections::HashMap, future::Future, sync::Arc, time::Duration};

use base::{Clock, JobId};
use db::{Db, DbError};
use futures::future::BoxFuture;
use serde::de::DeserializeOwned;
use tokio::{
    sync::Semaphore,
    task::{JoinHandle, JoinSet},
};
use tokio_util::sync::CancellationToken;

use crate::{
    JobError, back_off,
    store::{self, Job},
};

/// What does a kind of job; takes its payload and how often it was begun, this time included.
pub type Handler = Arc<dyn Fn(String, i64) -> BoxFuture<'static, Result<(), JobError>> + Send + Sync>;

/// After it, the job of a process that died is run again. A living one renews its lease in time.
const LEASE: Duration = Duration::from_secs(60);
const RENEWAL: Duration = Duration::from_secs(15);
/// An adjustable clock may jump at any time: look at least this often.
const LONGEST_SLEEP: Duration = Duration::from_secs(1);
const AT_ONCE: usize = 16;

/// Claims due jobs and runs each with the handler of its kind.
pub struct Runner {
    db: Db,
    clock: Clock,
    handlers: HashMap<&'static str, Handler>,
}

impl Runner {
    /// A runner without handlers.
    pub fn new(db: Db, clock: Clock) -> Self {
        Self { db, clock, handlers: HashMap::new() }
    }

    /// Lets `handler` do the jobs of a kind.
    #[must_use]
    pub fn on<P, F>(self, kind: &'static str, handler: impl Fn(P) -> F + Send + Sync + 'static) -> Self
    where
        P: DeserializeOwned,
        F: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        self.on_attempt(kind, move |payload, _| handler(payload))
    }

    /// Like [`Runner::on`], for a handler that asks how often the job was begun, this time included.
    #[must_use]
    pub fn on_attempt<P, F>(
        mut self,
        kind: &'static str,
        handler: impl Fn(P, i64) -> F + Send + Sync + 'static,
    ) -> Self
    where
        P: DeserializeOwned,
        F: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        let handler: Handler = Arc::new(move |payload, attempts| match serde_json::from_str(&payload) {
            Ok(payload) => Box::pin(handler(payload, attempts)),
            Err(error) => {
                Box::pin(async move { Err(JobError::Fail(format!("unreadable payload: {error}"))) })
            }
        });
        self.handlers.insert(kind, handler);
        self
    }

    /// Runs until `shutdown`, then finishes the jobs it holds.
    pub async fn run(self, shutdown: CancellationToken) {
        let runner = Arc::new(self);
        let slots = Arc::new(Semaphore::new(AT_ONCE));
        let mut running = JoinSet::new();
        let mut commits = runner.db.commits();
        while !shutdown.is_cancelled() {
            commits.mark_unchanged();
            let claimed = runner.claim(slots.available_permits()).await.unwrap_or_else(|error| {
                tracing::warn!(%error, "could not claim jobs");
                Vec::new()
            });
            let is_idle = claimed.is_empty();
            for job in claimed {
                let Ok(slot) = Arc::clone(&slots).acquire_owned().await else { return };
                let runner = Arc::clone(&runner);
                running.spawn(async move {
                    runner.run_one(job).await;
                    drop(slot);
                });
            }
            while running.try_join_next().is_some() {}
            if is_idle {
                let pause = runner.pause().await;
                tokio::select! {
                    () = tokio::time::sleep(pause) => {}
                    _ = commits.changed() => {}
                    _ = running.join_next(), if slots.available_permits() == 0 => {}
                    () = shutdown.cancelled() => {}
                }
            }
        }
        while running.join_next().await.is_some() {}
    }

    /// Runs everything that is due now, and what that makes due, then returns; for tests.
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub async fn run_due(&self) -> Result<(), DbError> {
        loop {
            let claimed = self.claim(AT_ONCE).await?;
            if claimed.is_empty() {
                return Ok(());
            }
            for job in claimed {
                self.run_one(job).await;
            }
        }
    }

    async fn claim(&self, free: usize) -> Result<Vec<Job>, DbError> {
        let now = self.clock.now();
        let next_due = self.db.read(store::find_next_due).await?;
        if free == 0 || next_due.is_none_or(|due| due > now) {
            return Ok(Vec::new());
        }
        let limit = i64::try_from(free).unwrap_or(1);
        self.db.write(move |tx| store::claim(tx, now, now.plus(LEASE), limit)).await
    }

    async fn pause(&self) -> Duration {
        let next_due = self.db.read(store::find_next_due).await.ok().flatten();
        next_due.map_or(LONGEST_SLEEP, |due| due.since(self.clock.now()).min(LONGEST_SLEEP))
    }

    async fn run_one(&self, job: Job) {
        let Job { id, kind, payload, attempts } = job;
        let result = match self.handlers.get(kind.as_str()) {
            // On a task of its own, so that a panic ends only this job.
            Some(handler) => self.hold(id, tokio::spawn(handler(payload, attempts))).await,
            None => Err(JobError::Fail(format!("nothing handles jobs of kind {kind}"))),
        };
        if let Err(error) = &result {
            tracing::warn!(job = id.0, kind, attempts, %error, "a job did not finish");
        }
        let now = self.clock.now();
        let stored = self
            .db
            .write(move |tx| match result {
                Ok(()) => store::delete(tx, id),
                Err(JobError::Retry { reason, after }) => {
                    store::postpone(tx, id, now, after.unwrap_or_else(|| back_off(attempts)), &reason)
                }
                Err(JobError::Fail(reason)) => store::give_up(tx, id, now, &reason),
            })
            .await;
        if let Err(error) = stored {
            tracing::error!(job = id.0, %error, "a job's end was not recorded; it will run again");
        }
    }
    /// Waits for a handler, and meanwhile keeps its job from others.
    async fn hold(&self, id: JobId, mut handler: JoinHandle<Result<(), JobError>>) -> Result<(), JobError> {
        loop {
            match tokio::time::timeout(RENEWAL, &mut handler).await {
                Ok(Ok(result)) => return result,
                Ok(Err(_)) => return Err(JobError::retry("the handler panicked")),
                Err(_) => self.renew(id).await,
            }
        }
    }

    async fn renew(&self, id: JobId) {
        let lease_ends = self.clock.now().plus(LEASE);
        if let Err(error) = self.db.write(move |tx| store::renew(tx, id, lease_ends)).await {
            tracing::warn!(job = id.0, %error, "a job's lease was not renewed");
        }
    }
}
