//! Sends a mail of the desk itself.

use std::time::Duration;

use jobs::JobError;
use mail::{Address, OutgoingMail, compose};
use mail_transport::smtp_sender::SendError;

use super::write::Written;
use crate::email::outbound::{NO_SERVER, Outbound, find_own_route};

/// Attempts until the next day; by then the link has expired.
const MOST_ATTEMPTS: i64 = 30;
const LOOK_AGAIN: Duration = Duration::from_secs(60);

/// Sends what was written to an address, as mail that nothing answers by itself.
///
/// # Errors
/// [`JobError::Retry`] while there is hope, [`JobError::Fail`] when the server refuses the mail.
pub(super) async fn send(
    outbound: Outbound,
    to: &str,
    written: Written,
    attempts: i64,
) -> Result<(), JobError> {
    let app = outbound.app.clone();
    let route = app.clone().db.read(move |c| find_own_route(c, &app)).await.map_err(JobError::retry)?;
    let give_up_or = |reason: String, after: Option<Duration>| match attempts >= MOST_ATTEMPTS {
        true => JobError::Fail(reason),
        false => JobError::Retry { reason, after },
    };
    let Some(relay) = &route.relay else { return Err(give_up_or(NO_SERVER.to_owned(), Some(LOOK_AGAIN))) };
    let domain = route.from.domain().to_owned();
    let mail = OutgoingMail {
        from: route.from,
        to: vec![Address::new("", to)],
        subject: written.subject,
        text: written.text,
        html: Some(written.html),
        message_id: format!("n.{:032x}@{domain}", rand::random::<u128>()),
        date: outbound.app.clock.now().unix_seconds(),
        auto_submitted: true,
        ..OutgoingMail::default()
    };
    let bytes = compose(&mail).map_err(|error| JobError::Fail(error.to_string()))?;
    let sent = outbound.sender.send(relay, Some(&mail.from.email), &[to], &bytes).await;
    match sent {
        Ok(_) => Ok(()),
        Err(SendError::Permanent { text, .. }) => Err(JobError::Fail(text)),
        Err(error) => Err(give_up_or(error.to_string(), None)),
    }
}
