//! Closed loops: each connection asks, waits for the whole answer, and asks again.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use tokio::task::JoinSet;

use crate::{
    Outcome,
    http_client::{Call, HttpClient},
};

/// A measurement ends after so many rounds, or so long, whichever is first.
const MOST_ROUNDS: usize = 500;
const LONGEST: Duration = Duration::from_secs(6);
/// Rounds that are not counted, so that caches are as they are during a day's work.
const WARM_UP: usize = 20;

/// How long something took, many times.
pub struct Latencies(Vec<Duration>);

impl Latencies {
    /// Of these times.
    pub fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// The time, in milliseconds, within which this share of the rounds was done.
    pub fn quantile_ms(&self, share: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        let position = (last as f64 * share).round() as usize;
        self.0.get(position).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
    }
}

/// Times one round after another; `round` is given its number.
///
/// # Errors
/// As soon as a round fails.
pub fn repeat(mut round: impl FnMut(usize) -> Outcome<()>) -> Outcome<Latencies> {
    for number in 0..WARM_UP {
        round(number)?;
    }
    let (start, mut times) = (Instant::now(), Vec::new());
    while times.len() < MOST_ROUNDS && start.elapsed() < LONGEST {
        let began = Instant::now();
        round(WARM_UP + times.len())?;
        times.push(began.elapsed());
    }
    Ok(Latencies::of(times))
}

/// Answers in a second, when so many connections at once make these calls in turn.
///
/// # Errors
/// When a call fails.
pub async fn throughput(
    address: SocketAddr,
    token: &str,
    connections: usize,
    calls: &[Call],
) -> Outcome<f64> {
    let mut workers = JoinSet::new();
    let start = Instant::now();
    for worker in 0..connections {
        let (mut client, calls) = (HttpClient::connect(address, token).await?, calls.to_vec());
        workers.spawn(async move {
            let mut answered = 0_usize;
            for call in calls.iter().cycle().skip(worker) {
                if start.elapsed() > LONGEST {
                    break;
                }
                client.make(call).await?;
                answered += 1;
            }
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>(answered)
        });
    }
    let mut answered = 0;
    while let Some(worker) = workers.join_next().await {
        answered += worker??;
    }
    Ok(answered as f64 / start.elapsed().as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_of_the_sorted_times() {
        let latencies = Latencies::of((1..=101).rev().map(Duration::from_millis).collect());
        assert_eq!(latencies.quantile_ms(0.5), 51.0);
        assert_eq!(latencies.quantile_ms(0.95), 96.0);
        assert!(Latencies::of(Vec::new()).quantile_ms(0.5).is_nan());
    }
}
