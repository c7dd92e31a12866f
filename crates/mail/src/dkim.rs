//! DKIM signatures (RFC 6376): the sending domain vouches for a message, so that large mailbox providers take it.
//! RSA with 2048 bits and SHA-256, relaxed canonical form of headers and body: what every receiver verifies.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rsa::RsaPrivateKey;
use rsa::pkcs1v15::SigningKey;
use rsa::pkcs8::{DecodePrivateKey, EncodePrivateKey, EncodePublicKey, LineEnding};
use rsa::rand_core::OsRng;
use rsa::signature::{RandomizedSigner, SignatureEncoding};
use sha2::{Digest, Sha256};

/// Why a key or a signature could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DkimError {
    /// The key is not a private RSA key in PKCS #8 PEM.
    #[error("the DKIM key cannot be read; give a private RSA key in PKCS #8 PEM form")]
    UnreadableKey,
    /// The system gave no good randomness, or the key is too short to sign.
    #[error("the DKIM key cannot be used; make a new one with 2048 bits")]
    UnusableKey,
    /// Domain or selector could break the header.
    #[error("the DKIM domain and selector may hold only letters, digits, dots and hyphens")]
    InvalidName,
}

/// A private key. Whoever has it can send in the name of the domain; it is never shown.
#[derive(Clone)]
pub struct DkimKey(RsaPrivateKey);

impl std::fmt::Debug for DkimKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DkimKey(secret)")
    }
}

/// Bits of a new key: the most that fits into one TXT record of common DNS hosts.
const KEY_BITS: usize = 2048;

impl DkimKey {
    /// Makes a key from the randomness of the operating system; takes up to some seconds.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn generate() -> Result<Self, DkimError> {
        RsaPrivateKey::new(&mut OsRng, KEY_BITS).map(Self).map_err(|_| DkimError::UnusableKey)
    }

    /// Reads a key in PKCS #8 PEM.
    ///
    /// # Errors
    /// When the text is no such key.
    pub fn from_pem(pem: &str) -> Result<Self, DkimError> {
        RsaPrivateKey::from_pkcs8_pem(pem).map(Self).map_err(|_| DkimError::UnreadableKey)
    }

    /// The key in PKCS #8 PEM, to be stored encrypted.
    ///
    /// # Errors
    /// When the key cannot be written.
    pub fn to_pem(&self) -> Result<String, DkimError> {
        self.0.to_pkcs8_pem(LineEnding::LF).map(|pem| pem.to_string()).map_err(|_| DkimError::UnusableKey)
    }

    /// The text of the TXT record at `selector._domainkey.domain`.
    ///
    /// # Errors
    /// When the public key cannot be written.
    pub fn dns_record(&self) -> Result<String, DkimError> {
        let public = self.0.to_public_key().to_public_key_der().map_err(|_| DkimError::UnusableKey)?;
        Ok(format!("v=DKIM1; k=rsa; p={}", BASE64_STANDARD.encode(public.as_bytes())))
    }
}

/// Signs the messages of one domain.
#[derive(Debug, Clone)]
pub struct DkimSigner {
    domain: String,
    selector: String,
    key: DkimKey,
}

/// Headers that are signed when they are there; a change to any of them breaks the signature.
const SIGNED_HEADERS: [&str; 12] = [
    "from",
    "reply-to",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "mime-version",
    "content-type",
    "auto-submitted",
];

impl DkimSigner {
    /// A signer for a domain, whose public key stands in DNS under the selector.
    ///
    /// # Errors
    /// When domain or selector hold characters that cannot stand in a header.
    pub fn new(domain: &str, selector: &str, key: DkimKey) -> Result<Self, DkimError> {
        let is_name = |name: &str| {
            !name.is_empty()
                && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
        };
        if !is_name(domain) || !is_name(selector) {
            return Err(DkimError::InvalidName);
        }
        Ok(Self { domain: domain.to_owned(), selector: selector.to_owned(), key })
    }

    /// The message with a signature before its headers. `signed_at` is in Unix seconds.
    ///
    /// # Errors
    /// When the key is too short to sign.
    pub fn sign(&self, message: &[u8], signed_at: i64) -> Result<Vec<u8>, DkimError> {
        let (head, body) = split_message(message);
        let fields = signed_fields(&String::from_utf8_lossy(head));
        let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
        let body_hash = BASE64_STANDARD.encode(Sha256::digest(relaxed_body(body)));
        let unsigned = format!(
            "v=1; a=rsa-sha256; c=relaxed/relaxed; d={}; s={};\r\n\tt={signed_at}; h={};\r\n\tbh={body_hash};\r\n\tb=",
            self.domain,
            self.selector,
            names.join(":\r\n\t "),
        );
        let mut signed_text: String =
            fields.iter().map(|(name, value)| format!("{name}:{value}\r\n")).collect();
        signed_text.push_str(&format!("dkim-signature:{}", relaxed_value(&unsigned)));
        let signing_key = SigningKey::<Sha256>::new(self.key.0.clone());
        let signature = signing_key
            .try_sign_with_rng(&mut OsRng, signed_text.as_bytes())
            .map_err(|_| DkimError::UnusableKey)?;
        let folded = fold(&BASE64_STANDARD.encode(signature.to_bytes()));
        let mut signed = format!("DKIM-Signature: {unsigned}{folded}\r\n").into_bytes();
        signed.extend_from_slice(message);
        Ok(signed)
    }
}

