//! Pages of a list: by number, or by a cursor that stays right while the list changes.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::{Column, Conn, DbError, FromColumn, Param, Row, Sql, ToParam};

/// Which part of a list is wanted.
#[derive(Clone, Debug, PartialEq)]
pub enum Paging {
    /// By number.
    Offset {
        /// From 1.
        page: u32,
        /// Rows on a page.
        per_page: u32,
    },
    /// By place.
    Cursor {
        /// Rows on a page.
        size: u32,
        /// Where it starts.
        position: Position,
    },
}

/// Where a cursor's page starts.
#[derive(Clone, Debug, PartialEq)]
pub enum Position {
    /// At the first row.
    Start,
    /// Behind this row.
    After(Cursor),
    /// The rows that end before this one.
    Before(Cursor),
}

/// The place of a row: the value it is sorted by, and its id.
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor {
    key: SortKey,
    id: i64,
}

#[derive(Clone, Debug, PartialEq)]
enum SortKey {
    Int(i64),
    Text(String),
}

/// A part of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// Its rows.
    pub rows: Vec<T>,
    /// Rows in the whole list; known when paged by number.
    pub count: Option<i64>,
    /// Whether rows follow.
    pub has_next: bool,
    /// Whether rows come before.
    pub has_previous: bool,
    /// The place of the first row.
    pub first: Option<Cursor>,
    /// The place of the last row.
    pub last: Option<Cursor>,
}

/// A list: what to read, from where, in which order.
#[derive(Clone, Debug)]
pub struct Listing {
    /// What `map` takes of each row, as behind `SELECT`.
    pub columns: &'static str,
    /// `FROM … WHERE …`; the `WHERE` is required, so that conditions can follow.
    pub from: Sql,
    /// What to sort by: an expression that is never NULL, an integer or text.
    pub sort: &'static str,
    /// Largest first.
    pub descending: bool,
    /// The id that decides between equals.
    pub id: &'static str,
}

impl Cursor {
    /// A place in a list that is not read from here, such as search results; what the number means is the list's own.
    pub fn of_number(number: i64) -> Self {
        Self { key: SortKey::Int(number), id: number }
    }

    /// What [`Cursor::of_number`] was given.
    pub fn number(&self) -> i64 {
        self.id
    }

    /// As it stands in a URL.
    pub fn encode(&self) -> String {
        let text = match &self.key {
            SortKey::Int(number) => format!("i{}:{number}", self.id),
            SortKey::Text(text) => format!("t{}:{text}", self.id),
        };
        URL_SAFE_NO_PAD.encode(text)
    }

    /// Reads what [`Cursor::encode`] wrote; `None` for anything else.
    pub fn decode(text: &str) -> Option<Self> {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let (id, key) = text.get(1..)?.split_once(':')?;
        let key = match text.as_bytes().first()? {
            b'i' => SortKey::Int(key.parse().ok()?),
            b't' => SortKey::Text(key.to_owned()),
            _ => return None,
        };
        Some(Self { key, id: id.parse().ok()? })
    }
}

impl ToParam for SortKey {
    fn to_param(&self) -> Param<'_> {
        match self {
            Self::Int(number) => number.to_param(),
            Self::Text(text) => text.to_param(),
        }
    }
}

impl FromColumn for SortKey {
    const WANTED: &'static str = "an integer or text to sort by";

    fn from_column(column: Column<'_>) -> Option<Self> {
        match column {
            Column::Int(number) => Some(Self::Int(number)),
            Column::Text(text) => Some(Self::Text(text.to_owned())),
            _ => None,
        }
    }
}

impl<T> Page<T> {
    /// The same page with other rows.
    pub fn map<U>(self, make: impl FnMut(T) -> U) -> Page<U> {
        let Self { rows, count, has_next, has_previous, first, last } = self;
        Page { rows: rows.into_iter().map(make).collect(), count, has_next, has_previous, first, last }
    }

    /// Where the list goes on behind this page, if it does.
    pub fn next_position(&self) -> Option<Position> {
        self.last.clone().filter(|_| self.has_next).map(Position::After)
    }

    /// A page of a list that is short enough to be read whole.
    pub fn cut(mut rows: Vec<T>, paging: &Paging) -> Self {
        let count = rows.len();
        let place = |cursor: &Cursor| usize::try_from(cursor.number()).unwrap_or(usize::MAX).min(count);
        let size = |size: u32| usize::try_from(size).unwrap_or(usize::MAX);
        let (start, end) = match paging {
            Paging::Offset { page, per_page } => {
                let start = size(page.saturating_sub(1)).saturating_mul(size(*per_page)).min(count);
                (start, start.saturating_add(size(*per_page)).min(count))
            }
            Paging::Cursor { size: wanted, position } => match position {
                Position::Start => (0, size(*wanted).min(count)),
                Position::After(cursor) => {
                    let start = place(cursor).saturating_add(1).min(count);
                    (start, start.saturating_add(size(*wanted)).min(count))
                }
                Position::Before(cursor) => (place(cursor).saturating_sub(size(*wanted)), place(cursor)),
            },
        };
        let cursor = |index: usize| i64::try_from(index).ok().map(Cursor::of_number);
        rows.truncate(end);
        let rows = rows.split_off(start);
        Self {
            count: match paging {
                Paging::Offset { .. } => i64::try_from(count).ok(),
                Paging::Cursor { .. } => None,
            },
            has_next: end < count,
            has_previous: start > 0,
            first: if rows.is_empty() { None } else { cursor(start) },
            last: end.checked_sub(1).filter(|_| !rows.is_empty()).and_then(cursor),
            rows,
        }
    }

