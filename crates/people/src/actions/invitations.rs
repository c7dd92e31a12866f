//! Inviting people to the team. Admins invite; who has the link joins.

use std::time::Duration;

use base::{Actor, GroupId, InvitationId, Locale, Role, Timestamp, Via};
use db::Tx;
use http::Invalid;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{
    group_memberships, passwords,
    sessions::{self, NewSession},
    users,
};
use crate::{
    IdentityKind, Invitation, NewIdentity, PasswordHash, PeopleError, SecretToken, User,
    audit::{self, Entity},
    fold_address,
    notice::Notice,
    policy, store,
    store::invitations,
    validate,
};

const LIFETIME: Duration = Duration::from_secs(14 * 24 * 60 * 60);

/// Somebody to invite.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewInvitation {
    /// Their address.
    pub email: String,
    /// Their name, as far as known.
    #[serde(default)]
    pub name: Option<String>,
    /// Agent or admin.
    pub role: Role,
    /// The groups they join.
    #[serde(default)]
    pub group_ids: Vec<GroupId>,
}

/// Invites people, all or none.
///
/// # Errors
/// As for [`invite`], naming the place in the list of everyone who cannot be invited.
pub fn invite_all(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    people: &[NewInvitation],
    base_url: &str,
) -> Result<Vec<(Invitation, String)>, PeopleError> {
    let mut invited = Vec::new();
    let mut invalid = Invalid::default();
    for (index, new) in people.iter().enumerate() {
        match invite(tx, now, actor, new, base_url) {
            Ok(invitation) => invited.push(invitation),
            Err(PeopleError::Invalid(refusal)) => invalid.fields.extend(refusal.at(index).fields),
            Err(other) => return Err(other),
        }
    }
    invalid.into_result()?;
    Ok(invited)
}

/// Invites somebody: the invitation and the link that accepts it, which is also mailed. An earlier invitation
/// of the same address ends.
///
/// # Errors
/// When the actor may not, a field makes no sense, or they are on the team already.
pub fn invite(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    new: &NewInvitation,
    base_url: &str,
) -> Result<(Invitation, String), PeopleError> {
    policy::require_admin(actor)?;
    let invited_by = actor.user_id.ok_or(policy::Refusal::AdminsOnly)?;
    let mut invitation = Invitation {
        id: InvitationId(0),
        email: fold_address(&validate::address("email", &new.email)?),
        name: validate::line("name", new.name.as_deref().unwrap_or_default())?,
        role: new.role,
        group_ids: new.group_ids.clone(),
        invited_by,
        created_at: now,
        expires_at: now.plus(LIFETIME),
        accepted_at: None,
    };
    check(tx, &invitation)?;
    let token = SecretToken::random();
    invitations::delete_open(tx, &invitation.email)?;
    invitation.id = invitations::insert(tx, &invitation, &token.hash())?;
    let events = audit::creation(&recorded(&invitation));
    audit::record(tx, now, actor, Entity::Invitation, invitation.id.0, &events)?;
    let url = format!("{base_url}/invitation/{}", token.reveal());
    mail(tx, now, &invitation, &url)?;
    Ok((invitation, url))
}

/// What the audit tells of an invitation: not the link that accepts it.
fn recorded(invitation: &Invitation) -> Value {
    json!({
        "email": invitation.email, "name": invitation.name, "role": invitation.role, "group_ids": invitation.group_ids,
    })
}

fn check(tx: &mut Tx, invitation: &Invitation) -> Result<(), PeopleError> {
    if !invitation.role.is_staff() {
        return Err(Invalid::field("role", "must be agent or admin").given(invitation.role.as_str()).into());
    }
    let known = store::find_user_by_email(tx, &invitation.email)?;
    if known.is_some_and(|user| user.role.is_staff()) {
        let known = Invalid::duplicate("email", "is on the team already");
        return Err(known.given(invitation.email.as_str()).into());
    }
    let groups = store::find_groups(tx, &invitation.group_ids)?;
    let is_in_use = |id: &GroupId| groups.iter().any(|group| group.id == *id && !group.deleted);
    if let Some(unknown) = invitation.group_ids.iter().find(|id| !is_in_use(id)) {
        return Err(Invalid::field("group_ids", "name a group that does not exist").given(unknown.0).into());
    }
    Ok(())
}

fn mail(tx: &mut Tx, now: Timestamp, invitation: &Invitation, url: &str) -> Result<(), PeopleError> {
    let desk = store::get_desk(tx)?;
    let inviter = store::find_user(tx, invitation.invited_by)?.map(|user| user.name);
    let data = json!({"name": invitation.name, "desk_name": desk.name, "invited_by": inviter, "url": url});
    Notice { to: invitation.email.clone(), locale: desk.locale, template: "invitation", data }
        .enqueue(tx, now)
}

/// What somebody tells who accepts an invitation.
#[derive(Clone, Debug)]
pub struct Acceptance {
    /// Their name.
    pub name: String,
    /// The password they chose.
    pub password: PasswordHash,
    /// Their language.
    pub locale: Locale,
}

/// Lets an invited person join and signs them in. A customer with that address becomes an agent.
///
/// # Errors
/// [`PeopleError::NotFound`] when the link is unknown, used or too old, or its address belongs to somebody
/// who is on the team already or may not sign in.
pub fn accept(
    tx: &mut Tx,
    now: Timestamp,
    token: &str,
    acceptance: &Acceptance,
    user_agent: &str,
) -> Result<(User, NewSession), PeopleError> {
    let invitation =
        invitations::find_open(tx, &base::token_hash(token), now)?.ok_or(PeopleError::NotFound)?;
    // To join is the inviting admin's decision, carried out now.
    let admin = Actor::person(invitation.invited_by, Role::Admin, Via::Web);
    let user = join(tx, now, &admin, &invitation, acceptance)?;
    for group in &invitation.group_ids {
        let is_in_use = store::find_group(tx, *group)?.is_some_and(|group| !group.deleted);
        if is_in_use {
            group_memberships::create(tx, now, &admin, user.id, *group, false)?;
        }
    }
    passwords::set(
        tx,
        now,
        &Actor::person(user.id, user.role, Via::Web),
        user.id,
        &acceptance.password,
        None,
    )?;
    invitations::set_accepted(tx, invitation.id, now, user.id)?;
    let session = sessions::start(tx, now, user.id, user_agent)?;
    Ok((store::find_user(tx, user.id)?.ok_or(PeopleError::NotFound)?, session))
}

fn join(
    tx: &mut Tx,
    now: Timestamp,
    admin: &Actor,
    invitation: &Invitation,
    acceptance: &Acceptance,
) -> Result<User, PeopleError> {
    let name = validate::name("name", &acceptance.name)?;
    let Some(known) = store::find_user_by_email(tx, &invitation.email)? else {
        let time_zone = store::get_desk(tx)?.time_zone;
        let user = User::new(now, name, invitation.role, acceptance.locale, time_zone);
        let identity = NewIdentity {
            kind: IdentityKind::Email,
            value: invitation.email.clone(),
            verified: true,
            primary: true,
        };
        return users::add(tx, now, admin, user, &[identity]);
    };
    if known.role.is_staff() || !known.may_sign_in() {
        return Err(PeopleError::NotFound);
    }
    let after =
        User { name, role: invitation.role, locale: acceptance.locale, verified: true, ..known.clone() };
    users::save(tx, now, admin, &known, after)
}
