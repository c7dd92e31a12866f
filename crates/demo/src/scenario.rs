//! What happens in a ticket, read from the text files in `scenarios/`.
//!
//! A file holds scenarios, each told in French and in English:
//!
//! ```text
//! === shade-cracked
//! team: delivery
//! tags: casse
//! --- fr
//! let room = salon | chambre
//! > subject
//! * Lampe {product} arrivée cassée
//! > customer photos
//! * Je viens de recevoir {ma}…
//! > agent
//! * …
//! > note 50%
//! * …
//! --- en GB IE
//! …
//! ```
//!
//! Each `*` begins one wording of the step. Words after the role: `50%` the chance that the step
//! happens, `then` only if the step before it happened, `if=a,b` only when the scenario took one of
//! these paths, `hold` the ticket then waits for someone else, `photos`, `screenshot`, `invoice`,
//! `quote` or `sheet` files sent along. Countries after the language limit who tells it so.

use crate::model::{Channel, Locale, Priority, TicketType};
use crate::paper::Paper;
use crate::template::Template;

/// One kind of ticket.
#[derive(Debug)]
pub(crate) struct Scenario {
    pub(crate) key: String,
    pub(crate) team: String,
    pub(crate) ticket_type: Option<TicketType>,
    pub(crate) priorities: Vec<Priority>,
    pub(crate) tags: Vec<String>,
    /// Names of the products it can be about; empty for any.
    pub(crate) products: Vec<String>,
    /// Whether the ticket is about a product at all.
    pub(crate) has_product: bool,
    pub(crate) channels: Vec<Channel>,
    pub(crate) weight: u32,
    /// Only people of organizations tell it (true), only others (false), or anyone.
    pub(crate) is_business: Option<bool>,
    /// Ways the story can go; one is taken per ticket.
    pub(crate) paths: Vec<String>,
    pub(crate) french: Telling,
    pub(crate) english: Telling,
}

impl Scenario {
    /// The scenario in one language.
    pub(crate) fn telling(&self, locale: Locale) -> &Telling {
        match locale {
            Locale::Fr => &self.french,
            Locale::En => &self.english,
        }
    }
}

/// A scenario in one language.
#[derive(Debug, Default)]
pub(crate) struct Telling {
    /// ISO 3166 codes of those who tell it; empty for everyone.
    pub(crate) countries: Vec<String>,
    /// Slots of this scenario alone, one of the values per ticket.
    pub(crate) lets: Vec<(String, Vec<String>)>,
    pub(crate) subjects: Vec<Subject>,
    pub(crate) steps: Vec<Step>,
}

/// Subject lines that fit some paths.
#[derive(Debug)]
pub(crate) struct Subject {
    pub(crate) paths: Paths,
    pub(crate) texts: Vec<Template>,
}

/// The paths on which something happens; empty for all.
#[derive(Debug, Default)]
pub(crate) struct Paths(Vec<String>);

impl Paths {
    /// Whether it happens on the path taken.
    pub(crate) fn include(&self, taken: Option<&str>) -> bool {
        self.0.is_empty() || taken.is_some_and(|taken| self.0.iter().any(|path| path == taken))
    }

    /// All of them.
    pub(crate) fn names(&self) -> &[String] {
        &self.0
    }
}

/// One message of a telling.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) role: Role,
    pub(crate) chance_percent: u32,
    pub(crate) paths: Paths,
    /// Happens only if the step before it did.
    pub(crate) follows: bool,
    pub(crate) is_hold: bool,
    pub(crate) files: Option<Files>,
    pub(crate) texts: Vec<Template>,
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Customer,
    Agent,
    Note,
}

/// Files sent along with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Files {
    Photos,
    Screenshot,
    Paper(Paper),
}

/// Reads one file; the error names the scenario and the fault.
pub(crate) fn parse(source: &str) -> Result<Vec<Scenario>, String> {
    source
        .split("\n=== ")
        .map(|chunk| chunk.trim_start_matches("=== "))
        .filter(|chunk| !chunk.trim().is_empty())
        .map(|chunk| {
            let key = chunk.lines().next().unwrap_or_default().trim();
            parse_scenario(key, chunk).map_err(|fault| format!("scenario {key}: {fault}"))
        })
        .collect()
}

fn parse_scenario(key: &str, chunk: &str) -> Result<Scenario, String> {
    let (head, tellings) = chunk.split_once("\n--- fr").ok_or("it has no French telling")?;
    let (french, english) = tellings.split_once("\n--- en").ok_or("it has no English telling")?;
    let mut scenario = Scenario {
        key: key.to_owned(),
        team: "care".to_owned(),
        ticket_type: None,
        priorities: vec![Priority::Normal],
        tags: Vec::new(),
        products: Vec::new(),
        has_product: true,
        channels: vec![Channel::Email, Channel::Email, Channel::Web],
        weight: 4,
        is_business: None,
        paths: Vec::new(),
        french: parse_telling(french)?,
        english: parse_telling(english)?,
    };
    for line in head.lines().skip(1) {
        let (name, value) = line.split_once(": ").ok_or_else(|| format!("no value in {line:?}"))?;
        scenario.set(name, value.trim())?;
    }
    Ok(scenario)
}

