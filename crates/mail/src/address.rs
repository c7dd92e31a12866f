//! A mailbox as headers name it: an address and, perhaps, the name of a person.

use std::fmt;

/// One mailbox of a From, To or Cc header.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Address {
    /// The display name, decoded; never empty.
    pub name: Option<String>,
    /// The address as written, without angle brackets.
    pub email: String,
}

impl Address {
    /// A mailbox from a display name, which may be empty, and an address.
    pub fn new(name: &str, email: &str) -> Self {
        let trimmed = name.trim();
        Self { name: (!trimmed.is_empty()).then(|| trimmed.to_owned()), email: email.trim().to_owned() }
    }

    /// Whether both stand for one mailbox: addresses are compared without regard to case.
    pub fn is_same_mailbox(&self, other: &str) -> bool {
        self.email.eq_ignore_ascii_case(other.trim())
    }

    /// What stands before the `@`.
    pub fn local_part(&self) -> &str {
        self.email.rsplit_once('@').map_or(self.email.as_str(), |(local, _)| local)
    }

    /// What stands after the `@`; empty when there is none.
    pub fn domain(&self) -> &str {
        self.email.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "{name} <{}>", self.email),
            None => f.write_str(&self.email),
        }
    }
}
