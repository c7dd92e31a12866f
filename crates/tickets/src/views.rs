//! Views: which exist, who sees them, what they show.

use base::{Actor, GroupId, Timestamp, ViewId};
use db::{Conn, DbError, Page, Paging, Tx};
use http::Invalid;
use people::Group;
use serde_json::{Value, json};

use crate::{
    conditions::{Asker, Clause, Condition, Conditions},
    error::TicketError,
    group_by::{GroupBy, TicketGroup},
    model::Ticket,
    order::TicketOrder,
    restriction,
    store::{self, ticket_groups, ticket_lists, views::View},
};

/// A group's own view is not stored: its id is this and the group's.
const GROUP_VIEWS: i64 = 900_000_000_000;

/// A view that Guichet brings: its key, its English title, and what all its tickets have.
struct Default(&'static str, &'static str, &'static [Comparison]);

/// A field, an operator and a value.
type Comparison = (&'static str, &'static str, &'static str);

const IS_OPEN: Comparison = ("status", "less_than", "solved");

const IS_AWAKE: Comparison = ("snoozed", "is", "false");

/// The views that a new desk has, in their order.
const DEFAULTS: &[Default] = &[
    Default("my_open", "My open tickets", &[IS_OPEN, IS_AWAKE, ("assignee_id", "is", "current_user")]),
    Default("unassigned", "Unassigned tickets", &[IS_OPEN, IS_AWAKE, ("assignee_id", "is", "")]),
    Default("all_open", "All open tickets", &[IS_OPEN, IS_AWAKE]),
    Default("pending", "Pending tickets", &[("status", "is", "pending")]),
    Default("snoozed", "Snoozed tickets", &[IS_OPEN, ("snoozed", "is", "true")]),
    Default("solved", "Solved tickets", &[("status", "greater_than", "hold")]),
];

/// Gives a desk that has no views the default ones.
///
/// # Errors
/// When a statement fails.
pub fn ensure_default_views(tx: &mut Tx, now: Timestamp) -> Result<(), DbError> {
    if !store::views::list_views(tx)?.is_empty() {
        return Ok(());
    }
    for (position, Default(key, title, conditions)) in (0..).zip(DEFAULTS) {
        let mut view = blank_view(title, position, now);
        view.key = Some((*key).to_owned());
        view.conditions = json!({"all": conditions_of(conditions), "any": []});
        store::views::insert_view(tx, &view)?;
    }
    Ok(())
}

fn conditions_of(conditions: &[(&str, &str, &str)]) -> Vec<Clause> {
    let condition = |(field, operator, value): &(&str, &str, &str)| {
        Clause::Condition(Condition {
            field: (*field).to_owned(),
            operator: (*operator).to_owned(),
            value: json!(value),
        })
    };
    conditions.iter().map(condition).collect()
}

/// A view without conditions.
pub fn blank_view(title: &str, position: i64, now: Timestamp) -> View {
    View {
        id: ViewId(0),
        key: None,
        title: title.to_owned(),
        description: String::new(),
        position,
        active: true,
        group_id: None,
        restriction: Value::Null,
        conditions: json!({"all": [], "any": []}),
        execution: json!({"sort_by": "updated_at", "sort_order": "desc"}),
        created_at: now,
        updated_at: now,
    }
}

/// All views that an agent sees: the stored ones that are not restricted to others, then one for each group.
///
/// # Errors
/// When a query fails.
pub fn list_visible(c: &mut Conn, actor: &Actor) -> Result<Vec<View>, DbError> {
    let asker = asker(c, actor)?;
    let mut views = store::views::list_views(c)?;
    views.retain(|view| restriction::admits(&view.restriction, &asker));
    let groups = people::store::list_groups(c)?;
    views.extend(groups.iter().map(group_view));
    Ok(views)
}

/// One view, if the agent sees it.
///
/// # Errors
/// [`TicketError::NotFound`] otherwise.
pub fn access_view(c: &mut Conn, actor: &Actor, id: ViewId) -> Result<View, TicketError> {
    if id.0 > GROUP_VIEWS {
        let group = people::store::find_group(c, GroupId(id.0 - GROUP_VIEWS))?.filter(|group| !group.deleted);
        return group.as_ref().map(group_view).ok_or(TicketError::NotFound);
    }
    let asker = asker(c, actor)?;
    let view = store::views::find_view(c, id)?.filter(|view| restriction::admits(&view.restriction, &asker));
    view.ok_or(TicketError::NotFound)
}

/// Who looks, for `current_user` and `current_groups`.
///
/// # Errors
/// When the query fails.
pub fn asker(c: &mut Conn, actor: &Actor) -> Result<Asker, DbError> {
    let groups = match actor.user_id {
        Some(user_id) => people::store::groups_of(c, user_id)?,
        None => Vec::new(),
    };
    Ok(Asker::of(actor, groups))
}

fn group_view(group: &Group) -> View {
    let mut view = blank_view(&group.name, 1000 + group.id.0, group.updated_at);
    view.id = ViewId(GROUP_VIEWS + group.id.0);
    view.group_id = Some(group.id);
    let id = group.id.to_string();
    view.conditions = json!({"all": conditions_of(&[IS_OPEN, IS_AWAKE, ("group_id", "is", &id)]), "any": []});
    view
}

/// A page of a view's tickets, in the order asked for or else in its own.
///
/// # Errors
/// When its conditions or its order make no sense (any more), or the query fails.
pub fn page_of(
    c: &mut Conn,
    view: &View,
    asker: &Asker,
    sort: Option<(&str, bool)>,
    paging: &Paging,
) -> Result<Page<Ticket>, TicketError> {
    page_within(c, view, &conditions(view)?, asker, sort, paging)
}

/// A page of one group of a view's tickets: those with this value of the field.
///
/// # Errors
/// As for [`page_of`].
pub fn page_of_group(
    c: &mut Conn,
    view: &View,
    asker: &Asker,
    (by, value): (GroupBy, &str),
    sort: Option<(&str, bool)>,
    paging: &Paging,
) -> Result<Page<Ticket>, TicketError> {
    page_within(c, view, &by.within(conditions(view)?, value), asker, sort, paging)
}

/// The groups that a view's tickets fall into.
///
/// # Errors
/// When its conditions make no sense, or a query fails.
pub fn groups_of(
    c: &mut Conn,
    view: &View,
    asker: &Asker,
    by: GroupBy,
) -> Result<Vec<TicketGroup>, TicketError> {
    let counts = ticket_groups::count_by(c, &conditions(view)?, asker, by)?;
    by.arranged(c, counts)
}

fn page_within(
    c: &mut Conn,
    view: &View,
    conditions: &Conditions,
    asker: &Asker,
    sort: Option<(&str, bool)>,
    paging: &Paging,
) -> Result<Page<Ticket>, TicketError> {
    let own_order = view.execution["sort_order"] != "asc";
    let own_sort = view.execution["sort_by"].as_str().unwrap_or("updated_at");
    let (key, descending) = sort.unwrap_or((own_sort, own_order));
    let order = (TicketOrder::named(key)?, descending);
    ticket_lists::page_fulfilling(c, conditions, asker, order, paging)
}

/// How many tickets a view has.
///
/// # Errors
/// When its conditions make no sense, or the query fails.
pub fn count(c: &mut Conn, view: &View, asker: &Asker) -> Result<i64, TicketError> {
    ticket_lists::count_fulfilling(c, &conditions(view)?, asker)
}

/// What a view asks for.
///
/// # Errors
/// When it is not readable.
pub(crate) fn conditions(view: &View) -> Result<Conditions, Invalid> {
    serde_json::from_value(view.conditions.clone())
        .map_err(|error| Invalid::field("conditions", error.to_string()))
}
