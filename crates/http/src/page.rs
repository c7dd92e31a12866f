//! Lists in Zendesk's two paging styles.

use db::{Cursor, Page, Paging};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::{ApiError, Query};

/// A list's body: the rows under their name, links to other pages, and whatever is side-loaded.
pub type PageBody = Map<String, Value>;

/// Shapes a page: `{<name>: […], next_page, previous_page, count}` when paged by number,
/// `{<name>: […], meta, links}` when paged by cursor.
///
/// # Errors
/// 500 when a row cannot be written as JSON.
pub fn render_page<T: Serialize>(name: &str, page: &Page<T>, query: &Query) -> Result<PageBody, ApiError> {
    let mut body = Map::new();
    body.insert(name.to_owned(), serde_json::to_value(&page.rows).map_err(ApiError::internal)?);
    match query.paging()? {
        Paging::Offset { page: number, .. } => {
            let link = |exists: bool, number: u32| {
                exists.then(|| query.url_with(&[("page", Some(number.to_string()))]))
            };
            body.insert("next_page".to_owned(), json!(link(page.has_next, number.saturating_add(1))));
            body.insert("previous_page".to_owned(), json!(link(page.has_previous, number.saturating_sub(1))));
            body.insert("count".to_owned(), json!(page.count));
        }
        Paging::Cursor { .. } => {
            let (after, before) =
                (page.last.as_ref().map(Cursor::encode), page.first.as_ref().map(Cursor::encode));
            let link = |exists: bool, name, other, cursor: &Option<String>| {
                let cursor = cursor.clone().filter(|_| exists)?;
                Some(query.url_with(&[(name, Some(cursor)), (other, None)]))
            };
            let next = link(page.has_next, "page[after]", "page[before]", &after);
            let previous = link(page.has_previous, "page[before]", "page[after]", &before);
            body.insert(
                "meta".to_owned(),
                json!({"has_more": page.has_next, "after_cursor": after, "before_cursor": before}),
            );
            body.insert("links".to_owned(), json!({"next": next, "prev": previous}));
        }
    }
    Ok(body)
}
