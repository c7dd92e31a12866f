//! What placeholders stand for.

use std::sync::OnceLock;

use base::{Actor, UserId};
use db::{Conn, DbError};
use people::{
    Group, Occasion, Organization, User,
    brands::{self, Brand},
    own_signature,
    placeholders::{Values, organization_values, user_values},
};
use serde_json::{Value, json};

use crate::model::Ticket;

/// What a filled text becomes part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Plain text: values stay as they are.
    Text,
    /// HTML: in values, what means something in HTML is escaped.
    Html,
}

/// The people and names behind a ticket's ids.
#[derive(Default)]
struct Names {
    requester: Option<User>,
    assignee: Option<User>,
    organization: Option<Organization>,
    group: Option<Group>,
    brand: Option<Brand>,
}

/// The values for a ticket, as the actor sees it; `address` is where people reach the desk.
///
/// # Errors
/// When a query fails.
pub fn values_for(
    c: &mut Conn,
    actor: &Actor,
    ticket: &Ticket,
    address: &str,
    form: Form,
) -> Result<Values, DbError> {
    let names = names_of(c, ticket)?;
    let me = find_user(c, actor.user_id)?;
    let desk = people::store::get_desk(c)?;
    let about = Occasion { group: names.group.as_ref(), brand: names.brand.as_ref(), desk: &desk };
    let mut values = values(Some(ticket), &names, me.as_ref(), &desk.name, address);
    values["current_user"]["signature"] = json!(me.map(|me| own_signature(&me, about)));
    values["ticket"]["brand"]["name"] =
        json!(names.brand.as_ref().map_or(desk.name.as_str(), |brand| brand.name_at(&desk)));
    Ok(if form == Form::Html { escaped(values) } else { values }.into())
}

/// Every placeholder that there is, standing for nothing.
pub(super) fn blank_values() -> &'static Values {
    static BLANK: OnceLock<Values> = OnceLock::new();
    BLANK.get_or_init(|| values(None, &Names::default(), None, "", "").into())
}

fn names_of(c: &mut Conn, ticket: &Ticket) -> Result<Names, DbError> {
    let organization = match ticket.organization_id {
        Some(id) => people::store::find_organization(c, id)?,
        None => None,
    };
    let group = match ticket.group_id {
        Some(id) => people::store::find_group(c, id)?,
        None => None,
    };
    let requester = find_user(c, Some(ticket.requester_id))?;
    let brand = brands::store::find_brand(c, ticket.brand_id)?;
    Ok(Names { requester, assignee: find_user(c, ticket.assignee_id)?, organization, group, brand })
}

fn find_user(c: &mut Conn, id: Option<UserId>) -> Result<Option<User>, DbError> {
    id.map_or(Ok(None), |id| people::store::find_user(c, id))
}

fn values(
    ticket: Option<&Ticket>,
    names: &Names,
    me: Option<&User>,
    desk_name: &str,
    address: &str,
) -> Value {
    let mut values = json!({
        "ticket": ticket_values(ticket, address),
        "current_user": user_values(me),
        "account": {"name": desk_name, "url": address},
    });
    let ticket = &mut values["ticket"];
    ticket["requester"] = user_values(names.requester.as_ref());
    ticket["requester"]["organization"] = organization_values(names.organization.as_ref());
    ticket["assignee"] = user_values(names.assignee.as_ref());
    ticket["organization"] = organization_values(names.organization.as_ref());
    ticket["brand"] = json!({"name": null});
    ticket["group"] = json!({"name": names.group.as_ref().map(|group| &group.name)});
    values
}

fn ticket_values(ticket: Option<&Ticket>, address: &str) -> Value {
    let link = ticket.map(|ticket| format!("{address}/tickets/{}", ticket.id));
    let kind = ticket.and_then(|ticket| ticket.kind);
    let mut values = json!({
        "id": ticket.map(|ticket| ticket.id),
        "title": ticket.map(|ticket| &ticket.subject),
        "description": ticket.map(|ticket| &ticket.description),
        "status": ticket.map(|ticket| ticket.status),
        "priority": ticket.and_then(|ticket| ticket.priority),
        "type": kind,
        "ticket_type": kind,
        "external_id": ticket.and_then(|ticket| ticket.external_id.as_deref()),
        "via": ticket.map(|ticket| ticket.via.as_str()),
        "url": link,
        "link": link,
        "tags": ticket.map(|ticket| ticket.tags.join(" ")),
        "created_at": ticket.map(|ticket| ticket.created_at),
        "updated_at": ticket.map(|ticket| ticket.updated_at),
        "due_date": ticket.and_then(|ticket| ticket.due_at),
    });
    for field in ticket.and_then(|ticket| ticket.custom_fields.as_array()).into_iter().flatten() {
        values[format!("ticket_field_{}", field["id"])] = field["value"].clone();
    }
    values
}

fn escaped(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(mail::escape_html(&text).replace('\n', "<br>")),
        Value::Array(list) => list.into_iter().map(escaped).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, escaped(value))).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_cannot_bring_html_into_html() {
        let values = json!({"name": "<b>Ana</b>\n& co"});
        assert_eq!(escaped(values), json!({"name": "&lt;b&gt;Ana&lt;/b&gt;<br>&amp; co"}));
    }
}
