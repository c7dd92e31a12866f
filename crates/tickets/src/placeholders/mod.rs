//! Placeholders in texts that are written for a ticket: Liquid, with Zendesk's names, such as
//! `{{ticket.requester.first_name}}`.
//!
//! Of Liquid there are output, conditions (`if`, `unless`, `case`), `comment` and `raw`, and the filters that cannot
//! make a short text grow without bounds; loops, assignments and captures could.

mod template;
mod values;

pub use self::{
    template::{Template, TemplateError},
    values::{Form, values_for},
};
