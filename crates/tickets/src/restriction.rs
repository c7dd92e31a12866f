//! Who sees a view or a macro: everybody (`null`), one agent (`{"type":"User","id":…}`), or the members of groups
//! (`{"type":"Group","id":…,"ids":[…]}`); Zendesk's shape.

use base::{Actor, GroupId, Role, UserId};
use db::Conn;
use http::Invalid;
use serde_json::Value;

use crate::{conditions::Asker, error::TicketError};

/// Whether a restriction lets this agent see what it is on.
pub fn admits(restriction: &Value, asker: &Asker) -> bool {
    let ids = named_ids(restriction);
    match restriction["type"].as_str() {
        Some("User") => ids.contains(&asker.user_id.0),
        Some("Group") => asker.group_ids.iter().any(|group| ids.contains(&group.0)),
        _ => true,
    }
}

/// Whether it is one agent's alone.
pub fn is_of(restriction: &Value, user: UserId) -> bool {
    restriction["type"] == "User" && named_ids(restriction) == [user.0]
}

/// Whether it is for the members of this group, among others.
pub fn is_for_group(restriction: &Value, group: i64) -> bool {
    restriction["type"] == "Group" && named_ids(restriction).contains(&group)
}

/// Refuses a restriction to nobody that exists.
///
/// # Errors
/// Naming `restriction`.
pub fn validate(c: &mut Conn, restriction: &Value) -> Result<(), TicketError> {
    if restriction.is_null() {
        return Ok(());
    }
    let ids = named_ids(restriction);
    let exist = match restriction["type"].as_str() {
        Some("User") => {
            let users: Vec<UserId> = ids.iter().copied().map(UserId).collect();
            let found = people::store::find_users(c, &users)?;
            found.iter().filter(|user| user.active && user.role.is_staff()).count() == ids.len()
        }
        Some("Group") => {
            let groups: Vec<GroupId> = ids.iter().copied().map(GroupId).collect();
            let found = people::store::find_groups(c, &groups)?;
            found.iter().filter(|group| !group.deleted).count() == ids.len()
        }
        _ => false,
    };
    if exist && !ids.is_empty() {
        return Ok(());
    }
    let hint = "must be null, or of type User or Group with the id of an agent or the ids of groups";
    Err(Invalid::field("restriction", hint).given(restriction.clone()).into())
}

/// Agents keep things for themselves; what others see is the admins'.
///
/// # Errors
/// [`TicketError::Forbidden`] for what is not theirs alone.
pub fn require_own_unless_admin(actor: &Actor, restriction: &Value, what: &str) -> Result<(), TicketError> {
    let is_own = actor.user_id.is_some_and(|me| is_of(restriction, me));
    if actor.role == Role::Admin || is_own {
        return Ok(());
    }
    Err(TicketError::Forbidden(format!("only admins may change {what} that others see")))
}

/// Each once.
fn named_ids(restriction: &Value) -> Vec<i64> {
    let many = restriction["ids"].as_array().into_iter().flatten();
    let mut ids: Vec<i64> = many.chain([&restriction["id"]]).filter_map(Value::as_i64).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_restriction_admits_those_it_names_and_none_admits_all() {
        let asker = Asker { user_id: UserId(7), group_ids: vec![GroupId(2), GroupId(3)] };
        for (restriction, is_admitted) in [
            (Value::Null, true),
            (json!({"type": "User", "id": 7}), true),
            (json!({"type": "User", "id": 8}), false),
            (json!({"type": "Group", "id": 3}), true),
            (json!({"type": "Group", "ids": [1, 2]}), true),
            (json!({"type": "Group", "ids": [1]}), false),
        ] {
            assert_eq!(admits(&restriction, &asker), is_admitted, "{restriction}");
        }
    }
}
