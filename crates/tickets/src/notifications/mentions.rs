//! Whom a comment mentions: a `span` with `data-mention="user-12"` or `data-mention="group-3"`.

use std::collections::BTreeSet;

use base::{Actor, GroupId, UserId};
use db::{Conn, DbError};

use crate::{change::NewComment, model::Ticket};

const MARK: &str = "data-mention=\"";

/// Whom a text names, known or not.
#[derive(Debug, Default, PartialEq, Eq)]
struct Mentions {
    users: BTreeSet<UserId>,
    groups: BTreeSet<GroupId>,
}

/// Reads cleaned HTML. No I/O.
fn mentions_in(html: &str) -> Mentions {
    let mut mentions = Mentions::default();
    for piece in html.split(MARK).skip(1) {
        let value = piece.split('"').next().unwrap_or_default();
        match value.split_once('-').and_then(|(what, id)| Some((what, id.parse().ok()?))) {
            Some(("user", id)) => mentions.users.insert(UserId(id)),
            Some(("group", id)) => mentions.groups.insert(GroupId(id)),
            _ => continue,
        };
    }
    mentions
}

/// Lets the colleagues whom a comment mentions by name follow the ticket.
///
/// # Errors
/// When a query fails.
pub(crate) fn follow_mentioned(
    c: &mut Conn,
    actor: &Actor,
    ticket: &mut Ticket,
    comment: &NewComment,
) -> Result<(), DbError> {
    let mentions = mentions_of(actor, comment);
    if mentions.users.is_empty() {
        return Ok(());
    }
    let colleagues = colleagues(c, mentions.users)?;
    let followers: BTreeSet<UserId> = ticket.follower_ids.iter().copied().chain(colleagues).collect();
    ticket.follower_ids = followers.into_iter().collect();
    Ok(())
}

/// Everybody whom a comment mentions, by name or by their group.
///
/// # Errors
/// When a query fails.
pub(super) fn list_mentioned(
    c: &mut Conn,
    actor: &Actor,
    comment: &NewComment,
) -> Result<Vec<UserId>, DbError> {
    everybody_in(c, mentions_of(actor, comment))
}

/// Everybody whom the edited words of a note mention and the earlier words did not.
///
/// # Errors
/// When a query fails.
pub(super) fn list_newly_mentioned(c: &mut Conn, before: &str, after: &str) -> Result<Vec<UserId>, DbError> {
    let known = everybody_in(c, mentions_in(before))?;
    let mut now = everybody_in(c, mentions_in(after))?;
    now.retain(|user| !known.contains(user));
    Ok(now)
}

fn everybody_in(c: &mut Conn, Mentions { mut users, groups }: Mentions) -> Result<Vec<UserId>, DbError> {
    if !groups.is_empty() {
        let groups: Vec<GroupId> = groups.into_iter().collect();
        users.extend(people::store::members_of(c, &groups)?);
    }
    colleagues(c, users)
}

/// Only the team mentions: what customers write calls nobody.
fn mentions_of(actor: &Actor, comment: &NewComment) -> Mentions {
    if actor.role.is_staff() { mentions_in(&comment.body.html) } else { Mentions::default() }
}

/// Those of them who are on the team.
pub(super) fn colleagues(c: &mut Conn, ids: BTreeSet<UserId>) -> Result<Vec<UserId>, DbError> {
    let ids: Vec<UserId> = ids.into_iter().collect();
    let mut users = people::store::find_users(c, &ids)?;
    users.retain(|user| user.active && !user.suspended && user.role.is_staff());
    Ok(users.into_iter().map(|user| user.id).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_groups_are_read_from_their_marks() {
        let html = "<p><span data-mention=\"user-12\">@Ana</span> and <span data-mention=\"group-3\">@Repairs</span>, \
             again <span data-mention=\"user-12\">@Ana</span></p>";
        let mentions = mentions_in(html);
        assert_eq!(mentions.users, [UserId(12)].into());
        assert_eq!(mentions.groups, [GroupId(3)].into());
    }

    #[test]
    fn words_mention_nobody() {
        assert_eq!(
            mentions_in("<p>@Ana, see data-mention=\"admin-1\" and data-mention=\"user-x\"</p>"),
            Mentions::default()
        );
    }
}
