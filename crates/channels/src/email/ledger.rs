//! The ledger of mail that came in: a row for every delivery, before anything else is done with it.
//!
//! **When is it the same?** Two questions, answered in two places:
//!
//! 1. *Is it the same delivery, seen again?* The `fingerprint` tells, and is unique. Over IMAP it is mailbox,
//!    UIDVALIDITY and UID: seen again after a lost connection, the message gets no second row. Over SMTP every
//!    delivery is one of its own: whoever did not hear our 250 sends again, and that is for the second question.
//! 2. *Is it a message that another delivery brought already?* It was sent to two of our addresses, sent again after a
//!    lost 250, or its mailbox was renumbered. Then there are rows with its Message-ID, and intake compares sender,
//!    date and subject with the earliest ([`crate::email::intake`]): programs that use one Message-ID for all their
//!    mail, and strangers who guess one, must not make mail disappear. The later row ends as `duplicate` and names
//!    the ticket. A message without Message-ID is given one made of its bytes ([`derived_message_id`]).
//!
//! Rows outlive their tickets, so that a mailbox read anew brings no deleted ticket back.

use base::{CommentId, MailboxId, SideConversationId, SideEventId, TicketId, Timestamp};
use db::{BlobHash, Conn, DbError, Listing, Page, Paging, Row, Sql, Tx, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// The kind of job that takes a mail in; its payload is a [`ProcessMail`].
pub const PROCESS_MAIL: &str = "process_mail";

/// The payload of a [`PROCESS_MAIL`] job.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ProcessMail {
    /// The row in the ledger.
    pub incoming_mail_id: i64,
}

/// How a message reached us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// Handed to our own receiver.
    Smtp,
    /// Fetched from a mailbox.
    Imap,
}

impl Source {
    /// Its name in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Smtp => "smtp",
            Self::Imap => "imap",
        }
    }

    /// The one of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Smtp, Self::Imap].into_iter().find(|source| source.as_str() == name)
    }
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Not taken in yet.
    Pending,
    /// Made a ticket.
    Ticket,
    /// Became a comment on a ticket.
    Comment,
    /// Became a message of a side conversation.
    SideConversation,
    /// Tells that a mail of ours did not arrive.
    Bounce,
    /// Sent by a machine in answer to a mail of ours; noted on the ticket.
    AutoReply,
    /// Complains about a mail of ours.
    FeedbackReport,
    /// Tells that a mail of ours was read or delivered.
    ReadReceipt,
    /// Another delivery brought the same message.
    Duplicate,
    /// Ours, come back.
    Own,
    /// Was in the mailbox before it was connected.
    Old,
    /// Could not be taken in; `detail` says why.
    Failed,
    /// Put aside until an agent decides; `detail` says why.
    Suspended,
}

impl Outcome {
    const ALL: [Self; 13] = [
        Self::Pending,
        Self::Ticket,
        Self::Comment,
        Self::SideConversation,
        Self::Bounce,
        Self::AutoReply,
        Self::FeedbackReport,
        Self::ReadReceipt,
        Self::Duplicate,
        Self::Own,
        Self::Old,
        Self::Failed,
        Self::Suspended,
    ];

    /// Its name in the API and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Ticket => "ticket",
            Self::Comment => "comment",
            Self::SideConversation => "side_conversation",
            Self::Bounce => "bounce",
            Self::AutoReply => "auto_reply",
            Self::FeedbackReport => "feedback_report",
            Self::ReadReceipt => "read_receipt",
            Self::Duplicate => "duplicate",
            Self::Own => "own",
            Self::Old => "old",
            Self::Failed => "failed",
            Self::Suspended => "suspended",
        }
    }

    /// The one of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == name)
    }
}

db::text_column!(Source, Outcome);

/// A message at the moment it arrives; its bytes are in the blob store.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// What makes it this delivery and no other.
    pub fingerprint: String,
    /// How it came.
    pub source: Source,
    /// Into which of our mailboxes, if that is known.
    pub mailbox_id: Option<MailboxId>,
    /// Its Message-ID without angle brackets, or one made of its bytes.
    pub message_id: String,
    /// Where its bytes are.
    pub raw: BlobHash,
    /// In bytes; more than are stored for a message that was too large to be fetched whole.
    pub raw_size: i64,
    /// The sender given in SMTP; empty for the null sender, and over IMAP.
    pub envelope_from: String,
    /// The recipients given in SMTP.
    pub envelope_to: Vec<String>,
}

