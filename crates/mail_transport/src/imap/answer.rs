//! What a server's answers mean, and how long to wait for them.

use std::collections::HashMap;
use std::time::Duration;

use async_imap::error::Error as LibraryError;
use async_imap::imap_proto::{AttributeValue, Outcome, Response};
use tokio::time::timeout;

use super::ImapError;

/// How long a short answer may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

/// A message that the server lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Listed {
    /// The message's number under the mailbox's UIDVALIDITY.
    pub uid: u32,
    /// How large the server says it is.
    pub size_bytes: u32,
}

/// The part asked for of each message that still exists, by UID; None where the server had nothing to give.
pub(super) type Parts = HashMap<u32, Option<Vec<u8>>>;

/// Waits for an answer, but not for ever.
pub(super) async fn in_time<T, E: Into<ImapError>>(
    patience: Duration,
    answer: impl Future<Output = Result<T, E>>,
) -> Result<T, ImapError> {
    match timeout(patience, answer).await {
        Ok(outcome) => outcome.map_err(Into::into),
        Err(_) => Err(ImapError::Lost("no answer in time".to_owned())),
    }
}

/// The message that this line lists, if it lists one.
pub(super) fn listed_in(response: &Response<'_>) -> Option<Listed> {
    let Response::Fetch(_, attributes) = response else { return None };
    let size = attributes.iter().find_map(|attribute| match attribute {
        AttributeValue::Rfc822Size(size) => Some(*size),
        _ => None,
    });
    Some(Listed { uid: uid_in(attributes)?, size_bytes: size? })
}

/// The message that this line tells of, and the part of it that it brings.
pub(super) fn part_in(response: &Response<'_>) -> Option<(u32, Option<Vec<u8>>)> {
    let Response::Fetch(_, attributes) = response else { return None };
    let content = attributes.iter().find_map(|attribute| match attribute {
        AttributeValue::BodySection { data, .. } => data.as_ref().map(|data| data.to_vec()),
        _ => None,
    });
    Some((uid_in(attributes)?, content))
}

fn uid_in(attributes: &[AttributeValue<'_>]) -> Option<u32> {
    attributes.iter().find_map(|attribute| match attribute {
        AttributeValue::Uid(uid) => Some(*uid),
        _ => None,
    })
}

/// A refusal, with the server's reason.
pub(super) fn refused(outcome: &Outcome<'_>) -> ImapError {
    ImapError::Protocol(shown(outcome.information.as_deref().unwrap_or("no reason given")))
}

/// A server's text, short enough to show and without control characters. The library wraps it into the
/// `Debug` form of its own types, which nobody wants to read.
pub(super) fn shown(answer: &str) -> String {
    let reason = answer.split_once("info: Some(\"").map_or(answer, |(_, reason)| reason);
    let reason = reason.strip_suffix("\")").unwrap_or(reason);
    reason.chars().filter(|character| !character.is_control()).take(200).collect()
}

impl From<LibraryError> for ImapError {
    fn from(error: LibraryError) -> Self {
        match error {
            // "Other" is how the library reports what it cannot parse, with all of it in the text.
            LibraryError::Io(error) if error.kind() == std::io::ErrorKind::Other => improper(),
            LibraryError::Io(error) => Self::Lost(error.kind().to_string()),
            LibraryError::ConnectionLost => Self::Lost("the server closed it".to_owned()),
            LibraryError::No(answer) | LibraryError::Bad(answer) => Self::Protocol(shown(&answer)),
            _ => improper(),
        }
    }
}

/// The server said something that is not IMAP. What it was is left out: it may be anybody's mail.
pub(super) fn improper() -> ImapError {
    ImapError::Protocol("it does not speak proper IMAP".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_shows_the_servers_reason_and_not_more() {
        let answer = r#"code: None, info: Some("[AUTHENTICATIONFAILED] Authentication failed.")"#;
        assert_eq!(shown(answer), "[AUTHENTICATIONFAILED] Authentication failed.");
        assert_eq!(shown(&"x".repeat(500)).len(), 200);
    }
}
