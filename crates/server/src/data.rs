//! The data folder and the desk in it.
//!
//! `guichet.db` is the embedded database, `blobs/` holds attachments and mails, `search/` the search index
//! (derived: it may be deleted), and `secret.key` the 32 random bytes that seal passwords at rest and sign
//! what leaves the desk. Whoever has the key and the database has everything: the folder is for one user only.

use std::{
    fs,
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use base::{Clock, Secrets};
use db::{Blobs, Db, DbError, Location, S3Settings, Tx, params};
use http::{App, AppParts, Settings};
use people::{DeskAuthentication, PasswordGate};

use crate::config::Config;

const KEY_BYTES: usize = 32;
const FIND_KEY_CHECK: &str = "SELECT value FROM settings WHERE name = 'key_check'";

/// Where a desk keeps its things.
#[derive(Clone, Debug)]
pub struct DataFolder(PathBuf);

/// Why the desk could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder or a file in it cannot be used.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// No desk was begun there.
    #[error("there is no desk in {0}; name its folder with --data, or begin one with `guichet serve`")]
    NoDesk(PathBuf),
    /// Files that root makes there would be out of the server's reach.
    #[error("{0} belongs to another user; run this as its owner, such as with `sudo -u guichet`")]
    OtherOwner(PathBuf),
    /// The key file does not hold a key.
    #[error("{0} does not hold {KEY_BYTES} bytes; put back the key file from a backup")]
    DamagedKey(PathBuf),
    /// The key file is gone.
    #[error(
        "{0} is missing, and without it the stored passwords cannot be opened; put back the key file from a backup, \
         or copy it from the desk's other server"
    )]
    LostKey(PathBuf),
    /// The database was used with another key.
    #[error(
        "{0} is not the key this database was used with, so its stored passwords cannot be opened; \
         put back the key file from a backup, or copy it from the desk's other server"
    )]
    OtherKey(PathBuf),
    /// The database cannot be used.
    #[error("the database cannot be opened: {0}")]
    Database(#[from] DbError),
    /// The store of attachments cannot be used.
    #[error("the store of attachments cannot be opened: {0}")]
    Blobs(#[from] db::BlobError),
}

impl DataFolder {
    /// The folder at `path`, which need not exist yet.
    pub fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The embedded database's file.
    pub fn database(&self) -> PathBuf {
        self.0.join("guichet.db")
    }

    /// The folder of attachments and mails.
    pub fn blobs(&self) -> PathBuf {
        self.0.join("blobs")
    }

    /// The folder of the search index.
    pub fn search(&self) -> PathBuf {
        self.0.join("search")
    }

    /// The key file.
    pub fn key(&self) -> PathBuf {
        self.0.join("secret.key")
    }

    /// Makes the folder if it is missing.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn create(&self) -> Result<(), OpenError> {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.0)
            .map_err(|source| self.failed(&self.0, source))
    }

    /// Reads the key, after making one if there is none.
    ///
    /// # Errors
    /// When it cannot be read or made, or is damaged.
    pub fn load_or_create_key(&self) -> Result<Secrets, OpenError> {
        let path = self.key();
        if !path.exists() {
            self.create_key(&rand::random::<[u8; KEY_BYTES]>())
                .map_err(|source| self.failed(&path, source))?;
        }
        let bytes = fs::read(&path).map_err(|source| self.failed(&path, source))?;
        let key: [u8; KEY_BYTES] = bytes.try_into().map_err(|_| OpenError::DamagedKey(path))?;
        Ok(Secrets::new(key))
    }

    /// Stores a key for its owner only. Linking it into place lets two processes begin at once and agree on one key.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn create_key(&self, key: &[u8]) -> io::Result<()> {
        let unfinished = self.0.join(format!("secret.key.{}", std::process::id()));
        let mut file =
            fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
        file.write_all(key)?;
        file.sync_all()?;
        let linked = fs::hard_link(&unfinished, self.key());
        fs::remove_file(&unfinished)?;
        match linked {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            _ => fs::File::open(&self.0)?.sync_all(),
        }
    }

    fn refuse_root_in_anothers(&self) -> Result<(), OpenError> {
        let is_anothers = fs::metadata(&self.0).is_ok_and(|metadata| metadata.uid() != 0);
        if is_anothers && rustix::process::geteuid().is_root() {
            return Err(OpenError::OtherOwner(self.0.clone()));
        }
        Ok(())
    }

    fn failed(&self, path: &Path, source: io::Error) -> OpenError {
        OpenError::File { path: path.to_owned(), source }
    }
}

/// Opens the desk that the settings describe.
///
/// # Errors
/// [`OpenError::NoDesk`] where none was begun; when its folder, database, blob store or key cannot be used.
pub async fn open(config: &Config) -> Result<App, OpenError> {
    let folder = DataFolder::new(&config.data);
    if !folder.database().exists() && !folder.key().exists() {
        return Err(OpenError::NoDesk(config.data.clone()));
    }
    open_or_begin(config, PasswordGate::default()).await
}

