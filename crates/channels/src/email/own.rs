//! Our own addresses.

use base::MailboxId;
use db::{Conn, DbError};
use people::fold_address;

use crate::mailboxes::store;

/// The addresses of the desk's mailboxes, or of one mail where it has none.
#[derive(Clone, Debug, Default)]
pub(crate) struct OwnAddresses(Vec<OwnAddress>);

#[derive(Clone, Debug)]
struct OwnAddress {
    mailbox_id: Option<MailboxId>,
    address: String,
    folded: String,
    is_active: bool,
}

impl OwnAddresses {
    /// All of them.
    pub(crate) fn load(c: &mut Conn) -> Result<Self, DbError> {
        let mailboxes = store::list_mailboxes(c)?;
        let own = mailboxes.into_iter().map(|mailbox| OwnAddress {
            mailbox_id: Some(mailbox.id),
            folded: fold_address(&mailbox.address),
            address: mailbox.address,
            is_active: mailbox.active,
        });
        Ok(Self(own.collect()))
    }

    /// For one mail: a desk without any mailbox takes everything, so what the mail was given to is its own.
    pub(crate) fn or_where_it_came(mut self, envelope_to: &[String]) -> Self {
        if self.0.is_empty() {
            let own = |address: &String| OwnAddress {
                mailbox_id: None,
                folded: without_tag(address),
                address: address.clone(),
                is_active: true,
            };
            self.0 = envelope_to.iter().map(own).collect();
        }
        self
    }

    /// Whether mail to this address is ours to take. A desk without any mailbox takes all: so mail can be tried out
    /// before anything is set up, and such a desk relays nothing, since it only takes in.
    pub(crate) fn takes(&self, address: &str) -> bool {
        let is_taken = |own: &OwnAddress| own.is_active && own.folded == without_tag(address);
        self.0.is_empty() || self.0.iter().any(is_taken)
    }

    /// The mailbox that has this address, with or without a `+tag`.
    pub(crate) fn mailbox_of(&self, address: &str) -> Option<MailboxId> {
        self.find(address)?.mailbox_id
    }

    /// Whether the address is one of ours, with or without a `+tag`.
    pub(crate) fn contains(&self, address: &str) -> bool {
        self.find(address).is_some()
    }

    fn find(&self, address: &str) -> Option<&OwnAddress> {
        let plain = without_tag(address);
        self.0.iter().find(|own| own.folded == plain)
    }

    /// As written.
    pub(crate) fn addresses(&self) -> Vec<String> {
        self.0.iter().map(|own| own.address.clone()).collect()
    }
}

/// `help@desk.example` of `Help+t12-abc@desk.example`.
pub(crate) fn without_tag(address: &str) -> String {
    let folded = fold_address(address);
    let Some((local, domain)) = folded.rsplit_once('@') else { return folded };
    let plain = local.split('+').next().unwrap_or(local);
    // An address that is nothing but a tag is left alone.
    if plain.is_empty() { folded } else { format!("{plain}@{domain}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help() -> OwnAddresses {
        let own = |address: &str, is_active| OwnAddress {
            mailbox_id: Some(MailboxId(1)),
            address: address.to_owned(),
            folded: fold_address(address),
            is_active,
        };
        OwnAddresses(vec![own("Help@desk.example", true), own("old@desk.example", false)])
    }

    #[test]
    fn an_address_is_ours_with_a_tag_and_in_any_case() {
        assert!(help().contains("HELP+t12-ab@Desk.example"));
        assert!(!help().contains("helper@desk.example") && !help().contains("help@other.example"));
        assert_eq!(without_tag("+x@desk.example"), "+x@desk.example");
    }

    #[test]
    fn only_active_mailboxes_take_mail_and_a_desk_without_any_takes_all() {
        assert!(help().takes("help@desk.example") && !help().takes("old@desk.example"));
        assert!(OwnAddresses::default().takes("anyone@anywhere.example"));
    }

    #[test]
    fn without_any_mailbox_the_address_that_a_mail_was_given_to_is_ours() {
        let given = ["Support+t1-x@desk.example".to_owned()];
        let own = OwnAddresses::default().or_where_it_came(&given);
        assert!(own.contains("support@desk.example") && !own.contains("mia@example.com"));
        assert!(!help().or_where_it_came(&given).contains("support@desk.example"));
    }
}
