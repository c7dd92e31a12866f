//! Removes the bytes behind what was redacted, unless something else still needs them.

use db::{BlobHash, Conn, DbError};
use http::App;
use jobs::JobError;
use tickets::{actions::Leftover, store::attachments};

use super::ledger;

/// Removes what a redaction left behind.
///
/// # Errors
/// When the database or the store fails; the job is run again.
pub async fn forget(app: App, leftover: Leftover) -> Result<(), JobError> {
    let found = app.db.read(move |c| list_unneeded(c, &leftover)).await?;
    for hash in found {
        app.blobs.remove(&hash).await.map_err(JobError::retry)?;
    }
    Ok(())
}

fn list_unneeded(c: &mut Conn, leftover: &Leftover) -> Result<Vec<BlobHash>, DbError> {
    let left = match leftover {
        Leftover::IncomingMail(id) => ledger::list_sources(c, *id)?,
        Leftover::File(hash) => BlobHash::from_hex(hash.clone()).into_iter().collect(),
    };
    let mut unneeded = Vec::new();
    for hash in left {
        if !attachments::is_blob_in_use(c, &hash)? && !ledger::is_source_of_comment(c, &hash)? {
            unneeded.push(hash);
        }
    }
    Ok(unneeded)
}