/// Opens the desk that the settings describe, making it if it is new. Its routes share the gate with authentication.
///
/// # Errors
/// When its folder, database, blob store or key cannot be used.
pub async fn open_or_begin(config: &Config, gate: PasswordGate) -> Result<App, OpenError> {
    let folder = DataFolder::new(&config.data);
    folder.refuse_root_in_anothers()?;
    folder.create()?;
    let db = Db::open(location(config, &folder))?;
    if !folder.key().exists() && find_key_check(&db).await?.is_some() {
        return Err(OpenError::LostKey(folder.key()));
    }
    let secrets = folder.load_or_create_key()?;
    if !is_key_of(&db, &secrets).await? {
        return Err(OpenError::OtherKey(folder.key()));
    }
    let clock = if config.test_clock { Clock::adjustable() } else { Clock::system() };
    let now = clock.now();
    db.write(move |tx: &mut Tx| tickets::views::ensure_default_views(tx, now)).await?;
    Ok(App::new(AppParts {
        db,
        blobs: open_blobs(config, &folder)?,
        clock,
        secrets,
        settings: Settings {
            public_url: config.public_url.clone(),
            behind_proxy: config.behind_proxy,
            secure_cookies: config.is_secure(),
            allow_internal_addresses: config.allow_internal_addresses,
            max_upload_bytes: config.max_upload_bytes(),
        },
        authenticate: Box::new(DeskAuthentication::new(gate)),
    }))
}

/// Where the settings put the database.
pub fn location(config: &Config, folder: &DataFolder) -> Location {
    match &config.database_url {
        Some(url) => Location::Postgres(url.reveal().to_owned()),
        None => Location::Sqlite(folder.database()),
    }
}

/// The store of attachments and mails that the settings name.
///
/// # Errors
/// When it cannot be used.
pub fn open_blobs(config: &Config, folder: &DataFolder) -> Result<Blobs, db::BlobError> {
    let Some(endpoint) = &config.s3_endpoint else { return Blobs::in_folder(&folder.blobs()) };
    Blobs::in_bucket(&S3Settings {
        endpoint: endpoint.as_str().trim_end_matches('/').to_owned(),
        bucket: config.s3_bucket.clone(),
        region: config.s3_region.clone(),
        access_key: config.s3_access_key.clone(),
        secret_key: config.s3_secret_key.reveal().to_owned(),
    })
}

/// Whether the database was used with this key, or with none yet: a lost key shows at once, not when a mailbox fails.
async fn is_key_of(db: &Db, secrets: &Secrets) -> Result<bool, DbError> {
    let check = format!("\"{}\"", hex::encode(secrets.key_for("key_check")));
    if let Some(stored) = find_key_check(db).await? {
        return Ok(stored == check);
    }
    db.write(move |tx: &mut Tx| {
        tx.execute(
            "INSERT INTO settings (name, value) VALUES ('key_check', $1) ON CONFLICT (name) DO NOTHING",
            params![check],
        )?;
        Ok(tx.get::<String>(FIND_KEY_CHECK, &[], |row| row.take())? == check)
    })
    .await
}

async fn find_key_check(db: &Db) -> Result<Option<String>, DbError> {
    db.read(|c| c.find::<String>(FIND_KEY_CHECK, &[], |row| row.take())).await
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn config(folder: &Path) -> Config {
        let data = folder.join("data").display().to_string();
        Config::from_texts(|name| (name == "data").then(|| data.clone())).unwrap()
    }

    async fn begin(config: &Config) -> App {
        open_or_begin(config, PasswordGate::default()).await.unwrap()
    }

    #[tokio::test]
    async fn a_mistyped_folder_is_not_made() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path());
        assert!(matches!(open(&config).await, Err(OpenError::NoDesk(_))));
        assert!(!config.data.exists());
    }

    #[tokio::test]
    async fn a_new_desk_gets_a_key_that_only_its_owner_reads() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path());
        drop(begin(&config).await);
        let key = DataFolder::new(&config.data).key();
        assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
        let before = fs::read(&key).unwrap();
        drop(open(&config).await.unwrap());
        assert_eq!(fs::read(&key).unwrap(), before);
    }

    #[tokio::test]
    async fn a_new_desk_has_views_and_keeps_the_same_ones() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path());
        for _ in 0..2 {
            let app = begin(&config).await;
            let views = app.db.read(tickets::store::views::list_views).await.unwrap();
            let keys: Vec<_> = views.iter().filter_map(|view| view.key.as_deref()).collect();
            assert_eq!(keys, ["my_open", "unassigned", "all_open", "pending", "snoozed", "solved"]);
        }
    }

    #[tokio::test]
    async fn a_database_is_not_opened_without_its_key() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path());
        drop(begin(&config).await);
        let key = DataFolder::new(&config.data).key();
        fs::remove_file(&key).unwrap();
        assert!(matches!(open(&config).await, Err(OpenError::LostKey(_))));
        assert!(!key.exists());
        fs::write(&key, [7; KEY_BYTES]).unwrap();
        assert!(matches!(open(&config).await, Err(OpenError::OtherKey(_))));
    }
}