/// A row of the ledger.
#[derive(Clone, Debug)]
pub struct IncomingMail {
    /// Its id.
    pub id: i64,
    /// How it came.
    pub source: Source,
    /// Into which of our mailboxes.
    pub mailbox_id: Option<MailboxId>,
    /// Its Message-ID, or one made of its bytes.
    pub message_id: String,
    /// Where its bytes are.
    pub raw: BlobHash,
    /// In bytes.
    pub raw_size: i64,
    /// The sender given in SMTP.
    pub envelope_from: String,
    /// The recipients given in SMTP.
    pub envelope_to: Vec<String>,
    /// When it arrived.
    pub received_at: Timestamp,
    /// What became of it.
    pub outcome: Outcome,
    /// More about the outcome.
    pub detail: String,
    /// The ticket it belongs to.
    pub ticket_id: Option<TicketId>,
    /// The comment it became.
    pub comment_id: Option<CommentId>,
    /// The message of a side conversation it became; then it names no ticket.
    pub side_event_id: Option<SideEventId>,
    /// Whether an agent decided that it is to be taken in, whoever sent it.
    pub recovered: bool,
}

impl IncomingMail {
    /// The sender given in SMTP; `None` where there was no SMTP of ours.
    pub fn known_envelope_from(&self) -> Option<&str> {
        (self.source == Source::Smtp).then_some(self.envelope_from.as_str())
    }
}

/// How a message ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// What became of it.
    pub outcome: Outcome,
    /// More about it.
    pub detail: String,
    /// The ticket it belongs to.
    pub ticket_id: Option<TicketId>,
    /// The comment it became.
    pub comment_id: Option<CommentId>,
    /// The message of a side conversation it became.
    pub side_event_id: Option<SideEventId>,
}

impl End {
    /// An outcome without a ticket.
    pub fn of(outcome: Outcome) -> Self {
        Self { outcome, detail: String::new(), ticket_id: None, comment_id: None, side_event_id: None }
    }
}

const DERIVED_HOST: &str = "@no-message-id.invalid";

/// What stands in the ledger for a message that has no Message-ID.
pub fn derived_message_id(raw: &BlobHash) -> String {
    format!("{raw}{DERIVED_HOST}")
}

/// Whether a Message-ID is the message's own.
pub fn is_own_id_of_message(message_id: &str) -> bool {
    !message_id.ends_with(DERIVED_HOST)
}

/// Where the bytes of a message are, and those of its duplicates, which can differ on their way here.
///
/// # Errors
/// When the query fails.
pub fn list_sources(c: &mut Conn, id: i64) -> Result<Vec<BlobHash>, DbError> {
    let sql = "SELECT raw FROM incoming_mails WHERE id = $1 UNION SELECT d.raw FROM incoming_mails m \
               JOIN incoming_mails d ON d.message_id = m.message_id WHERE m.id = $1 AND d.outcome = 'duplicate'";
    c.query(sql, params![id], |row| row.take())
}

/// Whether a comment still shows the mail with these bytes as its source, or one is still to be made of it.
///
/// # Errors
/// When the query fails.
pub fn is_source_of_comment(c: &mut Conn, raw: &BlobHash) -> Result<bool, DbError> {
    let sql = "SELECT m.id FROM incoming_mails m LEFT JOIN comments c ON c.id = m.comment_id WHERE m.raw = $1 \
               AND (c.incoming_mail_id = m.id OR m.outcome IN ('pending', 'failed', 'suspended')) LIMIT 1";
    Ok(c.find(sql, params![raw], |row| row.take::<i64>())?.is_some())
}

/// Writes the row and the job that takes the message in; `None` when this delivery has a row already.
///
/// # Errors
/// When the statement fails.
pub fn record(tx: &mut Tx, now: Timestamp, arrival: &Arrival) -> Result<Option<i64>, DbError> {
    let id = insert(tx, now, arrival)?;
    if let Some(incoming_mail_id) = id {
        jobs::enqueue(tx, now, PROCESS_MAIL, &ProcessMail { incoming_mail_id })?;
    }
    Ok(id)
}

/// Writes the row alone; `None` when this delivery has one already.
///
/// # Errors
/// When the statement fails.
pub fn insert(tx: &mut Tx, now: Timestamp, arrival: &Arrival) -> Result<Option<i64>, DbError> {
    let envelope_to = Value::from(arrival.envelope_to.clone()).to_string();
    tx.find(
        "INSERT INTO incoming_mails (fingerprint, source, mailbox_id, message_id, raw, raw_size, envelope_from, \
         envelope_to, received_at, outcome) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'pending') \
         ON CONFLICT (fingerprint) DO NOTHING RETURNING id",
        params![
            arrival.fingerprint,
            arrival.source,
            arrival.mailbox_id,
            arrival.message_id,
            arrival.raw,
            arrival.raw_size,
            arrival.envelope_from,
            envelope_to,
            now,
        ],
        |row| row.take(),
    )
}

const COLUMNS: &str = "id, source, mailbox_id, message_id, raw, raw_size, envelope_from, envelope_to, received_at, \
    outcome, detail, ticket_id, comment_id, side_event_id, recovered";

