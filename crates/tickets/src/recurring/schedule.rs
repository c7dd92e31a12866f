//! When recurring tickets are made: a rule, and the instants that follow from it. No I/O.

use base::Timestamp;
use http::Invalid;
use jiff::{
    ToSpan,
    civil::{Date, Time, Weekday},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Frequency {
    /// Every day.
    Daily,
    /// On some days of each week.
    Weekly,
    /// On a day of each month.
    Monthly,
    /// On a day of the year.
    Yearly,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = DayOfWeek)]
pub enum Day {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl From<Day> for Weekday {
    fn from(day: Day) -> Self {
        match day {
            Day::Monday => Self::Monday,
            Day::Tuesday => Self::Tuesday,
            Day::Wednesday => Self::Wednesday,
            Day::Thursday => Self::Thursday,
            Day::Friday => Self::Friday,
            Day::Saturday => Self::Saturday,
            Day::Sunday => Self::Sunday,
        }
    }
}

/// When recurring tickets are made, as it is sent and stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RecurringTicketSchedule)]
pub struct Schedule {
    /// How often.
    pub frequency: Frequency,
    /// Weekly: on which days.
    #[serde(default)]
    pub weekdays: Vec<Day>,
    /// Yearly: in which month, from 1.
    #[serde(default)]
    pub month: Option<i8>,
    /// Monthly and yearly: on which day, 1 to 31; the last one where a month is shorter.
    #[serde(default)]
    pub day: Option<i8>,
    /// Monthly and yearly, instead of a day: which of its `weekday`s, 1 to 4, or -1 for the last.
    #[serde(default)]
    pub week: Option<i8>,
    /// The weekday that `week` counts.
    #[serde(default)]
    pub weekday: Option<Day>,
    /// At what time of day, such as `09:00`.
    pub time: String,
    /// Of which zone, such as `Europe/Paris`.
    pub time_zone: String,
    /// The first day on which one may be made.
    #[schema(value_type = String, example = "2026-11-23")]
    pub starts_on: Date,
    /// The last such day; null for no end.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub ends_on: Option<Date>,
}

impl Schedule {
    /// The rule that it says.
    ///
    /// # Errors
    /// Naming what makes no sense.
    pub fn rule(&self) -> Result<Rule, Invalid> {
        let time = self.time.parse::<Time>();
        let zone = TimeZone::get(&self.time_zone);
        Ok(Rule {
            every: self.every()?,
            time: time.map_err(|_| invalid("time", "write it like 09:00", &self.time))?,
            zone: zone.map_err(|_| {
                invalid("time_zone", "is not a time zone; write it like Europe/Paris", &self.time_zone)
            })?,
            starts_on: self.starts_on,
            ends_on: self.ends_on,
        })
    }

    fn every(&self) -> Result<Every, Invalid> {
        Ok(match self.frequency {
            Frequency::Daily => Every::Day,
            Frequency::Weekly if self.weekdays.is_empty() => {
                return Err(Invalid::blank("schedule.weekdays"));
            }
            Frequency::Weekly => Every::Week(self.weekdays.iter().copied().map(Weekday::from).collect()),
            Frequency::Monthly => Every::Month(self.day_of_month()?),
            Frequency::Yearly => Every::Year(month(self.month)?, self.day_of_month()?),
        })
    }

    fn day_of_month(&self) -> Result<DayOfMonth, Invalid> {
        if let Some(week) = self.week {
            let day = self.weekday.ok_or_else(|| Invalid::blank("schedule.weekday"))?;
            if !matches!(week, -1 | 1..=4) {
                return Err(invalid("week", "is 1 to 4, or -1 for the last", &week.to_string()));
            }
            return Ok(DayOfMonth::Nth(week, day.into()));
        }
        match self.day {
            Some(day @ 1..=31) => Ok(DayOfMonth::Day(day)),
            Some(day) => Err(invalid("day", "is 1 to 31", &day.to_string())),
            None => Err(Invalid::blank("schedule.day")),
        }
    }
}

fn month(month: Option<i8>) -> Result<i8, Invalid> {
    match month {
        Some(month @ 1..=12) => Ok(month),
        Some(month) => Err(invalid("month", "is 1 to 12", &month.to_string())),
        None => Err(Invalid::blank("schedule.month")),
    }
}

fn invalid(field: &str, hint: &str, given: &str) -> Invalid {
    Invalid::field(format!("schedule.{field}"), hint).given(given)
}

/// A schedule that makes sense.
#[derive(Clone, Debug)]
pub struct Rule {
    every: Every,
    time: Time,
    zone: TimeZone,
    starts_on: Date,
    ends_on: Option<Date>,
}

#[derive(Clone, Debug)]
enum Every {
    Day,
    Week(Vec<Weekday>),
    Month(DayOfMonth),
    Year(i8, DayOfMonth),
}

#[derive(Clone, Copy, Debug)]
enum DayOfMonth {
    Day(i8),
    Nth(i8, Weekday),
}

impl Rule {
    /// The first time after an instant; `None` after the last. A time that the clocks jump over comes as much later, one
    /// that they show twice comes the first time.
    pub fn next_after(&self, after: Timestamp) -> Option<Timestamp> {
        // From the day before: where a zone skipped a day, its times moved to the next.
        let today = after.to_jiff().to_zoned(self.zone.clone()).date();
        let mut date = self.every.on_or_after(today.yesterday().ok()?.max(self.starts_on))?;
        while self.ends_on.is_none_or(|end| date <= end) {
            let at = date.to_datetime(self.time).to_zoned(self.zone.clone()).ok()?;
            let at = Timestamp::from(at.timestamp());
            if at > after {
                return Some(at);
            }
            date = self.every.on_or_after(date.tomorrow().ok()?)?;
        }
        None
    }

