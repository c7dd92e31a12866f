//! Lists in Zendesk's two paging styles.

use db::{Cursor, Page, Paging};
use serde::{Serialize, Serializer};
use serde_json::{
    json,
    value::{RawValue, to_raw_value},
};

use crate::{ApiError, Query};

/// A list's body: the rows under their name, links to other pages, and whatever is side-loaded. Each part is JSON text
/// already, so that long lists are written once, straight from their types.
#[derive(Debug, Default)]
pub struct PageBody(Vec<(String, Box<RawValue>)>);

impl PageBody {
    /// Adds a part under a name.
    ///
    /// # Errors
    /// 500 when it cannot be written as JSON.
    pub fn insert(&mut self, name: &str, part: &impl Serialize) -> Result<(), ApiError> {
        self.0.push((name.to_owned(), to_raw_value(part).map_err(ApiError::internal)?));
        Ok(())
    }

    /// Adds all parts of another body.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

impl Serialize for PageBody {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, part)| (name, part)))
    }
}

/// Shapes a page: `{<name>: […], next_page, previous_page, count}` when paged by number,
/// `{<name>: […], meta, links}` when paged by cursor.
///
/// # Errors
/// 500 when a row cannot be written as JSON.
pub fn render_page<T: Serialize>(name: &str, page: &Page<T>, query: &Query) -> Result<PageBody, ApiError> {
    let mut body = PageBody::default();
    body.insert(name, &page.rows)?;
    match query.paging()? {
        Paging::Offset { page: number, .. } => {
            let link = |exists: bool, number: u32| {
                exists.then(|| query.url_with(&[("page", Some(number.to_string()))]))
            };
            body.insert("next_page", &link(page.has_next, number.saturating_add(1)))?;
            body.insert("previous_page", &link(page.has_previous, number.saturating_sub(1)))?;
            body.insert("count", &page.count)?;
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
            let meta = json!({"has_more": page.has_next, "after_cursor": after, "before_cursor": before});
            body.insert("meta", &meta)?;
            body.insert("links", &json!({"next": next, "prev": previous}))?;
        }
    }
    Ok(body)
}
