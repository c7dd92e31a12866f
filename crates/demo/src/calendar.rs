//! Days and hours of the desk, which stands in Paris and keeps winter time all year.

use crate::model::Locale;

/// Seconds in a day.
pub(crate) const DAY: i64 = 86_400;
/// Seconds in an hour.
pub(crate) const HOUR: i64 = 3_600;
/// Seconds in a minute.
pub(crate) const MINUTE: i64 = 60;
const PARIS_OFFSET: i64 = HOUR;

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS_FR: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const WEEKDAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Year, month 1–12 and day of the month, by the algorithm of
/// <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>.
fn civil(at: i64) -> (i64, usize, i64) {
    let days = local(at).div_euclid(DAY) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month as usize, day)
}

fn local(at: i64) -> i64 {
    at + PARIS_OFFSET
}

/// The instant at which the local day of `at` began.
pub(crate) fn midnight(at: i64) -> i64 {
    local(at).div_euclid(DAY) * DAY - PARIS_OFFSET
}

/// Day of the week, Monday is 0. The first of January 1970 was a Thursday.
pub(crate) fn weekday(at: i64) -> usize {
    (local(at).div_euclid(DAY) + 3).rem_euclid(7) as usize
}

/// Whether the local day is a Saturday or Sunday.
pub(crate) fn is_weekend(at: i64) -> bool {
    weekday(at) >= 5
}

/// Calendar year.
pub(crate) fn year(at: i64) -> i64 {
    civil(at).0
}

/// A later instant, `days` working days after `at`.
pub(crate) fn add_working_days(at: i64, days: u32) -> i64 {
    let mut result = at;
    let mut left = days;
    while left > 0 {
        result += DAY;
        if !is_weekend(result) {
            left -= 1;
        }
    }
    result
}

/// `12 novembre`, `12 November`.
pub(crate) fn day_and_month(at: i64, locale: Locale) -> String {
    let (_, month, day) = civil(at);
    match locale {
        Locale::Fr if day == 1 => format!("1er {}", MONTHS_FR[month - 1]),
        Locale::Fr => format!("{day} {}", MONTHS_FR[month - 1]),
        Locale::En => format!("{day} {}", MONTHS_EN[month - 1]),
    }
}

/// `jeudi 12 novembre`, `Thursday 12 November`.
pub(crate) fn full_day(at: i64, locale: Locale) -> String {
    format!("{} {}", weekday_name(at, locale), day_and_month(at, locale))
}

/// `jeudi`, `Thursday`.
pub(crate) fn weekday_name(at: i64, locale: Locale) -> &'static str {
    match locale {
        Locale::Fr => WEEKDAYS_FR[weekday(at)],
        Locale::En => WEEKDAYS_EN[weekday(at)],
    }
}

/// `novembre`, `November`.
pub(crate) fn month_name(at: i64, locale: Locale) -> &'static str {
    let month = civil(at).1;
    match locale {
        Locale::Fr => MONTHS_FR[month - 1],
        Locale::En => MONTHS_EN[month - 1],
    }
}

/// `16:38`.
pub(crate) fn hour_and_minute(at: i64) -> String {
    let seconds = local(at).rem_euclid(DAY);
    format!("{:02}:{:02}", seconds / HOUR, seconds % HOUR / MINUTE)
}

/// The same instant if agents are at work then, else some minutes into the next working morning.
/// `jitter` (seconds) keeps agents from all answering at half past eight.
pub(crate) fn at_work(at: i64, jitter: i64) -> i64 {
    let opens = midnight(at) + 8 * HOUR + 30 * MINUTE;
    let closes = midnight(at) + 18 * HOUR + 40 * MINUTE;
    if !is_weekend(at) && at < opens {
        return opens + jitter;
    }
    if !is_weekend(at) && at <= closes {
        return at;
    }
    add_working_days(opens, 1) + jitter
}

/// The same instant if people are awake then, else some minutes into the next morning.
pub(crate) fn awake(at: i64, jitter: i64) -> i64 {
    let wakes = midnight(at) + 7 * HOUR;
    let sleeps = midnight(at) + 23 * HOUR;
    if at < wakes {
        return wakes + jitter;
    }
    if at <= sleeps { at } else { wakes + DAY + jitter }
}

#[cfg(test)]
mod tests {
    use super::*;

    // 2026-11-22 12:00 UTC, a Sunday.
    const SUNDAY_NOON: i64 = 1_795_348_800;

    #[test]
    fn an_instant_has_its_day_in_both_languages() {
        assert_eq!(full_day(SUNDAY_NOON, Locale::Fr), "dimanche 22 novembre");
        assert_eq!(full_day(SUNDAY_NOON, Locale::En), "Sunday 22 November");
        assert_eq!(year(SUNDAY_NOON), 2026);
        assert_eq!(hour_and_minute(SUNDAY_NOON), "13:00");
    }

    #[test]
    fn the_first_of_a_month_is_an_ordinal_in_french() {
        assert_eq!(day_and_month(SUNDAY_NOON + 9 * DAY, Locale::Fr), "1er décembre");
        assert_eq!(day_and_month(951_822_000, Locale::En), "29 February");
    }

    #[test]
    fn agents_answer_a_sunday_mail_on_monday_morning() {
        let answered = at_work(SUNDAY_NOON, 10 * MINUTE);
        assert_eq!(full_day(answered, Locale::En), "Monday 23 November");
        assert_eq!(hour_and_minute(answered), "08:40");
    }

    #[test]
    fn working_days_skip_the_weekend() {
        let friday = SUNDAY_NOON - 2 * DAY;
        assert_eq!(full_day(add_working_days(friday, 1), Locale::En), "Monday 23 November");
    }

    #[test]
    fn nobody_writes_at_three_in_the_morning() {
        let three = midnight(SUNDAY_NOON) + 3 * HOUR;
        assert_eq!(hour_and_minute(awake(three, 0)), "07:00");
    }
}
