//! Everything read from the data files, which are part of the program.

use serde::de::DeserializeOwned;

use crate::company::{Company, Voices};
use crate::model::Locale;
use crate::people::{Nation, OrganizationEntry};
use crate::scenario::{self, Scenario, Step};

const COMPANY: &str = include_str!("../data/company.json");
const VOICES: &str = include_str!("../data/voices.json");
const PEOPLE: &str = include_str!("../data/people.json");
const ORGANIZATIONS: &str = include_str!("../data/organizations.json");
const INTERLUDES: &str = include_str!("../data/interludes.txt");

const SCENARIOS: &[&str] = &[
    include_str!("../scenarios/addresses.txt"),
    include_str!("../scenarios/advice.txt"),
    include_str!("../scenarios/app.txt"),
    include_str!("../scenarios/breakage.txt"),
    include_str!("../scenarios/bulbs.txt"),
    include_str!("../scenarios/business.txt"),
    include_str!("../scenarios/complaints.txt"),
    include_str!("../scenarios/customs.txt"),
    include_str!("../scenarios/delivery.txt"),
    include_str!("../scenarios/dimmers.txt"),
    include_str!("../scenarios/invoices.txt"),
    include_str!("../scenarios/offers.txt"),
    include_str!("../scenarios/payments.txt"),
    include_str!("../scenarios/press.txt"),
    include_str!("../scenarios/privacy.txt"),
    include_str!("../scenarios/quotes.txt"),
    include_str!("../scenarios/refunds.txt"),
    include_str!("../scenarios/shop.txt"),
    include_str!("../scenarios/spare-parts.txt"),
    include_str!("../scenarios/thanks.txt"),
    include_str!("../scenarios/warranty.txt"),
    include_str!("../scenarios/wrong-item.txt"),
];

/// The parsed data files.
pub(crate) struct Library {
    pub(crate) company: Company,
    pub(crate) voices: Voices,
    pub(crate) nations: Vec<Nation>,
    pub(crate) organizations: Vec<OrganizationEntry>,
    pub(crate) scenarios: Vec<Scenario>,
    interludes: Vec<Scenario>,
}

impl Library {
    /// Reads the embedded files. A fault in them is a fault of the build, which the tests find.
    pub(crate) fn load() -> Self {
        Self {
            company: from_json(COMPANY),
            voices: from_json(VOICES),
            nations: from_json(PEOPLE),
            organizations: from_json(ORGANIZATIONS),
            scenarios: SCENARIOS.iter().flat_map(|source| scenarios_in(source)).collect(),
            interludes: scenarios_in(INTERLUDES),
        }
    }

    /// The only step of an interlude: a message that fits into any ticket, such as `chase`.
    pub(crate) fn interlude(&self, key: &str, locale: Locale) -> &Step {
        let found = self.interludes.iter().find(|interlude| interlude.key == key);
        found
            .and_then(|interlude| interlude.telling(locale).steps.first())
            .unwrap_or_else(|| panic!("there is no interlude {key}"))
    }
}

fn from_json<T: DeserializeOwned>(source: &str) -> T {
    serde_json::from_str(source).unwrap_or_else(|error| panic!("embedded data: {error}"))
}

fn scenarios_in(source: &str) -> Vec<Scenario> {
    scenario::parse(source).unwrap_or_else(|fault| panic!("embedded data: {fault}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::scenario::Role;

    #[test]
    fn there_are_sixty_different_scenarios_or_more() {
        let library = Library::load();
        let keys: BTreeSet<&str> = library.scenarios.iter().map(|scenario| scenario.key.as_str()).collect();
        assert_eq!(keys.len(), library.scenarios.len(), "two scenarios have one key");
        assert!(keys.len() >= 60, "{} scenarios", keys.len());
    }

    #[test]
    fn every_scenario_belongs_to_a_team_and_tells_of_lamps_in_the_catalogue() {
        let library = Library::load();
        for scenario in &library.scenarios {
            assert!(library.company.group_index(&scenario.team).is_some(), "team of {}", scenario.key);
            for product in &scenario.products {
                let is_known = library.company.products.iter().any(|known| &known.name == product);
                assert!(is_known, "{product} in {}", scenario.key);
            }
        }
    }

    #[test]
    fn every_path_of_a_telling_has_subjects_opens_with_the_customer_and_is_answered() {
        for scenario in &Library::load().scenarios {
            let mut paths: Vec<Option<&str>> =
                scenario.paths.iter().map(|path| Some(path.as_str())).collect();
            if paths.is_empty() {
                paths.push(None);
            }
            for (locale, path) in [Locale::Fr, Locale::En]
                .into_iter()
                .flat_map(|locale| paths.iter().map(move |path| (locale, *path)))
            {
                let told = format!("{} {locale:?} {path:?}", scenario.key);
                let telling = scenario.telling(locale);
                assert!(telling.subjects.iter().any(|subject| subject.paths.include(path)), "{told}");
                let steps: Vec<&Step> =
                    telling.steps.iter().filter(|step| step.paths.include(path)).collect();
                assert_eq!(steps[0].role, Role::Customer, "{told}");
                assert_eq!(steps[0].chance_percent, 100, "{told}");
                assert!(
                    steps.iter().any(|step| step.role == Role::Agent && step.chance_percent == 100),
                    "{told}"
                );
            }
        }
    }

    #[test]
    fn conditions_name_paths_that_the_scenario_has() {
        for scenario in &Library::load().scenarios {
            for telling in [&scenario.french, &scenario.english] {
                let subjects = telling.subjects.iter().map(|subject| &subject.paths);
                let steps = telling.steps.iter().map(|step| &step.paths);
                for name in subjects.chain(steps).flat_map(|paths| paths.names()) {
                    assert!(scenario.paths.contains(name), "{name} in {}", scenario.key);
                }
            }
        }
    }
}
