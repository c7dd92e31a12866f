//! The desk's master key, and what is made from it.

use chacha20poly1305::{
    ChaCha20Poly1305, Nonce,
    aead::{Aead, KeyInit, Payload},
};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// Keys for sealing secrets at rest and for signing, all derived from one master key.
#[derive(Clone)]
pub struct Secrets {
    master: [u8; 32],
}

/// A sealed secret could not be opened: it was sealed with another key, or damaged.
#[derive(Debug, thiserror::Error)]
#[error("the stored secret cannot be opened with this desk's key; enter it again")]
pub struct OpenError;

const NONCE_BYTES: usize = 12;

impl Secrets {
    /// From the 32 bytes of the desk's key file.
    pub fn new(master: [u8; 32]) -> Self {
        Self { master }
    }

    /// A key of its own for one purpose, such as `thread-token` (HMAC-SHA-256 of the purpose).
    pub fn key_for(&self, purpose: &str) -> [u8; 32] {
        hmac(&self.master, purpose.as_bytes())
    }

    /// Encrypts a secret for storage (ChaCha20-Poly1305). `context` says where it will lie, such as
    /// `mailbox.imap`; it opens nowhere else. The nonce must come from a good source of randomness.
    pub fn seal(&self, context: &str, nonce: [u8; NONCE_BYTES], secret: &str) -> Vec<u8> {
        let payload = Payload { msg: secret.as_bytes(), aad: context.as_bytes() };
        let mut sealed = nonce.to_vec();
        // The cipher only fails on messages of more than 256 GiB.
        sealed.extend(self.cipher().encrypt(Nonce::from_slice(&nonce), payload).unwrap_or_default());
        sealed
    }

    /// Decrypts what [`Secrets::seal`] made.
    ///
    /// # Errors
    /// When it was sealed with another key or for another context.
    pub fn open(&self, context: &str, sealed: &[u8]) -> Result<String, OpenError> {
        let (nonce, ciphertext) = sealed.split_at_checked(NONCE_BYTES).ok_or(OpenError)?;
        let payload = Payload { msg: ciphertext, aad: context.as_bytes() };
        let secret = self.cipher().decrypt(Nonce::from_slice(nonce), payload).map_err(|_| OpenError)?;
        String::from_utf8(secret).map_err(|_| OpenError)
    }

    fn cipher(&self) -> ChaCha20Poly1305 {
        ChaCha20Poly1305::new(&self.key_for("seal").into())
    }
}

/// The SHA-256 under which a random token is stored, so that a stolen database lets nobody in.
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}

fn hmac(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    // HMAC pads a key with zeros to the hash's block; a whole block can be given without a length check.
    let mut block = [0; 64];
    block[..key.len()].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as Mac>::new(&block.into());
    mac.update(message);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_secret_opens_only_with_its_key_and_context() {
        let secrets = Secrets::new([1; 32]);
        let sealed = secrets.seal("mailbox.imap", [9; 12], "hunter2");
        assert!(!sealed.windows(7).any(|window| window == b"hunter2"));
        assert_eq!(secrets.open("mailbox.imap", &sealed).unwrap(), "hunter2");
        assert!(secrets.open("mailbox.smtp", &sealed).is_err());
        assert!(Secrets::new([2; 32]).open("mailbox.imap", &sealed).is_err());
        assert!(secrets.open("mailbox.imap", b"short").is_err());
    }
}
