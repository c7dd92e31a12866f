//! The moment a message arrives: bytes, row and job are durable before anyone is told that we have it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use base::{MailboxId, Timestamp};
use bytes::Bytes;
use db::{BlobHash, DbError};
use http::App;
use mail_transport::{
    imap::{ImapContent, ImapCursor, ImapError, ImapMessage, Sink},
    smtp_receiver::{BoxError, Delivery, Envelope, Receive},
};

use super::{
    OwnAddresses,
    ledger::{self, Arrival, End, Outcome, Source},
    storable,
};
use crate::mailboxes::{MailboxState, store};

/// What the SMTP receiver hands messages to.
pub struct SmtpArrivals {
    app: App,
}

impl SmtpArrivals {
    /// For this desk.
    pub fn new(app: App) -> Self {
        Self { app }
    }

    async fn store(&self, envelope: Envelope, raw: Vec<u8>) -> Result<(), BoxError> {
        let now = self.app.clock.now();
        let stored = StoredMessage::store(&self.app, raw).await?;
        let fingerprint = format!("smtp:{}:{:032x}", stored.raw, rand::random::<u128>());
        self.app
            .db
            .write(move |tx| {
                let own = OwnAddresses::load(tx)?;
                let mailbox_id = envelope.recipients.iter().find_map(|address| own.mailbox_of(address));
                let arrival = Arrival {
                    fingerprint,
                    source: Source::Smtp,
                    mailbox_id,
                    message_id: stored.message_id,
                    raw: stored.raw,
                    raw_size: stored.size,
                    envelope_from: storable(&envelope.from),
                    envelope_to: envelope.recipients.iter().map(|address| storable(address)).collect(),
                };
                ledger::record(tx, now, &arrival)?;
                if let Some(id) = mailbox_id {
                    store::note_received(tx, id, now)?;
                }
                Ok::<_, DbError>(())
            })
            .await?;
        Ok(())
    }
}

#[async_trait]
impl Receive for SmtpArrivals {
    async fn recipient_is_ours(&self, address: &str) -> Result<bool, BoxError> {
        let address = address.to_owned();
        let own = self.app.db.read(OwnAddresses::load).await?;
        Ok(own.takes(&address))
    }

    async fn deliver(&self, envelope: Envelope, raw: Vec<u8>) -> Delivery {
        match self.store(envelope, raw).await {
            Ok(()) => Delivery::Accepted,
            Err(error) => {
                tracing::error!(%error, "a message could not be stored; its sender will try again");
                Delivery::Temporary("the message could not be stored, try again later".to_owned())
            }
        }
    }
}

/// A message whose bytes are in the blob store.
struct StoredMessage {
    raw: BlobHash,
    size: i64,
    message_id: String,
}

impl StoredMessage {
    async fn store(app: &App, raw: Vec<u8>) -> Result<Self, BoxError> {
        let raw = Bytes::from(raw);
        let hash = app.blobs.put(raw.clone()).await?;
        let size = i64::try_from(raw.len()).unwrap_or(i64::MAX);
        let header = Header::read(raw).await;
        let message_id = header.message_id.unwrap_or_else(|| ledger::derived_message_id(&hash));
        Ok(Self { raw: hash, size, message_id })
    }
}

/// The little that is read of a message before its row is written.
#[derive(Default)]
struct Header {
    message_id: Option<String>,
    date: Option<i64>,
}

impl Header {
    /// Reads the header alone, on a thread of its own: what a stranger's bytes do to the parser is not to keep the
    /// message from being stored.
    async fn read(raw: Bytes) -> Self {
        const LONGEST_ID: usize = 900;
        let reading = tokio::task::spawn_blocking(move || {
            let parsed = mail::parse(header_of(&raw));
            let message_id = parsed.message_id.map(|id| storable(&id).chars().take(LONGEST_ID).collect());
            Self { message_id, date: parsed.date }
        });
        reading.await.unwrap_or_default()
    }
}

/// Everything up to the first empty line, as far as a header may reasonably go.
fn header_of(raw: &[u8]) -> &[u8] {
    const LONGEST_HEADER: usize = 256 << 10;
    let start = raw.get(..LONGEST_HEADER).unwrap_or(raw);
    let end_of =
        |mark: &[u8]| start.windows(mark.len()).position(|window| window == mark).map(|at| at + mark.len());
    let end = [end_of(b"\r\n\r\n"), end_of(b"\n\n")].into_iter().flatten().min();
    start.get(..end.unwrap_or(start.len())).unwrap_or(start)
}

