//! One connection to an IMAP server, signed in and with the mailbox open read-only.

use std::time::Duration;

use async_imap::Session;
use async_imap::error::Error as LibraryError;
use async_imap::imap_proto::{MailboxDatum, RequestId, Response, Status};
use tokio::time::timeout;

use super::answer::{Listed, PATIENCE, Parts, in_time, listed_in, part_in, refused};
use super::sign_in::{Stream, sign_in};
use super::{ImapAccount, ImapCursor, ImapError};
use crate::network::Network;

/// How long a batch of messages may take.
const FETCH_PATIENCE: Duration = Duration::from_secs(15 * 60);

/// The connection.
#[derive(Debug)]
pub(super) struct Link {
    session: Session<Box<dyn Stream>>,
    has_idle: bool,
    messages: u32,
    end: ImapCursor,
    /// Messages have come since the last listing.
    has_grown: bool,
}

impl Link {
    /// Connects, signs in and opens the mailbox.
    pub async fn open(network: &Network, account: &ImapAccount) -> Result<Self, ImapError> {
        let mut session = sign_in(network, account).await?;
        let capabilities = in_time(PATIENCE, session.capabilities()).await?;
        let mailbox = match in_time(PATIENCE, session.examine(&account.mailbox)).await {
            Err(ImapError::Protocol(_)) => Err(ImapError::NoSuchMailbox(account.mailbox.clone())),
            outcome => outcome,
        }?;
        let no_numbers = || ImapError::Protocol("the mailbox has no lasting message numbers".to_owned());
        let uid_validity = mailbox.uid_validity.ok_or_else(no_numbers)?;
        let last_uid = mailbox.uid_next.map_or(0, |next| next.saturating_sub(1));
        Ok(Self {
            session,
            has_idle: capabilities.has_str("IDLE"),
            messages: mailbox.exists,
            end: ImapCursor { uid_validity, last_uid },
            has_grown: false,
        })
    }

    /// How many messages are in the mailbox.
    pub fn messages(&self) -> u32 {
        self.messages
    }

    /// Whether the server tells of new mail by itself.
    pub fn has_idle(&self) -> bool {
        self.has_idle
    }

    /// The cursor behind everything that was there when the mailbox was opened.
    pub fn end(&self) -> ImapCursor {
        self.end
    }

    /// Messages with a UID above `last_uid`, in ascending order.
    pub async fn list_after(&mut self, last_uid: u32) -> Result<Vec<Listed>, ImapError> {
        self.has_grown = false;
        let Some(first) = last_uid.checked_add(1) else { return Ok(Vec::new()) };
        if self.messages == 0 {
            return Ok(Vec::new());
        }
        let mut listed = Vec::new();
        let command = format!("UID FETCH {first}:* (UID RFC822.SIZE)");
        self.exchange(&command, FETCH_PATIENCE, |response| listed.extend(listed_in(response))).await?;
        // "n:*" always names the last message, also when its UID is below n (RFC 3501, section 6.4.8).
        listed.retain(|message| message.uid > last_uid);
        listed.sort_unstable_by_key(|message| message.uid);
        listed.dedup_by_key(|message| message.uid);
        Ok(listed)
    }

    /// Whole messages, by UID. A message that has gone meanwhile is missing.
    pub async fn fetch_whole(&mut self, uids: &[u32]) -> Result<Parts, ImapError> {
        self.fetch(uids, "BODY.PEEK[]").await
    }

    /// Headers of messages, by UID.
    pub async fn fetch_header(&mut self, uids: &[u32]) -> Result<Parts, ImapError> {
        self.fetch(uids, "BODY.PEEK[HEADER]").await
    }

    /// Asks whether anything has happened.
    pub async fn poll(&mut self) -> Result<(), ImapError> {
        self.exchange("NOOP", PATIENCE, |_| {}).await
    }

    /// Returns when new mail has come since the last listing or, without any, after `longest`. The time is
    /// for all of it: a server that says "still here" now and then does not lengthen it.
    pub async fn idle(&mut self, longest: Duration) -> Result<(), ImapError> {
        let tag = self.session.run_command("IDLE").await?;
        in_time(PATIENCE, self.until_idling(&tag)).await?;
        if !self.has_grown {
            // Running out of time is the ordinary end of a quiet IDLE.
            if let Ok(outcome) = timeout(longest, self.until_grown()).await {
                outcome?;
            }
        }
        self.session.run_command_untagged("DONE").await?;
        in_time(PATIENCE, self.until_done(&tag, &mut |_| {})).await
    }

    /// Says goodbye. The server may have gone already, which is just as well.
    pub async fn log_out(&mut self) {
        let _ = timeout(Duration::from_secs(2), self.session.logout()).await;
    }

    async fn fetch(&mut self, uids: &[u32], part: &str) -> Result<Parts, ImapError> {
        let set: Vec<String> = uids.iter().map(u32::to_string).collect();
        let command = format!("UID FETCH {} (UID {part})", set.join(","));
        let mut parts = Parts::new();
        let keep = |response: &Response<'_>| {
            let Some((uid, content)) = part_in(response) else { return };
            let kept = parts.entry(uid).or_default();
            // A server may also tell of a message's flags meanwhile, without its content.
            if content.is_some() {
                *kept = content;
            }
        };
        self.exchange(&command, FETCH_PATIENCE, keep).await?;
        Ok(parts)
    }

    /// Sends a command and shows every line of the answer to `each`.
    async fn exchange(
        &mut self,
        command: &str,
        patience: Duration,
        mut each: impl FnMut(&Response<'_>) + Send,
    ) -> Result<(), ImapError> {
        let tag = self.session.run_command(command).await?;
        in_time(patience, self.until_done(&tag, &mut each)).await
    }

    async fn until_done(
        &mut self,
        tag: &RequestId,
        each: &mut (dyn FnMut(&Response<'_>) + Send),
    ) -> Result<(), ImapError> {
        loop {
            let end = self.hear(|response| match response {
                Response::Done { tag: done, status: Status::Ok, .. } if done == tag => Some(Ok(())),
                Response::Done { tag: done, outcome, .. } if done == tag => Some(Err(refused(outcome))),
                untagged => {
                    each(untagged);
                    None
                }
            });
            if let Some(outcome) = end.await? {
                return outcome;
            }
        }
    }

    async fn until_idling(&mut self, tag: &RequestId) -> Result<(), ImapError> {
        loop {
            let start = self.hear(|response| match response {
                Response::Continue { .. } => Some(Ok(())),
                Response::Done { tag: done, outcome, .. } if done == tag => Some(Err(refused(outcome))),
                _ => None,
            });
            if let Some(outcome) = start.await? {
                return outcome;
            }
        }
    }

    async fn until_grown(&mut self) -> Result<(), ImapError> {
        while !self.has_grown {
            self.hear(|_| {}).await?;
        }
        Ok(())
    }

    /// What `read` makes of the next line, whatever that line answers; notes when the mailbox grows.
    async fn hear<T>(&mut self, read: impl FnOnce(&Response<'_>) -> T) -> Result<T, ImapError> {
        let lost = || ImapError::Lost("the server closed it".to_owned());
        let line = self.session.read_response().await.map_err(LibraryError::from)?.ok_or_else(lost)?;
        let response = line.parsed();
        match response {
            Response::MailboxData(MailboxDatum::Exists(messages)) => {
                self.has_grown |= *messages > self.messages;
                self.messages = *messages;
            }
            Response::Expunge(_) => self.messages = self.messages.saturating_sub(1),
            Response::Data { status: Status::Bye, .. } => return Err(lost()),
            _ => {}
        }
        Ok(read(response))
    }
}
