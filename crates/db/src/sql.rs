//! Queries whose shape depends on what is asked.

use crate::{Conn, DbError, Param, Row, ToParam, Tx};

/// A query put together from fixed pieces of text and bound values, so that no value can become SQL.
#[derive(Clone, Debug, Default)]
pub struct Sql {
    text: String,
    params: Vec<Param<'static>>,
}

impl Sql {
    /// Starts with `text`.
    pub fn new(text: &'static str) -> Self {
        Self { text: text.to_owned(), params: Vec::new() }
    }

    /// Appends `text`.
    pub fn push(&mut self, text: &'static str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Appends a placeholder for `value`.
    pub fn bind(&mut self, value: impl ToParam) -> &mut Self {
        self.params.push(value.to_param().into_owned());
        self.text.push('$');
        self.text.push_str(&self.params.len().to_string());
        self
    }

    /// Appends `(…)` with a placeholder for each value, to stand behind `IN`. An empty list matches nothing.
    ///
    /// The number of placeholders is a power of two (the last value repeats), so that lists of many
    /// lengths share few prepared statements.
    pub fn list<T: ToParam>(&mut self, values: &[T]) -> &mut Self {
        let Some(last) = values.last() else { return self.push("(NULL)") };
        self.push("(");
        for index in 0..values.len().next_power_of_two() {
            if index > 0 {
                self.push(",");
            }
            self.bind(values.get(index).unwrap_or(last));
        }
        self.push(")")
    }

    /// Appends another query, its placeholders renumbered.
    pub fn append(&mut self, other: &Self) -> &mut Self {
        let mut pieces = other.text.split('$');
        self.text.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
            let (number, rest) = piece.split_at(digits);
            let index = number.parse::<usize>().unwrap_or_default();
            if let Some(param) = other.params.get(index.wrapping_sub(1)) {
                self.bind(param);
            }
            self.text.push_str(rest);
        }
        self
    }

    /// All its rows.
    ///
    /// # Errors
    /// As for [`Conn::query`].
    pub fn query<T>(
        &self,
        conn: &mut Conn,
        map: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        conn.query_text(&self.text, &self.params, map)
    }

    /// Its first row, which must exist.
    ///
    /// # Errors
    /// As for [`Conn::get`].
    pub fn get<T>(
        &self,
        conn: &mut Conn,
        map: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        self.query(conn, map)?.into_iter().next().ok_or(DbError::NotFound)
    }

    /// Runs it as a statement.
    ///
    /// # Errors
    /// As for [`Tx::execute`].
    pub fn execute(&self, tx: &mut Tx) -> Result<u64, DbError> {
        tx.execute_text(&self.text, &self.params)
    }
}

impl ToParam for Param<'_> {
    fn to_param(&self) -> Param<'_> {
        match self {
            Self::Text(text) => text.as_ref().to_param(),
            Self::Blob(bytes) => bytes.as_ref().to_param(),
            other => other.clone().into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_padded_to_a_power_of_two() {
        let mut sql = Sql::new("id IN ");
        sql.list(&[1_i64, 2, 3]);
        assert_eq!(sql.text, "id IN ($1,$2,$3,$4)");
        assert_eq!(sql.params[3], Param::Int(3));
    }

    #[test]
    fn an_appended_query_keeps_its_values() {
        let mut condition = Sql::new("b = ");
        condition.bind(2_i64).push(" AND c = ").bind(3_i64);
        let mut sql = Sql::new("a = ");
        sql.bind(1_i64).push(" AND ").append(&condition);
        assert_eq!(sql.text, "a = $1 AND b = $2 AND c = $3");
        assert_eq!(sql.params, [Param::Int(1), Param::Int(2), Param::Int(3)]);
    }
}
