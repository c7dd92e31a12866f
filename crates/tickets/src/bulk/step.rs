//! One item's part of bulk work.

use base::{Actor, MembershipId, OrganizationId, TicketId, Timestamp, UserId};
use db::Tx;
use http::{Invalid, fit};
use people::{
    OrganizationChange, UserChange,
    actions::{group_memberships, organization_memberships, organizations, users},
    api::{NewGroupMembership, NewOrganizationMembership},
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use super::Deed;
use crate::{
    access::access_ticket,
    actions,
    error::TicketError,
    input::{self, TicketInput},
};

/// The id of what a deed was done to.
type Done = Result<i64, TicketError>;

/// What is left to do in the transaction.
pub(super) type Step = Box<dyn FnOnce(&mut Tx, Timestamp, &Actor) -> Done + Send>;

/// How an item names what exists already.
#[derive(Deserialize)]
struct Named {
    id: Option<i64>,
    external_id: Option<String>,
}

impl Named {
    fn id(&self) -> Result<i64, TicketError> {
        self.id.ok_or_else(|| Invalid::blank("id").into())
    }

    fn user(&self, tx: &mut Tx) -> Result<UserId, TicketError> {
        let (None, Some(external_id)) = (self.id, &self.external_id) else { return self.id().map(UserId) };
        let found = people::store::find_users_by_external_id(tx, &[external_id])?;
        found.first().map(|user| user.id).ok_or(TicketError::NotFound)
    }

    fn organization(&self, tx: &mut Tx) -> Result<OrganizationId, TicketError> {
        let (None, Some(external_id)) = (self.id, &self.external_id) else {
            return self.id().map(OrganizationId);
        };
        let found = people::store::find_organizations_by_external_id(tx, &[external_id])?;
        found.first().map(|organization| organization.id).ok_or(TicketError::NotFound)
    }
}

/// Reads and cleans an item, outside of the transaction that stores it.
///
/// # Errors
/// When the item does not fit.
pub(super) fn prepare(deed: Deed, item: &Value) -> Result<Step, TicketError> {
    match deed {
        Deed::CreateTicket => create_ticket(item),
        Deed::ImportTicket => import_ticket(item),
        Deed::UpdateTicket => update_ticket(item),
        Deed::DeleteTicket => of(item, delete_ticket),
        Deed::RemoveTicket => of(item, remove_ticket),
        Deed::CreateUser => {
            of(item, |tx, now, actor, new: UserChange| Ok(users::create(tx, now, actor, &new)?.id.0))
        }
        Deed::CreateOrUpdateUser => of(item, |tx, now, actor, change: UserChange| {
            Ok(users::create_or_update(tx, now, actor, &change)?.0.id.0)
        }),
        Deed::UpdateUser => to(item, update_user),
        Deed::DeleteUser => of(item, delete_user),
        Deed::CreateOrganization => of(item, |tx, now, actor, new: OrganizationChange| {
            Ok(organizations::create(tx, now, actor, &new)?.id.0)
        }),
        Deed::UpdateOrganization => to(item, update_organization),
        Deed::DeleteOrganization => of(item, delete_organization),
        Deed::CreateGroupMembership => of(item, |tx, now, actor, new: NewGroupMembership| {
            let made = group_memberships::create(tx, now, actor, new.user_id, new.group_id, new.default);
            Ok(made?.id.0)
        }),
        Deed::DeleteGroupMembership => of(item, delete_group_membership),
        Deed::CreateOrganizationMembership => of(item, |tx, now, actor, new: NewOrganizationMembership| {
            let (user, organization) = (new.user_id, new.organization_id);
            Ok(organization_memberships::create(tx, now, actor, user, organization, new.default)?.id.0)
        }),
        Deed::DeleteOrganizationMembership => of(item, delete_organization_membership),
    }
}

/// A step that takes the whole item.
fn of<T: DeserializeOwned + Send + 'static>(
    item: &Value,
    act: fn(&mut Tx, Timestamp, &Actor, T) -> Done,
) -> Result<Step, TicketError> {
    let input: T = fit(item)?;
    Ok(Box::new(move |tx, now, actor| act(tx, now, actor, input)))
}

/// A step that changes what the item names into what else it says.
fn to<T: DeserializeOwned + Send + 'static>(
    item: &Value,
    act: fn(&mut Tx, Timestamp, &Actor, &Named, &T) -> Done,
) -> Result<Step, TicketError> {
    let (named, change): (Named, T) = (fit(item)?, fit(item)?);
    Ok(Box::new(move |tx, now, actor| act(tx, now, actor, &named, &change)))
}

fn create_ticket(item: &Value) -> Result<Step, TicketError> {
    let prepared = fit::<TicketInput>(item)?.prepare();
    Ok(Box::new(move |tx, now, actor| {
        let new = prepared.into_new_ticket(tx, now, actor)?;
        Ok(actions::create_ticket(tx, now, actor, &new)?.ticket.id.0)
    }))
}

fn import_ticket(item: &Value) -> Result<Step, TicketError> {
    let prepared = input::prepare_import(item, false)?;
    Ok(Box::new(move |tx, now, actor| {
        let import = prepared.into_import(tx, now, actor)?;
        Ok(actions::import_ticket(tx, now, actor, &import)?.0.id.0)
    }))
}

fn update_ticket(item: &Value) -> Result<Step, TicketError> {
    let id = TicketId(fit::<Named>(item)?.id()?);
    let prepared = fit::<TicketInput>(item)?.prepare();
    Ok(Box::new(move |tx, now, actor| {
        // Nobody may learn from an error whether a ticket they cannot see exists.
        access_ticket(tx, actor, id)?;
        let change = prepared.into_change(tx, now, actor)?;
        Ok(actions::change_ticket(tx, now, actor, id, &change)?.ticket.id.0)
    }))
}

fn delete_ticket(tx: &mut Tx, now: Timestamp, actor: &Actor, named: Named) -> Done {
    let id = named.id()?;
    actions::delete_ticket(tx, now, actor, TicketId(id))?;
    Ok(id)
}

fn remove_ticket(tx: &mut Tx, now: Timestamp, actor: &Actor, named: Named) -> Done {
    let id = named.id()?;
    actions::remove_ticket(tx, now, actor, TicketId(id))?;
    Ok(id)
}

fn update_user(tx: &mut Tx, now: Timestamp, actor: &Actor, named: &Named, change: &UserChange) -> Done {
    let id = named.user(tx)?;
    Ok(users::update(tx, now, actor, id, change)?.id.0)
}

fn delete_user(tx: &mut Tx, now: Timestamp, actor: &Actor, named: Named) -> Done {
    let id = named.user(tx)?;
    Ok(users::delete(tx, now, actor, id)?.id.0)
}

fn update_organization(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    named: &Named,
    change: &OrganizationChange,
) -> Done {
    let id = named.organization(tx)?;
    Ok(organizations::update(tx, now, actor, id, change)?.id.0)
}

fn delete_organization(tx: &mut Tx, now: Timestamp, actor: &Actor, named: Named) -> Done {
    let id = named.organization(tx)?;
    organizations::delete(tx, now, actor, id)?;
    Ok(id.0)
}

fn delete_group_membership(tx: &mut Tx, now: Timestamp, actor: &Actor, named: Named) -> Done {
    let id = named.id()?;
    group_memberships::delete(tx, now, actor, MembershipId(id))?;
    Ok(id)
}

fn delete_organization_membership(tx: &mut Tx, now: Timestamp, actor: &Actor, named: Named) -> Done {
    let id = named.id()?;
    organization_memberships::delete(tx, now, actor, MembershipId(id))?;
    Ok(id)
}
