//! The SQL of bulk changes.

use std::collections::BTreeMap;

use base::{AuditId, BulkChangeId, TicketId, Timestamp, UserId};
use db::{Conn, DbError, Row, Sql, Tx, params};

use super::{
    BulkChange, Stage,
    outcome::{Kind, Outcome},
};

/// Rows of one statement.
const ROWS_AT_ONCE: usize = 1000;
const SELECT: &str = "SELECT id, job_status_id, author_id, via, address, change, stage, ended_at, created_at FROM bulk_changes ";

fn read(row: &Row<'_>) -> Result<BulkChange, DbError> {
    Ok(BulkChange {
        id: row.take()?,
        job_status_id: row.take()?,
        author_id: row.take()?,
        via: row.take()?,
        address: row.take()?,
        deed: serde_json::from_str(&row.take::<String>()?)
            .map_err(|_| DbError::Unsupported("a bulk change is not readable"))?,
        stage: row.take()?,
        ended_at: row.take()?,
        created_at: row.take()?,
    })
}

pub(super) fn find(c: &mut Conn, id: BulkChangeId) -> Result<Option<BulkChange>, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE id = ").bind(id);
    Ok(sql.query(c, read)?.pop())
}

/// The newest of one person, newest first.
pub(super) fn list_newest(c: &mut Conn, author: UserId, limit: i64) -> Result<Vec<BulkChange>, DbError> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE author_id = ").bind(author).push(" ORDER BY id DESC LIMIT ").bind(limit);
    sql.query(c, read)
}

/// Stores a new one with its tickets, all of which wait; its own id is not used.
pub(super) fn insert(tx: &mut Tx, bulk: &BulkChange, tickets: &[TicketId]) -> Result<BulkChangeId, DbError> {
    let deed =
        serde_json::to_string(&bulk.deed).map_err(|_| DbError::Unsupported("the change is not JSON"))?;
    let id = tx.insert(
        "INSERT INTO bulk_changes (job_status_id, author_id, via, address, change, stage, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        params![
            bulk.job_status_id,
            bulk.author_id,
            bulk.via,
            bulk.address,
            deed,
            bulk.stage,
            bulk.created_at
        ],
    )?;
    for chunk in tickets.chunks(ROWS_AT_ONCE) {
        let mut sql =
            Sql::new("INSERT INTO bulk_change_tickets (bulk_change_id, ticket_id, outcome) VALUES ");
        for (index, ticket) in chunk.iter().enumerate() {
            sql.push(if index == 0 { "(" } else { ", (" });
            sql.bind(id).push(", ").bind(*ticket).push(", ").bind(Kind::Waiting).push(")");
        }
        sql.execute(tx)?;
    }
    Ok(id)
}

/// Stores how far it is.
pub(super) fn set_stage(
    tx: &mut Tx,
    id: BulkChangeId,
    stage: Stage,
    ended_at: Option<Timestamp>,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE bulk_changes SET stage = $1, ended_at = $2 WHERE id = $3",
        params![stage, ended_at, id],
    )
    .map(|_| ())
}

/// The next tickets with this outcome, and the audits of their changes, by number.
pub(super) fn list_next(
    c: &mut Conn,
    id: BulkChangeId,
    kind: Kind,
    limit: i64,
) -> Result<Vec<(TicketId, Option<AuditId>)>, DbError> {
    c.query(
        "SELECT ticket_id, audit_id FROM bulk_change_tickets WHERE bulk_change_id = $1 AND outcome = $2 \
         ORDER BY ticket_id LIMIT $3",
        params![id, kind, limit],
        |row| Ok((row.take()?, row.take()?)),
    )
}

/// Which of these tickets still wait.
///
/// # Errors
/// When the query fails.
pub(super) fn list_waiting_of(
    c: &mut Conn,
    id: BulkChangeId,
    tickets: &[TicketId],
) -> Result<Vec<TicketId>, DbError> {
    let mut sql = Sql::new("SELECT ticket_id FROM bulk_change_tickets WHERE bulk_change_id = ");
    sql.bind(id).push(" AND outcome = ").bind(Kind::Waiting).push(" AND ticket_id IN ").list(tickets);
    sql.query(c, |row| row.take())
}

