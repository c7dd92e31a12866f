//! The database asked directly: prepared statements, all rows and columns read, nothing made of them.

use std::{collections::HashMap, path::Path};

use postgres::{NoTls, Statement, types::ToSql};
use rusqlite::{Connection, OpenFlags, params_from_iter, types::ValueRef};

use crate::{Outcome, desk::Desk};

/// A connection past the desk.
pub enum Raw {
    /// Into the embedded database's file.
    Sqlite(Connection),
    /// Into the PostgreSQL server.
    Postgres(Box<Postgres>),
}

/// A connection with its prepared statements.
pub struct Postgres {
    client: postgres::Client,
    statements: HashMap<String, Statement>,
}

/// A statement with integers for its placeholders `$1`, `$2`, …
pub struct Query {
    text: String,
    values: Vec<i64>,
}

impl Query {
    /// This text with these values.
    pub fn new(text: impl Into<String>, values: &[i64]) -> Self {
        Self { text: text.into(), values: values.to_vec() }
    }

    /// This text, then `($1, $2, …)` for a list of values, then more text.
    pub fn with_list(before: &str, values: &[i64], after: &str) -> Self {
        let places: Vec<String> = (1..=values.len().max(1)).map(|number| format!("${number}")).collect();
        let values = if values.is_empty() { vec![0] } else { values.to_vec() };
        Self { text: format!("{before}({}){after}", places.join(",")), values }
    }
}

impl Raw {
    /// Connects to a desk's database.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub fn open(desk: &Desk) -> Outcome<Self> {
        match desk.database_url() {
            None => Self::open_sqlite(&desk.data().join("guichet.db")),
            Some(url) => {
                let client = postgres::Client::connect(url, NoTls)?;
                Ok(Self::Postgres(Box::new(Postgres { client, statements: HashMap::new() })))
            }
        }
    }

    /// Reads as the desk's own readers do: with as much cache.
    fn open_sqlite(path: &Path) -> Outcome<Self> {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        connection.execute_batch("PRAGMA cache_size = -8000;")?;
        connection.set_prepared_statement_cache_capacity(100);
        Ok(Self::Sqlite(connection))
    }

    /// Runs a statement to its last row; each row's first column, where that is an integer.
    ///
    /// # Errors
    /// When it fails.
    pub fn ids(&mut self, query: &Query) -> Outcome<Vec<i64>> {
        match self {
            Self::Sqlite(connection) => read_sqlite(connection, query),
            Self::Postgres(postgres) => postgres.read(query),
        }
    }

    /// The one number that a statement gives.
    ///
    /// # Errors
    /// When it fails, or gives none.
    pub fn number(&mut self, text: &str, values: &[i64]) -> Outcome<i64> {
        let numbers = self.ids(&Query::new(text, values))?;
        numbers.first().copied().ok_or_else(|| format!("no row: {text}").into())
    }

    /// Runs statements one after another.
    ///
    /// # Errors
    /// As soon as one fails.
    pub fn run(&mut self, queries: &[Query]) -> Outcome<()> {
        queries.iter().try_for_each(|query| self.ids(query).map(|_| ()))
    }
}

fn read_sqlite(connection: &Connection, query: &Query) -> Outcome<Vec<i64>> {
    let mut statement = connection.prepare_cached(&query.text)?;
    let columns = statement.column_count();
    let mut rows = statement.query(params_from_iter(&query.values))?;
    let mut ids = Vec::new();
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            std::hint::black_box(row.get_ref(column)?);
        }
        if let ValueRef::Integer(id) = row.get_ref(0)? {
            ids.push(id);
        }
    }
    Ok(ids)
}

impl Postgres {
    fn read(&mut self, query: &Query) -> Outcome<Vec<i64>> {
        let statement = match self.statements.get(&query.text) {
            Some(statement) => statement.clone(),
            None => {
                let statement = self.client.prepare(&query.text)?;
                self.statements.insert(query.text.clone(), statement.clone());
                statement
            }
        };
        let values: Vec<&(dyn ToSql + Sync)> =
            query.values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        let rows = self.client.query(&statement, &values)?;
        Ok(rows.iter().filter_map(|row| row.try_get::<_, i64>(0).ok()).collect())
    }
}
