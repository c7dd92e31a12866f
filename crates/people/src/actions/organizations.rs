//! Organizations. Agents create and change them; admins delete them.

use base::{Actor, OrganizationId, Timestamp};
use db::{Conn, Tx};
use http::Invalid;
use serde_json::{Map, json};

use super::organization_memberships;
use crate::{
    Organization, OrganizationChange, PeopleError, TagEdit,
    audit::{self, Entity},
    custom_fields::{Owner, apply_values, index_values},
    fold_name, policy, store, validate,
};

/// An organization: any for agents, their own for end users.
///
/// # Errors
/// [`PeopleError::NotFound`] when there is none or the actor may not know of it.
pub fn access_organization(
    c: &mut Conn,
    actor: &Actor,
    id: OrganizationId,
) -> Result<Organization, PeopleError> {
    if !actor.role.is_staff() {
        let own = match actor.user_id {
            Some(user) => store::organization_memberships::organizations_of(c, user)?,
            None => Vec::new(),
        };
        if !own.contains(&id) {
            return Err(PeopleError::NotFound);
        }
    }
    store::find_organization(c, id)?.ok_or(PeopleError::NotFound)
}

/// Creates an organization.
///
/// # Errors
/// When the actor may not, a field makes no sense, or its name, external id or a domain is taken.
pub fn create(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    new: &OrganizationChange,
) -> Result<Organization, PeopleError> {
    policy::require_staff(actor)?;
    let mut organization = blank(now);
    apply(new, &mut organization)?;
    fill_in(tx, new, &mut organization)?;
    if organization.name.is_empty() {
        return Err(Invalid::blank("name").into());
    }
    check_unique(tx, &organization)?;
    organization.id = store::insert_organization(tx, &organization)?;
    index_values(tx, Owner::Organization, organization.id.0, &Map::new(), &organization.fields)?;
    audit::record(tx, now, actor, Entity::Organization, organization.id.0, &audit::creation(&organization))?;
    Ok(organization)
}

fn blank(now: Timestamp) -> Organization {
    Organization {
        id: OrganizationId(0),
        name: String::new(),
        external_id: None,
        details: String::new(),
        notes: String::new(),
        group_id: None,
        shared_tickets: false,
        shared_comments: false,
        domain_names: Vec::new(),
        tags: Vec::new(),
        fields: Map::new(),
        created_at: now,
        updated_at: now,
    }
}

/// The organization of that name, created if there is none.
pub(super) fn find_or_create(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    name: &str,
) -> Result<OrganizationId, PeopleError> {
    policy::require_staff(actor)?;
    if let Some(known) = store::find_organization_by_name(tx, name)? {
        return Ok(known.id);
    }
    let new = OrganizationChange { name: Some(name.to_owned()), ..OrganizationChange::default() };
    create(tx, now, actor, &new).map(|organization| organization.id)
}

/// Changes an organization.
///
/// # Errors
/// As for [`create`].
pub fn update(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: OrganizationId,
    change: &OrganizationChange,
) -> Result<Organization, PeopleError> {
    let before = access_organization(tx, actor, id)?;
    policy::require_staff(actor)?;
    let mut after = before.clone();
    apply(change, &mut after)?;
    fill_in(tx, change, &mut after)?;
    let events = audit::changes(&before, &after);
    if events.is_empty() {
        return Ok(before);
    }
    check_unique(tx, &after)?;
    after.updated_at = now;
    store::update_organization(tx, &after)?;
    index_values(tx, Owner::Organization, id.0, &before.fields, &after.fields)?;
    audit::record(tx, now, actor, Entity::Organization, id.0, &events)?;
    Ok(after)
}

/// Changes the organization with that id or external id, or creates one; whether it is new.
///
/// # Errors
/// As for [`create`] and [`update`].
pub fn create_or_update(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: Option<OrganizationId>,
    change: &OrganizationChange,
) -> Result<(Organization, bool), PeopleError> {
    policy::require_staff(actor)?;
    let known = match (id, &change.external_id) {
        (Some(id), _) => Some(id),
        (None, Some(Some(external_id))) => {
            store::find_organizations_by_external_id(tx, &[external_id])?.first().map(|known| known.id)
        }
        (None, _) => None,
    };
    match known {
        Some(id) => update(tx, now, actor, id, change).map(|organization| (organization, false)),
        None => create(tx, now, actor, change).map(|organization| (organization, true)),
    }
}

