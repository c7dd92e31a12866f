//! The index on disk: opening it, feeding it, and knowing how far it has been fed.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tantivy::directory::error::LockError;
use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::indexer::LogMergePolicy;
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyError, Term};
use thiserror::Error;

use crate::document::{Document, Kind};
use crate::schema::{self, Fields};
use crate::terms;

/// Raised whenever documents would lie differently in the index, so that older ones are rebuilt.
const VERSION: u32 = 2;
/// Memory for documents that wait to be written, in bytes.
const WRITER_BYTES: usize = 32 << 20;
const WRITER_THREADS: usize = 1;
/// Segments of more documents are not merged any more, so that no merge takes minutes.
const MAX_DOCUMENTS_MERGED: usize = 500_000;
/// The share of replaced documents from which a segment is rewritten without them.
const MAX_DELETED_SHARE: f32 = 0.3;

/// Why the index cannot be used.
#[derive(Debug, Error)]
pub enum IndexError {
    /// Two processes may not write one index.
    #[error("the search index is in use by another process; stop it or give this one its own data directory")]
    InUse,
    /// The directory cannot be read or written.
    #[error("the search index cannot be stored; check the disk and the directory's permissions: {0}")]
    Io(#[from] io::Error),
    /// The index itself fails.
    #[error("the search index failed; if it happens again, delete it and restart, and it is rebuilt: {0}")]
    Failed(#[from] TantivyError),
}

/// Whether an index that was opened holds what it held before.
#[must_use = "a new index finds nothing until it is fed from scratch"]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// It does; go on feeding from [`Index::cursor`].
    Kept,
    /// It is empty, because it was missing, damaged or of another version. Feed everything, then commit once:
    /// an index that was never committed is new again at the next start.
    New,
}

/// The search index. One per directory and process; shared by reference between threads.
pub struct Index {
    fields: Fields,
    reader: IndexReader,
    writer: Mutex<Writer>,
}

struct Writer {
    inner: IndexWriter,
    /// What the last commit recorded.
    cursor: i64,
}

impl Index {
    /// Opens the index in a directory of its own, which is made if missing. Every file is checked against its
    /// checksum; whatever is not whole and of this version is wiped.
    ///
    /// # Errors
    /// When another process holds the index, or the directory cannot be read or written.
    pub fn open(directory: &Path) -> Result<(Index, Freshness), IndexError> {
        fs::create_dir_all(directory)?;
        refuse_if_in_use(directory)?;
        let (fields, schema) = Fields::new();
        let kept = open_whole(directory).ok().flatten().filter(|(index, _)| index.schema() == schema);
        let (mut index, cursor, freshness) = match kept {
            Some((index, cursor)) => (index, cursor, Freshness::Kept),
            None => {
                wipe(directory)?;
                let index = tantivy::Index::create_in_dir(directory, schema)?;
                (index, 0, Freshness::New)
            }
        };
        index.set_tokenizers(terms::readings());
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let inner = new_writer(&index)?;
        let writer = Mutex::new(Writer { inner, cursor });
        Ok((Index { fields, reader, writer }, freshness))
    }

    /// The event feed's cursor that the last commit recorded; 0 when new.
    pub fn cursor(&self) -> i64 {
        self.writer().cursor
    }

    /// Adds documents, each in place of what was known of its kind and id. Nothing shows before the next commit.
    ///
    /// # Errors
    /// When it cannot be stored: all that was fed since the last commit is dropped, so feed it again from the cursor.
    pub fn upsert(&self, documents: &[Document]) -> Result<(), IndexError> {
        self.write(|writer| {
            for document in documents {
                writer.inner.delete_term(self.key(document.kind, document.id));
                writer.inner.add_document(self.fields.entry(document))?;
            }
            Ok(())
        })
    }

    /// Removes a document; nothing happens when it is not there. It can be found until the next commit.
    pub fn delete(&self, kind: Kind, id: i64) {
        self.writer().inner.delete_term(self.key(kind, id));
    }

    /// Makes what was fed durable and visible, together with how far the feed was followed.
    ///
    /// # Errors
    /// When it cannot be stored: all that was fed since the last commit is dropped, so feed it again from the cursor.
    pub fn commit(&self, cursor: i64) -> Result<(), IndexError> {
        self.write(|writer| {
            let mut prepared = writer.inner.prepare_commit()?;
            prepared.set_payload(&mark(cursor));
            prepared.commit()?;
            writer.cursor = cursor;
            Ok(())
        })?;
        Ok(self.reader.reload()?)
    }

    /// Bytes the index takes on disk.
    ///
    /// # Errors
    /// When its files cannot be looked at.
    pub fn size_bytes(&self) -> Result<u64, IndexError> {
        Ok(self.searcher().space_usage()?.total().get_bytes())
    }

    pub(crate) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    /// Runs a change; after an error the writer is made anew at the last commit, so that it can be tried again.
    fn write(&self, change: impl FnOnce(&mut Writer) -> Result<(), TantivyError>) -> Result<(), IndexError> {
        let mut writer = self.writer();
        if let Err(error) = change(&mut writer) {
            writer.inner.rollback()?;
            return Err(error.into());
        }
        Ok(())
    }

    fn key(&self, kind: Kind, id: i64) -> Term {
        Term::from_field_text(self.fields.key, &schema::key(kind, id))
    }

    /// A thread that panicked while writing leaves at worst uncommitted documents, which are fed again.
    fn writer(&self) -> MutexGuard<'_, Writer> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The index and its cursor, if every file is there and intact and it was committed by this version.
fn open_whole(directory: &Path) -> Result<Option<(tantivy::Index, i64)>, TantivyError> {
    let index = tantivy::Index::open_in_dir(directory)?;
    let Some(cursor) = index.load_metas()?.payload.as_deref().and_then(cursor_in) else { return Ok(None) };
    let is_damaged = !index.validate_checksum()?.is_empty();
    if is_damaged {
        return Ok(None);
    }
    index.reader()?;
    Ok(Some((index, cursor)))
}

/// What a commit records beside the documents: our version and the feed's cursor.
fn mark(cursor: i64) -> String {
    format!("version {VERSION} cursor {cursor}")
}

fn cursor_in(mark: &str) -> Option<i64> {
    mark.strip_prefix(&format!("version {VERSION} cursor "))?.parse().ok()
}

fn new_writer(index: &tantivy::Index) -> Result<IndexWriter, TantivyError> {
    let writer = index.writer_with_num_threads(WRITER_THREADS, WRITER_BYTES)?;
    let mut merges = LogMergePolicy::default();
    merges.set_max_docs_before_merge(MAX_DOCUMENTS_MERGED);
    merges.set_del_docs_ratio_before_merge(MAX_DELETED_SHARE);
    writer.set_merge_policy(Box::new(merges));
    Ok(writer)
}

fn refuse_if_in_use(directory: &Path) -> Result<(), IndexError> {
    let locked = MmapDirectory::open(directory).map_err(TantivyError::from)?.acquire_lock(&INDEX_WRITER_LOCK);
    match locked {
        Ok(_released_at_once) => Ok(()),
        Err(LockError::LockBusy) => Err(IndexError::InUse),
        Err(LockError::IoError(error)) => Err(io::Error::new(error.kind(), error.to_string()).into()),
    }
}

/// Removes the files of an index. Directories are left alone: none of them is the index's.
fn wipe(directory: &Path) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
