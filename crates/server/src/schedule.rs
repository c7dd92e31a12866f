//! Every timed task on one page.

use std::{error::Error, time::Duration};

use base::Timestamp;
use futures::future::BoxFuture;
use http::App;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use crate::{
    live::Hub,
    web::{measures, rate_limit::RateLimits},
};

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);
/// For a file to get from the composer into a comment: a draft keeps its files.
const UPLOAD_LIFETIME: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// For a client to ask what became of its bulk work.
const JOB_STATUS_LIFETIME: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// For somebody to look back at what they were told and have read.
const READ_NOTIFICATION_LIFETIME: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// What is done again and again.
struct Task {
    name: &'static str,
    every: Duration,
    work: Work,
    due_at: Timestamp,
}

type Work = Box<dyn Fn(App) -> BoxFuture<'static, Result<(), Failure>> + Send + Sync>;
type Failure = Box<dyn Error + Send + Sync>;

/// The timetable. A task may run late, and again after a failure, so each must be idempotent.
fn timetable(hub: Hub, limits: RateLimits) -> Vec<Task> {
    vec![
        task("forget silent browsers", SECOND, move |app| {
            let hub = hub.clone();
            async move {
                hub.expire_presence(app.clock.now());
                Ok(())
            }
        }),
        task("forget idle clients", MINUTE, move |_| {
            let limits = limits.clone();
            async move {
                limits.forget_the_idle();
                Ok(())
            }
        }),
        task("forget ended sessions, links and invitations", HOUR, async |app| {
            let now = app.clock.now();
            Ok(app.db.write(move |tx| people::actions::sessions::forget_expired(tx, now)).await?)
        }),
        task("forget files that were never sent", HOUR, async |app| {
            let before = app.clock.now().minus(UPLOAD_LIFETIME);
            app.db.write(move |tx| tickets::store::attachments::delete_stale_uploads(tx, before)).await?;
            Ok(())
        }),
        task("forget what bulk work came to", HOUR, async |app| {
            let before = app.clock.now().minus(JOB_STATUS_LIFETIME);
            app.db.write(move |tx| tickets::store::job_statuses::delete_stale(tx, before)).await?;
            Ok(())
        }),
        task("mail what is unread", MINUTE, async |app| {
            Ok(tickets::notifications::mail_the_unread(&app).await?)
        }),
        task("forget old notifications", HOUR, async |app| {
            let before = app.clock.now().minus(READ_NOTIFICATION_LIFETIME);
            Ok(app.db.write(move |tx| tickets::notifications::store::delete_read_before(tx, before)).await?)
        }),
        task("fold measurements", 5 * SECOND, async |_| {
            measures::collector().run_upkeep();
            Ok(())
        }),
    ]
}

fn task<F>(name: &'static str, every: Duration, work: impl Fn(App) -> F + Send + Sync + 'static) -> Task
where
    F: Future<Output = Result<(), Failure>> + Send + 'static,
{
    Task { name, every, work: Box::new(move |app| Box::pin(work(app))), due_at: Timestamp(i64::MIN) }
}

/// Runs each task when it is due by the desk's clock, until `shutdown`.
pub async fn run(app: App, hub: Hub, limits: RateLimits, shutdown: CancellationToken) {
    let mut tasks = timetable(hub, limits);
    while !shutdown.is_cancelled() {
        for task in &mut tasks {
            let now = app.clock.now();
            // A test may have set the clock back.
            let is_due = now >= task.due_at || task.due_at.since(now) > task.every;
            if is_due {
                task.due_at = now.plus(task.every);
                if let Err(error) = (task.work)(app.clone()).await {
                    tracing::warn!(task = task.name, %error, "a timed task failed");
                }
            }
        }
        tokio::select! {
            () = sleep(SECOND) => {}
            () = shutdown.cancelled() => {}
        }
    }
}
