//! What is measured when Prometheus asks, beside what the requests and jobs count themselves.

use std::sync::OnceLock;

use db::{Conn, DbError};
use http::App;
use metrics::gauge;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

/// From a cached page to a slow export, in seconds.
const LATENCIES: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// Where this process collects its measurements.
pub fn collector() -> PrometheusHandle {
    static COLLECTOR: OnceLock<PrometheusHandle> = OnceLock::new();
    COLLECTOR.get_or_init(start_collecting).clone()
}

fn start_collecting() -> PrometheusHandle {
    let builder = PrometheusBuilder::new();
    let builder = builder
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &LATENCIES)
        .unwrap_or_else(|_| PrometheusBuilder::new());
    let recorder = builder.build_recorder();
    let handle = recorder.handle();
    if metrics::set_global_recorder(recorder).is_err() {
        tracing::warn!("measurements go elsewhere: /metrics will be empty");
    }
    handle
}

/// Looks at the queues and ledgers.
///
/// # Errors
/// When the database does not answer.
pub async fn take(app: &App) -> Result<(), DbError> {
    let waiting = app.db.waiting();
    gauge!("guichet_db_queue_length", "queue" => "read").set(count(waiting.reads));
    gauge!("guichet_db_queue_length", "queue" => "write").set(count(waiting.writes));
    let tables = app.db.read_long(|c| Ok::<_, DbError>([jobs(c)?, incoming(c)?, outgoing(c)?])).await?;
    for ((name, states), rows) in QUEUES.into_iter().zip(tables) {
        // A state that nothing is in any more has no row, and must not keep what it showed.
        for state in states {
            gauge!(name, "state" => *state).set(0.0);
        }
        for (state, number) in rows {
            gauge!(name, "state" => state).set(count(number));
        }
    }
    Ok(())
}

/// The queues and ledgers, with the states that something can leave again.
const QUEUES: [(&str, &[&str]); 3] = [
    ("guichet_jobs", &["waiting", "failed"]),
    ("guichet_incoming_mails", &["pending", "failed", "suspended"]),
    ("guichet_outgoing_mails", &["queued", "failed"]),
];

type Counts = Vec<(String, usize)>;

fn jobs(c: &mut Conn) -> Result<Counts, DbError> {
    counts(
        c,
        "SELECT CASE WHEN failed_at IS NULL THEN 'waiting' ELSE 'failed' END AS state, COUNT(*) FROM jobs GROUP BY 1",
    )
}

fn incoming(c: &mut Conn) -> Result<Counts, DbError> {
    counts(c, "SELECT outcome, COUNT(*) FROM incoming_mails GROUP BY outcome")
}

fn outgoing(c: &mut Conn) -> Result<Counts, DbError> {
    counts(c, "SELECT state, COUNT(*) FROM outgoing_mails GROUP BY state")
}

fn counts(c: &mut Conn, sql: &'static str) -> Result<Counts, DbError> {
    c.query(sql, &[], |row| Ok((row.take()?, usize::try_from(row.take::<i64>()?).unwrap_or_default())))
}

#[expect(clippy::cast_precision_loss, reason = "no queue has 2^52 entries")]
fn count(number: usize) -> f64 {
    number as f64
}
