//! When things happen: people write by day and less at weekends, agents answer at work.

use rand::Rng;
use rand::rngs::StdRng;

use crate::calendar::{self, DAY, HOUR, MINUTE};
use crate::model::Channel;
use crate::scenario::Role;
use crate::script::Line;

/// How many of a hundred messages arrive in each hour of the day.
const BY_HOUR: [u32; 24] = [0, 0, 0, 0, 0, 0, 0, 2, 5, 9, 11, 9, 6, 5, 8, 8, 7, 6, 5, 4, 5, 5, 4, 1];
/// How many messages arrive on each day of the week, Monday first.
const BY_WEEKDAY: [u32; 7] = [12, 10, 9, 9, 8, 4, 3];

/// A moment up to `days` before now at which someone writes; `leaning` over 1 favours the last days.
pub(crate) fn some_moment(rng: &mut StdRng, now: i64, days: i64, leaning: f64) -> i64 {
    loop {
        let age = rng.random::<f64>().powf(leaning) * days as f64 * DAY as f64;
        let day = calendar::midnight(now - age as i64);
        let is_written = rng.random_range(0..12) < BY_WEEKDAY[calendar::weekday(day)];
        let at = day + hour(rng) * HOUR + rng.random_range(0..HOUR);
        if is_written && at < now - MINUTE && at > now - days * DAY {
            return at;
        }
    }
}

fn hour(rng: &mut StdRng) -> i64 {
    let mut left = rng.random_range(0..BY_HOUR.iter().sum::<u32>());
    for (hour, share) in (0..).zip(BY_HOUR) {
        if left < share {
            return hour;
        }
        left -= share;
    }
    12
}

/// When each line happens, the last of them before `now`. The first is at `opened`, or as many
/// days earlier as it takes.
pub(crate) fn times(rng: &mut StdRng, lines: &[Line], channel: Channel, opened: i64, now: i64) -> Vec<i64> {
    let waits: Vec<Wait> = lines.iter().map(|line| Wait::draw(rng, line.role, channel)).collect();
    let mut first = opened;
    loop {
        let times = walk(&waits, first);
        if times.last().is_none_or(|&last| last < now) {
            return times;
        }
        first -= DAY;
    }
}

struct Wait {
    role: Role,
    seconds: i64,
    jitter: i64,
}

impl Wait {
    fn draw(rng: &mut StdRng, role: Role, channel: Channel) -> Self {
        let (shortest, longest) = match role {
            Role::Note => (3 * MINUTE, 90 * MINUTE),
            _ if channel == Channel::Chat => (MINUTE, 6 * MINUTE),
            Role::Agent => (14 * MINUTE, 20 * HOUR),
            Role::Customer => (20 * MINUTE, 44 * HOUR),
        };
        // Cubed: most answers come soon, a few take long.
        let share = rng.random::<f64>().powi(3);
        let seconds = shortest + (share * (longest - shortest) as f64) as i64;
        Self { role, seconds, jitter: rng.random_range(MINUTE..100 * MINUTE) }
    }
}

fn walk(waits: &[Wait], first: i64) -> Vec<i64> {
    let mut times: Vec<i64> = Vec::with_capacity(waits.len());
    for wait in waits {
        let at = match times.last() {
            None => first,
            Some(&last) if wait.role == Role::Customer => calendar::awake(last + wait.seconds, wait.jitter),
            Some(&last) => calendar::at_work(last + wait.seconds, wait.jitter),
        };
        times.push(at);
    }
    times
}
