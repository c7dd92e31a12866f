//! Which tickets a bulk change is about.

use base::{Actor, TicketId, Timestamp};
use db::Conn;
use http::{ApiError, Invalid};
use search::{Index, Kind, MAX_PAGE, Paging, Sort};

use super::ask::Selector;
use crate::{api::search::asked_by, error::TicketError, store::ticket_lists, views};

/// Tickets that one bulk change may have.
pub(super) const MOST: usize = 50_000;

/// The tickets that are meant, by number, each once.
///
/// # Errors
/// When the view is not for the actor, conditions or query make no sense, or there are more than [`MOST`].
pub(super) fn find(
    c: &mut Conn,
    index: &Index,
    actor: &Actor,
    now: Timestamp,
    selector: &Selector,
) -> Result<Vec<TicketId>, ApiError> {
    let ids = match selector {
        Selector::View(id) => {
            let view = views::access_view(c, actor, *id).map_err(|error| match error {
                TicketError::NotFound => {
                    Invalid::field("view_id", "there is no such view").given(id.0).into()
                }
                other => other,
            })?;
            let asker = views::asker(c, actor)?;
            ticket_lists::list_ids_fulfilling(c, &views::conditions(&view)?, &asker, MOST + 1)?
        }
        Selector::Conditions(conditions) => {
            let asker = views::asker(c, actor)?;
            ticket_lists::list_ids_fulfilling(c, conditions, &asker, MOST + 1)?
        }
        Selector::Query(text) => search_all(c, index, actor, now, text)?,
        Selector::Ids(ids) => {
            let mut ids = ids.clone();
            ids.sort_unstable();
            ids.dedup();
            ids
        }
    };
    if ids.len() > MOST {
        let hint = format!("more than {MOST} tickets at once; narrow it");
        return Err(Invalid::field("view_id", hint).into());
    }
    Ok(ids)
}

fn search_all(
    c: &mut Conn,
    index: &Index,
    actor: &Actor,
    now: Timestamp,
    text: &str,
) -> Result<Vec<TicketId>, ApiError> {
    let (query, access) = asked_by(c, actor, now, text, Some(Kind::Ticket))?;
    let mut ids: Vec<TicketId> = Vec::new();
    loop {
        let after = ids.last().map(|id| id.0);
        let paging = Paging::After { id: after, limit: MAX_PAGE };
        let page = index.search(&query, &access, Sort::default(), paging).map_err(ApiError::internal)?;
        ids.extend(page.hits.iter().map(|hit| TicketId(hit.id)));
        if page.hits.len() < MAX_PAGE || ids.len() > MOST {
            return Ok(ids);
        }
    }
}
