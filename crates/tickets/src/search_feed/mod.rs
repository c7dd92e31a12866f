//! Keeps the search index up to date with the database.
//!
//! The index is derived. A new one is fed everything there is; from then on the audits are followed, and each thing
//! that one of them names is read anew: its document is replaced, or removed when it is gone. What is committed to
//! the database is found within a second.

mod changes;
mod people_documents;
mod store;
mod ticket_documents;

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use base::{Actor, UserId};
use db::{Conn, Db, DbError};
use search::{Access, Document, Freshness, Index, IndexError, Kind, STAFF};
use tokio::{
    sync::watch,
    task::{JoinError, spawn_blocking},
    time::{Instant, sleep, sleep_until},
};
use tokio_util::sync::CancellationToken;

/// Between two commits of the index, so that many changes share one.
const COMMIT_INTERVAL: Duration = Duration::from_millis(300);
/// Another process that writes to the same SQLite file (`guichet user create`) wakes nobody.
const LONGEST_WAIT: Duration = Duration::from_millis(500);
/// Before a failure is tried again.
const RETRY_AFTER: Duration = Duration::from_secs(1);
/// Documents that are read and written together.
const BATCH: usize = 128;
/// What the index is fed, the few before the many.
const FED: [Kind; 4] = [Kind::Group, Kind::Organization, Kind::User, Kind::Ticket];

/// What keeps the index up to date; cheap to clone.
#[derive(Clone)]
pub struct SearchFeed {
    db: Db,
    index: Arc<Index>,
    /// The newest audit whose change can be found.
    findable: Arc<watch::Sender<i64>>,
}

/// Why the index could not be fed.
#[derive(Debug, thiserror::Error)]
enum FeedError {
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Index(#[from] IndexError),
    #[error("writing to the search index broke off: {0}")]
    BrokeOff(#[from] JoinError),
}

impl SearchFeed {
    /// A feed that does nothing before [`SearchFeed::follow`].
    pub fn new(db: Db, index: Arc<Index>) -> Self {
        let findable = Arc::new(watch::Sender::new(index.cursor()));
        Self { db, index, findable }
    }

    /// Feeds the index until `shutdown`: everything if it is new, then whatever changes. What fails is logged and
    /// tried again.
    pub async fn follow(self, freshness: Freshness, shutdown: CancellationToken) {
        let mut commits = self.db.commits();
        let mut is_complete = freshness == Freshness::Kept;
        while !shutdown.is_cancelled() {
            commits.mark_unchanged();
            if let Err(error) = self.bring_up_to_date(&mut is_complete, &shutdown).await {
                tracing::warn!(%error, "the search index could not be updated, trying again");
                tokio::select! {
                    () = shutdown.cancelled() => {}
                    () = sleep(RETRY_AFTER) => {}
                }
                continue;
            }
            tokio::select! {
                () = shutdown.cancelled() => {}
                () = sleep(LONGEST_WAIT) => {}
                Ok(()) = commits.changed() => {}
            }
        }
    }

    /// How many changes cannot be found yet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn lag(&self) -> Result<i64, DbError> {
        let newest = self.db.read(store::find_newest_audit).await?;
        Ok((newest - *self.findable.borrow()).max(0))
    }

    /// Returns once everything that is committed by now can be found; what waits for it must see the feed followed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn caught_up(&self) -> Result<(), DbError> {
        let newest = self.db.read(store::find_newest_audit).await?;
        let mut findable = self.findable.subscribe();
        // Waiting fails only when the sender is gone, and this feed holds it.
        drop(findable.wait_for(|reached| *reached >= newest).await);
        Ok(())
    }

    async fn bring_up_to_date(
        &self,
        is_complete: &mut bool,
        shutdown: &CancellationToken,
    ) -> Result<(), FeedError> {
        if !*is_complete {
            *is_complete = self.rebuild(shutdown).await?;
        }
        while *is_complete && !shutdown.is_cancelled() {
            let found_changes = self.catch_up().await?;
            if !found_changes {
                break;
            }
        }
        Ok(())
    }

