//! Delivers public comments and messages of side conversations: the handler of `deliver_comment` jobs.

use std::time::Duration;

use base::Timestamp;
use db::{Conn, DbError};
use jobs::{JobError, back_off};
use mail::compose;
use mail_transport::smtp_sender::{Relay, SendError};
use tickets::{actions::Deliver, model::Attachment};

use super::{
    comment_mail,
    letter::{Letter, LetterFile},
    outbound::{NO_SERVER, Outbound, Route},
    outbox::{self, Carried, DeliveryState, OutgoingRow},
    side_mail,
};
use crate::mailboxes::{MailboxState, actions::MailboxError, store as mailboxes};

/// How long a mail is tried before it is given up.
const GIVE_UP_AFTER: Duration = Duration::from_secs(3 * 24 * 3600);
/// How often to look whether a mail server was set meanwhile.
const LOOK_AGAIN: Duration = Duration::from_secs(60);

/// Everything a delivery needs to know.
#[derive(Debug)]
pub(super) struct Material {
    /// Its row in the ledger.
    pub row: OutgoingRow,
    /// How it leaves.
    pub route: Route,
    /// The letter, without its files.
    pub letter: Letter,
    /// Its files, and whether each came with what it quotes.
    pub files: Vec<(Attachment, bool)>,
}

/// Sends one mail; done when it is sent, given up or called off.
///
/// # Errors
/// [`JobError::Retry`] while there is hope.
pub(crate) async fn deliver(outbound: Outbound, job: Deliver, attempts: i64) -> Result<(), JobError> {
    let app = outbound.app.clone();
    let id = job.outgoing_mail_id;
    let loading = outbound.app.db.read(move |c| load(c, &app, id));
    let Some(material) = loading.await.map_err(JobError::retry)? else { return Ok(()) };
    let Material { row, route, letter, files } = material;
    let Some(relay) = route.relay.clone() else {
        let verdict = Verdict::Later { text: NO_SERVER.to_owned(), after: LOOK_AGAIN };
        return settle(&outbound, &row, &route, verdict).await;
    };
    let verdict = match try_to_send(&outbound, &row, &route, &relay, letter, files).await? {
        Some(verdict) => verdict.with_pause(back_off(attempts)),
        None => return Ok(()),
    };
    settle(&outbound, &row, &route, verdict).await
}

fn load(c: &mut Conn, app: &http::App, id: i64) -> Result<Option<Material>, MailboxError> {
    let Some(row) = outbox::find_row(c, id)?.filter(|row| row.state == DeliveryState::Queued) else {
        return Ok(None);
    };
    match row.carried {
        Carried::Comment(ticket, comment) => comment_mail::load(c, app, row, ticket, comment),
        Carried::SideMessage(message) => side_mail::load(c, app, row, message),
    }
}

/// How an attempt ended.
enum Verdict {
    Sent,
    Later { text: String, after: Duration },
    Never { text: String },
    WrongPassword { text: String, after: Duration },
}

impl Verdict {
    fn with_pause(self, pause: Duration) -> Self {
        match self {
            Self::Later { text, .. } => Self::Later { text, after: pause },
            Self::WrongPassword { text, .. } => Self::WrongPassword { text, after: pause },
            settled => settled,
        }
    }
}

/// One attempt; `None` when the mail was called off meanwhile.
async fn try_to_send(
    outbound: &Outbound,
    row: &OutgoingRow,
    route: &Route,
    relay: &Relay,
    mut letter: Letter,
    files: Vec<(Attachment, bool)>,
) -> Result<Option<Verdict>, JobError> {
    let never = |text: String| Ok(Some(Verdict::Never { text }));
    if letter.to.is_empty() && letter.cc.is_empty() {
        return never(
            "nobody is left to send this to: the recipients are addresses of this desk or the author's own"
                .to_owned(),
        );
    }
    let app = &outbound.app;
    let (id, mailbox, given) = (row.id, route.mailbox_id, letter.message_id.clone());
    let has_begun = app.db.write(move |tx| outbox::begin_attempt(tx, id, &given, mailbox)).await?;
    if !has_begun {
        return Ok(None);
    }
    for (attachment, is_quoted) in files {
        let data = app.blobs.get(&attachment.blob).await.map_err(JobError::retry)?;
        letter.files.push(LetterFile { attachment, data, is_quoted });
    }
    let mail = letter.write();
    let bytes = match compose(&mail) {
        Ok(bytes) => bytes,
        Err(error) => return never(error.to_string()),
    };
    let recipients: Vec<&str> =
        mail.to.iter().chain(&mail.cc).map(|address| address.email.as_str()).collect();
    let sent = outbound.sender.send(relay, Some(&mail.from.email), &recipients, &bytes).await;
    Ok(Some(match sent {
        Ok(_) => Verdict::Sent,
        Err(SendError::Retry { text }) => Verdict::Later { text, after: LOOK_AGAIN },
        Err(SendError::Permanent { text, .. }) => Verdict::Never { text },
        Err(SendError::BadCredentials { text }) => Verdict::WrongPassword { text, after: LOOK_AGAIN },
    }))
}

/// Records how an attempt ended, in the ledger, on the mailbox and for the queue.
async fn settle(
    outbound: &Outbound,
    row: &OutgoingRow,
    route: &Route,
    verdict: Verdict,
) -> Result<(), JobError> {
    let now = outbound.app.clock.now();
    let is_overdue = now.since(row.send_at) > GIVE_UP_AFTER;
    let (state, error, after) = match &verdict {
        Verdict::Sent => (DeliveryState::Sent, None, None),
        Verdict::Never { text } => (DeliveryState::Failed, Some(text.clone()), None),
        Verdict::Later { text, .. } | Verdict::WrongPassword { text, .. } if is_overdue => {
            (DeliveryState::Failed, Some(text.clone()), None)
        }
        Verdict::Later { text, after } | Verdict::WrongPassword { text, after } => {
            (DeliveryState::Queued, Some(text.clone()), Some(*after))
        }
    };
    let wrong_password = match verdict {
        Verdict::WrongPassword { text, .. } => route.mailbox_id.map(|mailbox| (mailbox, text)),
        _ => None,
    };
    let (row, stored_error) = (row.clone(), error.clone());
    record(outbound, now, row, state, stored_error, wrong_password).await?;
    match after {
        None => Ok(()),
        Some(after) => Err(JobError::Retry { reason: error.unwrap_or_default(), after: Some(after) }),
    }
}

async fn record(
    outbound: &Outbound,
    now: Timestamp,
    row: OutgoingRow,
    state: DeliveryState,
    error: Option<String>,
    wrong_password: Option<(base::MailboxId, String)>,
) -> Result<(), DbError> {
    let write = move |tx: &mut db::Tx| {
        outbox::set_state(tx, now, &row, state, error.as_deref())?;
        if let Some((mailbox, text)) = wrong_password {
            mailboxes::note_state(tx, mailbox, MailboxState::Failing, Some(&text), now)?;
        }
        Ok(())
    };
    outbound.app.db.write(write).await
}
