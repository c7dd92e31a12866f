//! What the tickets of a list are grouped by.

use base::{GroupId, OrganizationId, UserId};
use db::Conn;
use http::Invalid;
use serde_json::{Value, json};

use crate::{
    conditions::{Clause, Condition, Conditions},
    error::TicketError,
    model::{Priority, Status, TicketType},
};

/// What the tickets of a list are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// Where they stand.
    Status,
    /// How pressing they are, the most pressing first.
    Priority,
    /// What sort of request they are.
    Type,
    /// Who answers.
    Assignee,
    /// Which group answers.
    Group,
    /// Who asks.
    Requester,
    /// Whose organization they count for.
    Organization,
}

/// Tickets of a list that have one value in common.
#[derive(Clone, Debug, PartialEq)]
pub struct TicketGroup {
    /// The value as tickets carry it; null for none.
    pub value: Value,
    /// What the person, team or organization is called.
    pub name: Option<String>,
    /// How many tickets.
    pub count: i64,
}

impl GroupBy {
    /// The field of a view's `group_by`.
    ///
    /// # Errors
    /// When tickets cannot be grouped by it.
    pub fn named(name: &str) -> Result<Self, Invalid> {
        match name {
            "status" => Ok(Self::Status),
            "priority" => Ok(Self::Priority),
            "type" | "ticket_type" => Ok(Self::Type),
            "assignee" | "assignee_id" => Ok(Self::Assignee),
            "group" | "group_id" => Ok(Self::Group),
            "requester" | "requester_id" => Ok(Self::Requester),
            "organization" | "organization_id" => Ok(Self::Organization),
            _ => Err(Invalid::field("group_by", format!("tickets cannot be grouped by {name:?}"))),
        }
    }

    pub(crate) fn column(self) -> &'static str {
        match self {
            Self::Status => "t.status",
            Self::Priority => "t.priority",
            Self::Type => "t.type",
            Self::Assignee => "t.assignee_id",
            Self::Group => "t.group_id",
            Self::Requester => "t.requester_id",
            Self::Organization => "t.organization_id",
        }
    }

    /// Whether the counts that are kept know it.
    pub(crate) fn is_counted(self) -> bool {
        !matches!(self, Self::Requester | Self::Organization)
    }

    fn field(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Priority => "priority",
            Self::Type => "type",
            Self::Assignee => "assignee_id",
            Self::Group => "group_id",
            Self::Requester => "requester_id",
            Self::Organization => "organization_id",
        }
    }

    /// The conditions of one group: those of the list, and this value.
    pub fn within(self, mut conditions: Conditions, value: &str) -> Conditions {
        conditions.all.push(Clause::Condition(Condition {
            field: self.field().to_owned(),
            operator: "is".to_owned(),
            value: json!(value),
        }));
        conditions
    }

    /// The groups in the order in which people look for them: statuses from new to closed, the most pressing first,
    /// people and organizations by name, those without a value last.
    ///
    /// # Errors
    /// When a query fails.
    pub fn arranged(
        self,
        c: &mut Conn,
        counts: Vec<(Option<i64>, i64)>,
    ) -> Result<Vec<TicketGroup>, TicketError> {
        let mut groups = Vec::with_capacity(counts.len());
        for (stored, count) in counts {
            let name = match stored {
                Some(stored) => self.name(c, stored)?,
                None => None,
            };
            let place = (stored.is_none(), self.place(stored.unwrap_or_default(), name.as_deref()));
            groups.push((place, TicketGroup { value: self.value(stored), name, count }));
        }
        groups.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(groups.into_iter().map(|(_, group)| group).collect())
    }

    fn value(self, stored: Option<i64>) -> Value {
        let Some(stored) = stored else { return Value::Null };
        match self {
            Self::Status => json!(Status::ALL.iter().find(|status| status.rank() == stored)),
            Self::Priority => json!(Priority::ALL.iter().find(|priority| priority.rank() == stored)),
            Self::Type => json!(TicketType::ALL.iter().find(|kind| kind.rank() == stored)),
            _ => json!(stored),
        }
    }

    /// What a group is sorted by. Equal names are still different people.
    fn place(self, stored: i64, name: Option<&str>) -> (String, i64) {
        let rank = if self == Self::Priority { -stored } else { stored };
        (name.map(people::fold_name).unwrap_or_default(), rank)
    }

    fn name(self, c: &mut Conn, stored: i64) -> Result<Option<String>, TicketError> {
        Ok(match self {
            Self::Status | Self::Type | Self::Priority => None,
            Self::Assignee | Self::Requester => {
                people::store::find_user(c, UserId(stored))?.map(|user| user.name)
            }
            Self::Group => people::store::find_group(c, GroupId(stored))?.map(|group| group.name),
            Self::Organization => people::store::find_organization(c, OrganizationId(stored))?
                .map(|organization| organization.name),
        })
    }
}