fn split_message(message: &[u8]) -> (&[u8], &[u8]) {
    let end =
        message.windows(4).position(|four| four == b"\r\n\r\n").map_or(message.len(), |index| index + 2);
    let (head, rest) = message.split_at(end);
    (head, rest.strip_prefix(b"\r\n").unwrap_or(rest))
}

/// The headers to sign, in relaxed form: name in lower case, value unfolded with single blanks.
fn signed_fields(head: &str) -> Vec<(String, String)> {
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let fields: Vec<(String, String)> = unfolded
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), relaxed_value(value)))
        .collect();
    SIGNED_HEADERS
        .iter()
        .filter_map(|name| fields.iter().rev().find(|(key, _)| key == name).cloned())
        .collect()
}

fn relaxed_value(value: &str) -> String {
    value.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The body without blanks at line ends, with single blanks within lines, and without empty lines at its end.
fn relaxed_body(body: &[u8]) -> Vec<u8> {
    let mut relaxed = Vec::with_capacity(body.len());
    for line in body.split(|byte| *byte == b'\n') {
        let without_end = line.strip_suffix(b"\r").unwrap_or(line);
        let mut owes_blank = false;
        for byte in without_end {
            if matches!(byte, b' ' | b'\t') {
                owes_blank = true;
                continue;
            }
            if owes_blank {
                relaxed.push(b' ');
                owes_blank = false;
            }
            relaxed.push(*byte);
        }
        relaxed.extend_from_slice(b"\r\n");
    }
    while relaxed.ends_with(b"\r\n\r\n") {
        relaxed.truncate(relaxed.len() - 2);
    }
    if relaxed == b"\r\n" { Vec::new() } else { relaxed }
}

fn fold(signature: &str) -> String {
    let lines: Vec<String> =
        signature.as_bytes().chunks(72).map(|chunk| String::from_utf8_lossy(chunk).into_owned()).collect();
    lines.join("\r\n\t ")
}

#[cfg(test)]
mod tests {
    use rsa::RsaPublicKey;
    use rsa::pkcs1v15::{Signature, VerifyingKey};
    use rsa::pkcs8::DecodePublicKey;
    use rsa::signature::Verifier;

    use super::*;

    const MESSAGE: &[u8] = b"From: Help <help@desk.example>\r\nSubject:  a\r\n folded  one\r\nX-Other: x\r\n\r\nHello  you \r\n\r\n\r\n";

    /// The relaxed forms are those of the examples in RFC 6376, 3.4.5.
    #[test]
    fn headers_and_body_are_relaxed_as_the_standard_shows() {
        assert_eq!(relaxed_body(b" C \r\nD \t E\r\n\r\n\r\n"), b" C\r\nD E\r\n");
        assert_eq!(relaxed_body(b"\r\n\r\n"), b"");
        assert_eq!(relaxed_value(" Y\t\r\n\tZ  "), "Y Z");
    }

    #[test]
    fn a_signature_verifies_with_the_key_in_dns() {
        let key = DkimKey::generate().expect("the system has randomness");
        let key = DkimKey::from_pem(&key.to_pem().expect("it can be written")).expect("and read");
        let record = key.dns_record().expect("it has a public half");
        let signer = DkimSigner::new("desk.example", "s1", key).expect("the names are valid");
        let signed =
            String::from_utf8(signer.sign(MESSAGE, 1_700_000_000).expect("it signs")).expect("ASCII");

        let (header, rest) = signed.split_once("\r\nFrom:").expect("the signature stands first");
        assert_eq!(format!("From:{rest}").as_bytes(), MESSAGE);
        let (claims, signature) =
            header.trim_start_matches("DKIM-Signature:").rsplit_once("b=").expect("a signature");
        let text = format!(
            "from:Help <help@desk.example>\r\nsubject:a folded one\r\ndkim-signature:{}",
            relaxed_value(&format!("{claims}b="))
        );
        let der = BASE64_STANDARD.decode(record.trim_start_matches("v=DKIM1; k=rsa; p=")).expect("base64");
        let public = VerifyingKey::<Sha256>::new(RsaPublicKey::from_public_key_der(&der).expect("a key"));
        let bytes = BASE64_STANDARD.decode(signature.split_whitespace().collect::<String>()).expect("base64");
        let signature = Signature::try_from(bytes.as_slice()).expect("a signature");
        assert!(public.verify(text.as_bytes(), &signature).is_ok());
        assert!(public.verify(text.replace("one", "two").as_bytes(), &signature).is_err());
    }

    #[test]
    fn names_cannot_break_the_header_and_keys_are_not_printed() {
        let pem_error = DkimKey::from_pem("nonsense").err();
        assert_eq!(pem_error, Some(DkimError::UnreadableKey));
        let key = DkimKey(RsaPrivateKey::new(&mut OsRng, 512).expect("the system has randomness"));
        assert_eq!(format!("{key:?}"), "DkimKey(secret)");
        assert_eq!(DkimSigner::new("x;\r\n", "s", key).err(), Some(DkimError::InvalidName));
    }
}
