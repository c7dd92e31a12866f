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
    let found = app.db.read(move |c| unneeded(c, &leftover)).await?;
    if let Some(hash) = found {
        app.blobs.remove(&hash).await.map_err(JobError::retry)?;
    }
    Ok(())
}

fn unneeded(c: &mut Conn, leftover: &Leftover) -> Result<Option<BlobHash>, DbError> {
    let hash = match leftover {
        Leftover::IncomingMail(id) => Some(ledger::get_mail(c, *id)?.raw),
        Leftover::File(hash) => BlobHash::from_hex(hash.clone()),
    };
    let Some(hash) = hash else { return Ok(None) };
    let is_needed = attachments::is_blob_in_use(c, &hash)? || ledger::is_source_of_comment(c, &hash)?;
    Ok((!is_needed).then_some(hash))
}