    /// Feeds everything, and makes it findable at once; whether it came to the end before the shutdown. Broken off,
    /// nothing is committed, so that the index is new again at the next start.
    async fn rebuild(&self, shutdown: &CancellationToken) -> Result<bool, FeedError> {
        // What changes from here on is read again afterwards.
        let cursor = self.db.read_long(store::find_newest_audit).await?;
        let mut count = 0;
        for kind in FED {
            let mut after = 0;
            loop {
                if shutdown.is_cancelled() {
                    return Ok(false);
                }
                let (last, documents) = self.db.read_long(move |c| documents_after(c, kind, after)).await?;
                let Some(last) = last else { break };
                after = last;
                count += documents.len();
                self.write(documents, Vec::new()).await?;
            }
        }
        self.commit(cursor).await?;
        tracing::info!(documents = count, "the search index was built");
        Ok(true)
    }

    /// Feeds what changed, for one interval at the most, and makes it findable; whether anything had changed.
    async fn catch_up(&self) -> Result<bool, FeedError> {
        let round_ends = Instant::now() + COMMIT_INTERVAL;
        let cursor = self.index.cursor();
        let mut reached = cursor;
        while Instant::now() < round_ends {
            let changes = self.db.read(move |c| changes::list_after(c, reached)).await?;
            let Some(newest) = changes.newest else { break };
            for (kind, ids) in changes.ids {
                self.feed(kind, &ids).await?;
            }
            reached = newest;
        }
        if reached == cursor {
            return Ok(false);
        }
        self.commit(reached).await?;
        sleep_until(round_ends).await;
        Ok(true)
    }

    async fn feed(&self, kind: Kind, ids: &BTreeSet<i64>) -> Result<(), FeedError> {
        let ids: Vec<i64> = ids.iter().copied().collect();
        for batch in ids.chunks(BATCH) {
            let wanted = batch.to_vec();
            let documents = self.db.read(move |c| list_documents(c, kind, &wanted)).await?;
            let found: BTreeSet<i64> = documents.iter().map(|document| document.id).collect();
            let gone = batch.iter().filter(|id| !found.contains(id)).map(|id| (kind, *id)).collect();
            self.write(documents, gone).await?;
        }
        Ok(())
    }

    async fn write(&self, documents: Vec<Document>, gone: Vec<(Kind, i64)>) -> Result<(), FeedError> {
        let index = Arc::clone(&self.index);
        let write = move || {
            for (kind, id) in gone {
                index.delete(kind, id);
            }
            index.upsert(&documents)
        };
        Ok(spawn_blocking(write).await??)
    }

    async fn commit(&self, cursor: i64) -> Result<(), FeedError> {
        let index = Arc::clone(&self.index);
        spawn_blocking(move || index.commit(cursor)).await??;
        self.findable.send_replace(cursor);
        Ok(())
    }
}

/// The documents of the next things of a kind by id, and the last of their ids; none when there are no more.
fn documents_after(c: &mut Conn, kind: Kind, after: i64) -> Result<(Option<i64>, Vec<Document>), DbError> {
    let ids = store::list_ids_after(c, kind, after, BATCH)?;
    Ok((ids.last().copied(), list_documents(c, kind, &ids)?))
}

/// The documents of these things, as far as they exist and are not deleted.
fn list_documents(c: &mut Conn, kind: Kind, ids: &[i64]) -> Result<Vec<Document>, DbError> {
    match kind {
        Kind::Ticket => ticket_documents::list(c, ids),
        Kind::User => people_documents::list_users(c, ids),
        Kind::Organization => people_documents::list_organizations(c, ids),
        Kind::Group => people_documents::list_groups(c, ids),
        Kind::Article => Ok(Vec::new()),
    }
}

/// What an actor may find: staff everything, others what is theirs.
pub(crate) fn access_of(actor: &Actor) -> Access {
    let tokens = if actor.role.is_staff() {
        vec![STAFF.to_owned()]
    } else {
        actor.user_id.map(personal_token).into_iter().collect()
    };
    Access { tokens }
}

/// The access token of one person alone.
fn personal_token(user: UserId) -> String {
    format!("user:{user}")
}
