//! Search.

mod asked;
mod names;
mod results;
mod suggestions;

use std::sync::Arc;

use axum::{Extension, extract::State};
use db::{Cursor, Page, Paging, Position};
use http::{ApiError, App, Json, PageBody, Query, Signed, Staff, render_page};
use search::{Hit, Index, Kind, MAX_OFFSET};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

pub(crate) use self::asked::asked_by;
pub(super) use self::suggestions::*;
use self::{asked::Asked, results::load_results};
pub(super) use self::{asked::resolve, results::visible_tickets};

/// What a search finds: tickets, users, groups and organizations in their usual shapes, each with its `result_type`,
/// and what is side-loaded beside them.
#[derive(Serialize, ToSchema)]
pub(super) struct SearchResponse {
    #[schema(value_type = Vec<Object>)]
    results: Vec<Value>,
    facets: Option<Value>,
    next_page: Option<String>,
    previous_page: Option<String>,
    count: Option<i64>,
    meta: Option<Value>,
    links: Option<Value>,
}

/// How much a search finds.
#[derive(Serialize, ToSchema)]
pub(super) struct SearchCountResponse {
    count: usize,
}

/// Lists what a query finds, the best fit first unless asked otherwise. End users find their own tickets.
#[utoipa::path(get, path = "/api/v2/search", operation_id = "list_search_results", tag = "search",
    params(("query" = String, Query), ("sort_by" = Option<String>, Query), ("sort_order" = Option<String>, Query)),
    responses((status = 200, body = SearchResponse)))]
pub(super) async fn list_search_results(
    State(app): State<App>,
    Extension(index): Extension<Arc<Index>>,
    Signed(actor): Signed,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let now = app.clock.now();
    let (offset, limit) = place(&query.paging()?)?;
    app.db
        .read(move |c| {
            let asked = Asked::read(c, &actor, now, &query, None)?;
            let paging = search::Paging::Offset { offset, limit };
            let found =
                index.search(&asked.query, &asked.access, asked.sort, paging).map_err(ApiError::internal)?;
            let (results, side_loads) = load_results(c, &actor, &found.hits, &query)?;
            let end = offset + found.hits.len();
            let page = Page {
                rows: results,
                count: Some(number(found.total)),
                has_next: end < found.total,
                has_previous: offset > 0,
                first: Some(Cursor::of_number(number(offset))),
                last: Some(Cursor::of_number(number(end))),
            };
            let mut body = render_page("results", &page, &query)?;
            body.insert("facets", &Value::Null)?;
            body.extend(side_loads);
            Ok(body)
        })
        .await
        .map(Json)
}

/// After how many results a page begins, and how many it holds. A cursor is a number of results.
fn place(paging: &Paging) -> Result<(usize, usize), ApiError> {
    let (offset, limit) = match paging {
        Paging::Offset { page, per_page } => {
            (i64::from(page.saturating_sub(1)) * i64::from(*per_page), i64::from(*per_page))
        }
        Paging::Cursor { size, position: Position::Start } => (0, i64::from(*size)),
        Paging::Cursor { size, position: Position::After(cursor) } => (cursor.number(), i64::from(*size)),
        Paging::Cursor { size, position: Position::Before(cursor) } => {
            let offset = cursor.number().saturating_sub(i64::from(*size)).max(0);
            (offset, cursor.number().saturating_sub(offset))
        }
    };
    let place = usize::try_from(offset).ok().zip(usize::try_from(limit).ok());
    match place {
        Some((offset, _)) if offset > MAX_OFFSET => Err(ApiError::unprocessable(format!(
            "only the first {MAX_OFFSET} results can be paged through; narrow the query, or use /api/v2/search/export"
        ))),
        Some(place) => Ok(place),
        None => Err(db::DbError::Cursor.into()),
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Counts what a query finds.
#[utoipa::path(get, path = "/api/v2/search/count", operation_id = "count_search_results", tag = "search",
    params(("query" = String, Query)), responses((status = 200, body = SearchCountResponse)))]
pub(super) async fn count_search_results(
    State(app): State<App>,
    Extension(index): Extension<Arc<Index>>,
    Signed(actor): Signed,
    query: Query,
) -> Result<Json<SearchCountResponse>, ApiError> {
    let now = app.clock.now();
    app.db
        .read(move |c| {
            let asked = Asked::read(c, &actor, now, &query, None)?;
            let count = index.count(&asked.query, &asked.access).map_err(ApiError::internal)?;
            Ok(Json(SearchCountResponse { count }))
        })
        .await
}

