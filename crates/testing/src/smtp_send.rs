//! SMTP by hand, for tests: sends exactly the bytes it is given, right or wrong.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// A conversation with an SMTP or LMTP server on 127.0.0.1.
#[derive(Debug)]
pub struct SmtpTalk {
    stream: BufReader<TcpStream>,
    greeting: String,
}

impl SmtpTalk {
    /// Connects and reads the greeting.
    pub fn open(port: u16) -> Self {
        Self::try_to_open(port).expect("connect to the SMTP server")
    }

    /// Connects and reads the greeting, if a server is there.
    pub fn try_to_open(port: u16) -> std::io::Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let mut talk = Self { stream: BufReader::new(stream), greeting: String::new() };
        talk.greeting = talk.hear();
        Ok(talk)
    }

    /// What the server said first.
    pub fn greeting(&self) -> &str {
        &self.greeting
    }

    /// Sends one line, ended by CRLF, and returns the whole reply; empty if the server closed instead.
    pub fn say(&mut self, line: &str) -> String {
        self.send(format!("{line}\r\n").as_bytes());
        self.hear()
    }

    /// Sends bytes as they are. A closed connection shows when hearing the reply.
    pub fn send(&mut self, bytes: &[u8]) {
        let _ = self.stream.get_mut().write_all(bytes);
    }

    /// The next reply, its lines joined by LF; empty if the server closed the connection.
    pub fn hear(&mut self) -> String {
        let mut reply = String::new();
        loop {
            let mut line = String::new();
            if self.stream.read_line(&mut line).unwrap_or(0) == 0 {
                return reply;
            }
            reply += line.trim_end();
            if line.as_bytes().get(3) != Some(&b'-') {
                return reply;
            }
            reply.push('\n');
        }
    }

    /// Whether the server has ended the conversation; waits until it does or speaks.
    pub fn is_closed(&mut self) -> bool {
        self.stream.read(&mut [0]).unwrap_or(0) == 0
    }
}

/// Sends a message over SMTP, byte for byte, and returns the last reply; `Err` holds the first refusal,
/// or nothing when the connection was lost.
pub fn smtp_send(port: u16, from: &str, recipients: &[&str], raw: &[u8]) -> Result<String, String> {
    let mut talk = SmtpTalk::try_to_open(port).map_err(|error| error.to_string())?;
    expect(talk.say("EHLO client.test"), "250")?;
    expect(talk.say(&format!("MAIL FROM:<{from}>")), "250")?;
    for recipient in recipients {
        expect(talk.say(&format!("RCPT TO:<{recipient}>")), "250")?;
    }
    expect(talk.say("DATA"), "354")?;
    talk.send(&dot_stuffed(raw));
    let outcome = expect(talk.hear(), "250")?;
    talk.say("QUIT");
    Ok(outcome)
}

fn expect(reply: String, code: &str) -> Result<String, String> {
    if reply.starts_with(code) { Ok(reply) } else { Err(reply) }
}

/// The message as it goes over the wire: a dot doubled wherever it starts a line, and the ending (RFC 5321,
/// section 4.5.2).
fn dot_stuffed(raw: &[u8]) -> Vec<u8> {
    let mut wire = Vec::with_capacity(raw.len() + 5);
    for (at, byte) in raw.iter().enumerate() {
        let starts_a_line = at == 0 || raw[..at].ends_with(b"\r\n");
        if *byte == b'.' && starts_a_line {
            wire.push(b'.');
        }
        wire.push(*byte);
    }
    if !raw.ends_with(b"\r\n") {
        wire.extend_from_slice(b"\r\n");
    }
    wire.extend_from_slice(b".\r\n");
    wire
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_dot_after_crlf_is_doubled() {
        assert_eq!(dot_stuffed(b".a\r\n..b\n.c"), b"..a\r\n...b\n.c\r\n.\r\n");
    }
}
