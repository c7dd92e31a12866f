//! Routes: parse, call, shape.

pub mod attachments;
mod audits;
mod bulk;
mod comment_versions;
mod comments;
mod conversation;
mod deleted_tickets;
mod drafts;
mod imports;
mod incremental;
mod job_statuses;
mod merges;
mod redactions;
pub(crate) mod search;
pub mod shape;
pub mod side_loads;
mod similar;
mod splits;
mod tags;
pub(crate) mod ticket_bodies;
mod ticket_lists;
mod ticket_people;
mod tickets;
mod view_csv;
mod view_tickets;
mod views;

use http::{ApiError, Routes};
use serde_json::{Map, json};
use utoipa_axum::routes;

use crate::error::Moved;

/// Every route on tickets, and the bulk work on everything.
pub fn routes() -> Routes {
    Routes::new()
        .merge(ticket_routes())
        .merge(deleted_ticket_routes())
        .merge(comment_routes())
        .merge(view_routes())
        .merge(crate::macros::routes())
        .merge(crate::notifications::routes())
        .merge(crate::recurring::routes())
        .merge(crate::reminders::routes())
        .merge(crate::scheduled::routes())
        .merge(crate::snooze::routes())
        .merge(crate::side_conversations::routes())
        .merge(crate::ticket_fields::routes())
        .merge(crate::ticket_forms::routes())
        .merge(crate::custom_statuses::routes())
        .merge(crate::audit_log::routes())
        .merge(crate::links::routes())
        .merge(crate::tasks::routes())
        .merge(crate::task_templates::routes())
        .merge(crate::time_entries::routes())
        .merge(search_routes())
        .merge(bulk_routes())
        .merge(crate::bulk_changes::routes())
}

fn ticket_routes() -> Routes {
    Routes::new()
        .routes(routes!(ticket_lists::list_tickets, tickets::create_ticket))
        .routes(routes!(ticket_lists::count_tickets))
        .routes(routes!(ticket_lists::show_many_tickets))
        .routes(routes!(imports::import_ticket))
        .routes(routes!(incremental::export_tickets))
        .routes(routes!(incremental::export_tickets_by_cursor))
        .routes(routes!(incremental::export_ticket_events))
        .routes(routes!(tickets::show_ticket, tickets::update_ticket, tickets::delete_ticket))
        .routes(routes!(tickets::undo_ticket_change))
        .routes(routes!(similar::list_similar_tickets))
        .routes(routes!(splits::split_comment))
        .routes(routes!(merges::merge_tickets))
        .routes(routes!(merges::unmerge_ticket))
        .routes(routes!(tickets::mark_ticket_read))
        .routes(routes!(ticket_lists::list_requested_tickets))
        .routes(routes!(ticket_lists::list_assigned_tickets))
        .routes(routes!(ticket_lists::list_ccd_tickets))
        .routes(routes!(ticket_lists::list_organization_tickets))
        .routes(routes!(ticket_lists::list_ticket_incidents))
        .routes(routes!(ticket_people::list_ticket_collaborators))
        .routes(routes!(ticket_people::list_ticket_email_ccs))
        .routes(routes!(ticket_people::list_ticket_followers))
        .routes(routes!(ticket_people::show_ticket_related))
        .routes(routes!(
            tags::list_ticket_tags,
            tags::set_ticket_tags,
            tags::add_ticket_tags,
            tags::remove_ticket_tags
        ))
        .routes(routes!(tags::list_tags))
        .routes(routes!(tags::count_tags))
        .routes(routes!(tags::autocomplete_tags))
}

fn deleted_ticket_routes() -> Routes {
    Routes::new()
        .routes(routes!(deleted_tickets::list_deleted_tickets))
        .routes(routes!(deleted_tickets::remove_many_tickets))
        .routes(routes!(deleted_tickets::restore_many_tickets))
        .routes(routes!(deleted_tickets::remove_ticket))
        .routes(routes!(deleted_tickets::restore_ticket))
        .routes(routes!(deleted_tickets::mark_many_tickets_as_spam))
        .routes(routes!(deleted_tickets::mark_ticket_as_spam))
}

fn comment_routes() -> Routes {
    Routes::new()
        .routes(routes!(comments::list_comments))
        .routes(routes!(comments::count_comments))
        .routes(routes!(comments::make_comment_private))
        .routes(routes!(comment_versions::update_comment))
        .routes(routes!(comment_versions::list_comment_versions))
        .routes(routes!(redactions::redact_comment))
        .routes(routes!(redactions::redact_attachment))
        .routes(routes!(attachments::create_upload))
        .routes(routes!(attachments::delete_upload))
        .routes(routes!(attachments::show_attachment))
        .routes(routes!(attachments::download_attachment))
        .routes(routes!(audits::list_ticket_audits))
        .routes(routes!(audits::count_ticket_audits))
        .routes(routes!(audits::show_ticket_audit))
        .routes(routes!(audits::list_audits))
        .routes(routes!(conversation::show_conversation))
        .routes(routes!(drafts::list_drafts))
        .routes(routes!(drafts::save_draft, drafts::delete_draft))
}

fn view_routes() -> Routes {
    Routes::new()
        .routes(routes!(views::list_views, views::create_view))
        .routes(routes!(views::list_active_views))
        .routes(routes!(views::list_compact_views))
        .routes(routes!(views::search_views))
        .routes(routes!(views::show_many_views))
        .routes(routes!(views::count_views))
        .routes(routes!(views::update_many_views))
        .routes(routes!(views::destroy_many_views))
        .routes(routes!(views::show_view, views::update_view, views::delete_view))
        .routes(routes!(view_tickets::count_many_views))
        .routes(routes!(view_tickets::count_view))
        .routes(routes!(view_tickets::list_view_tickets))
        .routes(routes!(view_tickets::list_view_groups))
        .routes(routes!(view_csv::export_view))
        .routes(routes!(view_tickets::execute_view))
        .routes(routes!(view_tickets::preview_view))
        .routes(routes!(view_tickets::count_view_preview))
}

fn search_routes() -> Routes {
    Routes::new()
        .routes(routes!(search::list_search_results))
        .routes(routes!(search::count_search_results))
        .routes(routes!(search::export_search_results))
        .routes(routes!(search::list_search_suggestions))
}

fn bulk_routes() -> Routes {
    Routes::new()
        .routes(routes!(bulk::create_many_tickets))
        .routes(routes!(bulk::import_many_tickets))
        .routes(routes!(bulk::update_many_tickets))
        .routes(routes!(bulk::destroy_many_tickets))
        .routes(routes!(bulk::create_many_users))
        .routes(routes!(bulk::create_or_update_many_users))
        .routes(routes!(bulk::update_many_users))
        .routes(routes!(bulk::destroy_many_users))
        .routes(routes!(bulk::create_many_organizations))
        .routes(routes!(bulk::update_many_organizations))
        .routes(routes!(bulk::destroy_many_organizations))
        .routes(routes!(bulk::create_many_group_memberships))
        .routes(routes!(bulk::destroy_many_group_memberships))
        .routes(routes!(bulk::create_many_organization_memberships))
        .routes(routes!(bulk::destroy_many_organization_memberships))
        .routes(routes!(job_statuses::list_job_statuses))
        .routes(routes!(job_statuses::show_many_job_statuses))
        .routes(routes!(job_statuses::show_job_status))
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
