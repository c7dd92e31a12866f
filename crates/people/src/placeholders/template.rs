//! A text with placeholders.

use std::sync::OnceLock;

use liquid::{Parser, ParserBuilder, model::Value as Liquid};
use liquid_lib::stdlib;

use super::Values;

/// A text with placeholders that can be filled.
pub struct Template {
    parsed: liquid::Template,
    /// Names of custom fields in it, such as `ticket_field_7`, which stand for nothing on tickets without a value.
    fields: Vec<String>,
    /// Keys of custom fields of people and organizations in it, which stand for nothing where there is no value.
    keys: Vec<String>,
}

/// Why a text's placeholders make no sense.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// It is not Liquid.
    #[error("{0}")]
    Syntax(String),
    /// It names a placeholder that there is not.
    #[error("there is no placeholder {0}")]
    Unknown(String),
    /// A placeholder or filter cannot be used like this.
    #[error("{0}")]
    Misused(String),
}

impl Template {
    /// Reads a text, and fills it once with what stands for nothing, to find placeholders that there are not.
    ///
    /// # Errors
    /// Telling what is wrong with it.
    pub fn new(text: &str, blank: &Values) -> Result<Self, TemplateError> {
        let parsed = parser()?.parse(text).map_err(|error| TemplateError::Syntax(first_lines(&error)))?;
        let template = Self { parsed, fields: custom_fields(text), keys: record_keys(text) };
        template.fill(blank.clone())?;
        Ok(template)
    }

    /// The text with values in place of its placeholders.
    ///
    /// # Errors
    /// When a value cannot be used as the text wants.
    pub fn fill(&self, Values(mut values): Values) -> Result<String, TemplateError> {
        if let Some(Liquid::Object(ticket)) = values.get_mut("ticket") {
            for name in &self.fields {
                ticket.entry(name.clone()).or_insert(Liquid::Nil);
            }
        }
        if !self.keys.is_empty() {
            values.values_mut().for_each(|value| self.complete(value));
        }
        self.parsed.render(&values).map_err(|error| understood(&error))
    }
}

impl Template {
    /// Gives all `custom_fields` in a value what they lack of the text's keys.
    fn complete(&self, value: &mut Liquid) {
        let Liquid::Object(members) = value else { return };
        for (name, member) in members.iter_mut() {
            match member {
                Liquid::Object(fields) if name == CUSTOM_FIELDS => {
                    for key in &self.keys {
                        fields.entry(key.clone()).or_insert(Liquid::Nil);
                    }
                }
                _ => self.complete(member),
            }
        }
    }
}

const CUSTOM_FIELDS: &str = "custom_fields";

fn record_keys(text: &str) -> Vec<String> {
    let is_key = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
    let parts = text.split(CUSTOM_FIELDS).skip(1).filter_map(|rest| rest.strip_prefix('.'));
    let keys = parts.map(|rest| rest.chars().take_while(is_key).collect::<String>());
    keys.filter(|key| !key.is_empty()).collect()
}

fn custom_fields(text: &str) -> Vec<String> {
    const START: &str = "ticket_field_";
    let number = |rest: &str| rest.chars().take_while(char::is_ascii_digit).collect::<String>();
    text.split(START)
        .skip(1)
        .map(number)
        .filter(|number| !number.is_empty())
        .map(|number| START.to_owned() + &number)
        .collect()
}

fn parser() -> Result<&'static Parser, TemplateError> {
    static PARSER: OnceLock<Result<Parser, String>> = OnceLock::new();
    let built = PARSER.get_or_init(|| build_parser().map_err(|error| error.to_string()));
    built.as_ref().map_err(|reason| TemplateError::Syntax(reason.clone()))
}

fn build_parser() -> Result<Parser, liquid::Error> {
    ParserBuilder::new()
        .block(stdlib::IfBlock)
        .block(stdlib::UnlessBlock)
        .block(stdlib::CaseBlock)
        .block(stdlib::CommentBlock)
        .block(stdlib::RawBlock)
        .filter(stdlib::Append)
        .filter(stdlib::Capitalize)
        .filter(stdlib::Date)
        .filter(stdlib::Default)
        .filter(stdlib::DividedBy)
        .filter(stdlib::Downcase)
        .filter(stdlib::Escape)
        .filter(stdlib::Minus)
        .filter(stdlib::NewlineToBr)
        .filter(stdlib::Plus)
        .filter(stdlib::Prepend)
        .filter(stdlib::Remove)
        .filter(stdlib::Round)
        .filter(stdlib::Size)
        .filter(stdlib::Slice)
        .filter(stdlib::Strip)
        .filter(stdlib::StripHtml)
        .filter(stdlib::Times)
        .filter(stdlib::Truncate)
        .filter(stdlib::TruncateWords)
        .filter(stdlib::Upcase)
        .filter(stdlib::UrlEncode)
        .build()
}

fn understood(error: &liquid::Error) -> TemplateError {
    let text = error.to_string();
    let named =
        |start: &str| text.lines().find_map(|line| line.trim().strip_prefix(start)).map(str::to_owned);
    match (named("requested variable="), named("variable="), named("requested index=")) {
        (Some(name), ..) => TemplateError::Unknown(name),
        (None, Some(variable), Some(index)) => TemplateError::Unknown(format!("{variable}.{index}")),
        _ => TemplateError::Misused(first_lines(error)),
    }
}

/// A parser's report without its drawing.
fn first_lines(error: &liquid::Error) -> String {
    let text = error.to_string();
    let is_told = |line: &&str| !line.is_empty() && !line.starts_with(['|', '-']) && !line.contains(" | ");
    let lines: Vec<&str> = text.lines().map(str::trim).filter(is_told).take(3).collect();
    lines.join(" ").replace("liquid: ", "").trim_start_matches("liquid:").trim().to_owned()
}
