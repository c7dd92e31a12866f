//! The embedded database.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use rusqlite::{
    Connection, OpenFlags, ToSql,
    types::{ToSqlOutput, ValueRef},
};

use crate::{
    Column, DbError, Param,
    conn::{Row, RowSource},
};

pub(crate) const BEGIN: &str = "BEGIN IMMEDIATE";
/// All that one closure reads is of one moment.
pub(crate) const BEGIN_SNAPSHOT: &str = "BEGIN";

/// How many virtual-machine steps SQLite takes between two looks at the time limit (some milliseconds).
const STEPS_BETWEEN_CHECKS: i32 = 100_000;

pub(crate) struct Sqlite {
    connection: Connection,
    started_at: Arc<Mutex<Option<Instant>>>,
}

impl Sqlite {
    pub(crate) fn open_writer(path: &Path) -> Result<Self, DbError> {
        let sqlite = Self::open(path)?;
        sqlite.connection.execute_batch(
            "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
             PRAGMA foreign_keys = ON; PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 2000;",
        )?;
        Ok(sqlite)
    }

    pub(crate) fn open_reader(path: &Path, time_limit: Duration) -> Result<Self, DbError> {
        let sqlite = Self::open(path)?;
        sqlite.connection.execute_batch(
            "PRAGMA query_only = ON; PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY;",
        )?;
        let started_at = Arc::clone(&sqlite.started_at);
        let is_overdue = move || {
            let started_at = *started_at.lock().unwrap_or_else(PoisonError::into_inner);
            started_at.is_some_and(|start| start.elapsed() > time_limit)
        };
        sqlite.connection.progress_handler(STEPS_BETWEEN_CHECKS, Some(is_overdue));
        Ok(sqlite)
    }

    fn open(path: &Path) -> Result<Self, DbError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(Duration::from_secs(30))?;
        connection.set_prepared_statement_cache_capacity(256);
        Ok(Self { connection, started_at: Arc::default() })
    }

    pub(crate) fn start_work(&mut self) {
        *self.started_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    pub(crate) fn query<T>(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        mut map: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        let mut statement = self.connection.prepare_cached(&numbered(sql))?;
        let mut rows = statement.query(rusqlite::params_from_iter(params))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(map(&Row::new(RowSource::Sqlite(row)))?);
        }
        Ok(found)
    }

    pub(crate) fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64, DbError> {
        let mut statement = self.connection.prepare_cached(&numbered(sql))?;
        Ok(statement.execute(rusqlite::params_from_iter(params))? as u64)
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        Ok(self.connection.execute_batch(sql)?)
    }

    pub(crate) fn copy_to(&mut self, target: &Path) -> Result<(), DbError> {
        let mut copy = Connection::open(target)?;
        let backup = rusqlite::backup::Backup::new(&self.connection, &mut copy)?;
        Ok(backup.run_to_completion(1000, Duration::from_millis(1), None)?)
    }
}

/// SQLite numbers `$1` by first appearance, but `?1` by its number.
fn numbered(sql: &str) -> String {
    sql.replace('$', "?")
}

impl ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Real(number) => ValueRef::Real(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

pub(crate) fn column<'r>(row: &'r rusqlite::Row<'_>, index: usize) -> Result<Column<'r>, DbError> {
    Ok(match row.get_ref(index)? {
        ValueRef::Null => Column::Null,
        ValueRef::Integer(number) => Column::Int(number),
        ValueRef::Real(number) => Column::Real(number),
        ValueRef::Text(bytes) => Column::Text(std::str::from_utf8(bytes).map_err(|_| DbError::Column {
            index,
            wanted: "UTF-8 text",
            found: "other bytes".to_owned(),
        })?),
        ValueRef::Blob(bytes) => Column::Blob(bytes),
    })
}
