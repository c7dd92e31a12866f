//! Who is in which group.

use axum::{extract::State, http::StatusCode};
use base::{Actor, GroupId, MembershipId, UserId};
use http::{Admin, ApiError, App, Json, PageBody, Path, Query, Staff, render_page};

use super::{
    Created, GroupMembershipBody, PageParams, created,
    group_bodies::{GroupMembershipAnswer, GroupMembershipInput, GroupMembershipsPage},
    side_loads,
};
use crate::{
    GroupMembership, PeopleError, actions::group_memberships as actions, store::group_memberships as store,
};

/// Lists all memberships.
#[utoipa::path(get, path = "/api/v2/group_memberships", operation_id = "list_group_memberships", tag = "groups",
    params(PageParams, ("include" = Option<String>, Query, description = "`users`, `groups`")),
    responses((status = 200, body = GroupMembershipsPage)))]
pub(super) async fn list_group_memberships(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    page(&app, actor, query, None, None).await
}

/// Lists the memberships of those that tickets can be given to: all.
#[utoipa::path(get, path = "/api/v2/group_memberships/assignable",
    operation_id = "list_assignable_group_memberships", tag = "groups", params(PageParams),
    responses((status = 200, body = GroupMembershipsPage)))]
pub(super) async fn list_assignable_group_memberships(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    page(&app, actor, query, None, None).await
}

/// Lists an agent's memberships.
#[utoipa::path(get, path = "/api/v2/users/{user_id}/group_memberships",
    operation_id = "list_user_group_memberships", tag = "groups",
    params(PageParams, ("user_id" = UserId, Path, description = "whose")),
    responses((status = 200, body = GroupMembershipsPage)))]
pub(super) async fn list_user_group_memberships(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(user): Path<UserId>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    page(&app, actor, query, Some(user), None).await
}

/// Lists a group's memberships.
#[utoipa::path(get, path = "/api/v2/groups/{group_id}/memberships", operation_id = "list_memberships_of_group",
    tag = "groups", params(PageParams, ("group_id" = GroupId, Path, description = "whose")),
    responses((status = 200, body = GroupMembershipsPage)))]
pub(super) async fn list_memberships_of_group(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(group): Path<GroupId>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    page(&app, actor, query, None, Some(group)).await
}

async fn page(
    app: &App,
    actor: Actor,
    query: Query,
    user: Option<UserId>,
    group: Option<GroupId>,
) -> Result<Json<PageBody>, ApiError> {
    let body = app.db.read(move |c| {
        let page = store::list(c, user, group, &query.paging()?)?;
        let users: Vec<_> = page.rows.iter().map(|membership| membership.user_id).collect();
        let groups: Vec<_> = page.rows.iter().map(|membership| membership.group_id).collect();
        let shown = page.map(|membership| GroupMembershipBody::new(membership, query.origin()));
        let mut body = render_page("group_memberships", &shown, &query)?;
        side_loads::users(c, (&actor, &query), &mut body, &users)?;
        side_loads::groups(c, &query, &mut body, &groups)?;
        Ok::<_, ApiError>(body)
    });
    Ok(Json(body.await?))
}

/// Shows a membership.
#[utoipa::path(get, path = "/api/v2/group_memberships/{id}", operation_id = "show_group_membership",
    tag = "groups", params(("id" = MembershipId, Path, description = "which")),
    responses((status = 200, body = GroupMembershipAnswer)))]
pub(super) async fn show_group_membership(
    State(app): State<App>,
    _staff: Staff,
    Path(id): Path<MembershipId>,
    query: Query,
) -> Result<Json<GroupMembershipAnswer>, ApiError> {
    let found = app.db.read(move |c| store::find(c, id)?.ok_or(PeopleError::NotFound)).await?;
    Ok(Json(answer(found, &query)))
}

/// Puts an agent into a group.
#[utoipa::path(post, path = "/api/v2/group_memberships", operation_id = "create_group_membership", tag = "groups",
    request_body = GroupMembershipInput, responses((status = 201, body = GroupMembershipAnswer)))]
pub(super) async fn create_group_membership(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
    Json(input): Json<GroupMembershipInput>,
) -> Result<Created<GroupMembershipAnswer>, ApiError> {
    let now = app.clock.now();
    let new = input.group_membership;
    let write =
        app.db.write(move |tx| actions::create(tx, now, &actor, new.user_id, new.group_id, new.default));
    let body = answer(write.await?, &query);
    Ok(created(&body.group_membership.url.clone(), body))
}

/// Takes an agent out of a group.
#[utoipa::path(delete, path = "/api/v2/group_memberships/{id}", operation_id = "delete_group_membership",
    tag = "groups", params(("id" = MembershipId, Path, description = "which")), responses((status = 204)))]
pub(super) async fn delete_group_membership(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<MembershipId>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::delete(tx, now, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes one of an agent's groups their default one; shows all their memberships.
#[utoipa::path(put, path = "/api/v2/users/{user_id}/group_memberships/{id}/make_default",
    operation_id = "make_group_membership_default", tag = "groups",
    params(("user_id" = UserId, Path, description = "whose"), ("id" = MembershipId, Path, description = "which")),
    responses((status = 200, body = GroupMembershipsPage)))]
pub(super) async fn make_group_membership_default(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((user, id)): Path<(UserId, MembershipId)>,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::make_default(tx, now, &actor, user, id)).await?;
    page(&app, actor, query, Some(user), None).await
}

fn answer(membership: GroupMembership, query: &Query) -> GroupMembershipAnswer {
    GroupMembershipAnswer { group_membership: GroupMembershipBody::new(membership, query.origin()) }
}
