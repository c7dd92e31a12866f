//! Bulk changes as the API shows them.

use base::{BulkChangeId, Timestamp};
use db::{Conn, DbError};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    BulkChange, Stage,
    run::named_counts,
    store::{self, Reason},
};

/// A change of many tickets, and how far it is.
#[derive(Serialize, ToSchema)]
pub(super) struct BulkChangeBody {
    /// Its URL in the API.
    url: String,
    id: BulkChangeId,
    /// The job status that tells the same in Zendesk's shape.
    job_status_id: String,
    stage: Stage,
    /// Tickets in all.
    total: i64,
    /// Not reached yet; when it is taken back, those that never were.
    waiting: i64,
    /// Changed, and not taken back.
    changed: i64,
    /// Were like this already.
    unchanged: i64,
    /// Could not be changed.
    refused: i64,
    /// As before again.
    restored: i64,
    /// Could not be taken back.
    left_alone: i64,
    /// Why tickets were refused or left alone, the most frequent reason first.
    reasons: Vec<Reason>,
    /// Until when it can be taken back; null when it cannot any more, or is still under way.
    undo_until: Option<Timestamp>,
    created_at: Timestamp,
    /// When the last ticket was changed or taken back.
    ended_at: Option<Timestamp>,
}

impl BulkChangeBody {
    /// The shape of a bulk change.
    ///
    /// # Errors
    /// When a query fails.
    pub fn read(c: &mut Conn, bulk: &BulkChange, origin: &str) -> Result<Self, DbError> {
        let counts = named_counts(c, bulk.id)?;
        let count = |name: &str| counts.get(name).copied().unwrap_or_default();
        Ok(Self {
            url: format!("{origin}/api/v2/bulk_changes/{}.json", bulk.id),
            id: bulk.id,
            job_status_id: bulk.job_status_id.clone(),
            stage: bulk.stage,
            total: counts.values().sum(),
            waiting: count("waiting"),
            changed: count("changed"),
            unchanged: count("unchanged"),
            refused: count("refused"),
            restored: count("restored"),
            left_alone: count("left_alone"),
            reasons: store::list_reasons(c, bulk.id)?,
            undo_until: bulk.undo_until(),
            created_at: bulk.created_at,
            ended_at: bulk.ended_at,
        })
    }
}
