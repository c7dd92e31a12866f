//! Takes a message of the ledger in: the handler of `process_mail` jobs.
//!
//! Reading, cleaning and storing files happen before the database is asked; then one transaction decides and writes
//! everything, the outcome included. A job that runs again finds the outcome and does nothing, so a message becomes a
//! comment exactly once however often the server is killed.

use std::time::Duration;

use base::Timestamp;
use db::{BlobError, DbError, Tx};
use http::App;
use jobs::JobError;
use mail::{LOOP_HEADER, MailKind, ParsedMail, ThreadKey, ThreadToken};
use people::PeopleError;
use tickets::error::TicketError;

use super::{
    OwnAddresses, bounces, conversation,
    ledger::{self, End, IncomingMail, Outcome, ProcessMail},
    outbox, sender, side_conversation,
    thread::{self, Place},
    thread_key,
    understand::{self, UnderstandError, Understood},
};
use crate::suspended;

/// Attempts after which a message that fails by its own fault is put aside.
const OWN_ATTEMPTS: i64 = 3;
/// Attempts after which any message is put aside: also one that ends the whole process each time.
const MOST_ATTEMPTS: i64 = 20;
/// How often a message waits for an earlier one that it answers or repeats. Together the waits outlast the lease of a
/// job whose process was killed.
const MOST_WAITS: i64 = 9;
/// A message without Date and Message-ID that is the same to the byte is the same message for so long.
const SAME_BYTES_FOR: Duration = Duration::from_secs(24 * 3600);

