//! Telephone calls that agents log on tickets: in Zendesk's words, voice comments.

use base::{Locale, Timestamp, UserId};
use http::Invalid;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const LONGEST_LINE: usize = 100;
const LONGEST_TRANSCRIPTION: usize = 65_536;
const LONGEST_SECONDS: i64 = 7 * 24 * 3600;

/// Who called whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = CallDirection)]
pub enum Direction {
    /// Somebody called the desk.
    Inbound,
    /// The desk called somebody.
    Outbound,
}

impl Direction {
    /// By Zendesk's `via_id`: 44 a voicemail, 45 a call that came in, 46 one that went out.
    fn from_via_id(via_id: Option<i64>) -> Result<Self, Invalid> {
        match via_id {
            None | Some(44 | 45) => Ok(Self::Inbound),
            Some(46) => Ok(Self::Outbound),
            Some(other) => {
                let hint = "must be 44, 45 (a call that came in) or 46 (one that went out)";
                Err(Invalid::field("via_id", hint).given(other))
            }
        }
    }

    /// Zendesk's `via_id` for it.
    pub fn via_id(self) -> i64 {
        match self {
            Self::Inbound => 45,
            Self::Outbound => 46,
        }
    }
}

/// A call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Call {
    /// Who called whom.
    pub direction: Direction,
    /// The number that called.
    pub from: String,
    /// The number that was called.
    pub to: String,
    /// When it began.
    pub started_at: Timestamp,
    /// How long it lasted, in seconds.
    pub call_duration: i64,
    /// The colleague who spoke; `None` for nobody, such as on a voicemail.
    pub answered_by_id: Option<UserId>,
    /// Where its recording is.
    pub recording_url: Option<String>,
    /// Where the caller was.
    pub location: Option<String>,
    /// What was said.
    pub transcription_text: Option<String>,
}

/// A call in a request.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct CallInput {
    /// The number that called.
    pub from: String,
    /// The number that was called.
    pub to: String,
    /// When it began; now when left out.
    pub started_at: Option<String>,
    /// How long it lasted, in seconds.
    pub call_duration: i64,
    /// The colleague who spoke.
    pub answered_by_id: Option<UserId>,
    /// Where its recording is.
    pub recording_url: Option<String>,
    /// Where the caller was.
    pub location: Option<String>,
    /// What was said.
    pub transcription_text: Option<String>,
}

impl CallInput {
    /// The call that is meant; whether `answered_by_id` exists is for the caller to check.
    ///
    /// # Errors
    /// Naming every field that makes no sense.
    pub fn understand(&self, via_id: Option<i64>, now: Timestamp) -> Result<Call, Invalid> {
        let direction = Direction::from_via_id(via_id)?;
        let mut invalid = Invalid::default();
        let mut line = |field: &str, text: &str| one_line(field, text, &mut invalid);
        let (from, to) = (line("from", &self.from), line("to", &self.to));
        let location = self.location.as_deref().map(|text| line("location", text));
        let recording_url = self.recording_url.as_deref().map(|url| web_address(url, &mut invalid));
        if from.is_empty() && to.is_empty() {
            invalid.add(
                "voice_comment.from",
                "BlankValue",
                "give the number of the caller or of the one called",
            );
        }
        if !(0..=LONGEST_SECONDS).contains(&self.call_duration) {
            let hint = "must be seconds, at most a week of them";
            invalid.add("voice_comment.call_duration", "InvalidValue", hint).given(self.call_duration);
        }
        let started_at = started_at(self.started_at.as_deref(), now, &mut invalid);
        let transcription_text = self.transcription_text.as_deref().map(|text| text.replace('\0', ""));
        if transcription_text.as_ref().is_some_and(|text| text.len() > LONGEST_TRANSCRIPTION) {
            let hint = format!("is longer than {LONGEST_TRANSCRIPTION} bytes");
            invalid.add_too_long("voice_comment.transcription_text", LONGEST_TRANSCRIPTION, hint);
        }
        invalid.into_result()?;
        Ok(Call {
            direction,
            from,
            to,
            started_at,
            call_duration: self.call_duration,
            answered_by_id: self.answered_by_id,
            recording_url: filled(recording_url),
            location: filled(location),
            transcription_text: filled(transcription_text),
        })
    }
}

