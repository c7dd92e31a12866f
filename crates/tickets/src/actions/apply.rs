//! Validates a change and applies it to a ticket in memory.

use std::collections::BTreeSet;

use base::{GroupId, Timestamp, UserId};
use db::Conn;
use http::Invalid;

use crate::{
    brands::apply_brand,
    change::{Change, ListChange},
    custom_statuses::{asked_status, chosen_status, settle_status},
    error::TicketError,
    model::{Status, Ticket},
    policy,
    ticket_fields::apply_values,
    ticket_forms,
};

const LONGEST_SUBJECT: usize = 1000;
const LONGEST_EXTERNAL_ID: usize = 255;
const MOST_TAGS: usize = 500;

/// The ticket after a change, comment aside.
///
/// # Errors
/// [`TicketError::Invalid`] naming every field that makes no sense.
pub fn apply(c: &mut Conn, before: &Ticket, change: &Change, now: Timestamp) -> Result<Ticket, TicketError> {
    let mut ticket = before.clone();
    let mut invalid = Invalid::default();
    apply_subject(&mut ticket, change, &mut invalid);
    apply_external_id(&mut ticket, change, &mut invalid);
    apply_plain_fields(&mut ticket, change);
    apply_tags(&mut ticket, change, &mut invalid);
    apply_brand(c, &mut ticket, change, &mut invalid)?;
    ticket_forms::choose_form(c, &mut ticket, change, &mut invalid)?;
    if let Some(values) = &change.custom_fields {
        apply_values(c, &mut ticket, values, &mut invalid)?;
    }
    apply_requester(c, &mut ticket, change, &mut invalid)?;
    apply_people(c, &mut ticket, change, &mut invalid)?;
    apply_assignment(c, &mut ticket, change, &mut invalid)?;
    apply_problem(c, &mut ticket, change, &mut invalid)?;
    let chosen = chosen_status(c, before, change, &mut invalid)?;
    let asked = asked_status(chosen.as_ref(), change);
    apply_status(&mut ticket, before, change, asked, now, &mut invalid);
    invalid.into_result()?;
    settle_status(c, before, &mut ticket, chosen.as_ref())?;
    Ok(ticket)
}

fn apply_subject(ticket: &mut Ticket, change: &Change, invalid: &mut Invalid) {
    let Some(subject) = &change.subject else { return };
    let subject = subject.split(char::is_control).collect::<Vec<_>>().join(" ").trim().to_owned();
    if subject.is_empty() {
        invalid.add("subject", "BlankValue", "cannot be blank");
    } else if subject.chars().count() > LONGEST_SUBJECT {
        let hint = format!("is longer than {LONGEST_SUBJECT} characters");
        invalid.add_too_long("subject", LONGEST_SUBJECT, hint);
    }
    ticket.subject = subject;
}

fn apply_external_id(ticket: &mut Ticket, change: &Change, invalid: &mut Invalid) {
    let Some(external_id) = &change.external_id else { return };
    let does_not_fit =
        |id: &String| id.chars().count() > LONGEST_EXTERNAL_ID || id.chars().any(char::is_control);
    if external_id.as_ref().is_some_and(does_not_fit) {
        let hint = format!("is one line of at most {LONGEST_EXTERNAL_ID} characters");
        invalid.add("external_id", "InvalidValue", hint).limit = Some(LONGEST_EXTERNAL_ID);
    }
    ticket.external_id.clone_from(external_id);
}

fn apply_plain_fields(ticket: &mut Ticket, change: &Change) {
    if let Some(priority) = change.priority {
        ticket.priority = priority;
    }
    if let Some(kind) = change.kind {
        ticket.kind = kind;
    }
    if let Some(due_at) = change.due_at {
        ticket.due_at = due_at;
    }
}

fn apply_tags(ticket: &mut Ticket, change: &Change, invalid: &mut Invalid) {
    let Some(tags) = &change.tags else { return };
    let mut normalised = |tags: &[String]| -> Vec<String> {
        let mut kept = Vec::new();
        for tag in tags.iter().filter(|tag| !tag.trim().is_empty()) {
            match people::normalise_tag(tag) {
                Some(tag) => kept.push(tag),
                None => {
                    invalid
                        .add("tags", "InvalidValue", "a tag has at most 100 characters")
                        .given(tag.as_str());
                }
            }
        }
        kept
    };
    let tags = match tags {
        ListChange::Set(tags) => ListChange::Set(normalised(tags)),
        ListChange::Edit { add, remove } => {
            ListChange::Edit { add: normalised(add), remove: normalised(remove) }
        }
    };
    ticket.tags = tags.apply(&ticket.tags);
    if ticket.tags.len() > MOST_TAGS {
        invalid.add_too_long("tags", MOST_TAGS, format!("a ticket has at most {MOST_TAGS} tags"));
    }
}

fn apply_requester(
    c: &mut Conn,
    ticket: &mut Ticket,
    change: &Change,
    invalid: &mut Invalid,
) -> Result<(), TicketError> {
    if let Some(requester_id) = change.requester_id
        && requester_id != ticket.requester_id
    {
        match people::store::find_user(c, requester_id)?.filter(|user| user.active) {
            Some(user) => ticket.organization_id = user.organization_id,
            None => {
                let hint = format!("there is no user {requester_id}");
                invalid.add("requester_id", "InvalidValue", hint).given(requester_id.0);
            }
        }
        ticket.requester_id = requester_id;
    }
    if let Some(organization_id) = change.organization_id {
        if let Some(id) = organization_id
            && people::store::find_organization(c, id)?.is_none()
        {
            invalid
                .add("organization_id", "InvalidValue", format!("there is no organization {id}"))
                .given(id.0);
        }
        ticket.organization_id = organization_id;
    }
    Ok(())
}

