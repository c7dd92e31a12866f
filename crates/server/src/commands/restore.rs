//! `guichet restore FILE`: puts a backup into an empty data folder.

use std::{
    fs::{self, File},
    io::{self, Read as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use db::{BlobError, BlobHash, Blobs, Db, Location};
use flate2::read::GzDecoder;
use tar::{Archive, Entry};

use super::backup::{BLOBS, DATABASE, KEY};
use crate::{
    config::Config,
    data::{self, DataFolder, OpenError},
};

/// Why a backup could not be put back.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// Something is there already.
    #[error("{0} is not empty; name an empty folder with --data")]
    NotEmpty(PathBuf),
    /// The file is something else.
    #[error("this is not a whole backup that `guichet backup` wrote: {0}")]
    NotABackup(String),
    /// An attachment does not have the content its name promises.
    #[error("the backup is damaged at {0}; use another one")]
    Damaged(String),
    /// An embedded database cannot become a PostgreSQL one.
    #[error("the backup holds an embedded database; restore it without DATABASE_URL")]
    IsEmbedded,
    /// The database is in a dump of PostgreSQL's own.
    #[error("the backup comes from a desk on PostgreSQL; load its dump with pg_restore and set DATABASE_URL")]
    IsPostgres,
    /// The dump is to be loaded first.
    #[error(
        "the database that DATABASE_URL names is empty; load the desk's dump into it with pg_restore first"
    )]
    NoDump,
    /// The restored desk cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// An attachment cannot be stored.
    #[error("an attachment cannot be stored: {0}")]
    Blob(#[from] BlobError),
    /// A file cannot be read or written.
    #[error("the backup cannot be put back: {0}")]
    File(#[from] io::Error),
}

/// What a backup turned out to hold.
#[derive(Default)]
struct Found {
    database: bool,
    blobs: usize,
}

/// Where a backup is unpacked until all of it is there, in the data folder itself: so it is on the same disk.
const UNFINISHED: &str = "restoring";

/// Unpacks, then opens the desk, which checks the key and brings an older database up to date. When it fails, the
/// folder is as empty as before.
pub async fn run(config: &Config, file: &Path) -> Result<(), RestoreError> {
    let backup =
        File::open(file).map_err(|error| RestoreError::NotABackup(format!("{}: {error}", file.display())))?;
    let folder = DataFolder::new(&config.data);
    refuse_unless_empty(folder.path())?;
    let unfinished = DataFolder::new(&folder.path().join(UNFINISHED));
    // What an attempt that was killed left.
    remove(unfinished.path())?;
    let outcome = unpack_and_move(config, backup, &unfinished, &folder).await;
    remove(unfinished.path())?;
    let found = outcome?;
    drop(data::open(config).await?);
    println!("{} holds the desk with {} attachments and mails", folder.path().display(), found.blobs);
    Ok(())
}

fn refuse_unless_empty(folder: &Path) -> Result<(), RestoreError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    for entry in entries {
        // A new volume has the second.
        if ![UNFINISHED, "lost+found"].map(Some).contains(&entry?.file_name().to_str()) {
            return Err(RestoreError::NotEmpty(folder.to_owned()));
        }
    }
    Ok(())
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

async fn unpack_and_move(
    config: &Config,
    backup: File,
    unfinished: &DataFolder,
    folder: &DataFolder,
) -> Result<Found, RestoreError> {
    unfinished.create()?;
    let blobs = data::open_blobs(config, unfinished)?;
    let found = unpack(backup, unfinished, &blobs).await?;
    let is_embedded = matches!(data::location(config, folder), Location::Sqlite(_));
    match (found.database, is_embedded) {
        (true, false) => return Err(RestoreError::IsEmbedded),
        (false, true) => return Err(RestoreError::IsPostgres),
        (true, true) => {}
        (false, false) => {
            if Db::is_blank(data::location(config, folder)).map_err(OpenError::from)? {
                return Err(RestoreError::NoDump);
            }
        }
    }
    for entry in fs::read_dir(unfinished.path())? {
        let entry = entry?;
        fs::rename(entry.path(), folder.path().join(entry.file_name()))?;
    }
    Ok(found)
}

async fn unpack(backup: File, folder: &DataFolder, blobs: &Blobs) -> Result<Found, RestoreError> {
    let mut archive = Archive::new(GzDecoder::new(backup));
    let mut found = Found::default();
    for entry in archive.entries().map_err(|error| RestoreError::NotABackup(error.to_string()))? {
        let mut entry = entry.map_err(|error| RestoreError::NotABackup(error.to_string()))?;
        let path = entry.path()?.to_string_lossy().into_owned();
        // Only these names are known, so that a path cannot lead out of the folder.
        match path.split_once('/') {
            None if path == DATABASE => {
                write_database(&mut entry, folder)?;
                found.database = true;
            }
            None if path == KEY => folder.create_key(&content(&mut entry)?)?,
            Some((BLOBS, name)) => {
                put_blob(&mut entry, name, blobs).await?;
                found.blobs += 1;
            }
            _ => return Err(RestoreError::NotABackup(format!("it holds {path:?}"))),
        }
    }
    Ok(found)
}

type BackupEntry<'a> = Entry<'a, GzDecoder<File>>;

fn write_database(entry: &mut BackupEntry<'_>, folder: &DataFolder) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(folder.database())?;
    io::copy(entry, &mut file)?;
    file.sync_all()
}

async fn put_blob(entry: &mut BackupEntry<'_>, name: &str, blobs: &Blobs) -> Result<(), RestoreError> {
    let bytes = content(entry)?;
    let is_whole = BlobHash::of(&bytes).as_str() == name;
    if !is_whole {
        return Err(RestoreError::Damaged(name.to_owned()));
    }
    blobs.put(bytes.into()).await?;
    Ok(())
}

fn content(entry: &mut BackupEntry<'_>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    entry.read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use db::params;
    use http::App;
    use people::PasswordGate;

    use super::*;
    use crate::commands::backup;

    fn config(data: PathBuf) -> Config {
        Config::from_texts(|name| (name == "data").then(|| data.display().to_string())).unwrap()
    }

    async fn begin(config: &Config) -> App {
        data::open_or_begin(config, PasswordGate::default()).await.unwrap()
    }

    #[tokio::test]
    async fn a_backup_of_a_desk_in_use_comes_back_whole() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path().join("first"));
        let app = begin(&config).await;
        let hash = app.blobs.put(Bytes::from_static(b"a photo")).await.unwrap();
        let insert = "INSERT INTO settings (name, value) VALUES ('motto', $1)";
        app.db.write(move |tx| tx.execute(insert, params!["\"kind\""])).await.unwrap();

        let file = folder.path().join("desk.tar.gz");
        backup::run(&config, &file).await.unwrap();
        let restored = super::tests::config(folder.path().join("second"));
        run(&restored, &file).await.unwrap();

        let copy = data::open(&restored).await.unwrap();
        assert_eq!(copy.blobs.get(&hash).await.unwrap(), "a photo");
        let find = "SELECT value FROM settings WHERE name = 'motto'";
        let motto = copy.db.read(|c| c.get::<String>(find, &[], |row| row.take())).await.unwrap();
        assert_eq!(motto, "\"kind\"");
        assert_eq!(copy.secrets.key_for("x"), app.secrets.key_for("x"));
    }

    #[tokio::test]
    async fn a_folder_with_a_desk_in_it_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path().join("data"));
        drop(begin(&config).await);
        let file = folder.path().join("desk.tar.gz");
        backup::run(&config, &file).await.unwrap();
        assert!(matches!(run(&config, &file).await, Err(RestoreError::NotEmpty(_))));
    }

    #[tokio::test]
    async fn a_damaged_backup_leaves_the_folder_free_for_another_one() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path().join("first"));
        let app = begin(&config).await;
        app.blobs.put(Bytes::from(rand::random::<[u8; 4096]>().to_vec())).await.unwrap();
        let whole = folder.path().join("desk.tar.gz");
        backup::run(&config, &whole).await.unwrap();
        let cut = folder.path().join("cut.tar.gz");
        let bytes = fs::read(&whole).unwrap();
        fs::write(&cut, &bytes[..bytes.len() - 2048]).unwrap();

        let restored = super::tests::config(folder.path().join("second"));
        assert!(run(&restored, &cut).await.is_err());
        run(&restored, &whole).await.unwrap();
    }

    #[tokio::test]
    async fn any_other_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("holiday.jpg");
        fs::write(&file, b"not a backup").unwrap();
        let config = config(folder.path().join("data"));
        assert!(matches!(run(&config, &file).await, Err(RestoreError::NotABackup(_))));
    }
}
