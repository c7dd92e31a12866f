//! Mails for what people have not read in the workspace: when, and up to which notification.
//!
//! Nothing is mailed twice, and nothing that was read in time.

use std::time::Duration;

use base::{NotificationId, Timestamp, UserId};
use db::{DbError, Tx};
use http::App;
use jiff::{ToSpan, Zoned, civil::time, tz::TimeZone};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store;

/// The kind of job that writes and sends such a mail; its payload is [`UnreadMail`].
pub const MAIL_UNREAD: &str = "mail_unread";

/// Time to read in the workspace what would otherwise be mailed at once.
const GRACE: Duration = Duration::from_secs(2 * 60);
const HOUR: Duration = Duration::from_secs(60 * 60);
/// When a day's mail is there, by the clocks where its reader lives.
const MORNING: i8 = 8;

/// How soon somebody is mailed what they have not read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = NotificationRhythm)]
pub enum Rhythm {
    /// Within minutes.
    AtOnce,
    /// After an hour.
    Hourly,
    /// In the morning.
    #[default]
    Daily,
    /// Not at all.
    Never,
}

impl Rhythm {
    const ALL: [Self; 4] = [Self::AtOnce, Self::Hourly, Self::Daily, Self::Never];

    /// Its name in the API and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AtOnce => "at_once",
            Self::Hourly => "hourly",
            Self::Daily => "daily",
            Self::Never => "never",
        }
    }

    /// The rhythm of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rhythm| rhythm.as_str() == name)
    }

    /// When what came at `since` is mailed, if it is.
    fn due_at(self, since: Timestamp, time_zone: &str) -> Option<Timestamp> {
        match self {
            Self::AtOnce => Some(since.plus(GRACE)),
            Self::Hourly => Some(since.plus(HOUR)),
            Self::Daily => next_morning(since, time_zone),
            Self::Never => None,
        }
    }
}

db::text_column!(Rhythm);

fn next_morning(since: Timestamp, time_zone: &str) -> Option<Timestamp> {
    let zone = TimeZone::get(time_zone).unwrap_or(TimeZone::UTC);
    let since = since.to_jiff().to_zoned(zone.clone());
    let morning = time(MORNING, 0, 0, 0);
    let day = if since.time() < morning { since.date() } else { since.date().checked_add(1.day()).ok()? };
    day.to_datetime(morning).to_zoned(zone).ok().as_ref().map(Zoned::timestamp).map(Timestamp::from)
}

/// What a mail tells: the notifications after one, up to another, that are still unread when it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadMail {
    /// To whom.
    pub user_id: UserId,
    /// The last one that an earlier mail told of.
    pub after: NotificationId,
    /// The last one of this mail.
    pub up_to: NotificationId,
}

/// What somebody has neither read nor been mailed.
pub(super) struct Unmailed {
    pub user_id: UserId,
    pub rhythm: Rhythm,
    pub time_zone: String,
    /// When the oldest of it came.
    pub since: Timestamp,
    pub after: NotificationId,
    pub up_to: NotificationId,
}

impl Unmailed {
    fn is_due(&self, now: Timestamp) -> bool {
        self.rhythm.due_at(self.since, &self.time_zone).is_some_and(|due_at| due_at <= now)
    }
}

/// Makes the mails that are due.
///
/// # Errors
/// When the database fails.
pub async fn mail_the_unread(app: &App) -> Result<(), DbError> {
    let now = app.clock.now();
    let unmailed = app.db.read(store::list_unmailed).await?;
    if !unmailed.iter().any(|unmailed| unmailed.is_due(now)) {
        return Ok(());
    }
    app.db.write(move |tx| enqueue_due(tx, now)).await
}

/// Reads again what is due: another process may have been quicker.
fn enqueue_due(tx: &mut Tx, now: Timestamp) -> Result<(), DbError> {
    for Unmailed { user_id, rhythm, after, up_to, .. } in
        store::list_unmailed(tx)?.into_iter().filter(|unmailed| unmailed.is_due(now))
    {
        store::save_mailing(tx, user_id, rhythm, up_to)?;
        jobs::enqueue(tx, now, MAIL_UNREAD, &UnreadMail { user_id, after, up_to })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_days_mail_comes_at_eight_where_its_reader_lives() {
        for (since, zone, due) in [
            ("2026-11-23T05:00:00Z", "Europe/Paris", "2026-11-23T07:00:00Z"),
            ("2026-11-23T07:00:00Z", "Europe/Paris", "2026-11-24T07:00:00Z"),
            ("2026-11-23T05:00:00Z", "Pacific/Auckland", "2026-11-23T19:00:00Z"),
            ("2026-03-28T12:00:00Z", "Europe/Paris", "2026-03-29T06:00:00Z"),
            ("2026-11-23T09:00:00Z", "Nowhere/Land", "2026-11-24T08:00:00Z"),
        ] {
            assert_eq!(Rhythm::Daily.due_at(at(since), zone), Some(at(due)), "{since} in {zone}");
        }
    }

    #[test]
    fn there_is_time_to_read_before_a_mail_is_made() {
        let since = at("2026-11-23T09:00:00Z");
        assert_eq!(Rhythm::AtOnce.due_at(since, "UTC"), Some(at("2026-11-23T09:02:00Z")));
        assert_eq!(Rhythm::Hourly.due_at(since, "UTC"), Some(at("2026-11-23T10:00:00Z")));
        assert_eq!(Rhythm::Never.due_at(since, "UTC"), None);
    }
}
