//! Instants as people write them: a day, a time, or how long ago.

use std::fmt;

use jiff::civil::{Date, DateTime};
use jiff::{Span, Timestamp, Zoned};

use super::Comparison;

/// The furthest back a relative time may reach, in any unit.
const MAX_AMOUNT: u32 = 9_999;

/// A point in time, or a whole day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// `2026-11-22`: the whole day, where the asker is.
    Day(Date),
    /// `2026-11-22T13:24:01`: where the asker is.
    Local(DateTime),
    /// `2026-11-22T13:24:01Z`: the same everywhere.
    Instant(Timestamp),
    /// `4hours`: that long before now.
    Ago {
        /// How many.
        amount: u32,
        /// Of what.
        unit: Unit,
    },
}

/// What relative times are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

const UNITS: &[(&str, Unit)] = &[
    ("minute", Unit::Minute),
    ("hour", Unit::Hour),
    ("day", Unit::Day),
    ("week", Unit::Week),
    ("month", Unit::Month),
    ("year", Unit::Year),
];

/// Numbers, or Unix seconds, from (included) and until (excluded); an end that is missing is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Interval {
    pub from: Option<i64>,
    pub until: Option<i64>,
}

impl Interval {
    /// What compares so with a value that reaches from `start` to just before `end`.
    pub fn compared(comparison: Comparison, start: i64, end: i64) -> Interval {
        match comparison {
            Comparison::Equal => Interval { from: Some(start), until: Some(end) },
            Comparison::Less => Interval { from: None, until: Some(start) },
            Comparison::LessOrEqual => Interval { from: None, until: Some(end) },
            Comparison::Greater => Interval { from: Some(end), until: None },
            Comparison::GreaterOrEqual => Interval { from: Some(start), until: None },
        }
    }
}

impl Moment {
    /// Reads a moment, or nothing when the text is none.
    pub fn parse(text: &str) -> Option<Moment> {
        if let Some(ago) = parse_ago(text) {
            return Some(ago);
        }
        if text.len() == "2026-11-22".len() {
            return text.parse().ok().map(Moment::Day);
        }
        if !text.contains(['T', 't']) {
            return None;
        }
        let instant = text.parse().ok().map(Moment::Instant);
        instant.or_else(|| text.parse().ok().map(Moment::Local))
    }

    /// The seconds that compare so with this moment, seen from `now`. Nothing when the calendar ends before it.
    pub(crate) fn interval(&self, comparison: Comparison, now: &Zoned) -> Option<Interval> {
        let (start, end) = self.bounds(now)?;
        let is_since = matches!(self, Moment::Ago { .. }) && comparison == Comparison::Equal;
        let comparison = if is_since { Comparison::GreaterOrEqual } else { comparison };
        Some(Interval::compared(comparison, start, end))
    }

    /// Its first second, and the second after its last.
    fn bounds(&self, now: &Zoned) -> Option<(i64, i64)> {
        let zone = now.time_zone();
        let start_of_day = |day: Date| Some(day.to_zoned(zone.clone()).ok()?.timestamp().as_second());
        let start = match self {
            Moment::Day(day) => return Some((start_of_day(*day)?, start_of_day(day.tomorrow().ok()?)?)),
            Moment::Local(time) => time.to_zoned(zone.clone()).ok()?.timestamp().as_second(),
            Moment::Instant(instant) => instant.as_second(),
            Moment::Ago { amount, unit } => {
                now.checked_sub(span(*amount, *unit)?).ok()?.timestamp().as_second()
            }
        };
        Some((start, start + 1))
    }
}

fn parse_ago(text: &str) -> Option<Moment> {
    let unit_at = text.find(|c: char| !c.is_ascii_digit())?;
    let (digits, unit_name) = text.split_at(unit_at);
    let amount = digits.parse().ok().filter(|amount| *amount <= MAX_AMOUNT)?;
    let unit_name = unit_name.to_ascii_lowercase();
    let singular = unit_name.strip_suffix('s').unwrap_or(&unit_name);
    let (_, unit) = UNITS.iter().find(|(name, _)| *name == singular)?;
    Some(Moment::Ago { amount, unit: *unit })
}

fn span(amount: u32, unit: Unit) -> Option<Span> {
    let amount = i64::from(amount);
    let span = Span::new();
    match unit {
        Unit::Minute => span.try_minutes(amount),
        Unit::Hour => span.try_hours(amount),
        Unit::Day => span.try_days(amount),
        Unit::Week => span.try_weeks(amount),
        Unit::Month => span.try_months(amount),
        Unit::Year => span.try_years(amount),
    }
    .ok()
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Day(day) => write!(f, "{day}"),
            Moment::Local(time) => write!(f, "{time}"),
            Moment::Instant(instant) => write!(f, "{instant}"),
            Moment::Ago { amount, unit } => {
                let name = super::fields::name_of(UNITS, *unit);
                write!(f, "{amount}{name}s")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Zoned {
        "2026-11-22T12:00:00+01:00[Europe/Paris]".parse().unwrap()
    }

    fn seconds(text: &str, comparison: Comparison) -> Interval {
        Moment::parse(text).unwrap().interval(comparison, &now()).unwrap()
    }

    fn unix(text: &str) -> Option<i64> {
        Some(text.parse::<Timestamp>().unwrap().as_second())
    }

    #[test]
    fn a_day_is_the_askers_whole_day() {
        let day = seconds("2026-11-20", Comparison::Equal);
        assert_eq!(day, Interval { from: unix("2026-11-19T23:00:00Z"), until: unix("2026-11-20T23:00:00Z") });
        assert_eq!(seconds("2026-11-20", Comparison::Greater).from, day.until);
        assert_eq!(seconds("2026-11-20", Comparison::LessOrEqual).until, day.until);
        assert_eq!(seconds("2026-11-20", Comparison::Less).until, day.from);
    }

    #[test]
    fn a_time_without_offset_is_where_the_asker_is() {
        assert_eq!(
            seconds("2026-11-20T08:00:00", Comparison::Equal),
            seconds("2026-11-20T07:00:00Z", Comparison::Equal)
        );
    }

    #[test]
    fn relative_times_count_back_from_now() {
        assert_eq!(seconds("4hours", Comparison::Less).until, unix("2026-11-22T07:00:00Z"));
        assert_eq!(
            seconds("1month", Comparison::Equal),
            Interval { from: unix("2026-10-22T10:00:00Z"), until: None }
        );
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in ["", "soon", "4", "hours", "4parsecs", "2026-13-01", "2026-1-1", "99999years", "20261122"]
        {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
