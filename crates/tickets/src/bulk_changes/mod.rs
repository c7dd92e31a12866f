//! Changes of many tickets at once: of those that a view, conditions or a search find, or that are named.
//!
//! - The tickets are fixed when it begins ([`actions`]); a job then changes them in small transactions ([`run`]), so that
//!   nobody else waits long, and goes on where it was when its process died.
//! - What is done to a ticket, a text's placeholders filled, is made out beforehand ([`plan`]): the writer only writes.
//! - For ten minutes it can be taken back ([`actions`], [`undo`]): where nobody changed the ticket since.

mod actions;
mod api;
mod ask;
mod find;
mod outcome;
mod plan;
mod run;
mod shape;
mod store;
mod undo;

use std::time::Duration;

use base::{Actor, BulkChangeId, MacroId, Timestamp, UserId, Via};
use db::{Conn, DbError};
use jobs::JobError;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use self::{api::routes, run::run, undo::run_undo};
use crate::error::TicketError;

/// The kind of job that changes the tickets; its payload is a [`BulkChangeJob`].
pub const CHANGE_TICKETS: &str = "change_tickets";
/// The kind of job that takes a bulk change back; its payload is a [`BulkChangeJob`].
pub const UNDO_BULK_CHANGE: &str = "undo_bulk_change";

/// For how long after its end a bulk change can be taken back.
const UNDO_TIME: Duration = Duration::from_secs(600);
/// Tickets that are changed in one transaction.
const STEP: i64 = 100;

/// The payload of the jobs of a bulk change.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct BulkChangeJob {
    bulk_change_id: BulkChangeId,
}

/// A change of many tickets.
#[derive(Clone, Debug)]
struct BulkChange {
    id: BulkChangeId,
    /// What tells the clients of job statuses how far it is.
    job_status_id: String,
    author_id: UserId,
    via: Via,
    /// Where the author reached the desk, for links in texts.
    address: String,
    deed: Deed,
    stage: Stage,
    /// When the last ticket was changed or taken back.
    ended_at: Option<Timestamp>,
    created_at: Timestamp,
}

/// What is done to each ticket.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Deed {
    /// It is changed as this [`TicketInput`](crate::input::TicketInput) says, kept as it was sent: what is absent is
    /// not what is emptied. The comment has placeholders.
    Change(Value),
    /// A macro is used on it.
    Macro(MacroId),
}

/// How far a bulk change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
enum Stage {
    /// Its job changes tickets.
    Changing,
    /// No ticket waits any more.
    Changed,
    /// Another job takes back what was changed.
    Undoing,
    /// What could be taken back is.
    Undone,
}

impl Stage {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Changing, "changing"),
        (Self::Changed, "changed"),
        (Self::Undoing, "undoing"),
        (Self::Undone, "undone"),
    ];

    /// Its name in the API and in the database.
    fn as_str(self) -> &'static str {
        Self::ALL.into_iter().find(|(stage, _)| *stage == self).map_or("", |(_, name)| name)
    }

    /// The one of that name.
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, own)| *own == name).map(|(stage, _)| stage)
    }
}

db::text_column!(Stage);

impl BulkChange {
    /// Until when it can be taken back; at any time while it is under way.
    fn undo_until(&self) -> Option<Timestamp> {
        self.ended_at.filter(|_| self.stage == Stage::Changed).map(|ended_at| ended_at.plus(UNDO_TIME))
    }

    /// Who does it, with the rights they have now: somebody may have taken them away meanwhile.
    fn actor(&self, c: &mut Conn) -> Result<Option<Actor>, DbError> {
        let author = people::store::find_user(c, self.author_id)?;
        let author = author.filter(|user| user.active && !user.suspended && user.role.is_staff());
        Ok(author.map(|user| Actor::person(user.id, user.role, self.via)))
    }
}

/// The database may answer later; what is refused for good is for people to look at.
fn job_error(error: TicketError) -> JobError {
    match error {
        TicketError::Db(error) => error.into(),
        other => JobError::Fail(other.to_string()),
    }
}
