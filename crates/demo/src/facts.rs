//! The values of the slots in a ticket's texts.

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

use crate::calendar::{self, DAY};
use crate::company::{Colour, Company, Product};
use crate::model::{Agent, Customer, Locale, Organization};
use crate::scenario::Scenario;

const CODES: [&str; 8] =
    ["NOVEMBRE", "LUMEN10", "BIENVENUE", "HALO15", "AUTOMNE", "MERCI10", "ARCHI12", "LUMIERE20"];

/// People a ticket is about.
pub(crate) struct Cast<'w> {
    pub(crate) customer: &'w Customer,
    pub(crate) organization: Option<&'w Organization>,
    pub(crate) agent: &'w Agent,
    pub(crate) colleague: &'w Agent,
}

/// What is the same through all the texts of a ticket.
pub(crate) struct Facts<'w> {
    pub(crate) locale: Locale,
    pub(crate) cast: Cast<'w>,
    pub(crate) product: &'w Product,
    opened_at: i64,
    other_product: &'w Product,
    colour: &'w Colour,
    other_colour: &'w Colour,
    carrier: &'w str,
    code: &'static str,
    order: u32,
    other_order: u32,
    document: u32,
    quantity: u32,
    days: u32,
    stock: u32,
    batch: u32,
    minutes: u32,
    tracking: u64,
    own: Vec<(&'w str, &'w str)>,
}

impl<'w> Facts<'w> {
    pub(crate) fn draw(
        rng: &mut StdRng,
        company: &'w Company,
        scenario: &'w Scenario,
        cast: Cast<'w>,
        opened_at: i64,
    ) -> Self {
        let locale = cast.customer.locale;
        let is_candidate =
            |product: &&Product| scenario.products.is_empty() || scenario.products.contains(&product.name);
        let candidates: Vec<&Product> = company.products.iter().filter(is_candidate).collect();
        let (product, other_product) = two_different(rng, &candidates, &company.products);
        let all_colours: Vec<&Colour> = company.colours.iter().collect();
        let (colour, other_colour) = two_different(rng, &all_colours, &company.colours);
        let carriers = company.carriers(&cast.customer.country);
        let order = rng.random_range(20_000..29_900);
        let own = scenario.telling(locale).lets.iter();
        Self {
            locale,
            product,
            opened_at,
            other_product,
            colour,
            other_colour,
            carrier: carriers.choose(rng).map_or("DPD", String::as_str),
            code: CODES[rng.random_range(0..CODES.len())],
            order,
            other_order: order + rng.random_range(3..90),
            document: rng.random_range(100..2_400),
            quantity: rng.random_range(3..13) * 2,
            days: rng.random_range(3..13),
            stock: rng.random_range(2..30),
            batch: rng.random_range(900..1_400),
            minutes: rng.random_range(2..14),
            tracking: rng.random_range(10_000_000_000..99_999_999_999),
            own: own
                .map(|(name, values)| (name.as_str(), values[rng.random_range(0..values.len())].as_str()))
                .collect(),
            cast,
        }
    }

    pub(crate) fn invoice_number(&self) -> String {
        format!("F-{}-{:04}", calendar::year(self.opened_at), self.document)
    }

    pub(crate) fn quote_number(&self) -> String {
        format!("D-{}-{:03}", calendar::year(self.opened_at), self.document % 900 + 100)
    }

    /// How many lamps the order is for; one for private people.
    pub(crate) fn quantity(&self) -> u32 {
        if self.cast.organization.is_some() { self.quantity } else { 1 }
    }

    pub(crate) fn minutes(&self) -> u32 {
        self.minutes
    }

    /// The value of a slot in a message written at `at`; none if no slot has that name. With `a_`
    /// before its name comes the English article.
    pub(crate) fn value(&self, slot: &str, at: i64) -> Option<String> {
        if let Some(noun) = slot.strip_prefix("a_") {
            return self.value(noun, at).map(|noun| with_article(&noun, "a ", "an "));
        }
        let own = self.own.iter().find(|(name, _)| *name == slot).map(|(_, value)| (*value).to_owned());
        own.or_else(|| self.person(slot))
            .or_else(|| self.lamp(slot))
            .or_else(|| self.number(slot))
            .or_else(|| self.date(slot, at))
    }

    fn person(&self, slot: &str) -> Option<String> {
        let customer = self.cast.customer;
        let company = || self.cast.organization.map_or(customer.name.as_str(), |known| known.name.as_str());
        let value = match slot {
            "first" => customer.first_name(),
            "name" => customer.name.as_str(),
            "email" => customer.email.as_str(),
            "street" => customer.street.as_str(),
            "postcode" => customer.postcode.as_str(),
            "city" => customer.city.as_str(),
            "company" => company(),
            "agent" => self.cast.agent.first_name(),
            "colleague" => self.cast.colleague.first_name(),
            "carrier" => self.carrier,
            "code" => self.code,
            _ => return None,
        };
        Some(value.to_owned())
    }

