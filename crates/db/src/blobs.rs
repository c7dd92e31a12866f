//! Files, kept under the hash of what they hold: the same bytes are stored once.

use std::{
    fmt, fs, io,
    io::Write as _,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::UNIX_EPOCH,
};

use base::Timestamp;
use bytes::Bytes;
use object_store::{
    ObjectStore,
    aws::{AmazonS3, AmazonS3Builder},
    path::Path as Key,
};
use sha2::{Digest, Sha256};

/// A store of blobs: a folder, or an S3-compatible bucket.
#[derive(Clone)]
pub struct Blobs(Store);

#[derive(Clone)]
enum Store {
    Folder(PathBuf),
    Bucket(Arc<AmazonS3>),
}

/// The SHA-256 of a blob in lower-case hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlobHash(String);

/// Where an S3-compatible bucket is.
#[derive(Clone)]
pub struct S3Settings {
    /// The service's URL.
    pub endpoint: String,
    /// The bucket's name.
    pub bucket: String,
    /// The region; many services take any.
    pub region: String,
    /// The key's id.
    pub access_key: String,
    /// The key's secret.
    pub secret_key: String,
}

/// Why a blob could not be stored or read.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// The blob is not there.
    #[error("the file {0} is missing from the blob store")]
    Missing(BlobHash),
    /// The store did not answer as it should.
    #[error("the blob store failed: {0}")]
    Store(String),
}

impl From<io::Error> for BlobError {
    fn from(error: io::Error) -> Self {
        Self::Store(error.to_string())
    }
}

impl Blobs {
    /// A store in a folder, which is made if missing.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn in_folder(folder: &Path) -> Result<Self, BlobError> {
        fs::create_dir_all(folder)?;
        Ok(Self(Store::Folder(folder.to_owned())))
    }

    /// A store in a bucket.
    ///
    /// # Errors
    /// When the settings make no sense.
    pub fn in_bucket(settings: &S3Settings) -> Result<Self, BlobError> {
        let bucket = AmazonS3Builder::new()
            .with_endpoint(&settings.endpoint)
            .with_bucket_name(&settings.bucket)
            .with_region(&settings.region)
            .with_access_key_id(&settings.access_key)
            .with_secret_access_key(&settings.secret_key)
            .with_allow_http(settings.endpoint.starts_with("http://"))
            .build()
            .map_err(failed)?;
        Ok(Self(Store::Bucket(Arc::new(bucket))))
    }

    /// Stores the bytes durably and tells their hash.
    ///
    /// # Errors
    /// When the store refuses them.
    pub async fn put(&self, bytes: Bytes) -> Result<BlobHash, BlobError> {
        let hash = BlobHash::of(&bytes);
        match &self.0 {
            Store::Folder(folder) => {
                let path = folder.join(hash.key());
                off_the_runtime(move || write_once(&path, &bytes)).await?;
            }
            Store::Bucket(bucket) => {
                let key = Key::from(hash.key());
                if bucket.head(&key).await.is_err() {
                    bucket.put(&key, bytes.into()).await.map_err(failed)?;
                }
            }
        }
        Ok(hash)
    }

    /// The bytes under a hash.
    ///
    /// # Errors
    /// [`BlobError::Missing`] when there are none.
    pub async fn get(&self, hash: &BlobHash) -> Result<Bytes, BlobError> {
        match &self.0 {
            Store::Folder(folder) => {
                let path = folder.join(hash.key());
                match off_the_runtime(move || fs::read(path)).await {
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {
                        Err(BlobError::Missing(hash.clone()))
                    }
                    read => Ok(Bytes::from(read?)),
                }
            }
            Store::Bucket(bucket) => match bucket.get(&Key::from(hash.key())).await {
                Ok(answer) => answer.bytes().await.map_err(failed),
                Err(object_store::Error::NotFound { .. }) => Err(BlobError::Missing(hash.clone())),
                Err(error) => Err(failed(error)),
            },
        }
    }

    /// Removes the bytes under a hash; it does not matter whether there are any.
    ///
    /// # Errors
    /// When the store refuses.
    pub async fn remove(&self, hash: &BlobHash) -> Result<(), BlobError> {
        match &self.0 {
            Store::Folder(folder) => {
                let path = folder.join(hash.key());
                match off_the_runtime(move || fs::remove_file(path)).await {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
                    _ => Ok(()),
                }
            }
            Store::Bucket(bucket) => match bucket.delete(&Key::from(hash.key())).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
                Err(error) => Err(failed(error)),
            },
        }
    }

    /// Every blob with the time it was stored, for backups and for clearing out what nothing refers to any more.
    ///
    /// # Errors
    /// When the store cannot list.
    pub async fn list(&self) -> Result<Vec<(BlobHash, Timestamp)>, BlobError> {
        match &self.0 {
            Store::Folder(folder) => {
                let folder = folder.clone();
                Ok(off_the_runtime(move || list_folder(&folder)).await?)
            }
            Store::Bucket(bucket) => list_bucket(bucket).await,
        }
    }
}