fn read_mail(row: &Row<'_>) -> Result<IncomingMail, DbError> {
    Ok(IncomingMail {
        id: row.take()?,
        source: row.take()?,
        mailbox_id: row.take()?,
        message_id: row.take::<Option<String>>()?.unwrap_or_default(),
        raw: row.take()?,
        raw_size: row.take()?,
        envelope_from: row.take()?,
        envelope_to: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
        received_at: row.take()?,
        outcome: row.take()?,
        detail: row.take()?,
        ticket_id: row.take()?,
        comment_id: row.take()?,
        side_event_id: row.take()?,
        recovered: row.take()?,
    })
}

fn select() -> Sql {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM incoming_mails ");
    sql
}

/// A row.
///
/// # Errors
/// [`DbError::NotFound`] when there is none.
pub fn get_mail(c: &mut Conn, id: i64) -> Result<IncomingMail, DbError> {
    let mut sql = select();
    sql.push("WHERE id = ").bind(id).get(c, read_mail)
}

/// A page of rows, newest first, of one outcome or of all.
///
/// # Errors
/// When the query fails.
pub fn page_mails(
    c: &mut Conn,
    outcome: Option<Outcome>,
    paging: &Paging,
) -> Result<Page<IncomingMail>, DbError> {
    let mut from = Sql::new("FROM incoming_mails WHERE 1 = 1");
    if let Some(outcome) = outcome {
        from.push(" AND outcome = ").bind(outcome);
    }
    Listing { columns: COLUMNS, from, sort: "id", descending: true, id: "id" }.page(c, paging, read_mail)
}

/// Rows with one of these Message-IDs, oldest first.
///
/// # Errors
/// When the query fails.
pub fn list_by_message_ids(c: &mut Conn, message_ids: &[String]) -> Result<Vec<IncomingMail>, DbError> {
    if message_ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = select();
    sql.push("WHERE message_id IN ").list(message_ids).push(" ORDER BY id").query(c, read_mail)
}

/// The mails that became comments of a ticket, oldest first, as Message-ID and comment.
///
/// # Errors
/// When the query fails.
pub fn list_message_ids_of_ticket(
    c: &mut Conn,
    ticket_id: TicketId,
) -> Result<Vec<(String, CommentId)>, DbError> {
    c.query(
        "SELECT message_id, comment_id FROM incoming_mails WHERE ticket_id = $1 AND comment_id IS NOT NULL \
         AND message_id IS NOT NULL AND outcome IN ('ticket', 'comment') ORDER BY id",
        params![ticket_id],
        |row| Ok((row.take()?, row.take()?)),
    )
}

/// The Message-IDs of the mails that became messages of a side conversation, oldest first, with the message of each.
///
/// # Errors
/// When the query fails.
pub fn list_message_ids_of_side_conversation(
    c: &mut Conn,
    id: SideConversationId,
) -> Result<Vec<(String, SideEventId)>, DbError> {
    c.query(
        "SELECT m.message_id, e.id FROM side_conversation_events e JOIN incoming_mails m ON m.id = e.incoming_mail_id \
         WHERE e.side_conversation_id = $1 AND e.automatic = 0 AND m.message_id IS NOT NULL ORDER BY e.id",
        params![id],
        |row| Ok((row.take()?, row.take()?)),
    )
}

/// Records what became of a message.
///
/// # Errors
/// When the statement fails.
pub fn finish(tx: &mut Tx, now: Timestamp, id: i64, end: &End) -> Result<(), DbError> {
    tx.execute(
        "UPDATE incoming_mails SET outcome = $1, detail = $2, ticket_id = $3, comment_id = $4, \
         side_event_id = $5, finished_at = $6 WHERE id = $7",
        params![end.outcome, end.detail, end.ticket_id, end.comment_id, end.side_event_id, now, id],
    )
    .map(|_| ())
}

/// Puts a message that failed back to be taken in; whether it had failed.
///
/// # Errors
/// When a statement fails.
pub fn retry(tx: &mut Tx, now: Timestamp, id: i64) -> Result<bool, DbError> {
    let reset = tx.execute(
        "UPDATE incoming_mails SET outcome = 'pending', detail = '', finished_at = NULL \
         WHERE id = $1 AND outcome = 'failed'",
        params![id],
    )?;
    if reset == 1 {
        jobs::enqueue(tx, now, PROCESS_MAIL, &ProcessMail { incoming_mail_id: id })?;
    }
    Ok(reset == 1)
}

/// Puts a message that was put aside back to be taken in, whoever sent it.
///
/// # Errors
/// When a statement fails.
pub(crate) fn recover(tx: &mut Tx, now: Timestamp, id: i64) -> Result<(), DbError> {
    tx.execute(
        "UPDATE incoming_mails SET outcome = 'pending', detail = '', finished_at = NULL, recovered = 1 WHERE id = $1",
        params![id],
    )?;
    jobs::enqueue(tx, now, PROCESS_MAIL, &ProcessMail { incoming_mail_id: id }).map(|_| ())
}
