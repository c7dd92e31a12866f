//! The routes of what the asker is told.

use std::collections::BTreeMap;

use axum::{extract::State, http::StatusCode};
use base::{Actor, CommentId, NotificationId, TicketId, Timestamp, UserId};
use http::{ApiError, App, Json, PageBody, Path, Query, Routes, Staff, render_page};
use people::api::{CountAnswer, UserBody};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{
    Kind, Notification,
    preferences::{self, Preferences},
    store,
};
use crate::{api::side_loads::user_bodies, error::TicketError};

/// Every route of notifications.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_notifications))
        .routes(routes!(count_unread_notifications))
        .routes(routes!(mark_notification_read))
        .routes(routes!(mark_all_notifications_read))
        .routes(routes!(show_notification_preferences, update_notification_preferences))
}

/// That the asker is told of a change.
#[derive(Serialize, ToSchema)]
struct NotificationBody {
    id: NotificationId,
    kind: Kind,
    ticket_id: TicketId,
    ticket_subject: String,
    /// The comment that was made.
    comment_id: Option<CommentId>,
    /// The side conversation in which somebody answered.
    #[schema(value_type = Option<String>)]
    side_conversation_id: Option<String>,
    /// What somebody outside who answered there is called.
    sender_name: Option<String>,
    /// The start of that comment or answer, or what a reminder says.
    excerpt: Option<String>,
    /// Who changed it; null for Guichet itself.
    author_id: Option<UserId>,
    read_at: Option<Timestamp>,
    created_at: Timestamp,
}

impl From<Notification> for NotificationBody {
    fn from(told: Notification) -> Self {
        Self {
            id: told.id,
            kind: told.kind,
            ticket_id: told.ticket_id,
            ticket_subject: told.ticket_subject,
            comment_id: told.comment_id,
            side_conversation_id: told.side_conversation_id.map(|id| id.to_string()),
            sender_name: told.sender_name,
            excerpt: told.excerpt,
            author_id: told.author_id,
            read_at: told.read_at,
            created_at: told.created_at,
        }
    }
}

/// A page of notifications, with the people who are behind them.
#[derive(Serialize, ToSchema)]
struct NotificationListResponse {
    notifications: Vec<NotificationBody>,
    users: Vec<UserBody>,
    next_page: Option<String>,
    previous_page: Option<String>,
    count: Option<i64>,
}

/// What to be told of, and how; what is not named stays.
#[derive(Deserialize, ToSchema)]
pub(super) struct PreferencesRequest {
    /// Kinds to turn on and off.
    #[serde(default)]
    pub preferences: BTreeMap<String, bool>,
    /// How soon to be mailed what is unread: `at_once`, `hourly`, `daily` or `never`.
    pub mail: Option<String>,
}

/// Lists what the asker is told: the unread first, each part newest first.
#[utoipa::path(get, path = "/api/v2/notifications", operation_id = "list_notifications", tag = "notifications",
    responses((status = 200, body = NotificationListResponse)))]
async fn list_notifications(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let (user, paging) = (person(&actor)?, query.paging()?);
    let body = app.db.read(move |c| {
        let page = store::page_notifications(c, user, &paging)?;
        let mut authors: Vec<UserId> = page.rows.iter().filter_map(|told| told.author_id).collect();
        authors.sort_unstable();
        authors.dedup();
        let mut body = render_page("notifications", &page.map(NotificationBody::from), &query)?;
        body.insert("users", &user_bodies(c, &actor, &authors, query.origin())?)?;
        Ok::<_, ApiError>(body)
    });
    body.await.map(Json)
}

/// Counts what the asker has not read.
#[utoipa::path(get, path = "/api/v2/notifications/unread_count", operation_id = "count_unread_notifications",
    tag = "notifications", responses((status = 200, body = CountAnswer)))]
async fn count_unread_notifications(
    State(app): State<App>,
    Staff(actor): Staff,
) -> Result<Json<CountAnswer>, ApiError> {
    let user = person(&actor)?;
    let count = app.db.read(move |c| store::count_unread(c, user)).await?;
    Ok(Json(CountAnswer::new(count, app.clock.now())))
}

/// Marks one as read.
#[utoipa::path(put, path = "/api/v2/notifications/{id}/mark_read", operation_id = "mark_notification_read",
    tag = "notifications", params(("id" = i64, Path)), responses((status = 204)))]
async fn mark_notification_read(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<NotificationId>,
) -> Result<StatusCode, ApiError> {
    let (user, now) = (person(&actor)?, app.clock.now());
    let is_theirs = app.db.write(move |tx| store::mark_read(tx, user, id, now)).await?;
    if is_theirs { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::NotFound) }
}

/// Marks all as read.
#[utoipa::path(put, path = "/api/v2/notifications/mark_all_read", operation_id = "mark_all_notifications_read",
    tag = "notifications", responses((status = 204)))]
async fn mark_all_notifications_read(
    State(app): State<App>,
    Staff(actor): Staff,
) -> Result<StatusCode, ApiError> {
    let (user, now) = (person(&actor)?, app.clock.now());
    app.db.write(move |tx| store::mark_all_read(tx, user, now)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Shows what the asker is told of, and how soon they are mailed what they have not read.
#[utoipa::path(get, path = "/api/v2/notifications/preferences", operation_id = "show_notification_preferences",
    tag = "notifications", responses((status = 200, body = Preferences)))]
async fn show_notification_preferences(
    State(app): State<App>,
    Staff(actor): Staff,
) -> Result<Json<Preferences>, ApiError> {
    let user = person(&actor)?;
    let preferences = app.db.read(move |c| preferences::preferences_of(c, user)).await?;
    Ok(Json(preferences))
}

/// Chooses what the asker is told of, and how soon they are mailed what they have not read.
#[utoipa::path(put, path = "/api/v2/notifications/preferences", operation_id = "update_notification_preferences",
    tag = "notifications", request_body = PreferencesRequest, responses((status = 200, body = Preferences)))]
async fn update_notification_preferences(
    State(app): State<App>,
    Staff(actor): Staff,
    Json(request): Json<PreferencesRequest>,
) -> Result<Json<Preferences>, ApiError> {
    let (user, now) = (person(&actor)?, app.clock.now());
    let choose = move |tx: &mut db::Tx| preferences::choose(tx, now, &actor, user, &request);
    Ok(Json(app.db.write(choose).await?))
}

fn person(actor: &Actor) -> Result<UserId, TicketError> {
    actor.user_id.ok_or_else(|| TicketError::Forbidden("only people are notified".to_owned()))
}
