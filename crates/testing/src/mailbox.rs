//! A small IMAP client for tests: puts messages into a mailbox and reads what is there.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// A user's INBOX, selected.
#[derive(Debug)]
pub struct Mailbox {
    stream: BufReader<TcpStream>,
    uid_validity: u32,
}

/// A server's whole answer to one command: its lines, and the literals in the order they came.
struct Answer {
    lines: Vec<String>,
    literals: Vec<Vec<u8>>,
}

impl Mailbox {
    /// Signs in on this port of 127.0.0.1 and selects INBOX.
    pub fn open(port: u16, user: &str, password: &str) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).expect("connect to the IMAP server");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("set a time-out");
        let mut mailbox = Self { stream: BufReader::new(stream), uid_validity: 0 };
        mailbox.read_line();
        mailbox.command(format!("LOGIN {} {}", quoted(user), quoted(password)).as_bytes());
        let selected = mailbox.command(b"SELECT INBOX");
        mailbox.uid_validity =
            selected.lines.iter().find_map(|line| uid_validity_in(line)).expect("a UIDVALIDITY");
        mailbox
    }

    /// The mailbox's UIDVALIDITY when it was opened.
    pub fn uid_validity(&self) -> u32 {
        self.uid_validity
    }

    /// Stores a message, unchanged.
    pub fn append(&mut self, raw: &[u8]) {
        let mut command = format!("APPEND INBOX {{{}+}}\r\n", raw.len()).into_bytes();
        command.extend_from_slice(raw);
        self.command(&command);
    }

    /// Every message, oldest first, byte for byte. Marks none as seen.
    pub fn messages(&mut self) -> Vec<Vec<u8>> {
        self.command(b"NOOP");
        self.command(b"UID FETCH 1:* BODY.PEEK[]").literals
    }

    /// Removes a message by its UID.
    pub fn delete(&mut self, uid: u32) {
        self.command(format!("UID STORE {uid} +FLAGS (\\Deleted)").as_bytes());
        self.command(b"EXPUNGE");
    }

    fn command(&mut self, command: &[u8]) -> Answer {
        let stream = self.stream.get_mut();
        stream.write_all(&[b"t ", command, b"\r\n"].concat()).expect("write to the IMAP server");
        let mut answer = Answer { lines: Vec::new(), literals: Vec::new() };
        loop {
            let line = self.read_line();
            if let Some(length) = literal_length(&line) {
                let mut literal = vec![0; length];
                self.stream.read_exact(&mut literal).expect("read a literal");
                answer.literals.push(literal);
            }
            let is_last = line.starts_with("t ");
            assert!(!is_last || line.starts_with("t OK"), "the IMAP server refused: {line}");
            answer.lines.push(line);
            if is_last {
                return answer;
            }
        }
    }

    fn read_line(&mut self) -> String {
        let mut line = Vec::new();
        self.stream.read_until(b'\n', &mut line).expect("read from the IMAP server");
        assert!(!line.is_empty(), "the IMAP server closed the connection");
        String::from_utf8_lossy(&line).trim_end().to_owned()
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// 12 for a line that ends in `{12}`.
fn literal_length(line: &str) -> Option<usize> {
    line.strip_suffix('}')?.rsplit_once('{')?.1.parse().ok()
}

fn uid_validity_in(line: &str) -> Option<u32> {
    line.split_once("[UIDVALIDITY ")?.1.split_once(']')?.0.parse().ok()
}