/// What the watcher of one mailbox hands messages to.
pub struct ImapArrivals {
    app: App,
    mailbox_id: MailboxId,
    connected_at: Timestamp,
    is_being_read_anew: AtomicBool,
}

impl ImapArrivals {
    /// For a mailbox that was connected at `connected_at`.
    pub fn new(app: App, mailbox_id: MailboxId, connected_at: Timestamp) -> Self {
        Self { app, mailbox_id, connected_at, is_being_read_anew: AtomicBool::new(false) }
    }

    /// A renumbered mailbox shows all its mail again, also what lay in it before it was ours to read.
    fn is_old(&self, header: &Header) -> bool {
        let is_dated_before = header.date.is_some_and(|date| date < self.connected_at.unix_seconds());
        self.is_being_read_anew.load(Ordering::Relaxed) && is_dated_before
    }

    fn note_state(&self, state: MailboxState, error: Option<String>) {
        let (db, id, now) = (self.app.db.clone(), self.mailbox_id, self.app.clock.now());
        tokio::spawn(async move {
            let noted = db.write(move |tx| store::note_state(tx, id, state, error.as_deref(), now)).await;
            if let Err(error) = noted {
                tracing::warn!(mailbox = id.0, %error, "a mailbox's state was not recorded");
            }
        });
    }
}

#[async_trait]
impl Sink for ImapArrivals {
    async fn store(&self, message: ImapMessage) -> Result<(), BoxError> {
        let now = self.app.clock.now();
        let ImapMessage { cursor, content } = message;
        let (raw, size) = match content {
            ImapContent::Whole(raw) => (raw, None),
            ImapContent::HeaderOnly { header, size_bytes } => (header, Some(i64::from(size_bytes))),
        };
        let raw = Bytes::from(raw);
        let hash = self.app.blobs.put(raw.clone()).await?;
        let stored_size = i64::try_from(raw.len()).unwrap_or(i64::MAX);
        let header = Header::read(raw).await;
        let is_old = self.is_old(&header);
        let id = self.mailbox_id;
        let arrival = Arrival {
            fingerprint: format!("imap:{id}:{}:{}", cursor.uid_validity, cursor.last_uid),
            source: Source::Imap,
            mailbox_id: Some(id),
            message_id: header.message_id.unwrap_or_else(|| ledger::derived_message_id(&hash)),
            raw: hash,
            raw_size: size.unwrap_or(stored_size),
            envelope_from: String::new(),
            envelope_to: Vec::new(),
        };
        let stored = self.app.db.write(move |tx| {
            if is_old {
                if let Some(row) = ledger::insert(tx, now, &arrival)? {
                    ledger::finish(tx, now, row, &End::of(Outcome::Old))?;
                }
            } else {
                ledger::record(tx, now, &arrival)?;
                store::note_received(tx, id, now)?;
            }
            store::save_cursor(tx, id, cursor)
        });
        stored.await?;
        Ok(())
    }

    async fn renumbered(&self, _before: ImapCursor, _uid_validity: u32) {
        tracing::warn!(
            mailbox = self.mailbox_id.0,
            "the server numbered a mailbox anew; all its mail is compared"
        );
        self.is_being_read_anew.store(true, Ordering::Relaxed);
    }

    fn up_to_date(&self) {
        self.is_being_read_anew.store(false, Ordering::Relaxed);
        self.note_state(MailboxState::Ok, None);
    }

    fn failed(&self, error: &ImapError, pause: Duration) {
        tracing::warn!(mailbox = self.mailbox_id.0, %error, pause_seconds = pause.as_secs(), "a mailbox cannot be read");
        self.note_state(MailboxState::Failing, Some(error.to_string()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_ends_at_the_first_empty_line() {
        assert_eq!(header_of(b"A: b\r\n\r\nC: d"), b"A: b\r\n\r\n");
        assert_eq!(header_of(b"A: b\n\nC\r\n\r\n"), b"A: b\n\n");
        assert_eq!(header_of(b"A: b"), b"A: b");
    }
}
