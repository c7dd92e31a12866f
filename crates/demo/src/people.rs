//! Customers and their organizations, made from lists of names per country.

use std::collections::HashSet;

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use serde::Deserialize;

use crate::company::mail_name;
use crate::model::{Customer, Locale, Organization};

/// Names and places of one country, from `data/people.json`.
#[derive(Debug, Deserialize)]
pub(crate) struct Nation {
    country: String,
    customers: usize,
    /// How many of a hundred write in French; the others write in English.
    french_percent: u32,
    /// Pattern of a telephone number kept for fiction, `#` for a digit; empty if there is none.
    phone: String,
    first: Vec<String>,
    last: Vec<String>,
    domains: Vec<String>,
    /// Streets with `{n}` for the number.
    streets: Vec<String>,
    /// Postal code and town.
    cities: Vec<[String; 2]>,
}

/// A company of `data/organizations.json`.
#[derive(Debug, Deserialize)]
pub(crate) struct OrganizationEntry {
    name: String,
    domain: String,
    country: String,
}

pub(crate) fn organizations(entries: &[OrganizationEntry]) -> Vec<Organization> {
    let organization = |entry: &OrganizationEntry| Organization {
        name: entry.name.clone(),
        domain: entry.domain.clone(),
        country: entry.country.clone(),
    };
    entries.iter().map(organization).collect()
}

/// All customers: every organization has at least one, most people have none.
pub(crate) fn customers(
    rng: &mut StdRng,
    nations: &[Nation],
    organizations: &[Organization],
) -> Vec<Customer> {
    let mut customers = Vec::new();
    let mut taken = HashSet::new();
    for nation in nations {
        let companies: Vec<usize> = (0..organizations.len())
            .filter(|&index| organizations[index].country == nation.country)
            .collect();
        for number in 0..nation.customers {
            let organization = match companies.get(number) {
                Some(&index) => Some(index),
                None if rng.random_range(0..100) < 18 => companies.choose(rng).copied(),
                None => None,
            };
            let domain = organization.map(|index| organizations[index].domain.as_str());
            customers.push(Customer { organization, ..customer(rng, nation, domain, &mut taken) });
        }
    }
    customers
}

fn customer(
    rng: &mut StdRng,
    nation: &Nation,
    company_domain: Option<&str>,
    taken: &mut HashSet<String>,
) -> Customer {
    let (name, email) = loop {
        let name = format!("{} {}", pick(rng, &nation.first), pick(rng, &nation.last));
        if taken.insert(name.clone()) {
            let email = match company_domain {
                Some(domain) => format!("{}@{domain}", mail_name(&name)),
                None => private_address(rng, &name, &nation.domains),
            };
            break (name, email);
        }
    };
    let [postcode, city] = nation.cities[rng.random_range(0..nation.cities.len())].clone();
    let house = rng.random_range(1..120).to_string();
    let has_phone = !nation.phone.is_empty() && rng.random_range(0..100) < 55;
    Customer {
        name,
        email,
        phone: has_phone.then(|| digits(rng, &nation.phone)),
        locale: if rng.random_range(0..100) < nation.french_percent { Locale::Fr } else { Locale::En },
        country: nation.country.clone(),
        street: pick(rng, &nation.streets).replace("{n}", &house),
        postcode,
        city,
        organization: None,
    }
}

/// People choose their address in several ways; the full name stays in it, so it is unique.
fn private_address(rng: &mut StdRng, name: &str, domains: &[String]) -> String {
    let domain = pick(rng, domains);
    let dotted = mail_name(name);
    let local = match rng.random_range(0..4) {
        0 => dotted.replace('.', ""),
        1 => dotted.replace('.', "-"),
        2 => format!("{dotted}{}", rng.random_range(60..99)),
        _ => dotted,
    };
    format!("{local}@{domain}")
}

fn digits(rng: &mut StdRng, pattern: &str) -> String {
    let digit = |mark: char| match mark {
        '#' => char::from(b'0' + rng.random_range(0..10)),
        other => other,
    };
    pattern.chars().map(digit).collect()
}

fn pick<'a>(rng: &mut StdRng, words: &'a [String]) -> &'a str {
    &words[rng.random_range(0..words.len())]
}
