//! The example's macros.

use ::tickets::{
    error::TicketError,
    macros::{MacroAction, MacroChange, create_macro},
};
use base::{Actor, Timestamp};
use db::Tx;
use demo::{MACROS, Macro};
use serde_json::json;

/// Stores all of them, for everybody.
pub fn store(tx: &mut Tx, now: Timestamp) -> Result<(), TicketError> {
    MACROS.iter().try_for_each(|example| create_macro(tx, now, &Actor::SYSTEM, change(example)).map(|_| ()))
}

fn change(example: &Macro) -> MacroChange {
    let action = |field: &str, value: &str| MacroAction { field: field.to_owned(), value: json!(value) };
    let reply = (!example.html.is_empty()).then(|| action("comment_value_html", example.html));
    let fields = example.fields.iter().map(|(field, value)| action(field, value));
    MacroChange {
        title: Some(example.title.to_owned()),
        description: Some(example.description.to_owned()),
        actions: Some(reply.into_iter().chain(fields).collect()),
        ..MacroChange::default()
    }
}
