//! Incremental exports: everything that changed since a time, a page at a time, in Zendesk's two styles.

use base::{ParseTimestampError, Timestamp};
use db::{Cursor, Page, Paging, Position};
use serde::Serialize;

use crate::{ApiError, PageBody, Query};

/// The most rows on a page of an export, and as many as there are unless fewer are asked for.
const PAGE_SIZE: u32 = 1000;
/// How many rows are read at once to complete the last second of a page.
const REST_SIZE: u32 = 100;

impl Query {
    /// From when on an export is wanted: `start_time`, else from the beginning.
    ///
    /// # Errors
    /// 422 when it is no time.
    pub fn start_time(&self) -> Result<Timestamp, ApiError> {
        let bad = |error: ParseTimestampError| ApiError::unprocessable(format!("start_time: {error}"));
        self.get("start_time").unwrap_or("0").parse().map_err(bad)
    }

    /// How many rows a page of an export holds: `per_page`, at most 1000.
    pub fn export_size(&self) -> u32 {
        self.get("per_page").and_then(|size| size.parse().ok()).unwrap_or(PAGE_SIZE).clamp(1, PAGE_SIZE)
    }

    /// Where an export by cursor goes on: behind `cursor`, else at `start_time`.
    ///
    /// # Errors
    /// 422 when either makes no sense.
    pub fn export_place(&self) -> Result<(Timestamp, Paging), ApiError> {
        let (start, position) = match self.get("cursor") {
            Some(text) => {
                let cursor = Cursor::decode(text).ok_or_else(|| ApiError::from(db::DbError::Cursor))?;
                (Timestamp(0), Position::After(cursor))
            }
            None => (self.start_time()?, Position::Start),
        };
        Ok((start, Paging::Cursor { size: self.export_size(), position }))
    }
}

/// The first page of a list that is sorted by time, with everything of its last second: a reader goes on with the next
/// second, and must not miss what shares one with the last row.
///
/// # Errors
/// Those of `read`.
pub fn page_of_whole_seconds<T, E>(
    size: u32,
    mut read: impl FnMut(&Paging) -> Result<Page<T>, E>,
    changed_at: impl Fn(&T) -> Timestamp,
) -> Result<Page<T>, E> {
    let second = |row: &T| changed_at(row).unix_seconds();
    let mut page = read(&Paging::Cursor { size, position: Position::Start })?;
    let Some(last_second) = page.rows.last().map(second) else { return Ok(page) };
    while page.has_next
        && let Some(cursor) = page.last.clone()
    {
        let mut rest = read(&Paging::Cursor { size: REST_SIZE, position: Position::After(cursor) })?;
        let belonging = rest.rows.iter().take_while(|row| second(row) == last_second).count();
        let is_whole = belonging < rest.rows.len();
        rest.rows.truncate(belonging);
        page.rows.extend(rest.rows);
        if is_whole {
            break;
        }
        (page.has_next, page.last) = (rest.has_next, rest.last);
    }
    Ok(page)
}

/// Shapes a page by time: `{<name>: […], count, end_of_stream, end_time, next_page}`. `end` is when the last row changed;
/// its second is whole, so the next page begins with the next one.
///
/// # Errors
/// 500 when a row cannot be written as JSON.
pub fn render_export<T: Serialize>(
    name: &str,
    rows: &[T],
    end: Option<Timestamp>,
    has_more: bool,
    query: &Query,
) -> Result<PageBody, ApiError> {
    let end = end.map(Timestamp::unix_seconds);
    let next = end.map(|end| query.url_with(&[("start_time", Some((end + 1).to_string()))]));
    let mut body = PageBody::default();
    body.insert(name, &rows)?;
    body.insert("count", &rows.len())?;
    body.insert("end_of_stream", &!has_more)?;
    body.insert("end_time", &end)?;
    body.insert("next_page", &next)?;
    Ok(body)
}

/// Shapes a page by cursor: `{<name>: […], after_cursor, after_url, before_cursor, before_url, end_of_stream}`.
///
/// # Errors
/// 500 when a row cannot be written as JSON.
pub fn render_cursor_export<T: Serialize>(
    name: &str,
    page: &Page<T>,
    query: &Query,
) -> Result<PageBody, ApiError> {
    // An empty page leaves the reader where it was.
    let after = page.last.as_ref().map(Cursor::encode).or_else(|| query.get("cursor").map(str::to_owned));
    let after_url =
        after.clone().map(|cursor| query.url_with(&[("cursor", Some(cursor)), ("start_time", None)]));
    let mut body = PageBody::default();
    body.insert(name, &page.rows)?;
    body.insert("after_cursor", &after)?;
    body.insert("after_url", &after_url)?;
    body.insert("before_cursor", &None::<String>)?;
    body.insert("before_url", &None::<String>)?;
    body.insert("end_of_stream", &!page.has_next)?;
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of times in half seconds, read as a database would.
    fn read(times: &[i64]) -> impl FnMut(&Paging) -> Result<Page<i64>, ()> {
        move |paging| {
            let Paging::Cursor { size, position } = paging else { return Err(()) };
            let from = match position {
                Position::After(cursor) => usize::try_from(cursor.number()).unwrap(),
                _ => 0,
            };
            let to = times.len().min(from + *size as usize);
            let mut page = Page::whole(times[from..to].to_vec());
            page.has_next = to < times.len();
            page.last = Some(Cursor::of_number(i64::try_from(to).unwrap()));
            Ok(page)
        }
    }

    fn pages(size: u32, times: &[i64]) -> (Vec<i64>, bool) {
        let page = page_of_whole_seconds(size, read(times), |half| Timestamp(half * 500_000)).unwrap();
        (page.rows, page.has_next)
    }

    #[test]
    fn a_page_ends_with_a_whole_second() {
        assert_eq!(pages(2, &[0, 2, 3, 3, 4]), (vec![0, 2, 3, 3], true));
        assert_eq!(pages(3, &[0, 2, 3, 4]), (vec![0, 2, 3], true));
        assert_eq!(pages(2, &[0, 2, 3, 3]), (vec![0, 2, 3, 3], false));
        assert_eq!(pages(9, &[0, 2]), (vec![0, 2], false));
        assert_eq!(pages(9, &[]), (vec![], false));
    }

    #[test]
    fn a_second_longer_than_what_is_read_at_once_is_whole_too() {
        let mut times = vec![2; 250];
        times.push(4);
        assert_eq!(pages(1, &times), (vec![2; 250], true));
    }
}