/// Lists everything of one type that a query finds, by id and however much it is, a page at a time.
#[utoipa::path(get, path = "/api/v2/search/export", operation_id = "export_search_results", tag = "search",
    params(("query" = String, Query), ("filter[type]" = String, Query)),
    responses((status = 200, body = SearchResponse)))]
pub(super) async fn export_search_results(
    State(app): State<App>,
    Extension(index): Extension<Arc<Index>>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let now = app.clock.now();
    let kind = exported_kind(&query)?;
    let (after, size) = match query.paging()? {
        Paging::Offset { per_page, .. } => (None, per_page),
        Paging::Cursor { size, position: Position::Start } => (None, size),
        Paging::Cursor { size, position: Position::After(cursor) } => (Some(cursor.number()), size),
        Paging::Cursor { position: Position::Before(_), .. } => {
            return Err(ApiError::unprocessable("page[before]: an export only goes forward"));
        }
    };
    app.db
        .read(move |c| {
            let asked = Asked::read(c, &actor, now, &query, Some(kind))?;
            // One more than wanted tells whether others follow.
            let paging = search::Paging::After { id: after, limit: size as usize + 1 };
            let found =
                index.search(&asked.query, &asked.access, asked.sort, paging).map_err(ApiError::internal)?;
            let has_more = found.hits.len() > size as usize;
            let hits: Vec<Hit> = found.hits.into_iter().take(size as usize).collect();
            let (results, side_loads) = load_results(c, &actor, &hits, &query)?;
            let mut body = export_body(&results, hits.last(), has_more, &query)?;
            body.extend(side_loads);
            Ok(body)
        })
        .await
        .map(Json)
}

fn exported_kind(query: &Query) -> Result<Kind, ApiError> {
    let asked = query.get("filter[type]");
    let kinds = [Kind::Ticket, Kind::User, Kind::Organization, Kind::Group];
    kinds
        .into_iter()
        .find(|kind| asked == Some(kind.name()))
        .ok_or_else(|| ApiError::unprocessable("filter[type]: write ticket, user, organization or group"))
}

/// Always in the cursor style, whether or not a size was asked for.
fn export_body(
    results: &[Value],
    last: Option<&Hit>,
    has_more: bool,
    query: &Query,
) -> Result<PageBody, ApiError> {
    let after = last.map(|hit| Cursor::of_number(hit.id).encode());
    let next =
        after.clone().filter(|_| has_more).map(|after| query.url_with(&[("page[after]", Some(after))]));
    let mut body = PageBody::default();
    body.insert("results", &results)?;
    body.insert("facets", &Value::Null)?;
    body.insert("meta", &json!({"has_more": has_more, "after_cursor": after, "before_cursor": null}))?;
    body.insert("links", &json!({"next": next, "prev": null}))?;
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cursor(size: u32, position: Position) -> Paging {
        Paging::Cursor { size, position }
    }

    #[test]
    fn both_styles_of_paging_name_a_place_among_the_results() {
        assert_eq!(place(&Paging::Offset { page: 3, per_page: 20 }).unwrap(), (40, 20));
        assert_eq!(place(&cursor(20, Position::Start)).unwrap(), (0, 20));
        assert_eq!(place(&cursor(20, Position::After(Cursor::of_number(40)))).unwrap(), (40, 20));
        assert_eq!(place(&cursor(20, Position::Before(Cursor::of_number(40)))).unwrap(), (20, 20));
    }

    #[test]
    fn the_page_before_never_repeats_what_follows_it() {
        assert_eq!(place(&cursor(20, Position::Before(Cursor::of_number(15)))).unwrap(), (0, 15));
    }

    #[test]
    fn a_page_too_far_on_or_a_made_up_cursor_is_refused() {
        assert!(place(&Paging::Offset { page: u32::MAX, per_page: 100 }).is_err());
        assert!(place(&cursor(20, Position::After(Cursor::of_number(-1)))).is_err());
        assert!(place(&cursor(20, Position::Before(Cursor::of_number(i64::MIN)))).is_err());
    }
}
