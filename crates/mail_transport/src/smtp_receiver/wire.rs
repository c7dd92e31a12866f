//! Lines and messages from bytes, and replies to bytes, each within a time.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::Limits;
use super::message::Message;
use super::reply::Reply;

/// Longest command line, its CRLF included. RFC 5321 asks for 512 and more for extensions.
const MOST_LINE_BYTES: usize = 2048;

/// How many bytes are read at once.
const CHUNK_BYTES: usize = 16 * 1024;

/// Memory for messages is shared out in pieces of this many bytes.
pub(super) const MEMORY_STEP: usize = 1 << 20;

/// A connection with what was read from it and not used yet.
#[derive(Debug)]
pub(super) struct Wire<S> {
    stream: S,
    unread: Vec<u8>,
}

/// What stood where a command was expected.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A command with its CRLF.
    Command(Vec<u8>),
    /// A line that is too long, ends with a lone LF, or holds control characters.
    Malformed,
    /// The other side has gone.
    End,
}

/// A message as it came off the wire.
#[derive(Debug)]
pub(super) enum Received {
    /// All of it, and its share of the memory, to be given back after delivery.
    Whole(Vec<u8>, MemoryShare),
    /// It went over the limit for one message.
    TooBig,
    /// It went over what is left for all messages together.
    NoMemory,
}

/// A message's share of the memory for messages; given back when dropped.
#[derive(Debug)]
pub(super) struct MemoryShare {
    memory: Arc<Semaphore>,
    pieces: Vec<OwnedSemaphorePermit>,
}

impl MemoryShare {
    /// No share yet.
    pub fn new(memory: Arc<Semaphore>) -> Self {
        Self { memory, pieces: Vec::new() }
    }

    /// Grows to hold `bytes`; false when there is not that much left.
    fn covers(&mut self, bytes: usize) -> bool {
        while self.pieces.len() * MEMORY_STEP < bytes {
            match Arc::clone(&self.memory).try_acquire_owned() {
                Ok(piece) => self.pieces.push(piece),
                Err(_) => return false,
            }
        }
        true
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Wire<S> {
    /// Speaks over `stream`.
    pub fn new(stream: S) -> Self {
        Self { stream, unread: Vec::new() }
    }

    /// The stream itself; what was read and not used is forgotten.
    pub fn into_stream(self) -> S {
        self.stream
    }

    /// Whether the other side has sent more than was used.
    pub fn has_unread(&self) -> bool {
        !self.unread.is_empty()
    }

    /// The next line. Can be dropped while it waits without losing anything.
    ///
    /// # Errors
    /// `TimedOut` when the whole line has not come within `patience`, so that sending one byte now and then
    /// keeps nobody waiting.
    pub async fn read_line(&mut self, patience: Duration) -> io::Result<Line> {
        match timeout(patience, self.read_unhurried_line()).await {
            Ok(line) => line,
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }

    /// The message that follows DATA.
    ///
    /// # Errors
    /// `TimedOut` when nothing came for `limits.idle` or the whole took longer than `limits.message`;
    /// `UnexpectedEof` when the other side goes before the end. The message does not exist then.
    pub async fn read_message(&mut self, limits: &Limits, mut share: MemoryShare) -> io::Result<Received> {
        let whole = timeout(limits.message, self.read_unhurried_message(limits, &mut share)).await;
        let (message, has_memory) = whole.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))?;
        if !has_memory {
            return Ok(Received::NoMemory);
        }
        if message.is_too_big() {
            return Ok(Received::TooBig);
        }
        Ok(Received::Whole(message.into_content(), share))
    }

    /// Writes a reply.
    ///
    /// # Errors
    /// `TimedOut` when the other side does not read it within `patience`.
    pub async fn write(&mut self, reply: &Reply, patience: Duration) -> io::Result<()> {
        let text = reply.to_string();
        let written = async {
            self.stream.write_all(text.as_bytes()).await?;
            self.stream.flush().await
        };
        timeout(patience, written).await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
    }

    async fn read_unhurried_line(&mut self) -> io::Result<Line> {
        let mut is_too_long = false;
        loop {
            if let Some(end) = self.unread.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = self.unread.drain(..=end).collect();
                let is_good = !is_too_long && is_command_line(&line);
                return Ok(if is_good { Line::Command(line) } else { Line::Malformed });
            }
            if self.unread.len() > MOST_LINE_BYTES {
                is_too_long = true;
                self.unread.clear();
            }
            if self.read_more().await? == 0 {
                return Ok(Line::End);
            }
        }
    }

