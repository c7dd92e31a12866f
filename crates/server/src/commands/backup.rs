//! `guichet backup FILE`: the database, the secret key, and every attachment and mail in one tar file.

use std::{
    fs::{self, File},
    io::{self, Read, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use base::Timestamp;
use db::{BlobError, Blobs, Db, DbError, Location};
use flate2::{Compression, write::GzEncoder};
use tar::{Builder, EntryType, Header};

use crate::{
    config::Config,
    data::{self, DataFolder, OpenError},
};

pub(super) const DATABASE: &str = "guichet.db";
pub(super) const KEY: &str = "secret.key";
pub(super) const BLOBS: &str = "blobs";

/// Why a backup could not be written.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The desk cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database cannot be copied.
    #[error("the database cannot be copied: {0}")]
    Database(#[from] DbError),
    /// An attachment or mail cannot be read.
    #[error("an attachment cannot be read: {0}")]
    Blob(#[from] BlobError),
    /// The file cannot be written, or exists.
    #[error("the backup cannot be written: {0}")]
    File(#[from] io::Error),
}

type Archive = Builder<GzEncoder<File>>;

/// Writes the backup beside its name and renames it when it is complete.
pub async fn run(config: &Config, file: &Path) -> Result<(), BackupError> {
    if file.exists() {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("{} exists", file.display())).into());
    }
    let app = data::open(config).await?;
    let unfinished = PathBuf::from(format!("{}.part", file.display()));
    let outcome = write(config, &app.db, &app.blobs, app.clock.now(), &unfinished).await;
    match outcome {
        Ok(blobs) => {
            fs::rename(&unfinished, file)?;
            println!("{} holds the desk with {blobs} attachments and mails", file.display());
            Ok(())
        }
        Err(error) => {
            drop(fs::remove_file(&unfinished));
            Err(error)
        }
    }
}

/// The database comes first: what it names was stored before, so that no attachment can be missing.
async fn write(
    config: &Config,
    db: &Db,
    blobs: &Blobs,
    now: Timestamp,
    file: &Path,
) -> Result<usize, BackupError> {
    let folder = DataFolder::new(&config.data);
    // It holds the key: nobody but its owner may read it.
    let file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(file)?;
    let mut archive = Builder::new(GzEncoder::new(file, Compression::fast()));
    match db.location() {
        Location::Sqlite(_) => append_database(&mut archive, db, &folder, now).await?,
        Location::Postgres(_) => eprintln!(
            "The database itself is in PostgreSQL: save it with pg_dump before each backup, so that no attachment \
             is missing. This file holds the secret key and the attachments."
        ),
    }
    let key = fs::read(folder.key())?;
    append(&mut archive, Path::new(KEY), key.len() as u64, now, key.as_slice())?;
    let number = append_blobs(&mut archive, blobs).await?;
    let mut file = archive.into_inner()?.finish()?;
    file.flush()?;
    file.sync_all()?;
    Ok(number)
}

async fn append_database(
    archive: &mut Archive,
    db: &Db,
    folder: &DataFolder,
    now: Timestamp,
) -> Result<(), BackupError> {
    let copy = folder.path().join(format!("backup-{}.db", std::process::id()));
    let copied = db.copy_to(copy.clone()).await;
    let appended = copied.map_err(BackupError::from).and_then(|()| {
        let file = File::open(&copy)?;
        let size = file.metadata()?.len();
        Ok(append(archive, Path::new(DATABASE), size, now, file)?)
    });
    drop(fs::remove_file(&copy));
    appended
}

async fn append_blobs(archive: &mut Archive, blobs: &Blobs) -> Result<usize, BackupError> {
    let all = blobs.list().await?;
    for (hash, stored_at) in &all {
        let bytes = blobs.get(hash).await?;
        append(
            archive,
            &Path::new(BLOBS).join(hash.as_str()),
            bytes.len() as u64,
            *stored_at,
            bytes.as_ref(),
        )?;
    }
    Ok(all.len())
}

fn append(
    archive: &mut Archive,
    path: &Path,
    size: u64,
    at: Timestamp,
    content: impl Read,
) -> io::Result<()> {
    let mut header = Header::new_gnu();
    header.set_entry_type(EntryType::Regular);
    header.set_size(size);
    header.set_mode(0o600);
    header.set_mtime(at.unix_seconds().try_into().unwrap_or_default());
    archive.append_data(&mut header, path, content)
}
