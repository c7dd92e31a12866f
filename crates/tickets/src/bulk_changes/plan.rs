//! What is to be done to the next tickets: made out by a reader, so that the writer only writes.

use base::{Actor, BulkChangeId, TicketId, Timestamp};
use db::Conn;
use http::Invalid;
use people::placeholders::{Template, TemplateError};
use serde_json::{Value, json};

use super::{
    BulkChange, Deed, STEP,
    ask::text_of,
    outcome::{Kind, Refusal},
    store,
};
use crate::{
    access::access_tickets,
    change::{Change, NewComment, PreparedBody},
    error::TicketError,
    macros::{Macro, access_macro, changes, effect},
    model::Ticket,
    placeholders::{self, Form, values_for},
};

/// The next tickets, and what is to be done to each.
pub(super) struct Plan {
    pub actor: Option<Actor>,
    pub tickets: Vec<(TicketId, Result<Change, Refusal>)>,
}

/// What is the same for every ticket.
pub(super) enum Common {
    /// The change, and the text of its comment with placeholders.
    Change {
        change: Box<Change>,
        text: Option<(Template, Form)>,
    },
    Macro(Macro),
}

impl Common {
    /// What a deed means for every ticket; `change` is its change, where it is one.
    ///
    /// # Errors
    /// When its macro is gone, or its text makes no sense any more.
    pub fn read(c: &mut Conn, actor: &Actor, deed: &Deed, change: Change) -> Result<Self, TicketError> {
        if let Deed::Macro(id) = deed {
            return access_macro(c, actor, *id).map(Self::Macro);
        }
        let text = match deed.comment()? {
            None => None,
            Some(comment) => {
                let (text, is_html) = text_of(&comment);
                let form = if is_html { Form::Html } else { Form::Text };
                Some((placeholders::template(text).map_err(misfit)?, form))
            }
        };
        Ok(Self::Change { change: Box::new(change), text })
    }

    fn for_ticket(
        &self,
        c: &mut Conn,
        now: Timestamp,
        actor: &Actor,
        ticket: &Ticket,
        address: &str,
    ) -> Result<Change, TicketError> {
        match self {
            Self::Macro(used) => {
                let (effect, _) = effect(c, now, actor, used, ticket, address)?;
                let said = |reply: crate::macros::Reply| {
                    actor.user_id.map(|me| NewComment::new(me, reply.public.unwrap_or(true), reply.body))
                };
                let comment = effect.reply.and_then(said);
                Ok(Change { comment, macro_ids: vec![used.id], ..effect.change })
            }
            Self::Change { change, text } => {
                let mut change = Change::clone(change);
                if let (Some(comment), Some((template, form))) = (&mut change.comment, text) {
                    comment.body = filled(c, actor, ticket, address, template, *form)?;
                }
                Ok(change)
            }
        }
    }

    /// What it would make of a ticket, in the shape in which macros show their effect.
    ///
    /// # Errors
    /// When it cannot be done to this ticket.
    pub fn preview(
        &self,
        c: &mut Conn,
        now: Timestamp,
        actor: &Actor,
        ticket: &Ticket,
        address: &str,
    ) -> Result<Value, TicketError> {
        if let Self::Macro(used) = self {
            let (effect, after) = effect(c, now, actor, used, ticket, address)?;
            return Ok(changes(ticket, &after, &effect, address));
        }
        let change = self.for_ticket(c, now, actor, ticket, address)?;
        let mut shown = json!({"id": ticket.id});
        if let Some(comment) = change.comment {
            shown["comment"] =
                json!({"body": comment.body.text, "html_body": comment.body.html, "public": comment.public});
        }
        Ok(shown)
    }
}

fn filled(
    c: &mut Conn,
    actor: &Actor,
    ticket: &Ticket,
    address: &str,
    template: &Template,
    form: Form,
) -> Result<PreparedBody, TicketError> {
    let values = values_for(c, actor, ticket, address, form)?;
    let text = template.fill(values).map_err(misfit)?;
    Ok(match form {
        Form::Html => PreparedBody::from_html(&text),
        Form::Text => PreparedBody::from_text(&text),
    })
}

fn misfit(error: TemplateError) -> Invalid {
    Invalid::field("comment", error.to_string())
}

/// Plans the next step; `None` when no ticket waits any more.
///
/// # Errors
/// When a query fails.
pub(super) fn next(
    c: &mut Conn,
    now: Timestamp,
    bulk: &BulkChange,
    common: &Common,
) -> Result<Option<Plan>, TicketError> {
    let waiting = list_waiting(c, bulk.id)?;
    if waiting.is_empty() {
        return Ok(None);
    }
    let Some(actor) = bulk.actor(c)? else {
        let tickets = waiting.into_iter().map(|id| (id, Err(Refusal::of_author()))).collect();
        return Ok(Some(Plan { actor: None, tickets }));
    };
    let mut seen = access_tickets(c, &actor, &waiting)?;
    let mut tickets = Vec::with_capacity(waiting.len());
    for id in waiting {
        let Some(ticket) = seen.remove(&id) else {
            tickets.push((id, Err(Refusal::new(TicketError::NotFound, None)?)));
            continue;
        };
        let planned = match common.for_ticket(c, now, &actor, &ticket, &bulk.address) {
            Ok(change) => Ok(change),
            Err(error) => Err(Refusal::new(error, Some(ticket.status))?),
        };
        tickets.push((id, planned));
    }
    Ok(Some(Plan { actor: Some(actor), tickets }))
}

fn list_waiting(c: &mut Conn, id: BulkChangeId) -> Result<Vec<TicketId>, TicketError> {
    let waiting = store::list_next(c, id, Kind::Waiting, STEP)?;
    Ok(waiting.into_iter().map(|(ticket, _)| ticket).collect())
}
