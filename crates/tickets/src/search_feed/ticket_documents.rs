//! Tickets as they are searched.

use std::collections::{BTreeSet, HashMap};

use base::{TicketId, UserId};
use db::{Conn, DbError};
use people::User;
use search::{Document, Filters, Kind, Passage, STAFF};
use serde_json::Value;

use super::{
    personal_token,
    store::{self, Said},
};
use crate::{
    model::{Priority, Status, Ticket, TicketType},
    store::tickets,
};

/// How many people are read at once.
const PEOPLE_AT_ONCE: usize = 1000;

/// The documents of these tickets, without the deleted ones.
pub(super) fn list(c: &mut Conn, ids: &[i64]) -> Result<Vec<Document>, DbError> {
    let ids: Vec<TicketId> = ids.iter().copied().map(TicketId).collect();
    let mut tickets = tickets::list_tickets(c, &ids)?;
    tickets.retain(|ticket| ticket.deleted_at.is_none());
    let said = store::list_said(c, &ids)?;
    let files = store::list_file_names(c, &ids)?;
    let people = find_people(c, &tickets)?;
    let document = |ticket: &Ticket| {
        let said = said.get(&ticket.id).map_or(&[][..], Vec::as_slice);
        let files = files.get(&ticket.id).map_or(&[][..], Vec::as_slice);
        let people: Vec<&User> = parties(ticket).filter_map(|id| people.get(&id)).collect();
        document(ticket, said, files, &people)
    };
    Ok(tickets.iter().map(document).collect())
}

/// Who is in on a ticket besides staff.
fn parties(ticket: &Ticket) -> impl Iterator<Item = UserId> {
    std::iter::once(ticket.requester_id).chain(ticket.cc_ids.iter().copied())
}

fn find_people(c: &mut Conn, tickets: &[Ticket]) -> Result<HashMap<UserId, User>, DbError> {
    let ids: BTreeSet<UserId> = tickets.iter().flat_map(parties).collect();
    let ids: Vec<UserId> = ids.into_iter().collect();
    let mut people = HashMap::new();
    for some in ids.chunks(PEOPLE_AT_ONCE) {
        people.extend(people::store::find_users(c, some)?.into_iter().map(|user| (user.id, user)));
    }
    Ok(people)
}

fn document(ticket: &Ticket, said: &[Said], files: &[(String, bool)], people: &[&User]) -> Document {
    let mut document = Document::new(Kind::Ticket, ticket.id.0, ticket.subject.as_str());
    document.bodies = said.iter().map(|said| passage(&said.text, said.public)).collect();
    document.words = words(ticket, files, people);
    document.filters = filters(ticket, said);
    document.visible_to = vec![STAFF.to_owned()];
    document.visible_to.extend(parties(ticket).map(personal_token));
    document
}

fn passage(text: &str, public: bool) -> Passage {
    if public { Passage::public(text) } else { Passage::internal(text) }
}

/// Tags are staff's own.
fn words(ticket: &Ticket, files: &[(String, bool)], people: &[&User]) -> Vec<Passage> {
    let mut words: Vec<Passage> = ticket.tags.iter().map(Passage::internal).collect();
    words.extend(ticket.external_id.iter().map(Passage::public));
    for person in people {
        words.push(Passage::public(&person.name));
        words.extend(person.email.iter().map(Passage::public));
    }
    words.extend(files.iter().map(|(name, public)| passage(name, *public)));
    words
}

fn filters(ticket: &Ticket, said: &[Said]) -> Filters {
    Filters {
        status: Some(status(ticket.status)),
        priority: ticket.priority.map(priority),
        ticket_type: ticket.kind.map(ticket_type),
        requester_id: Some(ticket.requester_id.0),
        assignee_id: ticket.assignee_id.map(|id| id.0),
        submitter_id: Some(ticket.submitter_id.0),
        brand_id: Some(ticket.brand_id.0),
        group_ids: ticket.group_id.map(|id| id.0).into_iter().collect(),
        organization_ids: ticket.organization_id.map(|id| id.0).into_iter().collect(),
        cc_ids: ticket.cc_ids.iter().map(|id| id.0).collect(),
        commenter_ids: authors(said, true),
        internal_commenter_ids: authors(said, false),
        tags: ticket.tags.clone(),
        via: Some(ticket.via.as_str().to_owned()),
        role: None,
        custom_fields: custom_fields(&ticket.custom_fields),
        created_at: Some(ticket.created_at.unix_seconds()),
        updated_at: Some(ticket.updated_at.unix_seconds()),
        solved_at: ticket.solved_at.map(|at| at.unix_seconds()),
        due_at: ticket.due_at.map(|at| at.unix_seconds()),
    }
}

fn authors(said: &[Said], public: bool) -> Vec<i64> {
    let authors: BTreeSet<i64> =
        said.iter().filter(|said| said.public == public).map(|said| said.author_id.0).collect();
    authors.into_iter().collect()
}

/// Each value of `[{"id":…,"value":…}]`; one that is a list counts once for each of its members.
fn custom_fields(fields: &Value) -> Vec<(i64, String)> {
    let mut values = Vec::new();
    for field in fields.as_array().into_iter().flatten() {
        let Some(id) = field["id"].as_i64() else { continue };
        match &field["value"] {
            Value::Array(list) => values.extend(list.iter().filter_map(as_text).map(|text| (id, text))),
            single => values.extend(as_text(single).map(|text| (id, text))),
        }
    }
    values
}

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is_set) => Some(is_set.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn status(status: Status) -> search::Status {
    match status {
        Status::New => search::Status::New,
        Status::Open => search::Status::Open,
        Status::Pending => search::Status::Pending,
        Status::Hold => search::Status::Hold,
        Status::Solved => search::Status::Solved,
        Status::Closed => search::Status::Closed,
    }
}

fn priority(priority: Priority) -> search::Priority {
    match priority {
        Priority::Low => search::Priority::Low,
        Priority::Normal => search::Priority::Normal,
        Priority::High => search::Priority::High,
        Priority::Urgent => search::Priority::Urgent,
    }
}

fn ticket_type(kind: TicketType) -> search::TicketType {
    match kind {
        TicketType::Question => search::TicketType::Question,
        TicketType::Incident => search::TicketType::Incident,
        TicketType::Problem => search::TicketType::Problem,
        TicketType::Task => search::TicketType::Task,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_value_of_a_custom_field_can_be_filtered_by() {
        let fields = json!([
            {"id": 1, "value": "blue"}, {"id": 2, "value": ["a", "b"]}, {"id": 3, "value": 5},
            {"id": 4, "value": null}, {"id": 5, "value": false}, {"value": "no id"},
        ]);
        let expected = [(1, "blue"), (2, "a"), (2, "b"), (3, "5"), (5, "false")];
        assert_eq!(custom_fields(&fields), expected.map(|(id, text)| (id, text.to_owned())));
    }
}