    async fn read_unhurried_message(
        &mut self,
        limits: &Limits,
        share: &mut MemoryShare,
    ) -> io::Result<(Message, bool)> {
        let mut message = Message::new(limits.message_bytes);
        let mut has_memory = true;
        loop {
            if let Some(end) = message.take(&self.unread) {
                self.unread.drain(..end);
                return Ok((message, has_memory));
            }
            self.unread.clear();
            if !share.covers(message.kept_bytes()) {
                has_memory = false;
                message.keep_nothing();
                share.pieces.clear();
            }
            let read = timeout(limits.idle, self.read_more()).await;
            if read.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }

    async fn read_more(&mut self) -> io::Result<usize> {
        self.unread.reserve(CHUNK_BYTES);
        self.stream.read_buf(&mut self.unread).await
    }
}

/// Whether a line is short, ends with CRLF and holds no other control character.
fn is_command_line(line: &[u8]) -> bool {
    let text = line.strip_suffix(b"\r\n");
    line.len() <= MOST_LINE_BYTES
        && text.is_some_and(|text| text.iter().all(|byte| *byte == b'\t' || !byte.is_ascii_control()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(60);

    /// The lines that come out of these bytes.
    async fn lines(wire: &[u8]) -> Vec<Line> {
        let (mut client, server) = tokio::io::duplex(64 * 1024);
        client.write_all(wire).await.unwrap();
        drop(client);
        let mut server = Wire::new(server);
        let mut lines = Vec::new();
        loop {
            match server.read_line(PATIENCE).await.unwrap() {
                Line::End => return lines,
                line => lines.push(line),
            }
        }
    }

    #[tokio::test]
    async fn commands_sent_together_come_out_one_by_one() {
        let expected = [b"RSET\r\n".to_vec(), b"NOOP\r\n".to_vec()].map(Line::Command);
        assert_eq!(lines(b"RSET\r\nNOOP\r\nunfinished").await, expected);
    }

    #[tokio::test]
    async fn a_lone_lf_a_control_character_or_an_endless_line_is_malformed() {
        let endless = [vec![b'a'; 3 * MOST_LINE_BYTES], b"\r\n".to_vec()].concat();
        for wire in [b"NOOP\n".as_slice(), b"NO\rOP\r\n", b"NO\0OP\r\n", &endless] {
            assert_eq!(lines(wire).await, [Line::Malformed]);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_line_that_trickles_in_runs_out_of_time() {
        let (mut client, server) = tokio::io::duplex(64);
        tokio::spawn(async move {
            for _ in 0..100 {
                client.write_all(b"a").await.unwrap();
                tokio::time::sleep(PATIENCE / 2).await;
            }
        });
        let error = Wire::new(server).read_line(PATIENCE).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test(start_paused = true)]
    async fn a_message_that_trickles_in_runs_out_of_time() {
        let (mut client, server) = tokio::io::duplex(64);
        tokio::spawn(async move {
            while client.write_all(b"a").await.is_ok() {
                tokio::time::sleep(PATIENCE).await;
            }
        });
        let share = MemoryShare::new(Arc::new(Semaphore::new(9)));
        let error = Wire::new(server).read_message(&Limits::default(), share).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn a_message_that_needs_more_memory_than_is_left_is_read_but_not_kept() {
        let (mut client, server) = tokio::io::duplex(64 * 1024);
        let sender = tokio::spawn(async move {
            client.write_all(&vec![b'a'; 3 * MEMORY_STEP]).await.unwrap();
            client.write_all(b"\r\n.\r\nQUIT\r\n").await.unwrap();
            client
        });
        let memory = Arc::new(Semaphore::new(2));
        let mut server = Wire::new(server);
        let share = MemoryShare::new(Arc::clone(&memory));
        let received = server.read_message(&Limits::default(), share).await.unwrap();
        assert!(matches!(received, Received::NoMemory));
        assert_eq!(memory.available_permits(), 2, "its share is given back");
        assert_eq!(server.read_line(PATIENCE).await.unwrap(), Line::Command(b"QUIT\r\n".to_vec()));
        drop(sender.await.unwrap());
    }
}
