//! Instants.

use std::{fmt, str::FromStr, time::Duration};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// An instant: microseconds since 1970-01-01 UTC, as it is stored. Written as ISO 8601 in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(pub i64);

/// The text is neither an ISO 8601 instant nor Unix seconds.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is not an instant; write it like 2026-03-01T09:30:00Z or as Unix seconds")]
pub struct ParseTimestampError(String);

impl Timestamp {
    /// From whole seconds since 1970.
    pub const fn from_unix_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1_000_000))
    }

    /// Whole seconds since 1970, rounded down.
    pub const fn unix_seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// This instant moved into the future.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(micros(duration)))
    }

    /// This instant moved into the past.
    #[must_use]
    pub fn minus(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(micros(duration)))
    }

    /// Time from `earlier` to this instant; zero if it is not earlier.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// With all six digits of the fraction: a stamp that two changes within a second do not share.
    pub fn precise(self) -> String {
        self.to_jiff().strftime("%Y-%m-%dT%H:%M:%S.%6fZ").to_string()
    }

    /// For calendar arithmetic; instants outside jiff's years −9999…9999 are clamped to 1970.
    pub fn to_jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(instant: jiff::Timestamp) -> Self {
        Self(instant.as_microsecond())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.to_jiff().strftime("%Y-%m-%dT%H:%M:%SZ"))
    }
}

impl FromStr for Timestamp {
    type Err = ParseTimestampError;

    /// ISO 8601 with an offset, a bare date (its midnight UTC), or Unix seconds with or without a fraction.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let failed = || ParseTimestampError(text.chars().take(40).collect());
        if let Ok(instant) = text.parse::<jiff::Timestamp>() {
            return Ok(instant.into());
        }
        if let Ok(date) = text.parse::<jiff::civil::Date>() {
            let midnight = date.to_zoned(jiff::tz::TimeZone::UTC).map_err(|_| failed())?;
            return Ok(midnight.timestamp().into());
        }
        let seconds = text.split('.').next().unwrap_or_default();
        let is_number = text.parse::<f64>().is_ok();
        match seconds.parse::<i64>() {
            Ok(seconds) if is_number => Ok(Self::from_unix_seconds(seconds)),
            _ => Err(failed()),
        }
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl utoipa::PartialSchema for Timestamp {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .into()
    }
}

impl utoipa::ToSchema for Timestamp {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_iso_dates_and_unix_seconds() {
        let noon = Timestamp::from_unix_seconds(1_767_268_800);
        assert_eq!("2026-01-01T12:00:00Z".parse::<Timestamp>().unwrap(), noon);
        assert_eq!("2026-01-01T13:00:00+01:00".parse::<Timestamp>().unwrap(), noon);
        assert_eq!("1767268800".parse::<Timestamp>().unwrap(), noon);
        assert_eq!("1767268800.0".parse::<Timestamp>().unwrap(), noon);
        assert_eq!("2026-01-01".parse::<Timestamp>().unwrap().unix_seconds(), 1_767_225_600);
        assert!("soon".parse::<Timestamp>().is_err());
    }

    #[test]
    fn is_written_in_whole_seconds_and_precisely_on_demand() {
        let instant = Timestamp(1_767_268_800_000_042);
        assert_eq!(instant.to_string(), "2026-01-01T12:00:00Z");
        assert_eq!(instant.precise(), "2026-01-01T12:00:00.000042Z");
    }
}
