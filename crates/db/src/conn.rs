//! A connection, a transaction, and the rows they give.

use std::{
    cell::Cell,
    ops::{Deref, DerefMut},
    path::Path,
};

use crate::{
    DbError, FromColumn, Location, Param,
    postgres::{self, Pg},
    sqlite::{self, Sqlite},
};

/// A connection that reads.
pub struct Conn(pub(crate) Backend);

pub(crate) enum Backend {
    Sqlite(Sqlite),
    Postgres(Box<Pg>),
}

/// A transaction that is under way; reads like a [`Conn`], and writes.
pub struct Tx(Conn);

/// One row of an answer; its columns are taken from left to right.
pub struct Row<'r> {
    source: RowSource<'r>,
    next: Cell<usize>,
}

pub(crate) enum RowSource<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r ::postgres::Row),
}

pub(crate) fn open_writer(location: &Location) -> Result<Tx, DbError> {
    Ok(Tx(Conn(match location {
        Location::Sqlite(path) => Backend::Sqlite(Sqlite::open_writer(path)?),
        Location::Postgres(url) => Backend::Postgres(Box::new(Pg::new(url, postgres::Use::Write))),
    })))
}

pub(crate) fn open_reader(location: &Location, time_limit: std::time::Duration) -> Result<Conn, DbError> {
    Ok(Conn(match location {
        Location::Sqlite(path) => Backend::Sqlite(Sqlite::open_reader(path, time_limit)?),
        Location::Postgres(url) => Backend::Postgres(Box::new(Pg::new(url, postgres::Use::Read(time_limit)))),
    }))
}

impl Conn {
    /// All rows of a query, each made into a `T` by `map`.
    ///
    /// # Errors
    /// When the query fails or a column holds something unexpected.
    pub fn query<T>(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        self.query_text(sql, params, map)
    }

    /// The first row of a query, if there is one.
    ///
    /// # Errors
    /// As for [`Conn::query`].
    pub fn find<T>(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Option<T>, DbError> {
        Ok(self.query_text(sql, params, map)?.into_iter().next())
    }

    /// The first row of a query that must have one.
    ///
    /// # Errors
    /// [`DbError::NotFound`] when it has none; otherwise as for [`Conn::query`].
    pub fn get<T>(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        self.find(sql, params, map)?.ok_or(DbError::NotFound)
    }

    pub(crate) fn query_text<T>(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        match &mut self.0 {
            Backend::Sqlite(sqlite) => sqlite.query(sql, params, map),
            Backend::Postgres(pg) => pg.query(sql, params, map),
        }
    }

    pub(crate) fn copy_to(&mut self, target: &Path) -> Result<(), DbError> {
        match &mut self.0 {
            Backend::Sqlite(sqlite) => sqlite.copy_to(target),
            Backend::Postgres(_) => Err(DbError::Unsupported("back up PostgreSQL with its own pg_dump")),
        }
    }

    /// Begins a transaction that reads one moment of the database; its time limit counts from here.
    pub(crate) fn begin_snapshot(&mut self) -> Result<(), DbError> {
        match &mut self.0 {
            Backend::Sqlite(sqlite) => {
                sqlite.start_work();
                sqlite.batch(sqlite::BEGIN_SNAPSHOT)
            }
            Backend::Postgres(pg) => pg.begin(postgres::BEGIN_SNAPSHOT),
        }
    }

    /// Ends any transaction that is open; a connection that cannot even do that is broken, and replaced
    /// when it is next used.
    pub(crate) fn roll_back(&mut self) {
        if let Err(error) = self.batch("ROLLBACK") {
            tracing::debug!(%error, "could not roll back");
        }
    }

    fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        match &mut self.0 {
            Backend::Sqlite(sqlite) => sqlite.batch(sql),
            Backend::Postgres(pg) => pg.batch(sql),
        }
    }
}

impl Tx {
    /// Runs a statement; the number of rows it touched.
    ///
    /// # Errors
    /// When it fails, [`DbError::Constraint`] for a unique or foreign key.
    pub fn execute(&mut self, sql: &'static str, params: &[Param<'_>]) -> Result<u64, DbError> {
        self.execute_text(sql, params)
    }

    /// Runs an `INSERT … RETURNING id`; the new id.
    ///
    /// # Errors
    /// As for [`Tx::execute`].
    pub fn insert<I: FromColumn>(&mut self, sql: &'static str, params: &[Param<'_>]) -> Result<I, DbError> {
        self.get(sql, params, |row| row.take())
    }

    /// Runs a part of the transaction that may fail without the rest: then only the part is undone.
    ///
    /// # Errors
    /// The part's own.
    pub fn attempt<T, E: From<DbError>>(
        &mut self,
        part: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.batch("SAVEPOINT part")?;
        let result = part(self);
        self.batch(if result.is_ok() { "RELEASE part" } else { "ROLLBACK TO part; RELEASE part" })?;
        result
    }

    pub(crate) fn execute_text(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64, DbError> {
        match &mut self.0.0 {
            Backend::Sqlite(sqlite) => sqlite.execute(sql, params),
            Backend::Postgres(pg) => pg.execute(sql, params),
        }
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        self.0.batch(sql)
    }

    pub(crate) fn begin(&mut self) -> Result<(), DbError> {
        match &mut self.0.0 {
            Backend::Sqlite(sqlite) => sqlite.batch(sqlite::BEGIN),
            Backend::Postgres(pg) => pg.begin(postgres::BEGIN),
        }
    }

    pub(crate) fn commit(&mut self) -> Result<(), DbError> {
        self.batch(match &self.0.0 {
            Backend::Sqlite(_) => "COMMIT",
            Backend::Postgres(_) => postgres::COMMIT,
        })
    }

    pub(crate) fn id_ddl(&self) -> &'static str {
        match &self.0.0 {
            Backend::Sqlite(_) => "INTEGER PRIMARY KEY AUTOINCREMENT",
            Backend::Postgres(_) => "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
        }
    }

    /// Lets ids given by hand (imports, restores) be followed by higher ones.
    ///
    /// # Errors
    /// When the statement fails.
    pub fn advance_ids(&mut self, table: &'static str) -> Result<(), DbError> {
        match &self.0.0 {
            Backend::Sqlite(_) => Ok(()), // AUTOINCREMENT follows the highest id by itself
            Backend::Postgres(_) => self.batch(&format!(
                "SELECT setval(pg_get_serial_sequence('{table}', 'id'), GREATEST((SELECT MAX(id) FROM {table}), 1))"
            )),
        }
    }
}

impl Deref for Tx {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}

impl<'r> Row<'r> {
    pub(crate) fn new(source: RowSource<'r>) -> Self {
        Self { source, next: Cell::new(0) }
    }

    /// The next column.
    ///
    /// # Errors
    /// [`DbError::Column`] when it holds something else than a `T`.
    pub fn take<T: FromColumn>(&self) -> Result<T, DbError> {
        let index = self.next.replace(self.next.get() + 1);
        let column = match &self.source {
            RowSource::Sqlite(row) => sqlite::column(row, index)?,
            RowSource::Postgres(row) => postgres::column(row, index)?,
        };
        T::from_column(column).ok_or_else(|| DbError::Column {
            index,
            wanted: T::WANTED,
            found: format!("{column:?}").chars().take(60).collect(),
        })
    }
}