fn apply_people(
    c: &mut Conn,
    ticket: &mut Ticket,
    change: &Change,
    invalid: &mut Invalid,
) -> Result<(), TicketError> {
    if let Some(ccs) = &change.cc_ids {
        ticket.cc_ids = ccs.apply(&ticket.cc_ids);
        require_people(c, &ticket.cc_ids, "email_ccs", |_| true, invalid)?;
    }
    if let Some(followers) = &change.follower_ids {
        ticket.follower_ids = followers.apply(&ticket.follower_ids);
        require_people(c, &ticket.follower_ids, "followers", |user| user.role.is_staff(), invalid)?;
    }
    Ok(())
}

fn require_people(
    c: &mut Conn,
    ids: &[UserId],
    field: &str,
    fits: impl Fn(&people::User) -> bool,
    invalid: &mut Invalid,
) -> Result<(), TicketError> {
    if ids.is_empty() {
        return Ok(());
    }
    let known = people::store::find_users(c, ids)?;
    let fitting: BTreeSet<UserId> =
        known.iter().filter(|user| user.active && fits(user)).map(|user| user.id).collect();
    for id in ids.iter().filter(|id| !fitting.contains(id)) {
        invalid.add(field, "InvalidValue", format!("user {id} cannot be added")).given(id.0);
    }
    Ok(())
}

fn apply_assignment(
    c: &mut Conn,
    ticket: &mut Ticket,
    change: &Change,
    invalid: &mut Invalid,
) -> Result<(), TicketError> {
    if let Some(group_id) = change.group_id {
        if let Some(id) = group_id {
            require_group(c, id, invalid)?;
        }
        ticket.group_id = group_id;
    }
    if let Some(assignee_id) = change.assignee_id {
        ticket.assignee_id = assignee_id;
        if let Some(id) = assignee_id {
            assign(c, ticket, id, change.group_id.is_some(), invalid)?;
        }
    } else if let (Some(Some(group_id)), Some(assignee_id)) = (change.group_id, ticket.assignee_id)
        && !people::store::is_member(c, assignee_id, group_id)?
    {
        // Handing a ticket to another group hands it to nobody in particular there.
        ticket.assignee_id = None;
    }
    Ok(())
}

fn require_group(c: &mut Conn, id: GroupId, invalid: &mut Invalid) -> Result<(), TicketError> {
    if people::store::find_group(c, id)?.is_none_or(|group| group.deleted) {
        invalid.add("group_id", "InvalidValue", format!("there is no group {id}")).given(id.0);
    }
    Ok(())
}

/// Gives the ticket to an agent; without a group being asked for it moves to one of the agent's, if it must.
fn assign(
    c: &mut Conn,
    ticket: &mut Ticket,
    assignee_id: UserId,
    group_is_given: bool,
    invalid: &mut Invalid,
) -> Result<(), TicketError> {
    let assignee = people::store::find_user(c, assignee_id)?;
    let Some(assignee) = assignee.filter(|user| user.active && !user.suspended && user.role.is_staff())
    else {
        let hint = format!("user {assignee_id} is not an active agent");
        invalid.add("assignee_id", "InvalidValue", hint).given(assignee_id.0);
        return Ok(());
    };
    let is_member = match ticket.group_id {
        Some(group_id) => people::store::is_member(c, assignee_id, group_id)?,
        None => false,
    };
    if is_member {
        return Ok(());
    }
    if group_is_given && ticket.group_id.is_some() {
        let hint = format!("{} is not in that group", assignee.name);
        invalid.add("assignee_id", "InvalidValue", hint).given(assignee_id.0);
        return Ok(());
    }
    let own_groups = people::store::groups_of(c, assignee_id)?;
    let default = assignee.default_group_id.filter(|id| own_groups.contains(id));
    ticket.group_id = default.or(own_groups.first().copied());
    Ok(())
}

fn apply_problem(
    c: &mut Conn,
    ticket: &mut Ticket,
    change: &Change,
    invalid: &mut Invalid,
) -> Result<(), TicketError> {
    let Some(problem_id) = change.problem_id else { return Ok(()) };
    if let Some(id) = problem_id {
        let problem = crate::store::tickets::find_ticket(c, id)?;
        if problem.is_none_or(|problem| problem.deleted_at.is_some()) || id == ticket.id {
            invalid
                .add("problem_id", "InvalidValue", format!("ticket {id} cannot be the problem"))
                .given(id.0);
        }
    }
    ticket.problem_id = problem_id;
    Ok(())
}

fn apply_status(
    ticket: &mut Ticket,
    before: &Ticket,
    change: &Change,
    asked: Option<Status>,
    now: Timestamp,
    invalid: &mut Invalid,
) {
    let customer_wrote = change
        .comment
        .as_ref()
        .is_some_and(|comment| policy::is_by_customer(ticket, comment.author_id, comment.public));
    let is_assigned = ticket.assignee_id.is_some();
    let status = match asked {
        Some(status) => policy::implied_status(status, is_assigned, false),
        None => policy::implied_status(before.status, is_assigned, customer_wrote),
    };
    if let Some(reason) = policy::refuses_status(before.status, status) {
        invalid.add("status", "InvalidValue", reason).given(status.as_str());
    }
    if status == Status::Solved && before.status < Status::Solved {
        ticket.solved_at = Some(now);
    } else if status < Status::Solved {
        ticket.solved_at = None;
    }
    ticket.status = status;
}