    /// All of a short list at once.
    pub fn whole(rows: Vec<T>) -> Self {
        let count = i64::try_from(rows.len()).ok();
        Self { rows, count, has_next: false, has_previous: false, first: None, last: None }
    }
}

impl Listing {
    /// Reads a page. `map` takes exactly the listing's columns.
    ///
    /// # Errors
    /// As for [`Conn::query`]; [`DbError::Cursor`] when the cursor belongs to another sort order.
    pub fn page<T>(
        &self,
        conn: &mut Conn,
        paging: &Paging,
        map: impl Fn(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Page<T>, DbError> {
        match paging {
            Paging::Offset { page, per_page } => self.numbered_page(conn, *page, *per_page, map),
            Paging::Cursor { size, position } => self.keyset_page(conn, *size, position, map),
        }
    }

    /// How many rows the whole list has.
    ///
    /// # Errors
    /// As for [`Conn::query`].
    pub fn count(&self, conn: &mut Conn) -> Result<i64, DbError> {
        let mut sql = Sql::new("SELECT COUNT(*) ");
        sql.append(&self.from).get(conn, |row| row.take())
    }

    fn numbered_page<T>(
        &self,
        conn: &mut Conn,
        page: u32,
        per_page: u32,
        map: impl Fn(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Page<T>, DbError> {
        let count = self.count(conn)?;
        let offset = i64::from(page.saturating_sub(1)) * i64::from(per_page);
        let mut sql = self.select();
        self.push_order(&mut sql, self.descending);
        sql.push(" LIMIT ").bind(i64::from(per_page)).push(" OFFSET ").bind(offset);
        let rows = sql.query(conn, map)?;
        let has_next = offset + i64::from(per_page) < count;
        Ok(Page { rows, count: Some(count), has_next, has_previous: offset > 0, first: None, last: None })
    }

    fn keyset_page<T>(
        &self,
        conn: &mut Conn,
        size: u32,
        position: &Position,
        map: impl Fn(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Page<T>, DbError> {
        let is_backwards = matches!(position, Position::Before(_));
        let descending = self.descending != is_backwards;
        let mut sql = self.select();
        if let Position::After(cursor) | Position::Before(cursor) = position {
            sql.push(" AND (").push(self.sort).push(", ").push(self.id);
            sql.push(if descending { ") < (" } else { ") > (" });
            sql.bind(&cursor.key).push(", ").bind(cursor.id).push(")");
        }
        self.push_order(&mut sql, descending);
        // One more than wanted tells whether others follow.
        sql.push(" LIMIT ").bind(i64::from(size) + 1);
        let placed = sql.query(conn, |row| {
            let value = map(row)?;
            Ok((value, Cursor { key: row.take()?, id: row.take()? }))
        });
        let mut placed =
            placed.map_err(|error| if self.refuses(position) { DbError::Cursor } else { error })?;
        let has_more = placed.len() > size as usize;
        placed.truncate(size as usize);
        if is_backwards {
            placed.reverse();
        }
        let (first, last) =
            (placed.first().map(|(_, at)| at.clone()), placed.last().map(|(_, at)| at.clone()));
        Ok(Page {
            rows: placed.into_iter().map(|(value, _)| value).collect(),
            count: None,
            has_next: if is_backwards { true } else { has_more },
            has_previous: if is_backwards { has_more } else { matches!(position, Position::After(_)) },
            first,
            last,
        })
    }

    /// PostgreSQL fails when a text is compared with a number: a cursor of another order was given.
    fn refuses(&self, position: &Position) -> bool {
        !matches!(position, Position::Start)
    }

    fn select(&self) -> Sql {
        let mut sql = Sql::new("SELECT ");
        sql.push(self.columns)
            .push(", ")
            .push(self.sort)
            .push(", ")
            .push(self.id)
            .push(" ")
            .append(&self.from);
        sql
    }

    fn push_order(&self, sql: &mut Sql, descending: bool) {
        let direction = if descending { " DESC" } else { " ASC" };
        sql.push(" ORDER BY ").push(self.sort).push(direction).push(", ").push(self.id).push(direction);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_its_journey_through_a_url() {
        for key in [SortKey::Int(-5), SortKey::Text("a:b é".to_owned())] {
            let cursor = Cursor { key, id: 42 };
            assert_eq!(Cursor::decode(&cursor.encode()), Some(cursor));
        }
        assert_eq!(Cursor::decode("garbage!"), None);
        assert_eq!(Cursor::decode("QQ"), None);
    }

    #[test]
    fn a_list_in_memory_is_cut_into_the_pages_that_hold_each_row_once() {
        let rows: Vec<i64> = (0..7).collect();
        let numbered = |page| Page::cut(rows.clone(), &Paging::Offset { page, per_page: 3 });
        assert_eq!((numbered(3).rows, numbered(3).has_next, numbered(1).count), (vec![6], false, Some(7)));
        assert_eq!((numbered(9).rows, numbered(9).has_previous), (vec![], true));
        let placed = |position| Page::cut(rows.clone(), &Paging::Cursor { size: 3, position });
        let (mut read, mut position) = (Vec::new(), Position::Start);
        loop {
            let page = placed(position);
            read.extend(page.rows);
            match page.last.filter(|_| page.has_next) {
                Some(last) => position = Position::After(last),
                None => break,
            }
        }
        assert_eq!(read, rows);
        assert_eq!(placed(Position::Before(Cursor::of_number(5))).rows, [2, 3, 4]);
    }
}
