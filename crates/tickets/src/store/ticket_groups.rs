//! How the tickets of a view fall into groups.

use db::{Conn, Sql};

use super::{conditions::push_conditions, ticket_counts};
use crate::{
    conditions::{Asker, Conditions},
    error::TicketError,
    group_by::GroupBy,
};

/// How many tickets that fulfil conditions have each value of a field, by the value as stored.
///
/// # Errors
/// When a condition makes no sense or the query fails.
pub fn count_by(
    c: &mut Conn,
    conditions: &Conditions,
    asker: &Asker,
    by: GroupBy,
) -> Result<Vec<(Option<i64>, i64)>, TicketError> {
    let is_counted = by.is_counted() && ticket_counts::knows(conditions);
    let mut sql = Sql::new("SELECT ");
    sql.push(by.column());
    if is_counted {
        sql.push(", CAST(SUM(t.tickets) AS BIGINT) FROM ticket_counts t WHERE 1 = 1");
    } else {
        sql.push(", COUNT(*) FROM tickets t WHERE t.deleted_at IS NULL");
    }
    push_conditions(&mut sql, conditions, asker)?;
    sql.push(" GROUP BY ").push(by.column());
    let mut counts = sql.query(c, |row| Ok((row.take()?, row.take()?)))?;
    counts.retain(|(_, count): &(Option<i64>, i64)| *count > 0);
    Ok(counts)
}
