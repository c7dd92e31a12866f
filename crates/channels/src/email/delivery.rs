//! Delivers public comments: the handler of `deliver_comment` jobs.

use std::time::Duration;

use base::Timestamp;
use db::{Conn, DbError};
use jobs::{JobError, back_off};
use mail::{Address, ThreadToken, compose};
use mail_transport::smtp_sender::{Relay, SendError};
use people::{User, fold_address};
use tickets::{
    actions::Deliver,
    model::{Attachment, Comment, Ticket},
    store::{attachments, comments, tickets::find_ticket},
};

use super::{
    OwnAddresses, ledger,
    letter::{Letter, LetterFile, Quoted},
    outbound::{NO_SERVER, Outbound, Route, find_route},
    outbox::{self, DeliveryState, OutgoingRow},
    thread_key,
};
use crate::mailboxes::{MailboxState, actions::MailboxError, store as mailboxes};

/// How long a mail is tried before it is given up.
const GIVE_UP_AFTER: Duration = Duration::from_secs(3 * 24 * 3600);
/// How often to look whether a mail server was set meanwhile.
const LOOK_AGAIN: Duration = Duration::from_secs(60);
/// Images of a quoted message go along up to this size together.
const MOST_QUOTED_BYTES: i64 = 2 << 20;

/// Everything a delivery needs to know.
struct Material {
    row: OutgoingRow,
    route: Route,
    ticket: Ticket,
    comment: Comment,
    author: Option<User>,
    requester: Option<User>,
    previous: Option<(Comment, Option<User>)>,
    files: Vec<(Attachment, bool)>,
    references: Vec<String>,
    in_reply_to: Option<String>,
    to: Vec<Address>,
    cc: Vec<Address>,
    time_zone: String,
}

/// Sends one comment; done when it is sent, given up or called off.
///
/// # Errors
/// [`JobError::Retry`] while there is hope.
pub(crate) async fn deliver(outbound: Outbound, job: Deliver, attempts: i64) -> Result<(), JobError> {
    let app = outbound.app.clone();
    let id = job.outgoing_mail_id;
    let loading = outbound.app.db.read(move |c| load(c, &app, id));
    let Some(material) = loading.await.map_err(JobError::retry)? else { return Ok(()) };
    let Some(relay) = material.route.relay.clone() else {
        return settle(
            &outbound,
            &material,
            Verdict::Later { text: NO_SERVER.to_owned(), after: LOOK_AGAIN },
        )
        .await;
    };
    let verdict = match try_to_send(&outbound, &material, &relay).await? {
        Some(verdict) => verdict.with_pause(back_off(attempts)),
        None => return Ok(()),
    };
    settle(&outbound, &material, verdict).await
}

fn load(c: &mut Conn, app: &http::App, id: i64) -> Result<Option<Material>, MailboxError> {
    let Some(row) = outbox::find_row(c, id)?.filter(|row| row.state == DeliveryState::Queued) else {
        return Ok(None);
    };
    let (Some(ticket), Some(comment)) =
        (find_ticket(c, row.ticket_id)?, comments::find_comment(c, row.comment_id)?)
    else {
        return Ok(None);
    };
    let address = row.recipients.from.clone().or_else(|| ticket.recipient.clone());
    let route = find_route(c, app, address.as_deref(), ticket.group_id)?;
    let previous = find_previous(c, &comment)?;
    let files = list_files(c, &comment, previous.as_ref())?;
    let previous = match previous {
        Some(previous) => {
            let author = people::store::find_user(c, previous.author_id)?;
            Some((previous, author))
        }
        None => None,
    };
    let (references, in_reply_to) = list_references(c, &ticket, &comment)?;
    let own = OwnAddresses::load(c)?;
    let author = people::store::find_user(c, comment.author_id)?;
    Ok(Some(Material {
        to: name_recipients(c, &own, author.as_ref(), &row.recipients.to)?,
        cc: name_recipients(c, &own, author.as_ref(), &row.recipients.cc)?,
        author,
        requester: people::store::find_user(c, ticket.requester_id)?,
        time_zone: people::store::get_desk(c)?.time_zone,
        row,
        route,
        ticket,
        comment,
        previous,
        files,
        references,
        in_reply_to,
    }))
}

/// The public message before this one, which the answer quotes.
fn find_previous(c: &mut Conn, comment: &Comment) -> Result<Option<Comment>, DbError> {
    let public = comments::list_comments(c, &[comment.ticket_id], true)?;
    Ok(public.into_iter().rfind(|other| other.id < comment.id))
}

/// The comment's files, and the images that the quoted message shows, as far as they are not large.
fn list_files(
    c: &mut Conn,
    comment: &Comment,
    previous: Option<&Comment>,
) -> Result<Vec<(Attachment, bool)>, DbError> {
    let own = attachments::list_of_comments(c, &[comment.id])?;
    let mut files: Vec<(Attachment, bool)> = own.into_iter().map(|file| (file, false)).collect();
    let mut room = MOST_QUOTED_BYTES;
    if let Some(previous) = previous {
        for file in attachments::list_of_comments(c, &[previous.id])? {
            let is_shown = previous.body_html.contains(&tickets::api::shape::content_path(&file.token));
            if is_shown && file.size <= room {
                room -= file.size;
                files.push((file, true));
            }
        }
    }
    Ok(files)
}

