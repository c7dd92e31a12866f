//! Who may do what to whom. Pure decisions, no I/O.

use base::{Actor, Role, UserId};

use crate::User;

/// Why somebody may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Only agents and admins may.
    #[error("only agents may do this")]
    AgentsOnly,
    /// A token is wanted for a customer.
    #[error("only agents and admins can have tokens")]
    TokenForStaffOnly,
    /// Only admins may.
    #[error("only admins may do this")]
    AdminsOnly,
    /// Somebody else must do it to you.
    #[error("you cannot do this to yourself; ask another admin")]
    NotToYourself,
    /// Nobody would be left to configure the desk.
    #[error("this is the last admin; make somebody else an admin first")]
    LastAdmin,
    /// Groups are for those who answer.
    #[error("only agents can be in a group; change the user's role first")]
    NotAnAgent,
    /// Only who knows the old password sets a new one.
    #[error("you can change only your own password")]
    OwnPasswordOnly,
    /// A token is not enough.
    #[error("sign in with your password to do this")]
    SessionNeeded,
    /// An agent cannot take on an agent's or admin's rights.
    #[error("you may not act for this user")]
    MayNotActFor,
}

/// Whether the actor may know of a user: agents of all, an end user only of themself.
pub fn may_see(actor: &Actor, user: UserId) -> bool {
    actor.role.is_staff() || actor.is(user)
}

/// Agents and admins.
///
/// # Errors
/// [`Refusal::AgentsOnly`] for end users.
pub fn require_staff(actor: &Actor) -> Result<(), Refusal> {
    if actor.role.is_staff() { Ok(()) } else { Err(Refusal::AgentsOnly) }
}

/// Admins.
///
/// # Errors
/// [`Refusal::AdminsOnly`] for everyone else.
pub fn require_admin(actor: &Actor) -> Result<(), Refusal> {
    if actor.role == Role::Admin { Ok(()) } else { Err(Refusal::AdminsOnly) }
}

/// Who may manage a user: agents end users, admins everyone.
///
/// # Errors
/// Who would be needed instead.
pub fn require_manager_of(actor: &Actor, role: Role) -> Result<(), Refusal> {
    if role.is_staff() { require_admin(actor) } else { require_staff(actor) }
}

/// Whether a user may be changed from `before` to `after`, while so many *other* admins can sign in.
///
/// # Errors
/// The first reason against it.
pub fn check_change(actor: &Actor, before: &User, after: &User, other_admins: i64) -> Result<(), Refusal> {
    let is_own = actor.is(before.id);
    if !is_own {
        require_manager_of(actor, before.role)?;
    }
    if before.role != after.role {
        check_new_role(actor, before, after)?;
    }
    if before.suspended != after.suspended && is_own {
        return Err(Refusal::NotToYourself);
    }
    if !actor.role.is_staff() && !differs_only_in_what_is_personal(before, after) {
        return Err(Refusal::AgentsOnly);
    }
    check_an_admin_is_left(before, after, other_admins)
}

fn check_new_role(actor: &Actor, before: &User, after: &User) -> Result<(), Refusal> {
    let is_raise = after.role > before.role;
    if actor.is(before.id) && is_raise {
        return Err(Refusal::NotToYourself);
    }
    require_admin(actor)
}

fn differs_only_in_what_is_personal(before: &User, after: &User) -> bool {
    let personal = User {
        name: after.name.clone(),
        phone: after.phone.clone(),
        locale: after.locale,
        time_zone: after.time_zone.clone(),
        preferences: after.preferences.clone(),
        ..before.clone()
    };
    personal == *after
}

fn check_an_admin_is_left(before: &User, after: &User, other_admins: i64) -> Result<(), Refusal> {
    let is_working_admin = |user: &User| user.role == Role::Admin && user.may_sign_in();
    if is_working_admin(before) && !is_working_admin(after) && other_admins == 0 {
        return Err(Refusal::LastAdmin);
    }
    Ok(())
}

/// Whether a user may be deleted, while so many *other* admins can sign in.
///
/// # Errors
/// The first reason against it.
pub fn check_deletion(actor: &Actor, user: &User, other_admins: i64) -> Result<(), Refusal> {
    if actor.is(user.id) {
        return Err(Refusal::NotToYourself);
    }
    require_manager_of(actor, user.role)?;
    check_an_admin_is_left(user, &User { active: false, ..user.clone() }, other_admins)
}

/// Whether the actor may make requests in a user's name: admins for anyone, agents for end users.
///
/// # Errors
/// [`Refusal::MayNotActFor`].
pub fn check_acting_for(actor: &Actor, user: &User) -> Result<(), Refusal> {
    let may = match actor.role {
        Role::Admin => true,
        Role::Agent => user.role == Role::EndUser,
        Role::EndUser => false,
    };
    if may && user.may_sign_in() { Ok(()) } else { Err(Refusal::MayNotActFor) }
}

