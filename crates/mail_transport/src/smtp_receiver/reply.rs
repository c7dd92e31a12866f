//! What the receiver says: three digits and a text for people (RFC 5321, section 4.2; RFC 2034).

use std::fmt;

use smtp_proto::Error as ParseError;

use super::{Delivery, Limits};

/// A reply: a code and one or more lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    /// The three-digit code.
    pub code: u16,
    lines: Vec<String>,
}

impl Reply {
    /// A reply of one line. Line ends and other control characters in `text` become spaces.
    pub fn new(code: u16, text: impl Into<String>) -> Self {
        Self { code, lines: vec![text.into()] }
    }

    /// What the sender hears about a message that was handed over.
    pub fn to_delivery(delivery: Delivery) -> Self {
        match delivery {
            Delivery::Accepted => Self::new(250, "2.0.0 message stored"),
            Delivery::Temporary(reason) => Self::new(451, format!("4.3.0 {reason}")),
            Delivery::Refused(reason) => Self::new(550, format!("5.7.1 {reason}")),
        }
    }

    /// A reply of several lines.
    pub fn of_lines(code: u16, lines: Vec<String>) -> Self {
        Self { code, lines }
    }

    /// The sender was silent or slow for too long.
    pub fn timed_out() -> Self {
        Self::new(421, "4.4.2 time-out, closing the connection")
    }

    /// This server is about to stop.
    pub fn stopping() -> Self {
        Self::new(421, "4.3.2 server is stopping, try again later")
    }

    /// The message is larger than `limits` allow.
    pub fn too_big(limits: &Limits) -> Self {
        Self::new(552, format!("5.3.4 message is larger than {} bytes", limits.message_bytes))
    }

    /// A command could not be understood.
    pub fn to_malformed_command(error: &ParseError) -> Self {
        match error {
            ParseError::InvalidSenderAddress => Self::new(501, "5.1.7 the sender's address is malformed"),
            ParseError::InvalidRecipientAddress => {
                Self::new(501, "5.1.3 the recipient's address is malformed")
            }
            ParseError::SyntaxError { syntax } => Self::new(501, format!("5.5.4 say it like this: {syntax}")),
            ParseError::InvalidParameter { param } => Self::new(501, format!("5.5.4 {param} is malformed")),
            ParseError::UnsupportedParameter { .. } => Self::new(555, "5.5.4 parameter not available"),
            _ => Self::new(500, "5.5.2 command not recognized"),
        }
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let last = self.lines.len().saturating_sub(1);
        for (at, line) in self.lines.iter().enumerate() {
            let separator = if at == last { ' ' } else { '-' };
            let clean = line.replace(|character: char| character.is_control(), " ");
            write!(formatter, "{}{separator}{clean}\r\n", self.code)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_stays_within_its_lines_whatever_the_reason_says() {
        let reply = Reply::to_delivery(Delivery::Refused("no\r\n250 yes".to_owned()));
        assert_eq!(reply.to_string(), "550 5.7.1 no  250 yes\r\n");
    }
}
