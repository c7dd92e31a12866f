//! Who is told of a change, and why. No I/O.

use std::collections::{BTreeMap, BTreeSet};

use base::{Actor, AuditId, CommentId, UserId};

use super::Kind;
use crate::{change::NewComment, model::Ticket, policy};

/// What happened to a ticket.
pub(crate) struct Happened<'a> {
    /// The change's audit.
    pub audit_id: AuditId,
    /// The ticket after it.
    pub ticket: &'a Ticket,
    /// Whose it was before; `None` also for a ticket that was not there.
    pub was_assigned_to: Option<UserId>,
    /// What was said.
    pub comment: Option<(&'a NewComment, CommentId)>,
    /// Whose scheduled replies were called off by it.
    pub called_off: &'a [UserId],
}

/// Everybody who is told, with all the reasons there are. Whoever did it knows already.
pub(super) fn audience(
    actor: &Actor,
    happened: &Happened<'_>,
    mentioned: &[UserId],
) -> BTreeMap<UserId, BTreeSet<Kind>> {
    let ticket = happened.ticket;
    let mut told: BTreeMap<UserId, BTreeSet<Kind>> = BTreeMap::new();
    let mut add = |user: UserId, kind: Kind| {
        told.entry(user).or_default().insert(kind);
    };
    for user in happened.called_off {
        add(*user, Kind::ScheduledReply);
    }
    for user in mentioned {
        add(*user, Kind::Mention);
    }
    if let Some(assignee) = ticket.assignee_id {
        if happened.was_assigned_to != Some(assignee) {
            add(assignee, Kind::Assignment);
        }
        if happened
            .comment
            .is_some_and(|(comment, _)| policy::is_by_customer(ticket, comment.author_id, comment.public))
        {
            add(assignee, Kind::Reply);
        }
    }
    for follower in &ticket.follower_ids {
        add(*follower, Kind::Follow);
    }
    let author = happened.comment.map(|(comment, _)| comment.author_id);
    told.retain(|user, _| !actor.is(*user) && author != Some(*user));
    told
}

#[cfg(test)]
mod tests {
    use base::{Role, Timestamp, Via};

    use super::*;
    use crate::{
        actions::blank_ticket,
        change::{Change, NewTicket, PreparedBody},
    };

    const MIA: UserId = UserId(1);
    const ANA: UserId = UserId(2);
    const BEN: UserId = UserId(3);

    fn ticket() -> Ticket {
        let new = NewTicket {
            requester_id: MIA,
            submitter_id: MIA,
            recipient: None,
            comment: said(MIA, true),
            fields: Change::default(),
        };
        let actor = Actor::person(MIA, Role::EndUser, Via::Email);
        Ticket { assignee_id: Some(ANA), follower_ids: vec![BEN], ..blank_ticket(&actor, &new, Timestamp(0)) }
    }

    fn said(author: UserId, public: bool) -> NewComment {
        NewComment::new(author, public, PreparedBody::from_text("hello"))
    }

    fn told(
        by: UserId,
        comment: Option<NewComment>,
        was: Option<UserId>,
        mentioned: &[UserId],
    ) -> Vec<(UserId, Kind)> {
        let ticket = ticket();
        let happened = Happened {
            audit_id: AuditId(1),
            ticket: &ticket,
            was_assigned_to: was,
            comment: comment.as_ref().map(|comment| (comment, CommentId(1))),
            called_off: &[],
        };
        let actor = Actor::person(by, Role::Agent, Via::Web);
        let told = audience(&actor, &happened, mentioned);
        told.into_iter().filter_map(|(user, kinds)| Some((user, *kinds.first()?))).collect()
    }

    #[test]
    fn a_customers_answer_is_told_to_the_assignee_and_the_followers() {
        assert_eq!(
            told(MIA, Some(said(MIA, true)), Some(ANA), &[]),
            [(ANA, Kind::Reply), (BEN, Kind::Follow)]
        );
    }

    #[test]
    fn nobody_is_told_what_they_did() {
        assert_eq!(told(ANA, Some(said(ANA, false)), Some(ANA), &[ANA]), [(BEN, Kind::Follow)]);
        assert_eq!(told(BEN, None, Some(ANA), &[]), []);
    }

    #[test]
    fn the_weightiest_reason_comes_first() {
        let told = told(MIA, Some(said(MIA, true)), None, &[BEN]);
        assert_eq!(told, [(ANA, Kind::Assignment), (BEN, Kind::Mention)]);
    }

    #[test]
    fn a_colleagues_note_is_no_answer_to_the_assignee() {
        assert_eq!(told(BEN, Some(said(BEN, false)), Some(ANA), &[]), []);
    }
}
