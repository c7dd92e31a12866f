//! Routes: parse, call, shape.

pub mod attachments;
mod audits;
mod bulk;
mod comments;
mod conversation;
mod drafts;
mod import;
mod incremental;
pub mod input;
mod search;
pub mod shape;
pub mod side_loads;
mod tags;
mod tickets;
mod views;

use http::{ApiError, Routes};
use serde_json::{Map, json};
use utoipa_axum::routes;

use crate::error::Moved;

/// Every route on tickets.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(tickets::list_tickets, tickets::create_ticket))
        .routes(routes!(tickets::show_many_tickets))
        .routes(routes!(bulk::create_many_tickets))
        .routes(routes!(bulk::update_many_tickets))
        .routes(routes!(bulk::destroy_many_tickets))
        .routes(routes!(bulk::list_deleted_tickets))
        .routes(routes!(bulk::remove_many_tickets))
        .routes(routes!(bulk::remove_ticket))
        .routes(routes!(bulk::restore_ticket))
        .routes(routes!(bulk::list_job_statuses))
        .routes(routes!(bulk::show_many_job_statuses))
        .routes(routes!(bulk::show_job_status))
        .routes(routes!(bulk::import_ticket))
        .routes(routes!(incremental::export_tickets))
        .routes(routes!(incremental::export_tickets_by_cursor))
        .routes(routes!(incremental::export_ticket_events))
        .routes(routes!(search::list_search_results))
        .routes(routes!(search::count_search_results))
        .routes(routes!(search::export_search_results))
        .routes(routes!(search::list_search_suggestions))
        .routes(routes!(tickets::show_ticket, tickets::update_ticket, tickets::delete_ticket))
        .routes(routes!(tickets::list_requested_tickets))
        .routes(routes!(tickets::list_assigned_tickets))
        .routes(routes!(tickets::list_ccd_tickets))
        .routes(routes!(tickets::list_organization_tickets))
        .routes(routes!(tickets::undo_ticket_change))
        .routes(routes!(tickets::mark_ticket_read))
        .routes(routes!(comments::list_comments))
        .routes(routes!(comments::make_comment_private))
        .routes(routes!(attachments::create_upload))
        .routes(routes!(attachments::delete_upload))
        .routes(routes!(attachments::show_attachment))
        .routes(routes!(attachments::download_attachment))
        .routes(routes!(audits::list_ticket_audits))
        .routes(routes!(audits::show_ticket_audit))
        .routes(routes!(audits::list_audits))
        .routes(routes!(conversation::show_conversation))
        .routes(routes!(drafts::list_drafts))
        .routes(routes!(drafts::save_draft, drafts::delete_draft))
        .routes(routes!(
            tags::list_ticket_tags,
            tags::set_ticket_tags,
            tags::add_ticket_tags,
            tags::remove_ticket_tags
        ))
        .routes(routes!(tags::list_tags))
        .routes(routes!(tags::autocomplete_tags))
        .routes(routes!(views::list_views, views::create_view))
        .routes(routes!(views::list_active_views))
        .routes(routes!(views::list_compact_views))
        .routes(routes!(views::count_many_views))
        .routes(routes!(views::show_view, views::update_view, views::delete_view))
        .routes(routes!(views::count_view))
        .routes(routes!(views::list_view_tickets))
        .routes(routes!(views::execute_view))
}

/// 409 with what happened meanwhile, so that the asker can decide.
pub(crate) fn conflict(moved: &Moved) -> ApiError {
    let mut more = Map::new();
    more.insert("current".to_owned(), json!(shape::TicketBody::new(&moved.current, "")));
    more.insert("changed".to_owned(), json!(moved.changed));
    more.insert("by".to_owned(), json!(moved.by));
    ApiError::Conflict {
        error: "UpdateConflict",
        description: "the ticket was changed by somebody else, look at the change and send yours again"
            .to_owned(),
        more,
    }
}
