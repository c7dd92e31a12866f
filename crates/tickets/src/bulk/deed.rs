//! What bulk work there is.

use serde::{Deserialize, Serialize};

/// What is done to each item of a lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Create a ticket.
    CreateTicket,
    /// Bring a ticket in from elsewhere.
    ImportTicket,
    /// Change a ticket.
    UpdateTicket,
    /// Delete a ticket; it can be restored.
    DeleteTicket,
    /// Remove a deleted ticket for good.
    RemoveTicket,
    /// Create a user.
    CreateUser,
    /// Create a user, or change the one with that address or external id.
    CreateOrUpdateUser,
    /// Change a user.
    UpdateUser,
    /// Delete a user.
    DeleteUser,
    /// Create an organization.
    CreateOrganization,
    /// Change an organization.
    UpdateOrganization,
    /// Delete an organization.
    DeleteOrganization,
    /// Put an agent into a group.
    CreateGroupMembership,
    /// Take an agent out of a group.
    DeleteGroupMembership,
    /// Let a user belong to an organization.
    CreateOrganizationMembership,
    /// End a user's belonging to an organization.
    DeleteOrganizationMembership,
}

impl Deed {
    /// What it does and to what, as job statuses name them.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::CreateTicket => ("Create", "Ticket"),
            Self::ImportTicket => ("Import", "Ticket"),
            Self::UpdateTicket => ("Update", "Ticket"),
            Self::DeleteTicket => ("Delete", "Ticket"),
            Self::RemoveTicket => ("Remove", "Ticket"),
            Self::CreateUser => ("Create", "User"),
            Self::CreateOrUpdateUser => ("Upsert", "User"),
            Self::UpdateUser => ("Update", "User"),
            Self::DeleteUser => ("Delete", "User"),
            Self::CreateOrganization => ("Create", "Organization"),
            Self::UpdateOrganization => ("Update", "Organization"),
            Self::DeleteOrganization => ("Delete", "Organization"),
            Self::CreateGroupMembership => ("Create", "GroupMembership"),
            Self::DeleteGroupMembership => ("Delete", "GroupMembership"),
            Self::CreateOrganizationMembership => ("Create", "OrganizationMembership"),
            Self::DeleteOrganizationMembership => ("Delete", "OrganizationMembership"),
        }
    }

    /// What a job status says it does, such as `Bulk Create Ticket`.
    pub fn job_type(self) -> String {
        let (verb, noun) = self.words();
        format!("Bulk {verb} {noun}")
    }

    /// What a result says was done, such as `create`.
    pub fn action(self) -> String {
        self.words().0.to_lowercase()
    }

    /// What a result says has become of it, such as `Created`.
    pub fn outcome(self) -> String {
        let verb = self.words().0;
        format!("{}ed", verb.trim_end_matches('e'))
    }

    /// What a result says when it failed, such as `TicketCreateError`.
    pub fn error(self) -> String {
        let (verb, noun) = self.words();
        format!("{noun}{verb}Error")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_zendesks() {
        let deed = Deed::CreateTicket;
        assert_eq!(
            [deed.job_type(), deed.action(), deed.outcome(), deed.error()],
            ["Bulk Create Ticket", "create", "Created", "TicketCreateError"]
        );
        assert_eq!(Deed::CreateOrUpdateUser.outcome(), "Upserted");
    }
}
