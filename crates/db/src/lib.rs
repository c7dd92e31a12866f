//! SQLite and PostgreSQL behind two closures, `read` and `write`; migrations; blobs.
//!
//! Data functions are plain synchronous Rust with plain SQL and `$1` placeholders, and run on both
//! databases unchanged. They take a [`Conn`] to read and a [`Tx`] to write:
//!
//! ```ignore
//! let page = db.read(move |c| store::find_ticket(c, id)).await?;
//! let id = db.write(move |tx| actions::create_ticket(tx, &actor, new)).await?;
//! ```
//!
//! Invariants:
//! - **One writer at a time, everywhere.** SQLite has one writer thread; on PostgreSQL every
//!   process's writer takes the same advisory lock when its transaction begins. So ids are
//!   committed in order, a reader of the feed never skips one, and two writers never deadlock.
//! - Writes are **committed in groups**: what queued while a commit was under way shares the next
//!   one, each in its own savepoint; nobody is answered before their commit is durable.
//! - Nothing slow and no network inside `write`.
//!
//! Portable SQL: BIGINT for every integer, id and yes/no (0 or 1); instants as BIGINT microseconds
//! UTC; JSON as TEXT; `RETURNING`, `ON CONFLICT`, CTEs, window functions, row values. Only the
//! token `{id}` in DDL differs between the two.

mod blobs;
mod column;
mod conn;
mod error;
mod migrate;
mod page;
mod postgres;
mod sql;
mod sqlite;
mod threads;

use std::{path::PathBuf, sync::Arc};

use tokio::sync::{oneshot, watch};

use self::threads::{ReadJob, Threads, WriteJob};
pub use self::{
    blobs::{BlobError, BlobHash, Blobs, S3Settings},
    column::{Column, FromColumn, Param, ToParam},
    conn::{Conn, Row, Tx},
    error::DbError,
    page::{Cursor, Listing, Page, Paging, Position},
    sql::Sql,
    threads::Waiting,
};

/// Which database, and where.
#[derive(Clone)]
pub enum Location {
    /// A file; its folder must exist.
    Sqlite(PathBuf),
    /// A `postgres://` URL.
    Postgres(String),
}

/// A handle on the database; cheap to clone.
#[derive(Clone)]
pub struct Db {
    threads: Arc<Threads>,
    committed: watch::Receiver<u64>,
    location: Location,
}

impl Db {
    /// Opens the database, brings its schema up to date and starts its threads.
    ///
    /// # Errors
    /// When it cannot be reached, is newer than this program, or a migration fails.
    pub fn open(location: Location) -> Result<Self, DbError> {
        migrate::run_on_its_own_thread(location.clone())?;
        let (announce, committed) = watch::channel(0);
        let announce = Arc::new(announce);
        if let Location::Postgres(url) = &location {
            postgres::listen(url.clone(), Arc::downgrade(&announce));
        }
        let threads = Arc::new(Threads::start(&location, announce)?);
        Ok(Self { threads, committed, location })
    }

    /// Whether a database holds nothing of ours yet; asks without changing it.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn is_blank(location: Location) -> Result<bool, DbError> {
        migrate::is_blank(location)
    }

    /// Runs a query on one of the readers.
    ///
    /// # Errors
    /// The closure's own, or [`DbError::Busy`] when too many wait already.
    pub async fn read<T, E, F>(&self, job: F) -> Result<T, E>
    where
        F: FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.threads.submit_read(ReadJob::boxed(job, reply))?;
        answer.await.unwrap_or_else(|_| Err(DbError::Panicked.into()))
    }

    /// Like [`Db::read`] for work that may take long (exports, reports), on a reader of its own.
    ///
    /// # Errors
    /// As for [`Db::read`].
    pub async fn read_long<T, E, F>(&self, job: F) -> Result<T, E>
    where
        F: FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.threads.submit_long_read(ReadJob::boxed(job, reply))?;
        answer.await.unwrap_or_else(|_| Err(DbError::Panicked.into()))
    }

    /// Runs a change as one transaction and returns when it is durable. An `Err` of the closure undoes it.
    ///
    /// # Errors
    /// The closure's own, that of the commit, or [`DbError::Busy`].
    pub async fn write<T, E, F>(&self, job: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.threads.submit_write(WriteJob::boxed(job, reply))?;
        answer.await.unwrap_or_else(|_| Err(DbError::Panicked.into()))
    }

    /// Changes whenever something was committed, here or (on PostgreSQL) by another process.
    pub fn commits(&self) -> watch::Receiver<u64> {
        self.committed.clone()
    }

    /// How much waits for this process's threads.
    pub fn waiting(&self) -> Waiting {
        self.threads.waiting()
    }

    /// Where this database is.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// Copies an SQLite database, while it is in use, into a new file.
    ///
    /// # Errors
    /// [`DbError::Unsupported`] on PostgreSQL, whose own tools do that.
    pub async fn copy_to(&self, target: PathBuf) -> Result<(), DbError> {
        self.read_long(move |c| c.copy_to(&target)).await
    }
}
