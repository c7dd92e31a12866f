//! What clients ask for.

use base::{Actor, MacroId, TicketId, Timestamp, ViewId};
use db::Tx;
use http::Invalid;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::Deed;
use crate::{
    actions::{apply, blank_ticket},
    change::Change,
    conditions::Conditions,
    error::TicketError,
    input::{CommentInput, TicketInput},
    macros::{self, access_macro},
    placeholders,
};

/// A change of many tickets. They are found by one of `view_id`, `conditions`, `query` and `ids`, and changed by one of
/// `ticket` and `macro_id`.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct BulkChangeInput {
    /// The tickets of this view.
    pub view_id: Option<ViewId>,
    /// The tickets that fulfil these conditions.
    pub conditions: Option<Conditions>,
    /// The tickets that this search finds.
    pub query: Option<String>,
    /// These tickets.
    pub ids: Option<Vec<TicketId>>,
    /// What to change. The comment may have placeholders, filled for each ticket.
    #[schema(value_type = Option<TicketInput>)]
    pub ticket: Option<Value>,
    /// The macro to use on each.
    pub macro_id: Option<MacroId>,
}

/// Which tickets are meant.
#[derive(Clone, Debug)]
pub(super) enum Selector {
    View(ViewId),
    Conditions(Conditions),
    Query(String),
    Ids(Vec<TicketId>),
}

impl BulkChangeInput {
    /// Which tickets are meant, and what is done to each.
    ///
    /// # Errors
    /// Naming what is missing or one too many.
    pub fn read(self) -> Result<(Selector, Deed), Invalid> {
        let selectors = [
            self.view_id.map(Selector::View),
            self.conditions.map(Selector::Conditions),
            self.query.map(Selector::Query),
            self.ids.map(Selector::Ids),
        ];
        let deeds = [self.ticket.map(Deed::Change), self.macro_id.map(Deed::Macro)];
        let selector =
            only(selectors, "view_id", "name tickets by one of view_id, conditions, query and ids")?;
        let deed = only(deeds, "ticket", "say what to change by one of ticket and macro_id")?;
        Ok((selector, deed))
    }
}

fn only<T>(given: impl IntoIterator<Item = Option<T>>, field: &str, hint: &str) -> Result<T, Invalid> {
    let mut given = given.into_iter().flatten();
    match (given.next(), given.next()) {
        (Some(one), None) => Ok(one),
        _ => Err(Invalid::field(field, hint)),
    }
}

impl Deed {
    /// Refuses what no ticket could be changed into, before any is.
    ///
    /// # Errors
    /// Naming the field that makes no sense.
    pub fn validate(&self, tx: &mut Tx, now: Timestamp, actor: &Actor) -> Result<(), TicketError> {
        match self {
            Self::Macro(id) => {
                let missing = |_| Invalid::field("macro_id", "there is no such macro").given(id.0);
                let used = access_macro(tx, actor, *id).map_err(missing)?;
                macros::validate_actions(tx, &used.actions)
            }
            Self::Change(ticket) => {
                let input: TicketInput = http::fit(ticket)?;
                if let Some(comment) = &input.comment {
                    validate_comment(comment)?;
                }
                let change = input.prepare().into_change(tx, now, actor)?;
                // Statuses and dates of a ticket of its own would refuse what others may become.
                let plain = Change { status: None, comment: None, ..change };
                apply(tx, &blank_ticket(actor, &macros::nobodys_ticket(), now), &plain, now)?;
                Ok(())
            }
        }
    }

    /// What it says on each ticket.
    ///
    /// # Errors
    /// When it is not readable.
    pub fn comment(&self) -> Result<Option<CommentInput>, Invalid> {
        match self {
            Self::Change(ticket) => Ok(http::fit::<TicketInput>(ticket)?.comment),
            Self::Macro(_) => Ok(None),
        }
    }
}

fn validate_comment(comment: &CommentInput) -> Result<(), Invalid> {
    let is_addressed = !comment.to.is_empty() || !comment.cc.is_empty() || comment.from.is_some();
    if is_addressed || !comment.uploads.is_empty() {
        return Err(Invalid::field(
            "comment",
            "what is said on many tickets has no files and addresses of its own",
        ));
    }
    let (text, _) = text_of(comment);
    if text.trim().is_empty() {
        return Err(Invalid::blank("comment"));
    }
    placeholders::template(text).map_err(|error| Invalid::field("comment", error.to_string()))?;
    Ok(())
}

/// A comment's text with placeholders, and whether it is HTML.
pub(super) fn text_of(comment: &CommentInput) -> (&str, bool) {
    match comment.html_body.as_deref().filter(|html| !html.trim().is_empty()) {
        Some(html) => (html, true),
        None => (comment.body.as_deref().or(comment.value.as_deref()).unwrap_or_default(), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tickets_and_what_is_done_to_them_are_named_in_one_way_each() {
        let both = BulkChangeInput {
            view_id: Some(ViewId(1)),
            query: Some("chair".to_owned()),
            macro_id: Some(MacroId(1)),
            ..BulkChangeInput::default()
        };
        assert_eq!(both.read().unwrap_err().fields[0].field, "view_id");
        let nothing = BulkChangeInput { ids: Some(vec![TicketId(1)]), ..BulkChangeInput::default() };
        assert_eq!(nothing.read().unwrap_err().fields[0].field, "ticket");
    }

    #[test]
    fn a_text_whose_placeholders_make_no_sense_is_refused_before_any_ticket_is_changed() {
        let comment = |text: &str| CommentInput { body: Some(text.to_owned()), ..CommentInput::default() };
        assert!(validate_comment(&comment("Hello {{ticket.requester.first_name}}")).is_ok());
        assert!(validate_comment(&comment("Hello {{ticket.requester.nmae}}")).is_err());
        assert!(validate_comment(&comment(" ")).is_err());
    }
}
