//! By which messages a mail tells what it answers.

use super::ledger;

/// The messages before one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct References {
    /// Their Message-IDs, oldest first.
    pub all: Vec<String>,
    /// The one that is answered: the newest from outside, else our own newest.
    pub in_reply_to: Option<String>,
}

impl References {
    /// Of those that came in and those that were sent, oldest first, the ones before a message.
    pub(super) fn before<Id: Ord + Copy>(
        message: Id,
        mut received: Vec<(String, Id)>,
        mut sent: Vec<(String, Id)>,
    ) -> Self {
        received.retain(|(id, of)| *of < message && ledger::is_own_id_of_message(id));
        sent.retain(|(_, of)| *of < message);
        let in_reply_to = received.last().or(sent.last()).map(|(id, _)| id.clone());
        let mut all: Vec<_> = received.into_iter().chain(sent).collect();
        all.sort_by_key(|(_, of)| *of);
        all.dedup();
        Self { all: all.into_iter().map(|(id, _)| id).collect(), in_reply_to }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_answers_the_newest_from_outside_before_it() {
        let received = vec![("a@x".to_owned(), 1), ("c@x".to_owned(), 3), ("late@x".to_owned(), 9)];
        let sent = vec![("b@desk".to_owned(), 2), ("d@desk".to_owned(), 4)];
        let references = References::before(5, received, sent);
        assert_eq!(references.all, ["a@x", "b@desk", "c@x", "d@desk"]);
        assert_eq!(references.in_reply_to.as_deref(), Some("c@x"));
    }
}