#[cfg(test)]
mod tests {
    use base::{Locale, Timestamp, Via};

    use super::*;

    fn user(id: i64, role: Role) -> User {
        let mut user = User::new(Timestamp(0), "Somebody".to_owned(), role, Locale::En, "UTC".to_owned());
        user.id = UserId(id);
        user
    }

    fn actor(id: i64, role: Role) -> Actor {
        Actor::person(UserId(id), role, Via::Web)
    }

    const ME: i64 = 1;
    const OTHER: i64 = 2;

    #[test]
    fn an_end_user_sees_only_themself() {
        assert!(may_see(&actor(ME, Role::EndUser), UserId(ME)));
        assert!(!may_see(&actor(ME, Role::EndUser), UserId(OTHER)));
        assert!(may_see(&actor(ME, Role::Agent), UserId(OTHER)));
    }

    #[test]
    fn agents_edit_end_users_and_only_admins_edit_agents() {
        for (role, target, may) in [
            (Role::Agent, Role::EndUser, true),
            (Role::Agent, Role::Agent, false),
            (Role::Agent, Role::Admin, false),
            (Role::Admin, Role::Agent, true),
            (Role::EndUser, Role::EndUser, false),
        ] {
            let before = user(OTHER, target);
            let after = User { notes: "new".to_owned(), ..before.clone() };
            assert_eq!(
                check_change(&actor(ME, role), &before, &after, 1).is_ok(),
                may,
                "{role:?} {target:?}"
            );
        }
    }

    #[test]
    fn end_users_change_only_what_is_personal_of_themselves() {
        let before = user(ME, Role::EndUser);
        let renamed = User { name: "New".to_owned(), ..before.clone() };
        assert_eq!(check_change(&actor(ME, Role::EndUser), &before, &renamed, 1), Ok(()));
        let tagged = User { tags: vec!["vip".to_owned()], ..before.clone() };
        assert_eq!(check_change(&actor(ME, Role::EndUser), &before, &tagged, 1), Err(Refusal::AgentsOnly));
    }

    #[test]
    fn only_admins_change_roles_and_nobody_raises_their_own() {
        let customer = user(OTHER, Role::EndUser);
        let promoted = User { role: Role::Agent, ..customer.clone() };
        assert_eq!(check_change(&actor(ME, Role::Agent), &customer, &promoted, 1), Err(Refusal::AdminsOnly));
        assert_eq!(check_change(&actor(ME, Role::Admin), &customer, &promoted, 1), Ok(()));
        let agent = user(ME, Role::Agent);
        let raised = User { role: Role::Admin, ..agent.clone() };
        assert_eq!(check_change(&actor(ME, Role::Agent), &agent, &raised, 1), Err(Refusal::NotToYourself));
    }

    #[test]
    fn the_last_admin_stays_an_admin() {
        let admin = user(OTHER, Role::Admin);
        let by = actor(ME, Role::Admin);
        for after in [User { role: Role::Agent, ..admin.clone() }, User { suspended: true, ..admin.clone() }]
        {
            assert_eq!(check_change(&by, &admin, &after, 0), Err(Refusal::LastAdmin));
            assert_eq!(check_change(&by, &admin, &after, 1), Ok(()));
        }
        assert_eq!(check_deletion(&by, &admin, 0), Err(Refusal::LastAdmin));
        assert_eq!(check_deletion(&by, &admin, 1), Ok(()));
    }

    #[test]
    fn nobody_suspends_or_deletes_themself() {
        let me = user(ME, Role::Admin);
        let suspended = User { suspended: true, ..me.clone() };
        assert_eq!(check_change(&actor(ME, Role::Admin), &me, &suspended, 5), Err(Refusal::NotToYourself));
        assert_eq!(check_deletion(&actor(ME, Role::Admin), &me, 5), Err(Refusal::NotToYourself));
    }

    #[test]
    fn an_agents_token_never_acts_with_more_rights() {
        assert_eq!(check_acting_for(&actor(ME, Role::Agent), &user(OTHER, Role::EndUser)), Ok(()));
        assert_eq!(
            check_acting_for(&actor(ME, Role::Agent), &user(OTHER, Role::Admin)),
            Err(Refusal::MayNotActFor)
        );
        assert_eq!(check_acting_for(&actor(ME, Role::Admin), &user(OTHER, Role::Admin)), Ok(()));
        let gone = User { active: false, ..user(OTHER, Role::EndUser) };
        assert_eq!(check_acting_for(&actor(ME, Role::Admin), &gone), Err(Refusal::MayNotActFor));
    }
}
