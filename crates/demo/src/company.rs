//! Atelier Lumen itself: teams, agents, lamps, carriers and manners of writing, from `data/`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::{Agent, Group, Locale};

/// The company as `data/company.json` describes it.
#[derive(Debug, Deserialize)]
pub(crate) struct Company {
    pub(crate) name: String,
    pub(crate) domain: String,
    groups: Vec<GroupEntry>,
    agents: Vec<AgentEntry>,
    pub(crate) products: Vec<Product>,
    pub(crate) colours: Vec<Colour>,
    carriers: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
struct GroupEntry {
    key: String,
    name: String,
}

#[derive(Debug, Deserialize)]
struct AgentEntry {
    name: String,
    locale: String,
    admin: bool,
    groups: Vec<String>,
}

/// A lamp of the catalogue.
#[derive(Debug, Deserialize)]
pub(crate) struct Product {
    pub(crate) name: String,
    /// French noun, singular and plural; all of them feminine, so that texts need no agreement.
    fr: [String; 2],
    /// English noun, singular and plural.
    en: [String; 2],
    /// Euros.
    pub(crate) price: u32,
    pub(crate) bulb: String,
}

impl Product {
    /// `applique Brume`, `Brume wall lamp`.
    pub(crate) fn one(&self, locale: Locale) -> String {
        self.called(0, locale)
    }

    /// `appliques Brume`, `Brume wall lamps`.
    pub(crate) fn many(&self, locale: Locale) -> String {
        self.called(1, locale)
    }

    fn called(&self, number: usize, locale: Locale) -> String {
        match locale {
            Locale::Fr => format!("{} {}", self.fr[number], self.name),
            Locale::En => format!("{} {}", self.name, self.en[number]),
        }
    }
}

/// A finish in both languages.
#[derive(Debug, Deserialize)]
pub(crate) struct Colour {
    fr: String,
    en: String,
}

impl Colour {
    pub(crate) fn name(&self, locale: Locale) -> &str {
        match locale {
            Locale::Fr => &self.fr,
            Locale::En => &self.en,
        }
    }
}

impl Company {
    pub(crate) fn group_index(&self, key: &str) -> Option<usize> {
        self.groups.iter().position(|group| group.key == key)
    }

    pub(crate) fn groups(&self) -> Vec<Group> {
        self.groups.iter().map(|entry| Group { name: entry.name.clone() }).collect()
    }

    pub(crate) fn agents(&self) -> Vec<Agent> {
        let agent = |entry: &AgentEntry| Agent {
            name: entry.name.clone(),
            email: format!("{}@{}", mail_name(&entry.name), self.domain),
            locale: if entry.locale == "fr" { Locale::Fr } else { Locale::En },
            is_admin: entry.admin,
            groups: entry.groups.iter().filter_map(|key| self.group_index(key)).collect(),
        };
        self.agents.iter().map(agent).collect()
    }

    /// Carriers that deliver in a country; a parcel service of the neighbourhood where none is listed.
    pub(crate) fn carriers(&self, country: &str) -> &[String] {
        self.carriers.get(country).map_or(&[], Vec::as_slice)
    }
}

/// How people of one language write, from `data/voices.json`.
#[derive(Debug, Deserialize)]
pub(crate) struct Manners {
    pub(crate) greetings: Vec<String>,
    pub(crate) answer_greetings: Vec<String>,
    pub(crate) sign_offs: Vec<String>,
    pub(crate) phone_signatures: Vec<String>,
    pub(crate) agent_greetings: Vec<String>,
    pub(crate) agent_sign_offs: Vec<String>,
    pub(crate) quote_line: String,
    pub(crate) call: String,
    pub(crate) mailbox: String,
}

/// Manners of both languages.
#[derive(Debug, Deserialize)]
pub(crate) struct Voices {
    fr: Manners,
    en: Manners,
}

impl Voices {
    pub(crate) fn of(&self, locale: Locale) -> &Manners {
        match locale {
            Locale::Fr => &self.fr,
            Locale::En => &self.en,
        }
    }
}

/// `Élodie Le Goff` as `elodie.legoff`: the local part of an address.
pub(crate) fn mail_name(name: &str) -> String {
    let plain = without_accents(name).to_lowercase();
    let (first, last) = plain.split_once(' ').unwrap_or((&plain, ""));
    let keep = |part: &str| part.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    format!("{}.{}", keep(first), keep(last))
}

/// The text as someone types it who has no accents on the keyboard.
pub(crate) fn without_accents(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'à' | 'â' | 'ä' | 'å' => plain.push('a'),
            'é' | 'è' | 'ê' | 'ë' => plain.push('e'),
            'î' | 'ï' => plain.push('i'),
            'ô' | 'ö' | 'ø' => plain.push('o'),
            'ù' | 'û' | 'ü' => plain.push('u'),
            'ç' => plain.push('c'),
            'É' | 'È' | 'Ê' => plain.push('E'),
            'À' | 'Â' => plain.push('A'),
            'Ç' => plain.push('C'),
            'Î' => plain.push('I'),
            'Ô' => plain.push('O'),
            'œ' => plain.push_str("oe"),
            'æ' => plain.push_str("ae"),
            'ß' => plain.push_str("ss"),
            other => plain.push(other),
        }
    }
    plain
}
