//! One type for each kind of id.

/// Calls the given macro with every id type, so that other crates can implement their traits for all of them.
#[macro_export]
macro_rules! for_each_id {
    ($callback:ident) => {
        $callback! {
            AttachmentId, AuditId, BlobId, BrandId, BulkChangeId, CommentId, CustomStatusId, FieldId, FormId, GroupId, IdentityId,
            InvitationId, JobId, JobStatusId, MacroId, MailboxId, MembershipId, MessageId, NotificationId, OrganizationId,
            RecurringTicketId, ReminderId, ScheduledReplyId, SessionId, SideConversationId, SideEventId, TaskId, TaskTemplateId, TicketId, TimeEntryId,
            TokenId, UploadId, UserId,
            ViewId
        }
    };
}

macro_rules! define_ids {
    ($($name:ident),+ $(,)?) => {$(
        #[doc = concat!("The database id behind a `", stringify!($name), "`.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

for_each_id!(define_ids);