    /// The times after an instant, in order.
    pub fn after(&self, instant: Timestamp) -> impl Iterator<Item = Timestamp> {
        std::iter::successors(self.next_after(instant), |last| self.next_after(*last))
    }
}

impl Every {
    fn on_or_after(&self, from: Date) -> Option<Date> {
        match self {
            Self::Day => Some(from),
            Self::Week(days) => from.series(1.day()).take(7).find(|date| days.contains(&date.weekday())),
            Self::Month(day) => {
                let months = from.first_of_month().series(1.month()).take(2);
                months.filter_map(|first| day.of_month(first)).find(|date| *date >= from)
            }
            Self::Year(month, day) => {
                let first_of = |year: i16| Date::new(year, *month, 1).ok();
                let months = [from.year(), from.year().saturating_add(1)].into_iter().filter_map(first_of);
                months.filter_map(|first| day.of_month(first)).find(|date| *date >= from)
            }
        }
    }
}

impl DayOfMonth {
    /// The day of the month that begins with `first`.
    fn of_month(self, first: Date) -> Option<Date> {
        match self {
            Self::Day(day) => first.with().day(day.min(first.days_in_month())).build().ok(),
            Self::Nth(week, weekday) => first.nth_weekday_of_month(week, weekday).ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;
    use proptest::{
        collection, option,
        prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest},
        sample::select,
    };
    use serde_json::json;

    use super::*;

    fn schedule(parts: serde_json::Value) -> Schedule {
        let mut whole = json!({"time": "09:00", "time_zone": "Europe/Paris", "starts_on": "2026-01-01"});
        whole.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
        serde_json::from_value(whole).unwrap()
    }

    /// The first times in 2026, as the zone's clocks show them.
    fn times(parts: serde_json::Value, count: usize) -> Vec<String> {
        let schedule = schedule(parts);
        let rule = schedule.rule().unwrap();
        let shown =
            |at: Timestamp| at.to_jiff().to_zoned(rule.zone.clone()).strftime("%d.%m. %H:%M").to_string();
        rule.after("2026-01-01T00:00:00Z".parse().unwrap()).take(count).map(shown).collect()
    }

    #[test]
    fn weeks_months_and_years_have_their_days() {
        let weekly = json!({"frequency": "weekly", "weekdays": ["monday", "friday"]});
        assert_eq!(times(weekly, 3), ["02.01. 09:00", "05.01. 09:00", "09.01. 09:00"]);
        let second_tuesday = json!({"frequency": "monthly", "week": 2, "weekday": "tuesday"});
        assert_eq!(times(second_tuesday, 2), ["13.01. 09:00", "10.02. 09:00"]);
        let last_friday = json!({"frequency": "monthly", "week": -1, "weekday": "friday"});
        assert_eq!(times(last_friday, 2), ["30.01. 09:00", "27.02. 09:00"]);
        let yearly = json!({"frequency": "yearly", "month": 12, "day": 24});
        assert_eq!(times(yearly, 2), ["24.12. 09:00", "24.12. 09:00"]);
    }

    #[test]
    fn a_day_that_a_month_does_not_have_is_its_last() {
        let monthly = json!({"frequency": "monthly", "day": 31});
        assert_eq!(times(monthly, 4), ["31.01. 09:00", "28.02. 09:00", "31.03. 09:00", "30.04. 09:00"]);
        let leap = json!({"frequency": "yearly", "month": 2, "day": 29});
        assert_eq!(times(leap, 3), ["28.02. 09:00", "28.02. 09:00", "29.02. 09:00"]);
    }

    #[test]
    fn the_time_of_day_stays_when_the_clocks_change_and_what_they_jump_over_comes_later() {
        let around = |time: &str, starts_on: &str| {
            times(json!({"frequency": "daily", "time": time, "starts_on": starts_on}), 3)
        };
        assert_eq!(around("09:00", "2026-03-28"), ["28.03. 09:00", "29.03. 09:00", "30.03. 09:00"]);
        assert_eq!(around("02:30", "2026-03-28"), ["28.03. 02:30", "29.03. 03:30", "30.03. 02:30"]);
        assert_eq!(around("02:30", "2026-10-24"), ["24.10. 02:30", "25.10. 02:30", "26.10. 02:30"]);
    }

    #[test]
    fn nothing_comes_before_the_first_day_or_after_the_last() {
        let few = json!({"frequency": "daily", "starts_on": "2026-05-01", "ends_on": "2026-05-02"});
        assert_eq!(times(few, 9), ["01.05. 09:00", "02.05. 09:00"]);
    }

    #[test]
    fn what_makes_no_sense_is_named() {
        for (parts, field) in [
            (json!({"frequency": "weekly"}), "schedule.weekdays"),
            (json!({"frequency": "monthly"}), "schedule.day"),
            (json!({"frequency": "monthly", "day": 32}), "schedule.day"),
            (json!({"frequency": "monthly", "week": 5, "weekday": "monday"}), "schedule.week"),
            (json!({"frequency": "monthly", "week": 1}), "schedule.weekday"),
            (json!({"frequency": "yearly", "day": 1}), "schedule.month"),
            (json!({"frequency": "daily", "time": "25:00"}), "schedule.time"),
            (json!({"frequency": "daily", "time_zone": "Moon"}), "schedule.time_zone"),
        ] {
            assert_eq!(schedule(parts).rule().unwrap_err().fields[0].field, field);
        }
    }

    /// Whether a day is one of the rule's, by looking at it alone.
    fn falls_on(every: &Every, date: Date) -> bool {
        match every {
            Every::Day => true,
            Every::Week(days) => days.contains(&date.weekday()),
            Every::Month(day) => is_day(*day, date),
            Every::Year(month, day) => date.month() == *month && is_day(*day, date),
        }
    }

    fn is_day(day: DayOfMonth, date: Date) -> bool {
        let is_last = date.tomorrow().unwrap().month() != date.month();
        match day {
            DayOfMonth::Day(day) => date.day() == day || (is_last && day > date.day()),
            DayOfMonth::Nth(-1, weekday) => {
                date.weekday() == weekday && date.day() + 7 > date.days_in_month()
            }
            DayOfMonth::Nth(week, weekday) => date.weekday() == weekday && (date.day() - 1) / 7 + 1 == week,
        }
    }

    /// Every time of a rule within six years, by walking from day to day.
    fn oracle(rule: &Rule) -> BTreeSet<Timestamp> {
        let days = rule.starts_on.series(1.day()).take(6 * 366);
        let days = days.filter(|date| rule.ends_on.is_none_or(|end| *date <= end));
        let chosen = days.filter(|date| falls_on(&rule.every, *date));
        let at =
            |date: Date| date.to_datetime(rule.time).to_zoned(rule.zone.clone()).unwrap().timestamp().into();
        chosen.map(at).collect()
    }

    fn weekday() -> impl Strategy<Value = Weekday> {
        (1..=7_i8).prop_map(|day| Weekday::from_monday_one_offset(day).unwrap())
    }

    fn day_of_month() -> impl Strategy<Value = DayOfMonth> {
        let nth =
            (select(vec![-1, 1, 2, 3, 4]), weekday()).prop_map(|(week, day)| DayOfMonth::Nth(week, day));
        prop_oneof![(1..=31_i8).prop_map(DayOfMonth::Day), nth]
    }

    fn every() -> impl Strategy<Value = Every> {
        prop_oneof![
            Just(Every::Day),
            collection::vec(weekday(), 1..7).prop_map(Every::Week),
            day_of_month().prop_map(Every::Month),
            (1..=12_i8, day_of_month()).prop_map(|(month, day)| Every::Year(month, day)),
        ]
    }

    fn rule() -> impl Strategy<Value = Rule> {
        // One that skipped a whole day, one whose clocks change at midnight, one that changes them by half an hour.
        let zones = [
            "UTC",
            "Europe/Paris",
            "America/New_York",
            "Pacific/Apia",
            "Africa/Cairo",
            "Australia/Lord_Howe",
        ];
        let day = (0..4000_i32).prop_map(|days| date(2010, 1, 1).checked_add(days.days()).unwrap());
        let time = (0..24_i8, 0..60_i8).prop_map(|(hour, minute)| Time::constant(hour, minute, 0, 0));
        (every(), time, select(zones.to_vec()), day, option::of(0..1500_i32)).prop_map(
            |(every, time, zone, starts_on, lasts)| Rule {
                every,
                time,
                zone: TimeZone::get(zone).unwrap(),
                starts_on,
                ends_on: lasts.map(|days| starts_on.checked_add(days.days()).unwrap()),
            },
        )
    }

    proptest! {
        #[test]
        fn the_next_times_are_those_of_a_walk_from_day_to_day(rule in rule(), hours in any::<u16>()) {
            let start = rule.starts_on.to_zoned(TimeZone::UTC).unwrap().timestamp();
            let after: Timestamp = (start + (i64::from(hours % 20_000) - 48).hours()).into();
            let expected: Vec<Timestamp> = oracle(&rule).into_iter().filter(|at| *at > after).take(5).collect();
            let found: Vec<Timestamp> = rule.after(after).take(expected.len()).collect();
            prop_assert_eq!(&found, &expected);
            if rule.ends_on.is_some() {
                prop_assert_eq!(rule.after(after).take(5).count(), expected.len());
            }
        }
    }
}
