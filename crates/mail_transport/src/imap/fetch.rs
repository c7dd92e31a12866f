//! Which messages are new, and how they reach the sink: in small batches, in order, the cursor behind each.

use tokio_util::sync::CancellationToken;

use super::answer::Listed;
use super::link::Link;
use super::{ImapContent, ImapCursor, ImapError, ImapMessage, Sink, WatchSettings};

/// Messages fetched by one command, at most.
const BATCH_MESSAGES: usize = 20;

/// Bytes fetched by one command, at most, unless a single message is larger.
const BATCH_BYTES: u64 = 8 << 20;

/// Why fetching ended early.
#[derive(Debug)]
pub(super) enum Halt {
    /// We were asked to stop.
    Stopped,
    /// Something went wrong.
    Failed(ImapError),
}

impl From<ImapError> for Halt {
    fn from(error: ImapError) -> Self {
        Self::Failed(error)
    }
}

/// Brings messages from a connection to a sink.
pub(super) struct Fetcher<'a> {
    pub link: &'a mut Link,
    pub cursor: &'a mut ImapCursor,
    pub sink: &'a dyn Sink,
    pub settings: &'a WatchSettings,
    pub shutdown: &'a CancellationToken,
}

impl Fetcher<'_> {
    /// Hands over every message behind the cursor. A message under way to the sink is never interrupted.
    pub async fn fetch_new(&mut self) -> Result<(), Halt> {
        self.adopt_numbering().await;
        let listed = unless_stopped(self.shutdown, self.link.list_after(self.cursor.last_uid)).await?;
        let is_large = |message: &Listed| message.size_bytes > self.settings.largest_message_bytes;
        for batch in batches(&listed, is_large) {
            self.fetch_batch(batch, batch.iter().any(is_large)).await?;
        }
        Ok(())
    }

    /// Starts from the first message when the server numbers its messages anew.
    async fn adopt_numbering(&mut self) {
        let uid_validity = self.link.end().uid_validity;
        if self.cursor.uid_validity == uid_validity {
            return;
        }
        if self.cursor.uid_validity != 0 {
            self.sink.renumbered(*self.cursor, uid_validity).await;
        }
        *self.cursor = ImapCursor { uid_validity, last_uid: 0 };
    }

    async fn fetch_batch(&mut self, batch: &[Listed], is_large: bool) -> Result<(), Halt> {
        if is_large {
            for message in batch {
                let content = self.header_of(message).await?;
                self.hand_over(message.uid, content).await?;
            }
            return Ok(());
        }
        let uids: Vec<u32> = batch.iter().map(|message| message.uid).collect();
        let mut parts = unless_stopped(self.shutdown, self.link.fetch_whole(&uids)).await?;
        for message in batch {
            let content = match parts.remove(&message.uid) {
                Some(Some(raw)) => ImapContent::Whole(raw),
                Some(None) => self.header_of(message).await?,
                // Listed and asked for, but not in the answer: deleted in between.
                None => continue,
            };
            self.hand_over(message.uid, content).await?;
        }
        Ok(())
    }

    async fn header_of(&mut self, message: &Listed) -> Result<ImapContent, Halt> {
        let mut parts = unless_stopped(self.shutdown, self.link.fetch_header(&[message.uid])).await?;
        let header = parts.remove(&message.uid).flatten().unwrap_or_default();
        Ok(ImapContent::HeaderOnly { header, size_bytes: message.size_bytes })
    }

    async fn hand_over(&mut self, uid: u32, content: ImapContent) -> Result<(), Halt> {
        let cursor = ImapCursor { last_uid: uid, ..*self.cursor };
        self.sink.store(ImapMessage { cursor, content }).await.map_err(ImapError::NotStored)?;
        *self.cursor = cursor;
        if self.shutdown.is_cancelled() { Err(Halt::Stopped) } else { Ok(()) }
    }
}

/// Waits for the server, or until told to stop.
pub(super) async fn unless_stopped<T>(
    shutdown: &CancellationToken,
    answer: impl Future<Output = Result<T, ImapError>>,
) -> Result<T, Halt> {
    match shutdown.run_until_cancelled(answer).await {
        Some(outcome) => Ok(outcome?),
        None => Err(Halt::Stopped),
    }
}

/// Cuts a list into batches of limited number and size. Messages for which `is_alone` holds get their own.
fn batches(listed: &[Listed], is_alone: impl Fn(&Listed) -> bool) -> Vec<&[Listed]> {
    let mut batches = Vec::new();
    let mut rest = listed;
    while !rest.is_empty() {
        let mut bytes = 0;
        let fitting = rest.iter().take(BATCH_MESSAGES).take_while(|message| {
            bytes += u64::from(message.size_bytes);
            bytes <= BATCH_BYTES && !is_alone(message)
        });
        let length = fitting.count().max(1);
        let (batch, others) = rest.split_at(length);
        batches.push(batch);
        rest = others;
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(listed: &[u32]) -> Vec<Vec<u32>> {
        let listed: Vec<Listed> = listed.iter().map(|size| Listed { uid: 1, size_bytes: *size }).collect();
        let is_alone = |message: &Listed| message.size_bytes > 50_000_000;
        let sizes_of = |batch: &[Listed]| batch.iter().map(|message| message.size_bytes).collect();
        batches(&listed, is_alone).into_iter().map(sizes_of).collect()
    }

    #[test]
    fn batches_are_limited_in_number_and_size() {
        assert!(sizes(&[]).is_empty());
        let lengths: Vec<usize> = sizes(&[1; 45]).iter().map(Vec::len).collect();
        assert_eq!(lengths, [20, 20, 5]);
        assert_eq!(sizes(&[5_000_000, 5_000_000, 1]), [vec![5_000_000], vec![5_000_000, 1]]);
    }

    #[test]
    fn a_message_larger_than_a_batch_comes_alone() {
        assert_eq!(sizes(&[1, 60_000_000, 2]), [vec![1], vec![60_000_000], vec![2]]);
        assert_eq!(sizes(&[9_000_000, 1]), [vec![9_000_000], vec![1]]);
    }
}
