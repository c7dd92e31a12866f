//! Signed marks by which an answer finds its ticket or side conversation: in the Message-ID of what the desk sent, and in
//! the address that people answer to. Without the key nobody can make one, so a stranger cannot attach to a ticket by
//! guessing its number.

use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::address::Address;
use crate::parse::ParsedMail;

/// The secret of one desk. Whoever has it can make tokens; it is never shown.
#[derive(Clone)]
pub struct ThreadKey([u8; 32]);

impl ThreadKey {
    /// A key from 32 random bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The signature of a text: 80 bits as hexadecimal digits, which survive a change of case.
    fn sign(&self, text: &str) -> String {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("any key length is allowed");
        mac.update(text.as_bytes());
        let digest = mac.finalize().into_bytes();
        digest.iter().take(SIGNATURE_BYTES).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether a signature is that of a text; takes as long for a wrong one as for the right one.
    fn verifies(&self, text: &str, signature: &str) -> bool {
        self.sign(text).as_bytes().ct_eq(signature.to_ascii_lowercase().as_bytes()).into()
    }
}

impl std::fmt::Debug for ThreadKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ThreadKey(secret)")
    }
}

const SIGNATURE_BYTES: usize = 10;

/// What a message belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thread {
    /// The ticket with this id.
    Ticket(i64),
    /// The side conversation with this id, whose token names no ticket.
    SideConversation(i64),
}

impl Thread {
    /// The letter that tells the kinds apart, and the id.
    fn parts(self) -> (char, i64) {
        match self {
            Self::Ticket(id) => ('t', id),
            Self::SideConversation(id) => ('s', id),
        }
    }

    fn from_parts(letter: &str, id: &str) -> Option<Self> {
        let id = id.parse().ok()?;
        match letter {
            "t" | "T" => Some(Self::Ticket(id)),
            "s" | "S" => Some(Self::SideConversation(id)),
            _ => None,
        }
    }
}

/// The ticket or side conversation, and perhaps the message in it, that a mail belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThreadToken {
    /// What it belongs to.
    pub thread: Thread,
    /// The comment or side message that was sent; unknown when only the address tells.
    pub message_id: Option<i64>,
}

impl ThreadToken {
    /// The token of one comment that the desk sends.
    pub fn of_comment(ticket_id: i64, comment_id: i64) -> Self {
        Self { thread: Thread::Ticket(ticket_id), message_id: Some(comment_id) }
    }

    /// The token of one message of a side conversation.
    pub fn of_side_message(side_conversation_id: i64, message_id: i64) -> Self {
        Self { thread: Thread::SideConversation(side_conversation_id), message_id: Some(message_id) }
    }

    /// The Message-ID under which the message is sent, without angle brackets: `t.12.34.signature@host`.
    pub fn message_id(&self, host: &str, key: &ThreadKey) -> String {
        let claim = self.message_claim();
        format!("{claim}.{}@{host}", key.sign(&claim))
    }

    /// The address to answer to: `support+t12-signature@example.com` for `support@example.com`. An address without `@`
    /// is given back unchanged.
    pub fn reply_address(&self, mailbox: &str, key: &ThreadKey) -> String {
        let Some((local, domain)) = mailbox.rsplit_once('@') else { return mailbox.to_owned() };
        let claim = self.address_claim();
        format!("{local}+{claim}-{}@{domain}", key.sign(&claim))
    }

    /// Reads a Message-ID, with or without angle brackets. `None` unless this desk signed it.
    pub fn from_message_id(message_id: &str, key: &ThreadKey) -> Option<Self> {
        let bare = message_id.trim().trim_matches(['<', '>']);
        let (local, _) = bare.rsplit_once('@')?;
        let (claim, signature) = local.rsplit_once('.')?;
        let mut parts = claim.split('.');
        let (Some(letter), Some(thread), Some(message), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return None;
        };
        let thread = Thread::from_parts(letter, thread)?;
        let token = Self { thread, message_id: Some(message.parse().ok()?) };
        let is_ours = token.message_claim() == claim && key.verifies(claim, signature);
        is_ours.then_some(token)
    }

    /// Reads an address that people answered to. `None` unless this desk signed it.
    pub fn from_address(address: &str, key: &ThreadKey) -> Option<Self> {
        let (local, _) = address.rsplit_once('@')?;
        let (_, tag) = local.rsplit_once('+')?;
        let (claim, signature) = tag.rsplit_once('-')?;
        let (letter, id) = claim.split_at_checked(1)?;
        let token = Self { thread: Thread::from_parts(letter, id)?, message_id: None };
        let is_ours = token.address_claim().eq_ignore_ascii_case(claim)
            && key.verifies(&token.address_claim(), signature);
        is_ours.then_some(token)
    }

