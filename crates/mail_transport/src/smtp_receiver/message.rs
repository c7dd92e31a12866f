//! Finds the end of a message and undoes dot-stuffing (RFC 5321, section 4.5.2).
//!
//! Servers that also take LF.LF, LF.CRLF or CR.CR for the end can be made to see a second message inside the
//! first, with a forged sender ("SMTP smuggling"). Here a line ends with CRLF and with nothing else; a lone
//! CR or LF is content.

/// A message under way: takes the bytes of the wire, keeps the message.
#[derive(Debug)]
pub(super) struct Message {
    content: Vec<u8>,
    place: Place,
    most_bytes: usize,
    is_too_big: bool,
}

/// Where in a line the next byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Within,
    AfterCr,
    AfterDot,
    AfterDotCr,
}

impl Message {
    /// An empty message that may grow to `most_bytes`.
    pub fn new(most_bytes: usize) -> Self {
        Self { content: Vec::new(), place: Place::Start, most_bytes, is_too_big: false }
    }

    /// Takes bytes off the wire. Some(n) once the message has ended with the first n of them.
    pub fn take(&mut self, wire: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(&byte) = wire.get(at) {
            if self.place == Place::Within {
                let rest = wire.get(at..).unwrap_or_default();
                let length = rest.iter().position(|byte| *byte == b'\r').unwrap_or(rest.len());
                self.keep(rest.get(..length).unwrap_or_default());
                at += length;
                if length == rest.len() {
                    return None;
                }
                self.keep(b"\r");
                self.place = Place::AfterCr;
                at += 1;
                continue;
            }
            at += 1;
            if self.place == Place::AfterDotCr && byte == b'\n' {
                return Some(at);
            }
            self.step(byte);
        }
        None
    }

    /// Reads on to the end without keeping anything.
    pub fn keep_nothing(&mut self) {
        self.most_bytes = 0;
        self.content = Vec::new();
    }

    /// How many bytes are kept so far.
    pub fn kept_bytes(&self) -> usize {
        self.content.len()
    }

    /// Whether the message grew over its limit. Nothing of it is kept then.
    pub fn is_too_big(&self) -> bool {
        self.is_too_big
    }

    /// The message, as its author's server sent it.
    pub fn into_content(self) -> Vec<u8> {
        self.content
    }

    /// One byte anywhere but in the middle of a line. The dot that starts a line is never kept: it is either
    /// stuffing or the end.
    fn step(&mut self, byte: u8) {
        self.place = match (self.place, byte) {
            (Place::Start, b'.') => Place::AfterDot,
            (Place::AfterDot, b'\r') => Place::AfterDotCr,
            (Place::AfterDotCr, b'\r') => {
                self.keep(b"\r\r");
                Place::AfterCr
            }
            (Place::AfterDotCr, _) => {
                self.keep(&[b'\r', byte]);
                Place::Within
            }
            (place, _) => {
                self.keep(&[byte]);
                match (place, byte) {
                    (Place::AfterCr, b'\n') => Place::Start,
                    (_, b'\r') => Place::AfterCr,
                    _ => Place::Within,
                }
            }
        };
    }

    fn keep(&mut self, bytes: &[u8]) {
        if self.content.len() + bytes.len() > self.most_bytes {
            self.is_too_big = true;
            self.keep_nothing();
        } else {
            self.content.extend_from_slice(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The message and what is left on the wire after it; None when the message has not ended. Fed whole and
    /// byte by byte, which must not differ.
    fn decoded(wire: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
        let mut whole = Message::new(1000);
        let end = whole.take(wire);
        let mut slow = Message::new(1000);
        let slow_end = wire.iter().position(|byte| slow.take(&[*byte]).is_some()).map(|at| at + 1);
        assert_eq!(end, slow_end);
        assert_eq!(whole.content, slow.content);
        end.map(|end| (whole.into_content(), wire[end..].to_vec()))
    }

    #[test]
    fn a_message_ends_at_a_line_with_only_a_dot() {
        assert_eq!(decoded(b"a\r\nb\r\n.\r\nQUIT"), Some((b"a\r\nb\r\n".to_vec(), b"QUIT".to_vec())));
        assert_eq!(decoded(b".\r\n"), Some((Vec::new(), Vec::new())));
        assert_eq!(decoded(b"a\r\n."), None);
    }

    #[test]
    fn a_stuffed_dot_is_taken_off_and_other_dots_stay() {
        let (content, _) = decoded(b"..\r\n...a\r\n.b\r\nc.\r\n.\r\n").unwrap();
        assert_eq!(content, b".\r\n..a\r\nb\r\nc.\r\n");
    }

    #[test]
    fn no_lone_cr_or_lf_around_a_dot_ends_a_message() {
        let smuggled: [&[u8]; 9] = [
            b"a\n.\nMAIL",
            b"a\n.\r\nMAIL",
            b"a\r\n.\nMAIL",
            b"a\r.\rMAIL",
            b"a\r.\r\nMAIL",
            b"a\r\n.\rMAIL",
            b"a\r\n.\r\rMAIL",
            b"a\r\n\0.\r\nMAIL",
            b"a\r\r\n\n.\r\n",
        ];
        for wire in smuggled {
            assert_eq!(decoded(wire), None, "{:?}", String::from_utf8_lossy(wire));
        }
    }

    #[test]
    fn lone_line_ends_stay_in_the_content() {
        let (content, _) = decoded(b"a\n.\nb\rc\r\n.\rd\r\r\n.\r\n").unwrap();
        assert_eq!(content, b"a\n.\nb\rc\r\n\rd\r\r\n");
    }

    #[test]
    fn a_message_over_its_limit_is_read_to_its_end_but_not_kept() {
        let mut message = Message::new(4);
        assert_eq!(message.take(b"abcdefgh\r\n"), None);
        assert!(message.is_too_big());
        assert_eq!(message.take(b"ij\r\n.\r\n"), Some(7));
        assert_eq!(message.kept_bytes(), 0);
    }
}
