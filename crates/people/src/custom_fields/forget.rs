//! Taking the values of a removed field off the records that have them, a few at a time.

use base::{FieldId, OrganizationId, Timestamp, UserId};
use db::{DbError, Tx};
use http::App;
use jobs::JobError;
use serde::{Deserialize, Serialize};

use super::{Owner, store};
use crate::store as people;

/// The kind of job that does it; its payload is a [`Forgotten`].
pub const FORGET: &str = "forget_record_field";

const AT_ONCE: i64 = 200;

/// A field that was removed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Forgotten {
    /// What it was a field of.
    pub(super) owner: Owner,
    /// Its id.
    pub(super) field_id: FieldId,
    /// Under which its values are kept.
    pub(super) key: String,
}

pub(super) fn enqueue(tx: &mut Tx, now: Timestamp, field: Forgotten) -> Result<(), DbError> {
    jobs::enqueue(tx, now, FORGET, &field).map(|_| ())
}

/// Takes a removed field's values off all records. What was done stays done when it is interrupted.
///
/// # Errors
/// When the database fails; the job is run again.
pub async fn forget(app: App, field: Forgotten) -> Result<(), JobError> {
    loop {
        let field = field.clone();
        if app.db.write(move |tx| forget_some(tx, &field)).await? == 0 {
            return Ok(());
        }
    }
}

fn forget_some(tx: &mut Tx, field: &Forgotten) -> Result<usize, DbError> {
    let ids = store::list_owners(tx, field.field_id, AT_ONCE)?;
    for id in &ids {
        match field.owner {
            Owner::User => {
                if let Some(mut user) = people::find_user(tx, UserId(*id))? {
                    user.fields.remove(&field.key);
                    people::update_user(tx, &user)?;
                }
            }
            Owner::Organization => {
                if let Some(mut organization) = people::find_organization(tx, OrganizationId(*id))? {
                    organization.fields.remove(&field.key);
                    people::update_organization(tx, &organization)?;
                }
            }
        }
    }
    store::delete_values(tx, field.field_id, &ids)?;
    Ok(ids.len())
}
