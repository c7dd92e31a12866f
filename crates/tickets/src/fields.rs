//! A ticket's fields by name, as audits record them: to tell what changed, and to change it back.

use base::{BrandId, FormId, GroupId, OrganizationId, TicketId, UserId};
use http::Invalid;
use serde_json::{Value, json};

use crate::{
    change::{Change, ListChange},
    model::{Priority, Status, Ticket, TicketType},
};

/// Every field that an audit records, with its value.
pub fn named_fields(ticket: &Ticket) -> Vec<(&'static str, Value)> {
    vec![
        ("subject", json!(ticket.subject)),
        ("status", json!(ticket.status)),
        ("custom_status_id", json!(ticket.custom_status_id)),
        ("brand_id", json!(ticket.brand_id)),
        ("ticket_form_id", json!(ticket.form_id)),
        ("priority", json!(ticket.priority)),
        ("type", json!(ticket.kind)),
        ("requester_id", json!(ticket.requester_id)),
        ("assignee_id", json!(ticket.assignee_id)),
        ("group_id", json!(ticket.group_id)),
        ("organization_id", json!(ticket.organization_id)),
        ("problem_id", json!(ticket.problem_id)),
        ("external_id", json!(ticket.external_id)),
        ("due_at", json!(ticket.due_at)),
        ("tags", json!(ticket.tags)),
        ("email_cc_ids", json!(ticket.cc_ids)),
        ("follower_ids", json!(ticket.follower_ids)),
        ("custom_fields", ticket.custom_fields.clone()),
    ]
}

/// `Change` events for every field that differs.
pub fn change_events(before: &Ticket, after: &Ticket) -> Vec<Value> {
    let pairs = named_fields(before).into_iter().zip(named_fields(after));
    pairs
        .filter(|((_, old), (_, new))| old != new)
        .map(|((name, old), (_, new))| json!({"type": "Change", "field_name": name, "value": new, "previous_value": old}))
        .collect()
}

/// `Create` events for every field that has a value.
pub fn create_events(ticket: &Ticket) -> Vec<Value> {
    let has_value = |value: &Value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty());
    named_fields(ticket)
        .into_iter()
        .filter(|(_, value)| has_value(value))
        .map(|(name, value)| json!({"type": "Create", "field_name": name, "value": value}))
        .collect()
}

/// The change that sets one recorded field to a recorded value.
///
/// # Errors
/// When there is no such field, or the value does not fit it.
pub fn set_field(change: &mut Change, name: &str, value: &Value) -> Result<(), Invalid> {
    let misfit = || Invalid::field(name, format!("{value} does not fit")).given(value.clone());
    let id = |value: &Value| value.as_i64();
    let ids = || serde_json::from_value::<Vec<UserId>>(value.clone()).map_err(|_| misfit());
    match name {
        "subject" => change.subject = Some(value.as_str().ok_or_else(misfit)?.to_owned()),
        "status" => change.status = Some(value.as_str().and_then(Status::from_name).ok_or_else(misfit)?),
        "brand_id" => change.brand_id = Some(BrandId(id(value).ok_or_else(misfit)?)),
        "ticket_form_id" => change.form_id = Some(id(value).map(FormId)),
        "priority" => change.priority = Some(value.as_str().and_then(Priority::from_name)),
        "type" => change.kind = Some(value.as_str().and_then(TicketType::from_name)),
        "requester_id" => change.requester_id = Some(UserId(id(value).ok_or_else(misfit)?)),
        "assignee_id" => change.assignee_id = Some(id(value).map(UserId)),
        "group_id" => change.group_id = Some(id(value).map(GroupId)),
        "organization_id" => change.organization_id = Some(id(value).map(OrganizationId)),
        "problem_id" => change.problem_id = Some(id(value).map(TicketId)),
        "external_id" => change.external_id = Some(value.as_str().map(str::to_owned)),
        "due_at" => {
            let due_at = value.as_str().map(str::parse).transpose().map_err(|_| misfit())?;
            change.due_at = Some(due_at);
        }
        "tags" => {
            let tags = serde_json::from_value(value.clone()).map_err(|_| misfit())?;
            change.tags = Some(ListChange::Set(tags));
        }
        "email_cc_ids" => change.cc_ids = Some(ListChange::Set(ids()?)),
        "follower_ids" => change.follower_ids = Some(ListChange::Set(ids()?)),
        "custom_fields" => change.custom_fields = Some(value.clone()),
        _ => return Err(misfit()),
    }
    Ok(())
}
