//! Users, organizations and groups as they are searched.

use std::collections::HashMap;

use base::{GroupId, OrganizationId, UserId};
use db::{Conn, DbError};
use people::{Group, Identity, Organization, User};
use search::{Document, Filters, Kind, Passage, STAFF};

use super::{personal_token, store};

/// The documents of these users, without the deleted ones.
pub(super) fn list_users(c: &mut Conn, ids: &[i64]) -> Result<Vec<Document>, DbError> {
    let ids: Vec<UserId> = ids.iter().copied().map(UserId).collect();
    let users = people::store::find_users(c, &ids)?;
    let mut identities: HashMap<UserId, Vec<Identity>> = HashMap::new();
    for identity in people::store::find_identities(c, &ids)? {
        identities.entry(identity.user_id).or_default().push(identity);
    }
    let mut groups = store::list_group_ids(c, &ids)?;
    let mut organizations = store::list_organization_ids(c, &ids)?;
    let document = |user: User| {
        let identities = identities.remove(&user.id).unwrap_or_default();
        let mut document = user_document(&user, &identities);
        document.filters.group_ids = groups.remove(&user.id).unwrap_or_default();
        document.filters.organization_ids = organizations.remove(&user.id).unwrap_or_default();
        document
    };
    Ok(users.into_iter().filter(|user| user.active).map(document).collect())
}

/// What agents note about a person is not for that person.
fn user_document(user: &User, identities: &[Identity]) -> Document {
    let mut document = Document::new(Kind::User, user.id.0, user.name.as_str());
    document.bodies = vec![Passage::internal(&user.notes), Passage::internal(&user.details)];
    document.words = identities.iter().map(|identity| Passage::public(&identity.value)).collect();
    document
        .words
        .extend([&user.phone, &user.external_id, &user.alias].into_iter().flatten().map(Passage::public));
    document.words.extend(user.tags.iter().map(Passage::internal));
    document.filters = Filters {
        role: Some(user.role.as_str().to_owned()),
        tags: user.tags.clone(),
        created_at: Some(user.created_at.unix_seconds()),
        updated_at: Some(user.updated_at.unix_seconds()),
        ..Filters::default()
    };
    document.visible_to = vec![STAFF.to_owned(), personal_token(user.id)];
    document
}

/// The documents of these organizations.
pub(super) fn list_organizations(c: &mut Conn, ids: &[i64]) -> Result<Vec<Document>, DbError> {
    let ids: Vec<OrganizationId> = ids.iter().copied().map(OrganizationId).collect();
    let organizations = people::store::find_organizations(c, &ids)?;
    Ok(organizations.iter().map(organization_document).collect())
}

fn organization_document(organization: &Organization) -> Document {
    let mut document = Document::new(Kind::Organization, organization.id.0, organization.name.as_str());
    document.bodies = vec![Passage::public(&organization.details), Passage::public(&organization.notes)];
    document.words = organization.domain_names.iter().map(Passage::public).collect();
    document.words.extend(organization.external_id.iter().chain(&organization.tags).map(Passage::public));
    document.filters = Filters {
        tags: organization.tags.clone(),
        created_at: Some(organization.created_at.unix_seconds()),
        updated_at: Some(organization.updated_at.unix_seconds()),
        ..Filters::default()
    };
    document.visible_to = vec![STAFF.to_owned()];
    document
}

/// The documents of these groups, without the deleted ones.
pub(super) fn list_groups(c: &mut Conn, ids: &[i64]) -> Result<Vec<Document>, DbError> {
    let ids: Vec<GroupId> = ids.iter().copied().map(GroupId).collect();
    let groups = people::store::find_groups(c, &ids)?;
    Ok(groups.iter().filter(|group| !group.deleted).map(group_document).collect())
}

fn group_document(group: &Group) -> Document {
    let mut document = Document::new(Kind::Group, group.id.0, group.name.as_str());
    document.bodies = vec![Passage::public(&group.description)];
    document.filters.created_at = Some(group.created_at.unix_seconds());
    document.filters.updated_at = Some(group.updated_at.unix_seconds());
    document.visible_to = vec![STAFF.to_owned()];
    document
}