/// Why a message was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Its bytes or files.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// Its people.
    #[error(transparent)]
    People(#[from] PeopleError),
    /// Its ticket.
    #[error(transparent)]
    Ticket(#[from] TicketError),
    /// The code ended over it.
    #[error("the message breaks the program that reads it; look at its source")]
    Broken,
}

impl From<UnderstandError> for IntakeError {
    fn from(error: UnderstandError) -> Self {
        match error {
            UnderstandError::Blob(error) => Self::Blob(error),
            UnderstandError::Unreadable => Self::Broken,
        }
    }
}

impl IntakeError {
    /// Whether it says nothing about the message: then trying again is never in vain.
    fn may_pass(&self) -> bool {
        let db = match self {
            Self::Blob(error) => return matches!(error, BlobError::Store(_)),
            Self::Db(error) | Self::People(PeopleError::Db(error)) | Self::Ticket(TicketError::Db(error)) => {
                error
            }
            Self::People(_) | Self::Ticket(_) | Self::Broken => return false,
        };
        matches!(db, DbError::Busy | DbError::CommitFailed(_) | DbError::TimedOut | DbError::Io(_))
    }
}

/// What the decision needs to know besides the message.
pub(super) struct Desk {
    /// The time.
    pub now: Timestamp,
    /// What signs our Message-IDs and addresses.
    pub key: ThreadKey,
    /// Our addresses.
    pub own: OwnAddresses,
}

/// Takes one message in.
///
/// # Errors
/// [`JobError::Retry`] while there is hope; a hopeless message is put aside with the reason, and the job is done.
pub async fn process(app: App, job: ProcessMail, attempts: i64) -> Result<(), JobError> {
    let id = job.incoming_mail_id;
    if attempts > MOST_ATTEMPTS {
        return put_aside(&app, id, "given up after too many attempts; see the log").await;
    }
    let attempt = tokio::spawn(try_to_process(app.clone(), id, attempts));
    let outcome = attempt.await.unwrap_or(Err(IntakeError::Broken));
    match outcome {
        Ok(Progress::Done) => Ok(()),
        Ok(Progress::Waits) => Err(JobError::Retry {
            reason: "waits for an earlier message".to_owned(),
            after: Some(wait(attempts)),
        }),
        Err(error) if !error.may_pass() && attempts >= OWN_ATTEMPTS => {
            tracing::error!(mail = id, %error, "a message could not be taken in and is put aside");
            put_aside(&app, id, &error.to_string()).await
        }
        Err(error) => Err(JobError::retry(error)),
    }
}

/// Usually the earlier message is being taken in at this moment.
fn wait(attempts: i64) -> Duration {
    Duration::from_secs(if attempts <= 3 { 1 } else { 120 })
}

async fn put_aside(app: &App, id: i64, reason: &str) -> Result<(), JobError> {
    let now = app.clock.now();
    let end = End { detail: super::storable(reason), ..End::of(Outcome::Failed) };
    app.db.write(move |tx| ledger::finish(tx, now, id, &end)).await.map_err(JobError::from)
}

#[derive(Debug, PartialEq, Eq)]
enum Progress {
    Done,
    Waits,
}

async fn try_to_process(app: App, id: i64, attempts: i64) -> Result<Progress, IntakeError> {
    let row = app.db.read(move |c| ledger::get_mail(c, id)).await?;
    if row.outcome != Outcome::Pending {
        return Ok(Progress::Done);
    }
    let understood = understand::understand(&app.blobs, &row).await?;
    let earlier = find_earlier(&app, &row, &understood.mail).await?;
    let has_pending = earlier.iter().any(|mail| mail.outcome == Outcome::Pending);
    if has_pending && attempts <= MOST_WAITS {
        return Ok(Progress::Waits);
    }
    let same = find_same(&app, &row, &understood, &earlier).await?;
    let (now, key) = (app.clock.now(), thread_key(&app.secrets));
    let decide = move |tx: &mut Tx| {
        let own = OwnAddresses::load(tx)?.or_where_it_came(&row.envelope_to);
        let desk = Desk { now, key, own };
        take_in(tx, &desk, id, &understood, same.as_ref())
    };
    app.db.write(decide).await?;
    Ok(Progress::Done)
}

/// Rows before this one that have its Message-ID or one that it refers to.
async fn find_earlier(
    app: &App,
    row: &IncomingMail,
    mail: &ParsedMail,
) -> Result<Vec<IncomingMail>, DbError> {
    let mut ids = thread::referenced_ids(mail);
    ids.push(row.message_id.clone());
    let before = row.id;
    let mut found = app.db.read(move |c| ledger::list_by_message_ids(c, &ids)).await?;
    found.retain(|mail| mail.id < before);
    Ok(found)
}

/// The earlier delivery of the same message, if there is one.
async fn find_same(
    app: &App,
    row: &IncomingMail,
    understood: &Understood,
    earlier: &[IncomingMail],
) -> Result<Option<IncomingMail>, BlobError> {
    const MOST_COMPARED: usize = 5;
    let is_candidate =
        |other: &&IncomingMail| other.message_id == row.message_id && other.outcome != Outcome::Failed;
    for other in earlier.iter().filter(is_candidate).take(MOST_COMPARED) {
        let raw = app.blobs.get(&other.raw).await?;
        let Ok(first) = tokio::task::spawn_blocking(move || mail::parse(&raw)).await else { continue };
        let has_date = understood.mail.date.is_some();
        let is_recent = row.received_at.since(other.received_at) < SAME_BYTES_FOR;
        let says_when_or_who = has_date || ledger::is_own_id_of_message(&row.message_id) || is_recent;
        if says_when_or_who && is_same_message(understood, &first) {
            return Ok(Some(other.clone()));
        }
    }
    Ok(None)
}

/// What a list may add below a message, in bytes without white space.
const LONGEST_FOOTER: usize = 500;

/// Lists add a few lines and drop files: the later message is the same if it brings nothing else that the first did not.
fn is_same_message(later: &Understood, first: &ParsedMail) -> bool {
    let mail = &later.mail;
    let has_same_head = mail.from == first.from && mail.date == first.date && mail.subject == first.subject;
    let tight = |text: &str| text.split_whitespace().collect::<String>();
    let (later_text, first_text) = (tight(&mail.text), tight(&first.text));
    let has_only_a_footer_more =
        later_text.starts_with(&first_text) && later_text.len() - first_text.len() <= LONGEST_FOOTER;
    let has_same_text = first_text.contains(&later_text) || has_only_a_footer_more;
    has_same_head && has_same_text && later.files.len() <= first.attachments.len()
}

/// Decides and writes.
fn take_in(
    tx: &mut Tx,
    desk: &Desk,
    id: i64,
    understood: &Understood,
    same: Option<&IncomingMail>,
) -> Result<(), IntakeError> {
    let row = ledger::get_mail(tx, id)?;
    if row.outcome != Outcome::Pending {
        return Ok(());
    }
    let end = match same {
        Some(same) => duplicate_of(tx, same.id)?,
        None if is_ours(tx, desk, &understood.mail)? => End::of(Outcome::Own),
        None => sort(tx, desk, &row, understood)?,
    };
    ledger::finish(tx, desk.now, id, &end)?;
    Ok(())
}

fn duplicate_of(tx: &mut Tx, id: i64) -> Result<End, DbError> {
    let first = ledger::get_mail(tx, id)?;
    Ok(End {
        outcome: Outcome::Duplicate,
        detail: format!("of mail {id}"),
        ticket_id: first.ticket_id,
        comment_id: first.comment_id,
        side_event_id: first.side_event_id,
    })
}

/// Whether we sent it ourselves: by the Message-ID that only we can make, or as mail of a machine from our own address.
fn is_ours(tx: &mut Tx, desk: &Desk, mail: &ParsedMail) -> Result<bool, DbError> {
    let Some(message_id) = &mail.message_id else { return Ok(false) };
    if ThreadToken::from_message_id(message_id, &desk.key).is_some() {
        return Ok(true);
    }
    let is_from_us = mail.from.as_ref().is_some_and(|from| desk.own.contains(&from.email));
    let has_mark = mail.headers.contains(&LOOP_HEADER.to_lowercase());
    let was_sent = outbox::find_by_message_ids(tx, &[super::storable(message_id)])?.is_some();
    Ok(was_sent || (is_from_us && has_mark))
}

/// By what sort of message it is. Nothing is answered here, whatever it is.
fn sort(tx: &mut Tx, desk: &Desk, row: &IncomingMail, understood: &Understood) -> Result<End, IntakeError> {
    if let (MailKind::BounceHard { .. } | MailKind::BounceSoft { .. }, Some(bounce)) =
        (&understood.kind, &understood.bounce)
    {
        return bounces::take_in(tx, desk, row, understood, bounce);
    }
    let report = match understood.kind {
        MailKind::FeedbackReport => Some(Outcome::FeedbackReport),
        MailKind::ReadReceipt => Some(Outcome::ReadReceipt),
        _ => None,
    };
    if let Some(outcome) = report {
        let ticket = thread::find_proven(tx, &desk.key, &understood.mail, &row.envelope_to)?;
        return Ok(End { ticket_id: ticket.map(|ticket| ticket.id), ..End::of(outcome) });
    }
    let from = sender::address_of_sender(understood, row, &desk.own);
    let known = sender::find_sender(tx, from.as_ref())?;
    if suspended::is_blocked(row, known.as_ref()) {
        let (subject, text) = (&understood.mail.subject, &understood.body.text);
        return suspended::put_aside(tx, desk.now, row, subject, text, from.as_ref(), known.as_ref());
    }
    if let Some(side) =
        thread::find_side_conversation(tx, &desk.key, &understood.mail, &row.envelope_to, from.as_ref())?
    {
        return side_conversation::take_in(tx, desk, row, understood, from.as_ref(), side);
    }
    let place = thread::find_place(tx, &desk.key, &understood.mail, &row.envelope_to, known.as_ref())?;
    if understood.kind != MailKind::AutoReply {
        return conversation::take_in(tx, desk, row, understood, from.as_ref(), place);
    }
    match place {
        Place::Ticket { ticket, .. } => {
            let author =
                sender::find_or_create_answering(tx, desk.now, from.as_ref(), &understood.mail, &ticket)?;
            conversation::note_automatic_answer(tx, desk, row, understood, &author, ticket.id)
        }
        Place::New { relation: Some(relation) } if relation.kind == thread::FOLLOW_UP => Ok(End {
            ticket_id: Some(relation.ticket_id),
            detail: "its ticket is closed".to_owned(),
            ..End::of(Outcome::AutoReply)
        }),
        place @ Place::New { .. } => conversation::take_in(tx, desk, row, understood, from.as_ref(), place),
    }
}