/// Stores what became of tickets; an audit that is known already stays.
pub(super) fn save_outcomes(
    tx: &mut Tx,
    id: BulkChangeId,
    outcomes: &[(TicketId, Outcome)],
) -> Result<(), DbError> {
    if outcomes.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new(
        "INSERT INTO bulk_change_tickets (bulk_change_id, ticket_id, outcome, audit_id, cause, reason) VALUES ",
    );
    for (index, (ticket, outcome)) in outcomes.iter().enumerate() {
        let refusal = outcome.refusal();
        sql.push(if index == 0 { "(" } else { ", (" });
        sql.bind(id).push(", ").bind(*ticket).push(", ").bind(outcome.kind());
        sql.push(", CAST(").bind(outcome.audit_id()).push(" AS BIGINT), ");
        sql.bind(refusal.map(|refusal| refusal.cause)).push(", ");
        sql.bind(refusal.map(|refusal| refusal.reason.as_str())).push(")");
    }
    sql.push(
        " ON CONFLICT (bulk_change_id, ticket_id) DO UPDATE SET outcome = excluded.outcome, \
         audit_id = COALESCE(excluded.audit_id, bulk_change_tickets.audit_id), cause = excluded.cause, \
         reason = excluded.reason",
    );
    sql.execute(tx).map(|_| ())
}

/// How many tickets came to what.
pub(super) fn count_outcomes(c: &mut Conn, id: BulkChangeId) -> Result<Vec<(Kind, i64)>, DbError> {
    c.query(
        "SELECT outcome, COUNT(*) FROM bulk_change_tickets WHERE bulk_change_id = $1 GROUP BY outcome",
        params![id],
        |row| Ok((row.take()?, row.take()?)),
    )
}

/// Why tickets were refused or left alone.
#[derive(Clone, Debug, serde::Serialize, utoipa::ToSchema)]
pub(super) struct Reason {
    /// In one word, for programs: `closed`, `gone`, `invalid`, `moved_on`, `forbidden`.
    pub cause: String,
    /// In words.
    pub reason: String,
    /// How many tickets.
    pub count: i64,
    /// The first of them.
    pub ticket_ids: Vec<TicketId>,
}

/// Why tickets were refused or left alone, the most frequent reason first.
pub(super) fn list_reasons(c: &mut Conn, id: BulkChangeId) -> Result<Vec<Reason>, DbError> {
    const REASONS: i64 = 20;
    const EXAMPLES: i64 = 5;
    let mut reasons = c.query(
        "SELECT cause, reason, COUNT(*) FROM bulk_change_tickets WHERE bulk_change_id = $1 AND cause IS NOT NULL \
         GROUP BY cause, reason ORDER BY 3 DESC, 1, 2 LIMIT $2",
        params![id, REASONS],
        |row| {
            Ok(Reason { cause: row.take()?, reason: row.take()?, count: row.take()?, ticket_ids: Vec::new() })
        },
    )?;
    for reason in &mut reasons {
        reason.ticket_ids = c.query(
            "SELECT ticket_id FROM bulk_change_tickets WHERE bulk_change_id = $1 AND cause = $2 AND reason = $3 \
             ORDER BY ticket_id LIMIT $4",
            params![id, reason.cause, reason.reason, EXAMPLES],
            |row| row.take(),
        )?;
    }
    Ok(reasons)
}

/// Lets the clients of job statuses know that so many more tickets are done.
pub(super) fn advance_job_status(
    tx: &mut Tx,
    bulk: &BulkChange,
    done: usize,
    now: Timestamp,
) -> Result<(), DbError> {
    let done = i64::try_from(done).unwrap_or_default();
    tx.execute(
        "UPDATE job_statuses SET progress = progress + $1, status = 'working', updated_at = $2 WHERE id = $3",
        params![done, now, bulk.job_status_id],
    )
    .map(|_| ())
}

/// Lets the clients of job statuses know that it is over, and what it came to.
pub(super) fn complete_job_status(
    tx: &mut Tx,
    bulk: &BulkChange,
    counts: &BTreeMap<&'static str, i64>,
    now: Timestamp,
) -> Result<(), DbError> {
    let counted: Vec<String> = counts.iter().map(|(name, count)| format!("{count} {name}")).collect();
    tx.execute(
        "UPDATE job_statuses SET status = 'completed', message = $1, updated_at = $2 WHERE id = $3",
        params![format!("Completed at {now}: {}", counted.join(", ")), now, bulk.job_status_id],
    )
    .map(|_| ())
}
