//! Placeholders in texts: Liquid, with Zendesk's names, such as `{{agent.name}}`.
//!
//! Of Liquid there are output, conditions (`if`, `unless`, `case`), `comment` and `raw`, and the filters that cannot
//! make a short text grow without bounds; loops, assignments and captures could.

mod template;
mod values;

use liquid::Object;
use serde_json::Value;

pub use self::{
    template::{Template, TemplateError},
    values::{organization_values, user_values},
};

/// What placeholders stand for, by their names.
#[derive(Clone, Debug)]
pub struct Values(Object);

impl From<Value> for Values {
    fn from(values: Value) -> Self {
        // JSON has nothing that Liquid's values have not.
        Self(liquid::to_object(&values).unwrap_or_default())
    }
}