/// The Message-IDs of the conversation before this comment, oldest first, and that of the message it answers: the
/// customer's newest, else our own newest.
fn list_references(
    c: &mut Conn,
    ticket: &Ticket,
    comment: &Comment,
) -> Result<(Vec<String>, Option<String>), DbError> {
    let mut received = ledger::list_message_ids_of_ticket(c, ticket.id)?;
    received.retain(|(id, of)| *of < comment.id && ledger::is_own_id_of_message(id));
    let mut sent = outbox::list_message_ids_of_ticket(c, ticket.id)?;
    sent.retain(|(_, of)| *of < comment.id);
    let in_reply_to = received.last().or(sent.last()).map(|(id, _)| id.clone());
    let mut all: Vec<_> = received.into_iter().chain(sent).collect();
    all.sort_by_key(|(_, of)| *of);
    all.dedup();
    Ok((all.into_iter().map(|(id, _)| id).collect(), in_reply_to))
}

/// Recipients with the names we know. Our own addresses are left out, since they would answer themselves, and so is the
/// author, who may be copied on the ticket.
fn name_recipients(
    c: &mut Conn,
    own: &OwnAddresses,
    author: Option<&User>,
    addresses: &[String],
) -> Result<Vec<Address>, DbError> {
    let author = author.and_then(|author| author.email.as_deref()).map(fold_address);
    let is_wanted =
        |address: &&String| !own.contains(address) && author.as_ref() != Some(&fold_address(address));
    let mut named = Vec::new();
    for address in addresses.iter().filter(is_wanted) {
        let user = people::store::find_user_by_email(c, address)?;
        let name = user.map(|user| user.name).unwrap_or_default();
        let plain: String =
            name.chars().filter(|c| !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}')).collect();
        named.push(Address::new(&plain, address));
    }
    Ok(named)
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
    material: &Material,
    relay: &Relay,
) -> Result<Option<Verdict>, JobError> {
    let never = |text: String| Ok(Some(Verdict::Never { text }));
    if material.to.is_empty() && material.cc.is_empty() {
        return never(
            "nobody is left to send this to: the recipients are addresses of this desk or the author's own"
                .to_owned(),
        );
    }
    let app = &outbound.app;
    let message_id = message_id(material, app);
    let (id, mailbox, given) = (material.row.id, material.route.mailbox_id, message_id.clone());
    let has_begun = app.db.write(move |tx| outbox::begin_attempt(tx, id, &given, mailbox)).await?;
    if !has_begun {
        return Ok(None);
    }
    let mut files = Vec::new();
    for (attachment, is_quoted) in &material.files {
        let data = app.blobs.get(&attachment.blob).await.map_err(JobError::retry)?;
        files.push(LetterFile { attachment: attachment.clone(), data, is_quoted: *is_quoted });
    }
    let mail = letter(material, app, message_id, files).write();
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

/// Given at the first attempt and kept, so that a mail sent again is the same mail.
fn message_id(material: &Material, app: &http::App) -> String {
    let domain = material.route.from.domain();
    let host = if domain.is_empty() { "localhost" } else { domain };
    let token = ThreadToken::of_comment(material.ticket.id.0, material.comment.id.0);
    material.row.message_id.clone().unwrap_or_else(|| token.message_id(host, &thread_key(&app.secrets)))
}

fn letter(material: &Material, app: &http::App, message_id: String, files: Vec<LetterFile>) -> Letter {
    let from = material.route.from.clone();
    let token = ThreadToken { ticket_id: material.ticket.id.0, comment_id: None };
    let tagged = token.reply_address(&from.email, &thread_key(&app.secrets));
    let shown_name = |user: &User| user.alias.clone().unwrap_or_else(|| user.name.clone());
    let quoted = material.previous.as_ref().map(|(comment, author)| Quoted {
        author: author.as_ref().map(shown_name).unwrap_or_default(),
        at: comment.created_at,
        html: comment.body_html.clone(),
    });
    let signature =
        material.author.as_ref().filter(|author| author.role.is_staff()).and_then(|a| a.signature.clone());
    Letter {
        reply_to: material.route.takes_tags.then(|| Address { email: tagged, ..from.clone() }),
        from,
        to: material.to.clone(),
        cc: material.cc.clone(),
        ticket_number: material.ticket.id.0,
        ticket_subject: material.ticket.subject.clone(),
        html: material.comment.body_html.clone(),
        signature: signature.filter(|text| !text.trim().is_empty()),
        quoted,
        files,
        message_id,
        in_reply_to: material.in_reply_to.clone(),
        references: material.references.clone(),
        date: material.comment.created_at,
        locale: material.requester.as_ref().map(|user| user.locale).unwrap_or_default(),
        time_zone: material.time_zone.clone(),
    }
}

/// Records how an attempt ended, in the ledger, on the mailbox and for the queue.
async fn settle(outbound: &Outbound, material: &Material, verdict: Verdict) -> Result<(), JobError> {
    let now = outbound.app.clock.now();
    let is_overdue = now.since(material.row.send_at) > GIVE_UP_AFTER;
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
        Verdict::WrongPassword { text, .. } => material.route.mailbox_id.map(|mailbox| (mailbox, text)),
        _ => None,
    };
    let (row, stored_error) = (material.row.clone(), error.clone());
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