fn apply(change: &OrganizationChange, organization: &mut Organization) -> Result<(), Invalid> {
    if let Some(name) = &change.name {
        organization.name = validate::name("name", name)?;
    }
    if let Some(external_id) = &change.external_id {
        organization.external_id = validate::optional_line("external_id", external_id.clone())?;
    }
    if let Some(details) = &change.details {
        organization.details = validate::text("details", details.clone())?;
    }
    if let Some(notes) = &change.notes {
        organization.notes = validate::text("notes", notes.clone())?;
    }
    if let Some(domains) = &change.domain_names {
        let mut cleaned = domains
            .iter()
            .map(|domain| validate::domain("domain_names", domain))
            .collect::<Result<Vec<_>, _>>()?;
        cleaned.sort();
        cleaned.dedup();
        organization.domain_names = cleaned;
    }
    if let Some(tags) = &change.tags {
        organization.tags = validate::tags("tags", tags.clone())?;
    }
    organization.group_id = change.group_id.unwrap_or(organization.group_id);
    organization.shared_tickets = change.shared_tickets.unwrap_or(organization.shared_tickets);
    organization.shared_comments = change.shared_comments.unwrap_or(organization.shared_comments);
    Ok(())
}

fn fill_in(
    tx: &mut Tx,
    change: &OrganizationChange,
    organization: &mut Organization,
) -> Result<(), PeopleError> {
    let given = change.organization_fields.as_ref();
    given.map_or(Ok(()), |given| apply_values(tx, Owner::Organization, &mut organization.fields, given))
}

fn check_unique(tx: &mut Tx, organization: &Organization) -> Result<(), PeopleError> {
    let is_other = |found: Option<&Organization>| found.is_some_and(|found| found.id != organization.id);
    let same_name = store::find_organization_by_name(tx, &fold_name(&organization.name))?;
    if is_other(same_name.as_ref()) {
        let taken = Invalid::duplicate("name", "belongs to another organization already");
        return Err(taken.given(organization.name.as_str()).into());
    }
    if let Some(external_id) = &organization.external_id
        && is_other(store::find_organizations_by_external_id(tx, &[external_id])?.first())
    {
        let taken = Invalid::duplicate("external_id", "belongs to another organization already");
        return Err(taken.given(external_id.as_str()).into());
    }
    for domain in &organization.domain_names {
        if store::find_organization_id_by_domain(tx, domain)?.is_some_and(|owner| owner != organization.id) {
            let taken = format!("{domain} belongs to another organization already");
            return Err(Invalid::duplicate("domain_names", taken).given(domain.as_str()).into());
        }
    }
    if let Some(group) = organization.group_id
        && store::find_group(tx, group)?.is_none_or(|group| group.deleted)
    {
        return Err(Invalid::field("group_id", "names no group").given(group.0).into());
    }
    Ok(())
}

/// Changes an organization's labels.
///
/// # Errors
/// As for [`update`].
pub fn edit_tags(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: OrganizationId,
    edit: TagEdit,
    given: Vec<String>,
) -> Result<Organization, PeopleError> {
    let organization = access_organization(tx, actor, id)?;
    let tags = edit.apply(organization.tags, validate::tags("tags", given)?);
    update(tx, now, actor, id, &OrganizationChange { tags: Some(tags), ..OrganizationChange::default() })
}

/// Deletes an organization; its users and tickets stay, and belong to it no longer. Each user has an audit of their own;
/// the organization's names the tickets, for the search index.
///
/// # Errors
/// When there is none or the actor may not.
pub fn delete(tx: &mut Tx, now: Timestamp, actor: &Actor, id: OrganizationId) -> Result<(), PeopleError> {
    let organization = access_organization(tx, actor, id)?;
    policy::require_admin(actor)?;
    organization_memberships::empty(tx, now, actor, id)?;
    let tickets = store::release_tickets(tx, now, id)?;
    store::delete_organization(tx, id)?;
    let mut events = audit::change("name", json!(organization.name), json!(null));
    events.extend(audit::change(audit::TICKET_IDS, json!(tickets), json!([])));
    audit::record(tx, now, actor, Entity::Organization, id.0, &events)?;
    Ok(())
}
