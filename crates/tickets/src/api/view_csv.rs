//! A view's tickets as a file for spreadsheets.

use std::collections::HashMap;

use axum::{extract::State, response::Response};
use base::{Actor, BrandId, GroupId, OrganizationId, UserId, ViewId};
use db::{Conn, DbError};
use http::{ApiError, App, Path, Staff};
use people::brands;
use serde_json::Value;

use crate::{
    error::TicketError,
    model::Ticket,
    spreadsheet,
    store::views::View,
    ticket_fields::{self, TicketField},
    views,
};

const ENGLISH: [&str; 17] = [
    "Number",
    "Subject",
    "Status",
    "Priority",
    "Type",
    "Requester",
    "Requester's e-mail",
    "Assignee",
    "Team",
    "Brand",
    "Organization",
    "Channel",
    "Tags",
    "Created",
    "Updated",
    "Solved",
    "Due",
];
const FRENCH: [&str; 17] = [
    "Numéro",
    "Sujet",
    "Statut",
    "Priorité",
    "Type",
    "Demandeur",
    "E-mail du demandeur",
    "Assigné à",
    "Équipe",
    "Marque",
    "Organisation",
    "Canal",
    "Étiquettes",
    "Créé",
    "Modifié",
    "Résolu",
    "Échéance",
];

/// Writes all tickets of a view as CSV, in the view's order, with the desk's own fields.
#[utoipa::path(get, path = "/api/v2/views/{id}/csv", operation_id = "export_view", tag = "views",
    params(("id" = i64, Path)), responses((status = 200, body = String, content_type = "text/csv")))]
pub(super) async fn export_view(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<ViewId>,
) -> Result<Response, ApiError> {
    let (view, fields, titles) = app.db.read(move |c| prepare(c, &actor, id)).await?;
    spreadsheet::file(app, &format!("view-{id}.csv"), titles, move |c, paging| {
        let asker = views::asker(c, &actor)?;
        let page = views::page_of(c, &view, &asker, None, paging)?;
        Ok((lines(c, &page.rows, &fields)?, page.next_position()))
    })
}

fn prepare(
    c: &mut Conn,
    actor: &Actor,
    id: ViewId,
) -> Result<(View, Vec<TicketField>, Vec<String>), TicketError> {
    let view = views::access_view(c, actor, id)?;
    // What makes no sense is told before the file begins.
    let asker = views::asker(c, actor)?;
    views::count(c, &view, &asker)?;
    let mut fields = ticket_fields::store::list_fields(c)?;
    fields.retain(|field| field.active);
    let mut titles = spreadsheet::titles(c, actor, ENGLISH, FRENCH)?;
    titles.extend(fields.iter().map(|field| field.title.clone()));
    Ok((view, fields, titles))
}

/// The names behind ids.
struct Names {
    users: HashMap<UserId, (String, String)>,
    groups: HashMap<GroupId, String>,
    brands: HashMap<BrandId, String>,
    organizations: HashMap<OrganizationId, String>,
}

fn lines(c: &mut Conn, tickets: &[Ticket], fields: &[TicketField]) -> Result<Vec<Vec<String>>, DbError> {
    let users: Vec<UserId> =
        tickets.iter().flat_map(|ticket| [Some(ticket.requester_id), ticket.assignee_id]).flatten().collect();
    let groups: Vec<GroupId> = tickets.iter().filter_map(|ticket| ticket.group_id).collect();
    let organizations: Vec<OrganizationId> =
        tickets.iter().filter_map(|ticket| ticket.organization_id).collect();
    let desk = people::store::get_desk(c)?;
    let names = Names {
        brands: brands::store::list_with_removed(c)?
            .into_iter()
            .map(|brand| (brand.id, brand.name_at(&desk).to_owned()))
            .collect(),
        users: people::store::find_users(c, &users)?
            .into_iter()
            .map(|user| (user.id, (user.name, user.email.unwrap_or_default())))
            .collect(),
        groups: people::store::find_groups(c, &groups)?
            .into_iter()
            .map(|group| (group.id, group.name))
            .collect(),
        organizations: people::store::find_organizations(c, &organizations)?
            .into_iter()
            .map(|organization| (organization.id, organization.name))
            .collect(),
    };
    Ok(tickets.iter().map(|ticket| cells(ticket, &names, fields)).collect())
}

fn cells(ticket: &Ticket, names: &Names, fields: &[TicketField]) -> Vec<String> {
    let (requester, email) = names.users.get(&ticket.requester_id).cloned().unwrap_or_default();
    let assignee = ticket.assignee_id.and_then(|id| names.users.get(&id)).map(|(name, _)| name.clone());
    let group = ticket.group_id.and_then(|id| names.groups.get(&id)).cloned();
    let organization = ticket.organization_id.and_then(|id| names.organizations.get(&id)).cloned();
    let time = |at: Option<base::Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
    let mut cells = vec![
        ticket.id.to_string(),
        ticket.subject.clone(),
        ticket.status.as_str().to_owned(),
        ticket.priority.map(|priority| priority.as_str().to_owned()).unwrap_or_default(),
        ticket.kind.map(|kind| kind.as_str().to_owned()).unwrap_or_default(),
        requester,
        email,
        assignee.unwrap_or_default(),
        group.unwrap_or_default(),
        names.brands.get(&ticket.brand_id).cloned().unwrap_or_default(),
        organization.unwrap_or_default(),
        ticket.via.as_str().to_owned(),
        ticket.tags.join(" "),
        time(Some(ticket.created_at)),
        time(Some(ticket.updated_at)),
        time(ticket.solved_at),
        time(ticket.due_at),
    ];
    let values = ticket.custom_fields.as_array();
    cells.extend(fields.iter().map(|field| {
        let entry = values.into_iter().flatten().find(|entry| entry["id"] == field.id.0);
        entry.map(|entry| text(&entry["value"])).unwrap_or_default()
    }));
    cells
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(text).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}
