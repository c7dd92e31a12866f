//! Many things at once, done by jobs.

mod memberships;
mod organizations;
mod tickets;
mod users;

use base::Actor;
use http::{ApiError, App, Json, Query};
use serde_json::{Value, json};

pub(super) use self::{memberships::*, organizations::*, tickets::*, users::*};
use super::job_statuses::JobStatusResponse;
use crate::bulk::{self, Deed};

/// As Zendesk allows.
const MOST_AT_ONCE: usize = 100;

/// Starts a job that does something to each of these items.
pub(super) async fn start(
    app: &App,
    actor: Actor,
    query: &Query,
    deed: Deed,
    items: Vec<Value>,
) -> Result<Json<JobStatusResponse>, ApiError> {
    if items.is_empty() {
        return Err(ApiError::unprocessable("nothing was given to work on"));
    }
    if items.len() > MOST_AT_ONCE {
        return Err(ApiError::unprocessable(format!("at most {MOST_AT_ONCE} at once")));
    }
    let now = app.clock.now();
    let job = app.db.write(move |tx| bulk::start(tx, now, &actor, deed, items)).await?;
    Ok(Json(JobStatusResponse::new(job, query.origin())))
}

/// Starts a job that does something to what the query's `ids` or `external_ids` name.
pub(super) async fn start_on_named(
    app: &App,
    actor: Actor,
    query: &Query,
    deed: Deed,
) -> Result<Json<JobStatusResponse>, ApiError> {
    start(app, actor, query, deed, named(query)?).await
}

/// Starts a job that changes each of these items as it says or, given one change, what the query names all alike.
async fn start_changes(
    app: &App,
    actor: Actor,
    query: &Query,
    deed: Deed,
    (items, change): (Vec<Value>, Option<Value>),
) -> Result<Json<JobStatusResponse>, ApiError> {
    let items = match change {
        Some(change) => named(query)?.into_iter().map(|name| changed_alike(&change, name)).collect(),
        None => items,
    };
    start(app, actor, query, deed, items).await
}

fn named(query: &Query) -> Result<Vec<Value>, ApiError> {
    let by_id = query.ids("ids")?.into_iter().map(|id| json!({"id": id}));
    let by_external_id = query.list("external_ids").into_iter().map(|id| json!({"external_id": id}));
    Ok(by_id.chain(by_external_id).collect())
}

fn changed_alike(change: &Value, name: Value) -> Value {
    let (Value::Object(mut change), Value::Object(name)) = (change.clone(), name) else {
        return change.clone();
    };
    change.extend(name);
    Value::Object(change)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_change_is_made_to_everything_that_is_named() {
        let change = json!({"notes": "calls often", "id": 9});
        assert_eq!(changed_alike(&change, json!({"id": 5})), json!({"id": 5, "notes": "calls often"}));
        assert_eq!(changed_alike(&json!("nonsense"), json!({"id": 5})), json!("nonsense"));
    }
}
