//! The routes about people: parse, call, shape.

mod account_settings;
mod count;
mod deleted_users;
mod group_bodies;
mod group_memberships;
mod groups;
mod identities;
mod incremental;
mod invitations;
mod locales;
mod me;
mod organization_bodies;
mod organization_memberships;
mod organizations;
mod page;
mod passwords;
mod session;
mod setup;
mod side_loads;
mod signatures;
mod tags;
mod tokens;
mod user_bodies;
mod user_lookup;
mod users;

use axum::{
    Extension,
    http::{HeaderName, StatusCode, header},
};
use http::{Json, Routes};
use utoipa_axum::{router::OpenApiRouter, routes};

pub use self::{
    count::CountAnswer,
    group_bodies::{GroupBody, GroupMembershipBody, NewGroupMembership},
    organization_bodies::{NewOrganizationMembership, OrganizationBody, OrganizationMembershipBody},
    page::{PageMembers, PageParams},
    user_bodies::{IdentityBody, UserBody},
};
use crate::PasswordGate;

/// All routes about people. Passwords are checked at the gate, which authentication shares.
pub fn routes(gate: PasswordGate) -> Routes {
    OpenApiRouter::new()
        .merge(user_routes())
        .merge(organization_routes())
        .merge(group_routes())
        .merge(crate::brands::routes())
        .merge(crate::custom_fields::routes())
        .merge(sign_in_routes())
        .layer(Extension(gate))
}

fn user_routes() -> Routes {
    OpenApiRouter::new()
        .routes(routes!(users::list_users, users::create_user))
        .routes(routes!(incremental::export_users))
        .routes(routes!(incremental::export_users_by_cursor))
        .routes(routes!(users::create_or_update_user))
        .routes(routes!(users::count_users))
        .routes(routes!(deleted_users::list_deleted_users))
        .routes(routes!(deleted_users::count_deleted_users))
        .routes(routes!(deleted_users::show_deleted_user))
        .routes(routes!(user_lookup::show_many_users))
        .routes(routes!(user_lookup::search_users))
        .routes(routes!(user_lookup::autocomplete_users))
        .routes(routes!(me::show_me, me::update_me))
        .routes(routes!(users::show_user, users::update_user, users::delete_user))
        .routes(routes!(users::show_user_related))
        .routes(routes!(passwords::change_password))
        .routes(routes!(
            tags::list_user_tags,
            tags::set_user_tags,
            tags::add_user_tags,
            tags::remove_user_tags
        ))
        .routes(routes!(identities::list_identities, identities::create_identity))
        .routes(routes!(identities::show_identity, identities::update_identity, identities::delete_identity))
        .routes(routes!(identities::make_identity_primary))
        .routes(routes!(identities::verify_identity))
}

fn organization_routes() -> Routes {
    OpenApiRouter::new()
        .routes(routes!(incremental::export_organizations))
        .routes(routes!(organizations::list_organizations, organizations::create_organization))
        .routes(routes!(organizations::count_organizations))
        .routes(routes!(organizations::create_or_update_organization))
        .routes(routes!(organizations::show_many_organizations))
        .routes(routes!(organizations::search_organizations))
        .routes(routes!(organizations::autocomplete_organizations))
        .routes(routes!(
            organizations::show_organization,
            organizations::update_organization,
            organizations::delete_organization
        ))
        .routes(routes!(organizations::show_organization_related))
        .routes(routes!(organizations::list_user_organizations))
        .routes(routes!(users::list_organization_users))
        .routes(routes!(
            tags::list_organization_tags,
            tags::set_organization_tags,
            tags::add_organization_tags,
            tags::remove_organization_tags
        ))
        .routes(routes!(
            organization_memberships::list_organization_memberships,
            organization_memberships::create_organization_membership
        ))
        .routes(routes!(
            organization_memberships::show_organization_membership,
            organization_memberships::delete_organization_membership
        ))
        .routes(routes!(organization_memberships::list_user_organization_memberships))
        .routes(routes!(organization_memberships::list_memberships_of_organization))
        .routes(routes!(organization_memberships::make_organization_membership_default))
        .routes(routes!(organization_memberships::leave_organization))
        .routes(routes!(organization_memberships::make_organization_default))
}

fn group_routes() -> Routes {
    OpenApiRouter::new()
        .routes(routes!(groups::list_groups, groups::create_group))
        .routes(routes!(groups::list_assignable_groups))
        .routes(routes!(groups::count_groups))
        .routes(routes!(groups::show_group, groups::update_group, groups::delete_group))
        .routes(routes!(groups::list_user_groups))
        .routes(routes!(users::list_group_users))
        .routes(routes!(
            group_memberships::list_group_memberships,
            group_memberships::create_group_membership
        ))
        .routes(routes!(group_memberships::list_assignable_group_memberships))
        .routes(routes!(group_memberships::show_group_membership, group_memberships::delete_group_membership))
        .routes(routes!(group_memberships::list_user_group_memberships))
        .routes(routes!(group_memberships::list_memberships_of_group))
        .routes(routes!(group_memberships::make_group_membership_default))
        .routes(routes!(signatures::preview_signature))
}

fn sign_in_routes() -> Routes {
    OpenApiRouter::new()
        .routes(routes!(setup::show_setup, setup::create_setup))
        .routes(routes!(session::create_session, session::delete_session))
        .routes(routes!(passwords::create_password_reset))
        .routes(routes!(passwords::redeem_password_reset))
        .routes(routes!(invitations::list_invitations, invitations::create_invitations))
        .routes(routes!(invitations::show_invitation, invitations::accept_invitation))
        .routes(routes!(tokens::list_api_tokens, tokens::create_api_token))
        .routes(routes!(tokens::delete_api_token))
        .routes(routes!(account_settings::show_account_settings, account_settings::update_account_settings))
        .routes(routes!(locales::list_locales))
}

/// What a created record is answered with.
type Created<T> = (StatusCode, [(HeaderName, String); 1], Json<T>);

fn created<T>(url: &str, body: T) -> Created<T> {
    (StatusCode::CREATED, [(header::LOCATION, url.to_owned())], Json(body))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_route_fits_into_one_router_under_a_name_of_its_own() {
        let (_, document) = routes(PasswordGate::default()).split_for_parts();
        let document = serde_json::to_value(document).unwrap();
        let paths = document["paths"].as_object().unwrap();
        let names: Vec<&str> = paths
            .values()
            .flat_map(|path| path.as_object().unwrap().values())
            .map(|operation| operation["operationId"].as_str().unwrap())
            .collect();
        assert!(names.contains(&"show_me"));
        assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len());
    }
}