/// Two writers of the same bytes each write a file of their own; the second rename replaces like with like.
static UNFINISHED: AtomicU64 = AtomicU64::new(0);

/// Writes beside the target and renames, so that a half-written blob never has a name; syncs both file and folder.
fn write_once(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let number = UNFINISHED.fetch_add(1, Ordering::Relaxed);
    let unfinished = path.with_extension(format!("{}-{number}.part", std::process::id()));
    let mut file = fs::File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, path)?;
    fs::File::open(folder)?.sync_all()
}

fn list_folder(folder: &Path) -> io::Result<Vec<(BlobHash, Timestamp)>> {
    let mut found = Vec::new();
    for part in fs::read_dir(folder)? {
        let part = part?.path();
        if !part.is_dir() {
            continue;
        }
        for file in fs::read_dir(part)? {
            let file = file?;
            let stored = file.metadata()?.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
            let stored_at = Timestamp(0).plus(stored);
            let name = file.file_name().to_string_lossy().into_owned();
            found.extend(BlobHash::from_hex(name).map(|hash| (hash, stored_at)));
        }
    }
    Ok(found)
}

async fn list_bucket(bucket: &AmazonS3) -> Result<Vec<(BlobHash, Timestamp)>, BlobError> {
    let mut found = Vec::new();
    for folder in bucket.list_with_delimiter(None).await.map_err(failed)?.common_prefixes {
        for object in bucket.list_with_delimiter(Some(&folder)).await.map_err(failed)?.objects {
            let name = object.location.filename().unwrap_or_default().to_owned();
            let stored_at = Timestamp(object.last_modified.timestamp_micros());
            found.extend(BlobHash::from_hex(name).map(|hash| (hash, stored_at)));
        }
    }
    Ok(found)
}

async fn off_the_runtime<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}

fn failed(error: object_store::Error) -> BlobError {
    BlobError::Store(error.to_string())
}

impl BlobHash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(hex::encode(Sha256::digest(bytes)))
    }

    /// A hash as it was written, if it is one.
    pub fn from_hex(text: String) -> Option<Self> {
        let is_hash = text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_hash.then_some(Self(text))
    }

    /// Its 64 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A folder of its first two digits keeps folders small.
    fn key(&self) -> String {
        format!("{}/{}", &self.0[..2], self.0)
    }

    /// For [`crate::text_column`].
    fn from_name(name: &str) -> Option<Self> {
        Self::from_hex(name.to_owned())
    }
}

crate::text_column!(BlobHash);

impl fmt::Display for BlobHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_same_bytes_are_stored_once_and_come_back() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::in_folder(folder.path()).unwrap();
        let first = blobs.put(Bytes::from_static(b"hello")).await.unwrap();
        let second = blobs.put(Bytes::from_static(b"hello")).await.unwrap();
        assert_eq!(first, second);
        assert_eq!(blobs.list().await.unwrap().len(), 1);
        assert_eq!(blobs.get(&first).await.unwrap(), "hello");
        assert!(matches!(blobs.get(&BlobHash::of(b"other")).await, Err(BlobError::Missing(_))));
    }
}
