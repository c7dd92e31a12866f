//! Solves the incidents of a problem with the answer that solved it.

use std::time::Duration;

use base::{Actor, CommentId, Role, TicketId, Timestamp, UserId, Via};
use db::{Conn, DbError, Tx};
use http::App;
use jobs::JobError;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    change_ticket,
    said_again::{said_again, with_own_files},
};
use crate::{
    change::{Change, NewComment},
    error::TicketError,
    model::{Status, Ticket, TicketType},
    store::{audits, comments, ticket_lists, tickets},
};

/// The kind of job that does it; its payload is a [`SolveIncidents`].
pub const SOLVE_INCIDENTS: &str = "solve_incidents";

/// The payload of a [`SOLVE_INCIDENTS`] job.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct SolveIncidents {
    problem_id: TicketId,
    /// What was said to the customer with it.
    comment_id: Option<CommentId>,
    user_id: UserId,
    role: Role,
}

/// Sees to it that a problem's incidents are solved when it is: after the time in which its answer can be taken back.
pub(super) fn follow(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    before: &Ticket,
    after: &Ticket,
    comment: Option<(CommentId, bool)>,
) -> Result<(), TicketError> {
    let is_solved = after.status == Status::Solved && before.status < Status::Solved;
    let Some(user_id) = actor.user_id.filter(|_| is_solved && after.kind == Some(TicketType::Problem)) else {
        return Ok(());
    };
    if tickets::has_incidents(tx, &[after.id])?.is_empty() {
        return Ok(());
    }
    let wait_seconds = if actor.via == Via::Web { people::store::get_desk(tx)?.undo_send_seconds } else { 0 };
    let due_at = now.plus(Duration::from_secs(wait_seconds.into()));
    let comment_id = comment.filter(|(_, public)| *public).map(|(id, _)| id);
    let job = SolveIncidents { problem_id: after.id, comment_id, user_id, role: actor.role };
    jobs::enqueue_at(tx, now, due_at, SOLVE_INCIDENTS, &job)?;
    Ok(())
}

/// Solves the incidents that are not solved yet, each in a transaction of its own: so an interrupted run goes on where
/// it stopped.
///
/// # Errors
/// When the database fails; the job is run again.
pub async fn solve_incidents(app: App, job: SolveIncidents) -> Result<(), JobError> {
    let plan = app.db.read(move |c| plan(c, job)).await?;
    let Some(Plan { incidents, answer }) = plan else { return Ok(()) };
    for incident in incidents {
        let (now, answer) = (app.clock.now(), answer.clone());
        let solve = app.db.write(move |tx| solve(tx, now, job, incident, answer));
        match solve.await {
            Err(TicketError::Db(error)) => return Err(error.into()),
            // Somebody closed or deleted it meanwhile.
            Err(refusal) => tracing::info!(%incident, %refusal, "an incident is not solved with its problem"),
            Ok(()) => {}
        }
    }
    Ok(())
}

/// What is to be solved, and what is said with it.
struct Plan {
    incidents: Vec<TicketId>,
    answer: Option<NewComment>,
}

/// What is to be done, unless the problem was taken up again.
fn plan(c: &mut Conn, job: SolveIncidents) -> Result<Option<Plan>, DbError> {
    let problem = tickets::find_ticket(c, job.problem_id)?.filter(|ticket| ticket.deleted_at.is_none());
    if problem.is_none_or(|problem| problem.status < Status::Solved) {
        return Ok(None);
    }
    let answer = match job.comment_id {
        Some(id) => match answer(c, id)? {
            // It was taken back.
            None => return Ok(None),
            found => found,
        },
        None => None,
    };
    Ok(Some(Plan { incidents: ticket_lists::list_unsolved_incidents(c, job.problem_id)?, answer }))
}

/// The problem's answer, to be given once more.
fn answer(c: &mut Conn, id: CommentId) -> Result<Option<NewComment>, DbError> {
    comments::find_comment(c, id)?.map(|comment| said_again(c, comment)).transpose()
}

fn solve(
    tx: &mut Tx,
    now: Timestamp,
    job: SolveIncidents,
    incident: TicketId,
    answer: Option<NewComment>,
) -> Result<(), TicketError> {
    // Not by the web: there is nothing left to be taken back.
    let actor = Actor::person(job.user_id, job.role, Via::Api);
    let comment = answer.map(with_own_files);
    let change = Change { status: Some(Status::Solved), comment, ..Change::default() };
    let changed = change_ticket(tx, now, &actor, incident, &change)?;
    if let Some(audit) = changed.audit_id {
        audits::set_source(tx, audit, &json!({"rel": "problem", "from": {"ticket_id": job.problem_id}}))?;
    }
    Ok(())
}