fn one_line(field: &str, text: &str, invalid: &mut Invalid) -> String {
    let line = text.split(char::is_control).collect::<Vec<_>>().join(" ").trim().to_owned();
    if line.chars().count() > LONGEST_LINE {
        let hint = format!("is longer than {LONGEST_LINE} characters");
        invalid.add_too_long(format!("voice_comment.{field}"), LONGEST_LINE, hint);
    }
    line
}

/// Shown as a link, so it must be one that a browser can be trusted with.
fn web_address(url: &str, invalid: &mut Invalid) -> String {
    let url = url.trim();
    let is_web = (url.starts_with("https://") || url.starts_with("http://"))
        && !url.chars().any(|c| c.is_whitespace() || c.is_control());
    if !url.is_empty() && !is_web {
        invalid.add("voice_comment.recording_url", "InvalidValue", "must begin with https://").given(url);
    }
    url.to_owned()
}

fn started_at(given: Option<&str>, now: Timestamp, invalid: &mut Invalid) -> Timestamp {
    let Some(text) = given.filter(|text| !text.is_empty()) else { return now };
    text.parse().unwrap_or_else(|error: base::ParseTimestampError| {
        invalid.add("voice_comment.started_at", "InvalidValue", error.to_string()).given(text);
        now
    })
}

fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

impl Call {
    /// The number of whoever is not the desk.
    pub fn number_outside(&self) -> &str {
        match self.direction {
            Direction::Inbound => &self.from,
            Direction::Outbound => &self.to,
        }
    }

    /// The call in a line, for a comment that says nothing else.
    pub fn summary(&self, locale: Locale) -> String {
        let what = match (locale, self.direction) {
            (Locale::En, Direction::Inbound) => "Call from",
            (Locale::En, Direction::Outbound) => "Call to",
            (Locale::Fr, Direction::Inbound) => "Appel de",
            (Locale::Fr, Direction::Outbound) => "Appel vers",
        };
        let number = [self.number_outside(), &self.from, &self.to].into_iter().find(|text| !text.is_empty());
        let (minutes, seconds) = (self.call_duration / 60, self.call_duration % 60);
        format!("{what} {}, {minutes} min {seconds:02} s", number.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> CallInput {
        CallInput { from: "+33 6 12\r\n".to_owned(), call_duration: 250, ..CallInput::default() }
    }

    #[test]
    fn a_call_is_told_in_a_line() {
        let call = input().understand(None, Timestamp(7)).unwrap();
        assert_eq!((call.direction, call.started_at), (Direction::Inbound, Timestamp(7)));
        assert_eq!(call.summary(Locale::En), "Call from +33 6 12, 4 min 10 s");
        let back =
            CallInput { to: "+33 1".to_owned(), ..input() }.understand(Some(46), Timestamp(7)).unwrap();
        assert_eq!(back.summary(Locale::Fr), "Appel vers +33 1, 4 min 10 s");
    }

    #[test]
    fn every_field_that_makes_no_sense_is_named() {
        let wrong = CallInput {
            call_duration: -1,
            started_at: Some("noon".to_owned()),
            recording_url: Some("javascript:alert(1)".to_owned()),
            ..CallInput::default()
        };
        let refused = wrong.understand(None, Timestamp(0)).unwrap_err();
        let fields: Vec<&str> = refused.fields.iter().map(|field| field.field.as_str()).collect();
        let expected = ["recording_url", "from", "call_duration", "started_at"];
        assert_eq!(fields, expected.map(|field| format!("voice_comment.{field}")));
        assert!(input().understand(Some(4), Timestamp(0)).is_err());
    }
}
