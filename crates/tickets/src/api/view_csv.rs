//! A view's tickets as a file for spreadsheets.

use std::collections::HashMap;

use axum::{extract::State, response::Response};
use base::{Actor, GroupId, Locale, OrganizationId, UserId, ViewId};
use db::{Conn, Paging, Position};
use futures::stream;
use http::{ApiError, App, Path, Staff};
use serde_json::Value;

use crate::{
    error::TicketError,
    model::Ticket,
    spreadsheet::{self, line},
    store::views::View,
    ticket_fields::{self, TicketField},
    views,
};

/// Tickets that are read at once.
const AT_ONCE: u32 = 500;

const ENGLISH: [&str; 16] = [
    "Number",
    "Subject",
    "Status",
    "Priority",
    "Type",
    "Requester",
    "Requester's e-mail",
    "Assignee",
    "Team",
    "Organization",
    "Channel",
    "Tags",
    "Created",
    "Updated",
    "Solved",
    "Due",
];
const FRENCH: [&str; 16] = [
    "Numéro",
    "Sujet",
    "Statut",
    "Priorité",
    "Type",
    "Demandeur",
    "E-mail du demandeur",
    "Assigné à",
    "Équipe",
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
    let (view, fields, locale) = app.db.read(move |c| prepare(c, &actor, id)).await?;
    let file_name = format!("view-{}.csv", view.id);
    let head = spreadsheet::head(titles(locale, &fields))?;
    let start = Progress { app, actor, view, fields, next: Some(Position::Start), head: Some(head) };
    spreadsheet::file(&file_name, stream::try_unfold(start, Progress::step))
}

fn prepare(c: &mut Conn, actor: &Actor, id: ViewId) -> Result<(View, Vec<TicketField>, Locale), TicketError> {
    let view = views::access_view(c, actor, id)?;
    // What makes no sense is told before the file begins.
    let asker = views::asker(c, actor)?;
    views::count(c, &view, &asker)?;
    let mut fields = ticket_fields::store::list_fields(c)?;
    fields.retain(|field| field.active);
    let me = match actor.user_id {
        Some(id) => people::store::find_user(c, id)?,
        None => None,
    };
    Ok((view, fields, me.map_or_else(Locale::default, |me| me.locale)))
}

fn titles(locale: Locale, fields: &[TicketField]) -> Vec<String> {
    let own = if locale == Locale::Fr { FRENCH } else { ENGLISH };
    own.map(str::to_owned).into_iter().chain(fields.iter().map(|field| field.title.clone())).collect()
}

/// How far the file is.
struct Progress {
    app: App,
    actor: Actor,
    view: View,
    fields: Vec<TicketField>,
    next: Option<Position>,
    head: Option<String>,
}

impl Progress {
    async fn step(mut self) -> Result<Option<(String, Self)>, ApiError> {
        if let Some(head) = self.head.take() {
            return Ok(Some((head, self)));
        }
        let Some(position) = self.next.take() else { return Ok(None) };
        let (actor, view, fields) = (self.actor, self.view.clone(), self.fields.clone());
        let read = self.app.db.read_long(move |c| {
            let asker = views::asker(c, &actor)?;
            let paging = Paging::Cursor { size: AT_ONCE, position };
            let page = views::page_of(c, &view, &asker, None, &paging)?;
            let next = page.last.filter(|_| page.has_next).map(Position::After);
            Ok::<_, ApiError>((lines(c, &page.rows, &fields)?, next))
        });
        let (lines, next) = read.await?;
        self.next = next;
        Ok(Some((lines, self)))
    }
}

/// The names behind ids.
struct Names {
    users: HashMap<UserId, (String, String)>,
    groups: HashMap<GroupId, String>,
    organizations: HashMap<OrganizationId, String>,
}

fn lines(c: &mut Conn, tickets: &[Ticket], fields: &[TicketField]) -> Result<String, ApiError> {
    let users: Vec<UserId> =
        tickets.iter().flat_map(|ticket| [Some(ticket.requester_id), ticket.assignee_id]).flatten().collect();
    let groups: Vec<GroupId> = tickets.iter().filter_map(|ticket| ticket.group_id).collect();
    let organizations: Vec<OrganizationId> =
        tickets.iter().filter_map(|ticket| ticket.organization_id).collect();
    let names = Names {
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
    tickets.iter().map(|ticket| line(cells(ticket, &names, fields))).collect()
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
