//! The threads that own the connections, and the queues before them.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Duration,
};

use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use tokio::sync::{oneshot, watch};

use crate::{
    Conn, DbError, Location, Tx,
    conn::{open_reader, open_writer},
};

const QUEUE_LENGTH: usize = 1024;
/// How many changes share one commit at the most.
const GROUP_SIZE: usize = 64;
const READ_TIME_LIMIT: Duration = Duration::from_secs(15);
const LONG_READ_TIME_LIMIT: Duration = Duration::from_secs(30 * 60);

pub(crate) struct Threads {
    reads: Sender<Box<dyn Read>>,
    long_reads: Sender<Box<dyn Read>>,
    writes: Sender<Box<dyn Write>>,
}

/// How much waits for the database's threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Queries that wait for a reader.
    pub reads: usize,
    /// Changes that wait for the writer.
    pub writes: usize,
}

impl Threads {
    pub(crate) fn start(location: &Location, announce: Arc<watch::Sender<u64>>) -> Result<Self, DbError> {
        let (reads, read_queue) = bounded(QUEUE_LENGTH);
        for number in 0..reader_count() {
            start_reader(format!("db-read-{number}"), location, READ_TIME_LIMIT, read_queue.clone())?;
        }
        let (long_reads, long_queue) = bounded(QUEUE_LENGTH);
        start_reader("db-read-long".to_owned(), location, LONG_READ_TIME_LIMIT, long_queue)?;
        let (writes, write_queue) = bounded(QUEUE_LENGTH);
        let tx = open_writer(location)?;
        std::thread::Builder::new()
            .name("db-write".to_owned())
            .spawn(move || Writer { tx, announce }.run(&write_queue))?;
        Ok(Self { reads, long_reads, writes })
    }

    pub(crate) fn waiting(&self) -> Waiting {
        Waiting { reads: self.reads.len() + self.long_reads.len(), writes: self.writes.len() }
    }

    pub(crate) fn submit_read(&self, job: Box<dyn Read>) -> Result<(), DbError> {
        self.reads.try_send(job).map_err(refusal)
    }

    pub(crate) fn submit_long_read(&self, job: Box<dyn Read>) -> Result<(), DbError> {
        self.long_reads.try_send(job).map_err(refusal)
    }

    pub(crate) fn submit_write(&self, job: Box<dyn Write>) -> Result<(), DbError> {
        self.writes.try_send(job).map_err(refusal)
    }
}

fn refusal<T>(error: TrySendError<T>) -> DbError {
    match error {
        TrySendError::Full(_) => DbError::Busy,
        TrySendError::Disconnected(_) => DbError::Panicked,
    }
}

fn reader_count() -> usize {
    std::thread::available_parallelism().map_or(4, std::num::NonZero::get).max(4)
}

fn start_reader(
    name: String,
    location: &Location,
    time_limit: Duration,
    queue: Receiver<Box<dyn Read>>,
) -> Result<(), DbError> {
    let mut conn = open_reader(location, time_limit)?;
    std::thread::Builder::new().name(name).spawn(move || {
        for job in queue {
            job.run(&mut conn);
        }
    })?;
    Ok(())
}

/// A query that waits for a reader.
pub(crate) trait Read: Send {
    fn run(self: Box<Self>, conn: &mut Conn);
}

pub(crate) struct ReadJob<F, T, E> {
    job: F,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> ReadJob<F, T, E>
where
    F: FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    pub(crate) fn boxed(job: F, reply: oneshot::Sender<Result<T, E>>) -> Box<dyn Read> {
        Box::new(Self { job, reply })
    }
}