impl Scenario {
    fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        let words = || value.split_whitespace();
        match name {
            "team" => self.team = value.to_owned(),
            "type" => self.ticket_type = Some(ticket_type(value)?),
            "priority" => self.priorities = words().map(priority).collect::<Result<_, _>>()?,
            "tags" => self.tags = words().map(str::to_owned).collect(),
            "products" if value == "none" => self.has_product = false,
            "products" => self.products = value.split(", ").map(str::to_owned).collect(),
            "channels" => self.channels = words().map(channel).collect::<Result<_, _>>()?,
            "weight" => self.weight = value.parse().map_err(|_| format!("{value:?} is no weight"))?,
            "audience" => self.is_business = Some(value == "business"),
            "paths" => self.paths = words().map(str::to_owned).collect(),
            _ => return Err(format!("{name:?} is not a property")),
        }
        Ok(())
    }
}

fn parse_telling(source: &str) -> Result<Telling, String> {
    let mut telling = Telling::default();
    let mut blocks = source.split("\n> ");
    let preamble = blocks.next().unwrap_or_default();
    let countries = preamble.lines().next().unwrap_or_default();
    telling.countries = countries.split_whitespace().map(str::to_owned).collect();
    for line in preamble.lines().skip(1).filter(|line| !line.is_empty()) {
        telling.lets.push(parse_let(line)?);
    }
    for block in blocks {
        let (header, body) = block.split_once('\n').ok_or_else(|| format!("{block:?} says nothing"))?;
        let texts = parse_texts(body).map_err(|fault| format!("in {header}: {fault}"))?;
        if let Some(conditions) = header.strip_prefix("subject") {
            telling.subjects.push(Subject { paths: paths(conditions.trim()), texts });
        } else {
            telling.steps.push(parse_step(header, texts)?);
        }
    }
    Ok(telling)
}

fn parse_let(line: &str) -> Result<(String, Vec<String>), String> {
    let definition = line.strip_prefix("let ").and_then(|rest| rest.split_once(" = "));
    let (name, values) = definition.ok_or_else(|| format!("{line:?} is not a definition"))?;
    Ok((name.trim().to_owned(), values.split('|').map(|value| value.trim().to_owned()).collect()))
}

fn parse_texts(body: &str) -> Result<Vec<Template>, String> {
    let with_break = format!("\n{body}");
    with_break.split("\n* ").skip(1).map(|text| Template::parse(text.trim())).collect()
}

fn parse_step(header: &str, texts: Vec<Template>) -> Result<Step, String> {
    let mut words = header.split_whitespace();
    let role = match words.next() {
        Some("customer") => Role::Customer,
        Some("agent") => Role::Agent,
        Some("note") => Role::Note,
        _ => return Err(format!("{header:?} begins with no role")),
    };
    if texts.is_empty() {
        return Err(format!("{header:?} says nothing"));
    }
    let mut step = Step {
        role,
        chance_percent: 100,
        paths: Paths::default(),
        follows: false,
        is_hold: false,
        files: None,
        texts,
    };
    for word in words {
        match word {
            "hold" => step.is_hold = true,
            "then" => step.follows = true,
            "photos" => step.files = Some(Files::Photos),
            "invoice" => step.files = Some(Files::Paper(Paper::Invoice)),
            "quote" => step.files = Some(Files::Paper(Paper::Quote)),
            "sheet" => step.files = Some(Files::Paper(Paper::Sheet)),
            "screenshot" => step.files = Some(Files::Screenshot),
            _ => set_condition(&mut step, word)?,
        }
    }
    Ok(step)
}

fn set_condition(step: &mut Step, word: &str) -> Result<(), String> {
    if word.starts_with("if=") {
        step.paths = paths(word);
        return Ok(());
    }
    let percent = word.strip_suffix('%').and_then(|number| number.parse().ok());
    step.chance_percent = percent.ok_or_else(|| format!("{word:?} is not known"))?;
    Ok(())
}

/// `if=a,b` as two paths; nothing as all of them.
fn paths(condition: &str) -> Paths {
    let names = condition.strip_prefix("if=").unwrap_or_default();
    Paths(names.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

fn ticket_type(word: &str) -> Result<TicketType, String> {
    match word {
        "question" => Ok(TicketType::Question),
        "incident" => Ok(TicketType::Incident),
        "problem" => Ok(TicketType::Problem),
        "task" => Ok(TicketType::Task),
        _ => Err(format!("{word:?} is not a type")),
    }
}

fn priority(word: &str) -> Result<Priority, String> {
    match word {
        "low" => Ok(Priority::Low),
        "normal" => Ok(Priority::Normal),
        "high" => Ok(Priority::High),
        "urgent" => Ok(Priority::Urgent),
        _ => Err(format!("{word:?} is not a priority")),
    }
}

fn channel(word: &str) -> Result<Channel, String> {
    match word {
        "email" => Ok(Channel::Email),
        "web" => Ok(Channel::Web),
        "phone" => Ok(Channel::Phone),
        "chat" => Ok(Channel::Chat),
        "api" => Ok(Channel::Api),
        _ => Err(format!("{word:?} is not a channel")),
    }
}