    fn lamp(&self, slot: &str) -> Option<String> {
        let one = self.product.one(self.locale);
        let value = match slot {
            "product" => self.product.name.clone(),
            "product2" => self.other_product.name.clone(),
            "lamp" => one,
            "lamps" => self.product.many(self.locale),
            "lamp2" => self.other_product.one(self.locale),
            "lamps2" => self.other_product.many(self.locale),
            "la" => with_article(&one, "la ", "l'"),
            "la2" => with_article(&self.other_product.one(self.locale), "la ", "l'"),
            "ma" => with_article(&one, "ma ", "mon "),
            "bulb" => self.product.bulb.clone(),
            "colour" => self.colour.name(self.locale).to_owned(),
            "colour2" => self.other_colour.name(self.locale).to_owned(),
            _ => return None,
        };
        Some(value)
    }

    fn number(&self, slot: &str) -> Option<String> {
        let price = f64::from(self.product.price);
        let value = match slot {
            "order" => format!("LUM-{}", self.order),
            "order2" => format!("LUM-{}", self.other_order),
            "invoice" => self.invoice_number(),
            "quote" => self.quote_number(),
            "return" => format!("RET-{}", self.document + 3_000),
            "tracking" => format!("6A{}", self.tracking),
            "qty" => self.quantity.to_string(),
            "days" => self.days.to_string(),
            "stock" => self.stock.to_string(),
            "batch" => format!("L{}", self.batch),
            "minutes" => self.minutes.to_string(),
            "price" => money(price, self.locale),
            "amount" => money(price * f64::from(self.quantity), self.locale),
            "discount" => money(price * 0.15, self.locale),
            "vat" => format!(
                "{}{}{}",
                self.cast.customer.country,
                self.batch % 90 + 10,
                self.tracking % 1_000_000_000
            ),
            _ => return None,
        };
        Some(value)
    }

    fn date(&self, slot: &str, at: i64) -> Option<String> {
        let ago = |days: u32| calendar::day_and_month(self.opened_at - i64::from(days) * DAY, self.locale);
        let soon = calendar::add_working_days(at, 1 + self.days % 3);
        let value = match slot {
            "ordered" => ago(self.days + 4),
            "delivered" => ago(self.days % 4 + 1),
            "promised" => ago(self.days % 3 + 2),
            "today" => calendar::day_and_month(at, self.locale),
            "soon" => calendar::full_day(soon, self.locale),
            "weekday" => calendar::weekday_name(soon, self.locale).to_owned(),
            "later" => calendar::day_and_month(calendar::add_working_days(at, 8 + self.days), self.locale),
            "month" => calendar::month_name(self.opened_at - 20 * DAY, self.locale).to_owned(),
            _ => return None,
        };
        Some(value)
    }
}

/// One of the candidates and something else of the whole range.
fn two_different<'w, T>(rng: &mut StdRng, candidates: &[&'w T], all: &'w [T]) -> (&'w T, &'w T) {
    let first = candidates[rng.random_range(0..candidates.len())];
    loop {
        let second = &all[rng.random_range(0..all.len())];
        if !std::ptr::eq(first, second) {
            return (first, second);
        }
    }
}

fn with_article(noun: &str, before_consonant: &str, before_vowel: &str) -> String {
    let begins_with_vowel = noun.to_lowercase().starts_with(['a', 'e', 'i', 'o', 'u', 'é']);
    format!("{}{noun}", if begins_with_vowel { before_vowel } else { before_consonant })
}

/// `1 234,50 €` in French, `€1,234.50` in English.
pub(crate) fn money(euros: f64, locale: Locale) -> String {
    let cents = (euros * 100.0).round() as u64;
    let (whole, rest) = (cents / 100, cents % 100);
    let thousands = |mark: &str| match whole {
        0..1_000 => whole.to_string(),
        _ => format!("{}{mark}{:03}", whole / 1_000, whole % 1_000),
    };
    match locale {
        Locale::Fr => format!("{},{rest:02} €", thousands("\u{202f}")),
        Locale::En => format!("€{}.{rest:02}", thousands(",")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_written_as_each_language_writes_it() {
        assert_eq!(money(1_234.5, Locale::Fr), "1\u{202f}234,50 €");
        assert_eq!(money(1_234.5, Locale::En), "€1,234.50");
        assert_eq!(money(28.35, Locale::En), "€28.35");
    }

    #[test]
    fn articles_change_before_a_vowel() {
        assert_eq!(with_article("Onde bathroom light", "a ", "an "), "an Onde bathroom light");
        assert_eq!(with_article("applique Brume", "ma ", "mon "), "mon applique Brume");
        assert_eq!(with_article("lampe Halo", "la ", "l'"), "la lampe Halo");
    }
}
