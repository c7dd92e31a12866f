//! What a demonstration desk is made of: plain data that a loader turns into rows.

/// A whole desk with its people and the stories of its tickets, oldest ticket first.
#[derive(Clone, Debug, PartialEq)]
pub struct Desk {
    /// The company's name.
    pub name: String,
    /// Host part of the desk's addresses; reserved for examples, so nothing can be mailed to a stranger.
    pub domain: String,
    /// The teams.
    pub groups: Vec<Group>,
    /// Agents and admins.
    pub agents: Vec<Agent>,
    /// Companies that customers belong to.
    pub organizations: Vec<Organization>,
    /// The people who write to the desk.
    pub customers: Vec<Customer>,
    /// Tickets in the order they were opened.
    pub tickets: Vec<TicketStory>,
}

/// A team of agents.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Name shown in the workspace.
    pub name: String,
}

/// Someone who answers tickets.
#[derive(Clone, Debug, PartialEq)]
pub struct Agent {
    /// First and last name.
    pub name: String,
    /// Address used to sign in.
    pub email: String,
    /// Language of the workspace.
    pub locale: Locale,
    /// May change the desk's settings.
    pub is_admin: bool,
    /// Indexes into [`Desk::groups`]; the first is the default group.
    pub groups: Vec<usize>,
}

/// A company whose people write to the desk.
#[derive(Clone, Debug, PartialEq)]
pub struct Organization {
    /// The company's name.
    pub name: String,
    /// E-mail domain that marks its people.
    pub domain: String,
    /// ISO 3166 code of the country.
    pub country: String,
}

/// An end user.
#[derive(Clone, Debug, PartialEq)]
pub struct Customer {
    /// First and last name.
    pub name: String,
    /// Main address; unique in the desk.
    pub email: String,
    /// Number from the ranges that regulators keep for fiction, if the country has one.
    pub phone: Option<String>,
    /// Language the customer writes in.
    pub locale: Locale,
    /// ISO 3166 code of the country.
    pub country: String,
    /// Street and number.
    pub street: String,
    /// Postal code.
    pub postcode: String,
    /// Town.
    pub city: String,
    /// Index into [`Desk::organizations`].
    pub organization: Option<usize>,
}

impl Customer {
    /// The name to greet the customer with.
    pub fn first_name(&self) -> &str {
        first_word(&self.name)
    }
}

impl Agent {
    /// The name colleagues and customers use.
    pub fn first_name(&self) -> &str {
        first_word(&self.name)
    }
}

fn first_word(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}

/// The two languages of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locale {
    /// French.
    Fr,
    /// English.
    En,
}

/// One ticket from its first message to its present state.
#[derive(Clone, Debug, PartialEq)]
pub struct TicketStory {
    /// Subject line.
    pub subject: String,
    /// Index into [`Desk::customers`].
    pub requester: usize,
    /// How the first message arrived.
    pub channel: Channel,
    /// Status after the last event.
    pub status: Status,
    /// Priority after the last event.
    pub priority: Priority,
    /// Kind of ticket, where an agent has set one.
    pub ticket_type: Option<TicketType>,
    /// Lower-case tags.
    pub tags: Vec<String>,
    /// Index into [`Desk::groups`] after the last event.
    pub group: usize,
    /// Index into [`Desk::agents`] after the last event.
    pub assignee: Option<usize>,
    /// Further addresses that receive the public comments.
    pub cc: Vec<String>,
    /// Comments and changes in order of time; the first is always the requester's public comment.
    pub events: Vec<StoryEvent>,
}

impl TicketStory {
    /// The comments, oldest first, each with its event.
    pub fn comments(&self) -> impl Iterator<Item = (&StoryEvent, &Comment)> {
        self.events.iter().filter_map(|event| match &event.kind {
            EventKind::Comment(comment) => Some((event, comment)),
            EventKind::Change(_) => None,
        })
    }
}

/// Something that happened on a ticket.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryEvent {
    /// Seconds since 1970-01-01 UTC.
    pub at: i64,
    /// Who did it.
    pub author: Author,
    /// What was done.
    pub kind: EventKind,
}

/// Who stands behind an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// Index into [`Desk::customers`].
    Customer(usize),
    /// Index into [`Desk::agents`].
    Agent(usize),
    /// A rule of the desk, such as closing solved tickets after some days.
    Desk,
}

/// What an event did.
#[derive(Clone, Debug, PartialEq)]
pub enum EventKind {
    /// A message was added.
    Comment(Comment),
    /// A field got another value.
    Change(Change),
}

/// One message of a conversation.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// Body as a fragment of HTML: `p`, `br`, `ul`, `li` and `blockquote` only.
    pub html: String,
    /// The same body as plain text.
    pub text: String,
    /// False for an internal note.
    pub public: bool,
    /// Files sent along.
    pub attachments: Vec<Attachment>,
}

/// A file sent along with a comment.
#[derive(Clone, Debug, PartialEq)]
pub struct Attachment {
    /// File name.
    pub name: String,
    /// Media type, such as `image/png`.
    pub content_type: &'static str,
    /// The file itself.
    pub bytes: Vec<u8>,
}

/// A field that got another value; indexes are those of [`Desk`].
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The status moved.
    Status {
        /// Before.
        from: Status,
        /// After.
        to: Status,
    },
    /// The priority moved.
    Priority {
        /// Before.
        from: Priority,
        /// After.
        to: Priority,
    },
    /// The ticket went to another team.
    Group {
        /// Before.
        from: usize,
        /// After.
        to: usize,
    },
    /// The ticket went to another agent.
    Assignee {
        /// Before; nobody if unassigned.
        from: Option<usize>,
        /// After.
        to: Option<usize>,
    },
}

/// How a ticket came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// E-mail.
    Email,
    /// The web form.
    Web,
    /// A telephone call.
    Phone,
    /// The chat widget.
    Chat,
    /// The shop's own system, through the API.
    Api,
}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Nobody has looked at it.
    New,
    /// It waits for the desk.
    Open,
    /// It waits for the requester.
    Pending,
    /// It waits for someone else.
    Hold,
    /// The desk thinks it is done.
    Solved,
    /// It is done and can no longer change.
    Closed,
}

/// How much a ticket presses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priority {
    /// Can wait.
    Low,
    /// The usual.
    Normal,
    /// Before the usual.
    High,
    /// Now.
    Urgent,
}

/// Kind of ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TicketType {
    /// Something to know.
    Question,
    /// One occurrence of a problem.
    Incident,
    /// A defect.
    Problem,
    /// Something to do.
    Task,
}
