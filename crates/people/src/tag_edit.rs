//! Editing a list of labels.

/// What to do with the labels of a ticket, user or organization, after Zendesk's POST, PUT and DELETE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagEdit {
    /// Let it have exactly these.
    Set,
    /// Let it have these too.
    Add,
    /// Take these away.
    Remove,
}

impl TagEdit {
    /// The labels after the edit.
    pub fn apply(self, current: Vec<String>, given: Vec<String>) -> Vec<String> {
        match self {
            Self::Set => given,
            Self::Add => current.into_iter().chain(given).collect(),
            Self::Remove => current.into_iter().filter(|tag| !given.contains(tag)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_set_added_and_removed() {
        let (current, given) = (vec!["a".to_owned(), "b".to_owned()], vec!["b".to_owned()]);
        assert_eq!(TagEdit::Set.apply(current.clone(), given.clone()), ["b"]);
        assert_eq!(TagEdit::Add.apply(current.clone(), given.clone()), ["a", "b", "b"]);
        assert_eq!(TagEdit::Remove.apply(current, given), ["a"]);
    }
}