impl<F, T, E> Read for ReadJob<F, T, E>
where
    F: FnOnce(&mut Conn) -> Result<T, E> + Send,
    T: Send,
    E: From<DbError> + Send,
{
    fn run(self: Box<Self>, conn: &mut Conn) {
        let Self { job, reply } = *self;
        let result = match conn.begin_snapshot() {
            Ok(()) => catch_unwind(AssertUnwindSafe(|| job(conn)))
                .unwrap_or_else(|panic| Err(panicked(&*panic).into())),
            Err(error) => Err(error.into()),
        };
        // The caller may have gone: nothing is lost by not telling it.
        drop(reply.send(result));
        conn.roll_back();
    }
}

/// A change that waits for the writer: run in the transaction, answered after the commit.
pub(crate) trait Write: Send {
    /// Whether the change may stay.
    fn run(&mut self, tx: &mut Tx) -> bool;
    fn answer(self: Box<Self>, commit: Result<(), DbError>);
}

pub(crate) struct WriteJob<F, T, E> {
    job: Option<F>,
    result: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> WriteJob<F, T, E>
where
    F: FnOnce(&mut Tx) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    pub(crate) fn boxed(job: F, reply: oneshot::Sender<Result<T, E>>) -> Box<dyn Write> {
        Box::new(Self { job: Some(job), result: None, reply })
    }
}

impl<F, T, E> Write for WriteJob<F, T, E>
where
    F: FnOnce(&mut Tx) -> Result<T, E> + Send,
    T: Send,
    E: From<DbError> + Send,
{
    fn run(&mut self, tx: &mut Tx) -> bool {
        let Some(job) = self.job.take() else { return false };
        let result =
            catch_unwind(AssertUnwindSafe(|| job(tx))).unwrap_or_else(|panic| Err(panicked(&*panic).into()));
        self.result.insert(result).is_ok()
    }

    fn answer(self: Box<Self>, commit: Result<(), DbError>) {
        let result = match (self.result, commit) {
            (Some(Err(error)), _) => Err(error),
            (_, Err(error)) => Err(error.into()),
            (Some(done), Ok(())) => done,
            (None, Ok(())) => Err(DbError::Panicked.into()),
        };
        drop(self.reply.send(result));
    }
}

fn panicked(panic: &(dyn Any + Send)) -> DbError {
    let message =
        panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!(message, "a database job panicked");
    DbError::Panicked
}

struct Writer {
    tx: Tx,
    announce: Arc<watch::Sender<u64>>,
}

impl Writer {
    fn run(mut self, queue: &Receiver<Box<dyn Write>>) {
        while let Ok(first) = queue.recv() {
            let mut group = vec![first];
            group.extend(queue.try_iter().take(GROUP_SIZE - 1));
            let outcome = if group.len() == 1 {
                self.commit_one(&mut *group[0])
            } else {
                self.commit_group(&mut group)
            };
            if let Err(error) = &outcome {
                tracing::error!(%error, "a commit failed");
                self.tx.roll_back();
            }
            for job in group {
                job.answer(
                    outcome.as_ref().map(|_| ()).map_err(|error| DbError::CommitFailed(error.to_string())),
                );
            }
            if outcome.is_ok_and(|changed| changed) {
                self.announce.send_modify(|count| *count += 1);
            }
        }
    }

    /// One change alone needs no savepoint. Whether anything was committed.
    fn commit_one(&mut self, job: &mut dyn Write) -> Result<bool, DbError> {
        self.tx.begin()?;
        let may_stay = job.run(&mut self.tx);
        if may_stay {
            self.tx.commit()?
        } else {
            self.tx.batch("ROLLBACK")?
        }
        Ok(may_stay)
    }

    fn commit_group(&mut self, group: &mut [Box<dyn Write>]) -> Result<bool, DbError> {
        self.tx.begin()?;
        for job in group {
            self.tx.batch("SAVEPOINT job")?;
            let may_stay = job.run(&mut self.tx);
            self.tx.batch(if may_stay { "RELEASE job" } else { "ROLLBACK TO job; RELEASE job" })?;
        }
        self.tx.commit()?;
        Ok(true)
    }
}