    fn message_claim(&self) -> String {
        let (letter, id) = self.thread.parts();
        format!("{letter}.{id}.{}", self.message_id.unwrap_or_default())
    }

    fn address_claim(&self) -> String {
        let (letter, id) = self.thread.parts();
        format!("{letter}{id}")
    }
}

/// The token in a message: in In-Reply-To, then in References from the newest on, then in the addresses it went to.
pub fn find_token(mail: &ParsedMail, key: &ThreadKey) -> Option<ThreadToken> {
    let ids = mail.in_reply_to.iter().chain(mail.references.iter().rev());
    let in_ids = ids.filter_map(|id| ThreadToken::from_message_id(id, key)).next();
    in_ids.or_else(|| {
        let headers = ["delivered-to", "x-original-to", "envelope-to", "x-delivered-to"];
        let envelope = headers
            .iter()
            .flat_map(|name| mail.headers.all(name))
            .map(|value| value.trim_matches(['<', '>']));
        let named = mail.to.iter().chain(&mail.cc).map(|address: &Address| address.email.as_str());
        named.chain(envelope).filter_map(|address| ThreadToken::from_address(address, key)).next()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn key() -> ThreadKey {
        ThreadKey::new([7; 32])
    }

    #[test]
    fn an_answer_finds_its_ticket_by_any_header() {
        let token = ThreadToken::of_comment(12, 34);
        let id = token.message_id("desk.example", &key());
        let address = token.reply_address("help@desk.example", &key());
        let read = |mail: String| find_token(&parse(mail.as_bytes()), &key());
        assert_eq!(read(format!("In-Reply-To: <{id}>\r\n\r\nx")), Some(token));
        assert_eq!(read(format!("References: <a@b>\r\n <{id}>\r\n <c@d>\r\n\r\nx")), Some(token));
        let by_address = Some(ThreadToken { thread: Thread::Ticket(12), message_id: None });
        assert_eq!(read(format!("To: Help <{address}>\r\n\r\nx")), by_address);
        assert_eq!(read(format!("Delivered-To: {}\r\n\r\nx", address.to_uppercase())), by_address);
    }

    #[test]
    fn a_side_conversation_is_no_ticket_of_the_same_number() {
        let token = ThreadToken::of_side_message(12, 34);
        let (id, address) =
            (token.message_id("desk.example", &key()), token.reply_address("help@desk.example", &key()));
        assert_eq!(ThreadToken::from_message_id(&id, &key()), Some(token));
        assert_eq!(
            ThreadToken::from_address(&address.to_uppercase(), &key()),
            Some(ThreadToken { message_id: None, ..token })
        );
        assert_eq!(ThreadToken::from_message_id(&id.replacen('s', "t", 1), &key()), None);
        assert_eq!(ThreadToken::from_address(&address.replace("+s12", "+t12"), &key()), None);
    }

    #[test]
    fn what_this_desk_did_not_sign_matches_nothing() {
        let token = ThreadToken::of_comment(12, 34);
        let id = token.message_id("desk.example", &key());
        let other = ThreadKey::new([8; 32]);
        for forged in [
            id.replace("t.12", "t.13"),
            id.replace("t.12", "t.012"),
            "t.12.34.@desk.example".into(),
            "t.12.34@desk.example".into(),
            token.message_id("desk.example", &other),
            format!("x.{id}"),
        ] {
            assert_eq!(ThreadToken::from_message_id(&forged, &key()), None, "{forged}");
        }
        let address = token.reply_address("help@desk.example", &key());
        for forged in
            [address.replace("+t12", "+t13"), "help+t12-@desk.example".into(), "help@desk.example".into()]
        {
            assert_eq!(ThreadToken::from_address(&forged, &key()), None, "{forged}");
        }
    }

    #[test]
    fn a_signature_of_an_address_is_none_of_a_message() {
        let address = ThreadToken::of_comment(12, 34).reply_address("a@b", &key());
        let signature = address.split(['-', '@']).nth(1).unwrap_or_default();
        assert_eq!(ThreadToken::from_message_id(&format!("t.12.0.{signature}@b"), &key()), None);
    }

    #[test]
    fn the_key_is_not_printed() {
        assert_eq!(format!("{:?}", key()), "ThreadKey(secret)");
    }
}
