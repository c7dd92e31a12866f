//! What the palette offers while somebody types.

use std::{collections::HashMap, sync::Arc};

use axum::{Extension, extract::State};
use base::{Actor, OrganizationId, TicketId, UserId};
use db::Conn;
use http::{ApiError, App, Json, Query, Staff};
use search::{Hit, Index, Kind};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    asked::resolve,
    results::{ids_of, visible_tickets},
};
use crate::{model::Status, search_feed::access_of};

const DEFAULT_LIMIT: i64 = 8;
const LARGEST_LIMIT: i64 = 20;

/// What somebody may be heading for, best first in each list.
#[derive(Default, Serialize, ToSchema)]
pub(in crate::api) struct SuggestionsResponse {
    /// Tickets.
    tickets: Vec<SuggestedTicket>,
    /// People.
    users: Vec<SuggestedUser>,
    /// Organizations.
    organizations: Vec<SuggestedOrganization>,
    /// How much a whole search for these words finds.
    count: usize,
}

/// A ticket, in short.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct SuggestedTicket {
    id: TicketId,
    subject: String,
    status: Status,
    requester_name: String,
    /// The subject as HTML, with what was looked for in `<mark>`.
    highlight: String,
}

/// A person, in short.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct SuggestedUser {
    id: UserId,
    name: String,
    email: Option<String>,
}

/// An organization, in short.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct SuggestedOrganization {
    id: OrganizationId,
    name: String,
}

/// Suggests what somebody who types may be heading for: words may be unfinished or misspelt, and none has a special
/// meaning.
#[utoipa::path(get, path = "/api/v2/search/suggest", operation_id = "list_search_suggestions", tag = "search",
    params(("query" = String, Query), ("limit" = Option<i64>, Query)),
    responses((status = 200, body = SuggestionsResponse)))]
pub(in crate::api) async fn list_search_suggestions(
    State(app): State<App>,
    Extension(index): Extension<Arc<Index>>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<SuggestionsResponse>, ApiError> {
    let now = app.clock.now();
    let limit = query.number("limit")?.unwrap_or(DEFAULT_LIMIT).clamp(1, LARGEST_LIMIT);
    let limit = usize::try_from(limit).unwrap_or_default();
    let Some(text) = query.text("query").map(str::to_owned) else {
        return Ok(Json(SuggestionsResponse::default()));
    };
    app.db
        .read(move |c| {
            let access = access_of(&actor);
            let words = search::Query::of_words(&text);
            let hits =
                index.suggest(&text, &access, now.unix_seconds(), limit).map_err(ApiError::internal)?;
            let resolved = resolve(c, &actor, now, &words)?;
            let count = index.count(&resolved, &access).map_err(ApiError::internal)?;
            Ok(Json(SuggestionsResponse {
                tickets: suggested_tickets(c, &actor, &hits, &words)?,
                users: suggested_users(c, &hits)?,
                organizations: suggested_organizations(c, &hits)?,
                count,
            }))
        })
        .await
}

fn suggested_tickets(
    c: &mut Conn,
    actor: &Actor,
    hits: &[Hit],
    words: &search::Query,
) -> Result<Vec<SuggestedTicket>, ApiError> {
    let tickets = visible_tickets(c, actor, hits)?;
    let requesters: Vec<UserId> = tickets.iter().map(|ticket| ticket.requester_id).collect();
    let requesters = people::store::find_users(c, &requesters)?;
    let names: HashMap<UserId, String> = requesters.into_iter().map(|user| (user.id, user.name)).collect();
    let suggestions = tickets.into_iter().map(|ticket| SuggestedTicket {
        id: ticket.id,
        status: ticket.status,
        requester_name: names.get(&ticket.requester_id).cloned().unwrap_or_default(),
        highlight: marked(&ticket.subject, words),
        subject: ticket.subject,
    });
    Ok(in_order_of(hits, Kind::Ticket, suggestions, |ticket| ticket.id.0))
}

fn suggested_users(c: &mut Conn, hits: &[Hit]) -> Result<Vec<SuggestedUser>, ApiError> {
    let users = people::store::find_users(c, &ids_of(hits, Kind::User, UserId))?;
    let users = users.into_iter().filter(|user| user.active);
    let suggestions = users.map(|user| SuggestedUser { id: user.id, name: user.name, email: user.email });
    Ok(in_order_of(hits, Kind::User, suggestions, |user| user.id.0))
}

fn suggested_organizations(c: &mut Conn, hits: &[Hit]) -> Result<Vec<SuggestedOrganization>, ApiError> {
    let found = people::store::find_organizations(c, &ids_of(hits, Kind::Organization, OrganizationId))?;
    let suggestions = found.into_iter().map(|found| SuggestedOrganization { id: found.id, name: found.name });
    Ok(in_order_of(hits, Kind::Organization, suggestions, |organization| organization.id.0))
}

/// What was read by id, in the order it was found.
fn in_order_of<T>(hits: &[Hit], kind: Kind, read: impl Iterator<Item = T>, id: fn(&T) -> i64) -> Vec<T> {
    let mut by_id: HashMap<i64, T> = read.map(|one| (id(&one), one)).collect();
    ids_of(hits, kind, |id| id).iter().filter_map(|id| by_id.remove(id)).collect()
}

/// A text as HTML, with what was looked for in `<mark>`.
fn marked(text: &str, words: &search::Query) -> String {
    let mut html = String::with_capacity(text.len());
    let mut end = 0;
    for range in search::highlight(text, words) {
        push_escaped(&mut html, text.get(end..range.start).unwrap_or_default());
        html.push_str("<mark>");
        push_escaped(&mut html, text.get(range.clone()).unwrap_or_default());
        html.push_str("</mark>");
        end = range.end;
    }
    push_escaped(&mut html, text.get(end..).unwrap_or_default());
    html
}

fn push_escaped(html: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked_for(text: &str, words: &str) -> String {
        marked(text, &search::Query::of_words(words))
    }

    #[test]
    fn what_was_looked_for_is_marked() {
        assert_eq!(
            marked_for("Écran fêlé à la livraison", "ecran livr"),
            "<mark>Écran</mark> fêlé à la <mark>livraison</mark>"
        );
    }

    #[test]
    fn a_subject_cannot_bring_html_of_its_own() {
        let html = marked_for("<img src=x onerror='alert(1)'> & \"cable\"", "cable img");
        assert_eq!(
            html,
            "&lt;<mark>img</mark> src=x onerror=&#39;alert(1)&#39;&gt; &amp; &quot;<mark>cable</mark>&quot;"
        );
    }
}
