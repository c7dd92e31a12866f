//! Passwords: hashed with Argon2id by OWASP's parameters (19 MiB, 2 passes, 1 lane), so that each try costs
//! a guesser some 20 ms and 19 MiB. The functions block that long; [`crate::PasswordGate`] calls them off the
//! asynchronous threads.

use std::fmt;

use argon2::{
    Algorithm, Argon2, Params, PasswordHash as Parsed, PasswordHasher, PasswordVerifier, Version,
    password_hash::SaltString,
};
use http::Invalid;

use crate::PeopleError;

/// NIST SP 800-63B §3.1.1.2 asks for at least 8 characters, no rules about kinds of characters, and a list of passwords
/// that everyone guesses first.
const FEWEST_CHARS: usize = 8;
const MOST_BYTES: usize = 1024;
/// In lower case, one on a line.
const COMMON: &str = include_str!("password/common.txt");

/// What a password that nobody knows hashes to: checked for users who do not exist, so that they take as long.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$Z3VpY2hldC1ub2JvZHkhIQ$q2mJ0m9Wv0o3m0q9l5oYH4t1bq0d8xqk0yG4n2c7b1w";

/// A password as it is stored, in PHC's string format.
#[derive(Clone)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Hashes a new password. Blocks for about 20 ms.
    ///
    /// # Errors
    /// [`PeopleError::Invalid`] when it is too short, too long or one of the most common.
    pub fn of(password: &str) -> Result<Self, PeopleError> {
        if password.chars().count() < FEWEST_CHARS || password.len() > MOST_BYTES {
            return Err(Invalid::field("password", "must have 8 to 1024 characters").into());
        }
        let folded = password.to_lowercase();
        if COMMON.lines().any(|common| common == folded) {
            return Err(
                Invalid::field("password", "is one that everyone guesses first; choose another").into()
            );
        }
        let salt = SaltString::encode_b64(&rand::random::<[u8; 16]>());
        let hash = salt.and_then(|salt| Ok(hasher()?.hash_password(password.as_bytes(), &salt)?.to_string()));
        hash.map(Self).map_err(|_| Invalid::field("password", "cannot be hashed; choose another").into())
    }

    /// As it is stored.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// Whether the password is the stored one; false, after the same time, when none is stored. Blocks for about 20 ms.
pub(crate) fn matches(password: &str, stored: Option<&str>) -> bool {
    let is_right = |stored: &str| {
        let parsed = Parsed::new(stored)?;
        hasher()?.verify_password(password.as_bytes(), &parsed)
    };
    let is_same = password.len() <= MOST_BYTES && is_right(stored.unwrap_or(NOBODYS)).is_ok();
    is_same && stored.is_some()
}

fn hasher() -> argon2::password_hash::Result<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, None)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_common_passwords_are_refused_however_they_are_written() {
        for common in ["Password", "12345678", "AZERTYUIOP", "MotDePasse1"] {
            assert!(PasswordHash::of(common).is_err(), "{common}");
        }
    }

    #[test]
    fn a_password_matches_its_own_hash_only() {
        let hash = PasswordHash::of("correct horse").unwrap();
        assert!(hash.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(matches("correct horse", Some(hash.as_str())));
        assert!(!matches("Correct horse", Some(hash.as_str())));
    }

    #[test]
    fn short_passwords_are_refused() {
        assert!(PasswordHash::of("1234567").is_err());
        assert!(PasswordHash::of("ééééé678").is_ok());
    }

    #[test]
    fn nobodys_hash_is_a_real_one_that_lets_nobody_in() {
        assert!(Parsed::new(NOBODYS).unwrap().hash.is_some());
        assert!(!matches("", None));
    }
}
