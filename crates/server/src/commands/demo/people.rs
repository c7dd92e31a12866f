//! The example's groups, agents, organizations and customers.

use base::{Actor, GroupId, OrganizationId, Role, Timestamp, UserId};
use db::Tx;
use demo::{Agent, Customer, Desk};
use people::{GroupChange, OrganizationChange, PasswordHash, PeopleError, UserChange, actions};

use super::locale;

/// Under which ids the example's people are stored, in the example's order.
pub struct Ids {
    pub groups: Vec<GroupId>,
    pub agents: Vec<UserId>,
    pub customers: Vec<UserId>,
}

/// Stores everyone.
pub fn store(tx: &mut Tx, now: Timestamp, desk: &Desk, password: &PasswordHash) -> Result<Ids, PeopleError> {
    let groups: Vec<GroupId> =
        desk.groups.iter().map(|group| create_group(tx, now, &group.name)).collect::<Result<_, _>>()?;
    let organizations: Vec<OrganizationId> = desk
        .organizations
        .iter()
        .map(|organization| create_organization(tx, now, &organization.name, &organization.domain))
        .collect::<Result<_, _>>()?;
    let agents = desk
        .agents
        .iter()
        .map(|agent| create_agent(tx, now, agent, &groups, password))
        .collect::<Result<_, _>>()?;
    let customers = desk
        .customers
        .iter()
        .map(|customer| create_customer(tx, now, customer, &organizations))
        .collect::<Result<_, _>>()?;
    Ok(Ids { groups, agents, customers })
}

fn create_group(tx: &mut Tx, now: Timestamp, name: &str) -> Result<GroupId, PeopleError> {
    let new = GroupChange { name: Some(name.to_owned()), ..GroupChange::default() };
    actions::groups::create(tx, now, &Actor::SYSTEM, &new).map(|group| group.id)
}

fn create_organization(
    tx: &mut Tx,
    now: Timestamp,
    name: &str,
    domain: &str,
) -> Result<OrganizationId, PeopleError> {
    let new = OrganizationChange {
        name: Some(name.to_owned()),
        domain_names: Some(vec![domain.to_owned()]),
        ..OrganizationChange::default()
    };
    actions::organizations::create(tx, now, &Actor::SYSTEM, &new).map(|organization| organization.id)
}

fn create_agent(
    tx: &mut Tx,
    now: Timestamp,
    agent: &Agent,
    groups: &[GroupId],
    password: &PasswordHash,
) -> Result<UserId, PeopleError> {
    let new = UserChange {
        name: Some(agent.name.clone()),
        email: Some(agent.email.clone()),
        role: Some(if agent.is_admin { Role::Admin } else { Role::Agent }),
        locale: Some(locale(agent.locale).tag().to_owned()),
        verified: Some(true),
        ..UserChange::default()
    };
    let id = actions::users::create(tx, now, &Actor::SYSTEM, &new)?.id;
    actions::passwords::set(tx, now, &Actor::SYSTEM, id, password, None)?;
    // The first one becomes the default one.
    for group in agent.groups.iter().filter_map(|index| groups.get(*index)) {
        actions::group_memberships::create(tx, now, &Actor::SYSTEM, id, *group, false)?;
    }
    Ok(id)
}

fn create_customer(
    tx: &mut Tx,
    now: Timestamp,
    customer: &Customer,
    organizations: &[OrganizationId],
) -> Result<UserId, PeopleError> {
    let organization = customer.organization.and_then(|index| organizations.get(index)).copied();
    let new = UserChange {
        name: Some(customer.name.clone()),
        email: Some(customer.email.clone()),
        phone: Some(customer.phone.clone()),
        locale: Some(locale(customer.locale).tag().to_owned()),
        details: Some(format!(
            "{}\n{} {}\n{}",
            customer.street, customer.postcode, customer.city, customer.country
        )),
        organization_id: organization.map(Some),
        verified: Some(true),
        ..UserChange::default()
    };
    actions::users::create(tx, now, &Actor::SYSTEM, &new).map(|user| user.id)
}
