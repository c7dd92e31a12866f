//! Whether a field's definition makes sense, whatever it is a field of.

use std::collections::BTreeSet;

use http::Invalid;
use regex::{Regex, RegexBuilder};

use super::{FieldKind, FieldOption, Target};
use crate::validate::normalise_tag;

const LONGEST_TITLE: usize = 255;
const MOST_OPTIONS: usize = 2_000;

/// The parts of a definition that say which values fit.
#[derive(Debug)]
pub struct Shape<'a> {
    /// What the field holds.
    pub kind: FieldKind,
    /// What texts of a [`FieldKind::Regexp`] look like.
    pub regexp: Option<&'a str>,
    /// What a [`FieldKind::Lookup`] names.
    pub target: Option<Target>,
    /// What can be chosen.
    pub options: &'a [FieldOption],
}

/// Refuses a title that is none.
///
/// # Errors
/// Naming `title`.
pub fn require_title(title: &str) -> Result<(), Invalid> {
    if title.is_empty() {
        return Err(Invalid::blank("title"));
    }
    if title.chars().count() > LONGEST_TITLE {
        let hint = format!("is longer than {LONGEST_TITLE} characters");
        return Err(Invalid::too_long("title", LONGEST_TITLE, hint));
    }
    Ok(())
}

impl Shape<'_> {
    /// Refuses a definition into which no value would fit.
    ///
    /// # Errors
    /// Naming what is missing or wrong.
    pub fn require_sense(&self) -> Result<(), Invalid> {
        match self.kind {
            FieldKind::Regexp => {
                let pattern = self.regexp.filter(|pattern| !pattern.is_empty());
                let pattern = pattern.ok_or_else(|| Invalid::blank("regexp_for_validation"))?;
                pattern_of(pattern)
                    .map_err(|reason| Invalid::field("regexp_for_validation", reason).given(pattern))?;
                Ok(())
            }
            FieldKind::Lookup if self.target.is_none() => Err(Invalid::blank("relationship_target_type")),
            _ => Ok(()),
        }
    }
}

/// Gives options their ids, and their values the form of tags.
///
/// # Errors
/// Naming `custom_field_options` when there is none, or two have one value.
pub fn settle_options(options: &mut [FieldOption]) -> Result<(), Invalid> {
    const NAME: &str = "custom_field_options";
    if options.is_empty() {
        return Err(Invalid::blank(NAME));
    }
    if options.len() > MOST_OPTIONS {
        return Err(Invalid::too_long(NAME, MOST_OPTIONS, format!("has more than {MOST_OPTIONS} options")));
    }
    let mut next_id = options.iter().map(|option| option.id).max().unwrap_or(0) + 1;
    let mut values = BTreeSet::new();
    for (index, option) in options.iter_mut().enumerate() {
        option.name = option.name.trim().to_owned();
        if option.name.is_empty() {
            return Err(Invalid::field(NAME, "every option needs a name").at(index));
        }
        let wanted = if option.value.trim().is_empty() { &option.name } else { &option.value };
        option.value = normalise_tag(wanted)
            .ok_or_else(|| Invalid::field(NAME, "a value has at most 100 characters").at(index))?;
        if !values.insert(option.value.clone()) {
            let value = option.value.as_str();
            return Err(Invalid::duplicate(NAME, "another option has this value").given(value).at(index));
        }
        if option.id <= 0 {
            option.id = next_id;
            next_id += 1;
        }
    }
    Ok(())
}

/// A pattern, within bounds that keep it quick to compile and to match.
pub(super) fn pattern_of(pattern: &str) -> Result<Regex, String> {
    let whole = format!("^(?:{pattern})$");
    RegexBuilder::new(&whole).size_limit(1 << 20).build().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_must_fit_the_whole_value_and_may_not_be_huge() {
        assert!(pattern_of("[A-Z]{2}-\\d+").unwrap().is_match("FR-12"));
        assert!(!pattern_of("[A-Z]{2}-\\d+").unwrap().is_match("xFR-12"));
        assert!(pattern_of("(").is_err() && pattern_of("((a{100}){100}){100}").is_err());
    }

    #[test]
    fn options_get_ids_and_values_and_no_two_the_same() {
        let option =
            |name: &str| FieldOption { id: 0, name: name.to_owned(), value: String::new(), default: false };
        let mut options = [option("Very Blue"), option("Red")];
        settle_options(&mut options).unwrap();
        assert_eq!((options[0].id, options[0].value.as_str(), options[1].id), (1, "very_blue", 2));
        assert!(settle_options(&mut [option("Red"), option("RED")]).is_err());
    }
}
