//! Values: what fits into a field, and in which form it is stored and found.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{FieldKind, Shape, shape::pattern_of};

const LONGEST_LINE: usize = 1_000;
const LONGEST_TEXT: usize = 65_536;
/// Longer texts are found by their start.
const LONGEST_KEY: usize = 200;
/// The largest number that JSON's clients still tell from its neighbours.
const LARGEST: i64 = (1 << 53) - 1;

impl Shape<'_> {
    /// A value in the form in which it is stored, null for none. Whether what a look-up names exists is the caller's to
    /// check.
    ///
    /// # Errors
    /// Why it does not fit.
    pub fn normal(&self, value: &Value) -> Result<Value, String> {
        let is_empty = value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty());
        if is_empty {
            return Ok(if self.kind == FieldKind::Checkbox { json!(false) } else { Value::Null });
        }
        match self.kind {
            FieldKind::Text => line(value, LONGEST_LINE),
            FieldKind::Textarea => text(value, LONGEST_TEXT).map(Value::String),
            FieldKind::Regexp => line(value, LONGEST_LINE).and_then(|line| self.patterned(line)),
            FieldKind::Integer => whole(value).map(Value::from),
            FieldKind::Decimal => decimal(value).map(Value::String),
            FieldKind::Date => date(value).map(|date| json!(date.to_string())),
            FieldKind::Checkbox => tick(value).map(Value::Bool),
            FieldKind::Tagger => {
                text(value, LONGEST_LINE).and_then(|text| self.option(&text)).map(Value::String)
            }
            FieldKind::Multiselect => self.several(value),
            FieldKind::Lookup => whole(value).map(|id| json!(id.to_string())),
        }
    }

    fn patterned(&self, line: Value) -> Result<Value, String> {
        let Some(pattern) = self.regexp else { return Ok(line) };
        let fits = pattern_of(pattern).is_ok_and(|regex| regex.is_match(line.as_str().unwrap_or_default()));
        if fits { Ok(line) } else { Err(format!("must look like {pattern}")) }
    }

    fn option(&self, text: &str) -> Result<String, String> {
        let is_it = |value: &str| value.eq_ignore_ascii_case(text.trim());
        let found = self.options.iter().find(|option| is_it(&option.value));
        found.map(|option| option.value.clone()).ok_or_else(|| format!("{text:?} cannot be chosen"))
    }

    fn several(&self, value: &Value) -> Result<Value, String> {
        let words: Vec<String> = match value {
            Value::Array(list) => list.iter().map(|one| text(one, LONGEST_LINE)).collect::<Result<_, _>>()?,
            one => text(one, LONGEST_LINE)?
                .split([',', ' '])
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
        };
        let mut chosen: Vec<String> = words.iter().map(|word| self.option(word)).collect::<Result<_, _>>()?;
        chosen.sort();
        chosen.dedup();
        Ok(if chosen.is_empty() { Value::Null } else { json!(chosen) })
    }
}

/// Under which texts a stored value is found.
pub fn keys(value: &Value) -> Vec<String> {
    let key = |text: &str| text.to_lowercase().chars().take(LONGEST_KEY).collect::<String>();
    match value {
        Value::Null => Vec::new(),
        Value::String(text) => vec![key(text)],
        Value::Array(several) => several.iter().filter_map(Value::as_str).map(key).collect(),
        other => vec![other.to_string()],
    }
}

/// As a number to compare by: numbers themselves, dates as days since 1970.
pub fn as_number(kind: FieldKind, value: &Value) -> Option<f64> {
    match kind {
        FieldKind::Integer => value.as_f64(),
        FieldKind::Decimal => value.as_str()?.parse().ok(),
        FieldKind::Date => day_number(value.as_str()?),
        _ => None,
    }
}

/// Days since 1970.
pub fn day_number(text: &str) -> Option<f64> {
    let date: Date = text.get(..10)?.parse().ok()?;
    let days = Date::constant(1970, 1, 1).until(date).ok()?.get_days();
    Some(f64::from(days))
}

fn text(value: &Value, longest: usize) -> Result<String, String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return Err("must be a text".to_owned()),
    };
    if text.chars().count() > longest {
        return Err(format!("is longer than {longest} characters"));
    }
    Ok(text.replace('\0', ""))
}

fn line(value: &Value, longest: usize) -> Result<Value, String> {
    let text = text(value, longest)?;
    if text.chars().any(char::is_control) { Err("must be one line".to_owned()) } else { Ok(json!(text)) }
}

fn whole(value: &Value) -> Result<i64, String> {
    let number = value.as_i64().or_else(|| value.as_str()?.trim().parse().ok());
    number.filter(|number| number.abs() <= LARGEST).ok_or_else(|| "must be a whole number".to_owned())
}

/// As it was written, so that nothing is lost to binary fractions.
fn decimal(value: &Value) -> Result<String, String> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().replace(',', "."),
        _ => String::new(),
    };
    let digits = text.strip_prefix('-').unwrap_or(&text);
    let is_decimal = text.len() <= 40
        && digits.chars().any(|c| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.matches('.').count() <= 1;
    if is_decimal { Ok(text) } else { Err("must be a number, such as 12.50".to_owned()) }
}

fn date(value: &Value) -> Result<Date, String> {
    let text = value.as_str().unwrap_or_default();
    text.get(..10)
        .and_then(|day| day.parse().ok())
        .ok_or_else(|| "must be a day, such as 2026-11-22".to_owned())
}

fn tick(value: &Value) -> Result<bool, String> {
    match value {
        Value::Bool(ticked) => Ok(*ticked),
        Value::String(text) if text == "true" || text == "1" => Ok(true),
        Value::String(text) if text == "false" || text == "0" => Ok(false),
        _ => Err("must be true or false".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_as_they_were_written() {
        assert_eq!(decimal(&json!("12,50")), Ok("12.50".to_owned()));
        assert_eq!(decimal(&json!(-0.1)), Ok("-0.1".to_owned()));
        for wrong in [json!("1.2.3"), json!("12 €"), json!("."), json!("1e9"), json!(true), json!("--1")] {
            assert!(decimal(&wrong).is_err(), "{wrong}");
        }
        assert_eq!(whole(&json!("42")), Ok(42));
        assert!(whole(&json!(4.5)).is_err() && whole(&json!(i64::MAX)).is_err());
    }

    #[test]
    fn days_are_days_even_with_a_time_behind_them() {
        assert_eq!(date(&json!("2026-11-22T10:00:00Z")).unwrap().to_string(), "2026-11-22");
        assert!(date(&json!("2026-02-30")).is_err() && date(&json!("22/11/2026")).is_err());
        assert_eq!(day_number("1970-01-02"), Some(1.0));
        assert_eq!(day_number("1969-12-31"), Some(-1.0));
    }
}
