//! A certificate for `localhost` that only the test trusts.

use std::path::{Path, PathBuf};

/// A self-signed certificate for `localhost` and its key, in files for servers and as DER for clients.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// What a client has to trust.
    pub der: Vec<u8>,
    /// The certificate as PEM.
    pub pem: String,
    /// The private key as PEM.
    pub key_pem: String,
}

impl Certificate {
    /// Makes a new certificate.
    pub fn for_localhost() -> Self {
        let names = ["localhost".to_owned()];
        let made = rcgen::generate_simple_self_signed(names).expect("make a certificate");
        Self {
            der: made.cert.der().to_vec(),
            pem: made.cert.pem(),
            key_pem: made.signing_key.serialize_pem(),
        }
    }

    /// Writes both into `folder` and returns the paths of certificate and key.
    pub(crate) fn write_to(&self, folder: &Path) -> (PathBuf, PathBuf) {
        let (certificate, key) = (folder.join("certificate.pem"), folder.join("key.pem"));
        std::fs::write(&certificate, &self.pem).expect("write a certificate");
        std::fs::write(&key, &self.key_pem).expect("write a key");
        (certificate, key)
    }
}
