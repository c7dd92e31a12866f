//! Turns the lines of a ticket into its events, and keeps count of the ticket's fields meanwhile.

use rand::Rng;
use rand::rngs::StdRng;

use crate::calendar::{self, DAY, MINUTE};
use crate::model::{Attachment, Author, Change, Comment, EventKind, Priority, Status, StoryEvent};
use crate::scenario::{Files, Role, Step};
use crate::script::Line;
use crate::voice::{Quotable, Voice};
use crate::{paper, photo};

/// After how long a solved ticket closes by itself.
const CLOSES_AFTER: i64 = 4 * DAY;

/// Who and what a ticket ends up with.
#[derive(Clone, Copy)]
pub(crate) struct Casting {
    pub(crate) requester: usize,
    pub(crate) agent: usize,
    pub(crate) colleague: usize,
    pub(crate) group: usize,
    pub(crate) priority: Priority,
}

/// A ticket being written.
pub(crate) struct Writer<'w> {
    pub(crate) voice: &'w Voice<'w>,
    pub(crate) casting: Casting,
    pub(crate) has_files: bool,
    pub(crate) status: Status,
    pub(crate) priority: Priority,
    pub(crate) group: usize,
    pub(crate) assignee: Option<usize>,
    pub(crate) events: Vec<StoryEvent>,
    last_public: Option<Quotable>,
}

impl<'w> Writer<'w> {
    /// A ticket that nobody has touched, in `first_group` and with `first_priority`.
    pub(crate) fn new(
        voice: &'w Voice<'w>,
        casting: Casting,
        first_group: usize,
        first_priority: Priority,
        has_files: bool,
    ) -> Self {
        Self {
            voice,
            casting,
            has_files,
            status: Status::New,
            priority: first_priority,
            group: first_group,
            assignee: None,
            events: Vec::new(),
            last_public: None,
        }
    }

    /// Adds what happens at `at`.
    pub(crate) fn write(&mut self, rng: &mut StdRng, line: Line, at: i64) {
        if line.role != Role::Customer {
            self.take(at);
        }
        let Some(step) = line.step else {
            return self.become_status(Status::Open, at);
        };
        match step.role {
            Role::Customer => self.write_customer(rng, step, at),
            Role::Agent => self.write_reply(rng, step, line.is_solving, at),
            Role::Note => self.write_note(rng, step, at),
        }
    }

    /// Solves the ticket after its last event, and closes it if that was long before `now`.
    pub(crate) fn finish(&mut self, rng: &mut StdRng, now: i64) {
        let last = self.events.last().map_or(now, |event| event.at);
        let is_customer_last = self.status == Status::Open;
        let solved_at =
            if is_customer_last { calendar::at_work(last + 12 * MINUTE, 20 * MINUTE) } else { last };
        if solved_at >= now {
            return;
        }
        self.become_status(Status::Solved, solved_at);
        let closes_at = solved_at + CLOSES_AFTER + rng.random_range(0..30) * MINUTE;
        if closes_at < now {
            self.change(Author::Desk, Change::Status { from: self.status, to: Status::Closed }, closes_at);
            self.status = Status::Closed;
        }
    }

    /// The agent becomes the assignee and sorts the ticket, if nobody has yet.
    fn take(&mut self, at: i64) {
        if self.assignee.is_some() {
            return;
        }
        let agent = Author::Agent(self.casting.agent);
        if self.group != self.casting.group {
            self.change(agent, Change::Group { from: self.group, to: self.casting.group }, at);
            self.group = self.casting.group;
        }
        if self.priority != self.casting.priority {
            self.change(agent, Change::Priority { from: self.priority, to: self.casting.priority }, at);
            self.priority = self.casting.priority;
        }
        self.change(agent, Change::Assignee { from: None, to: Some(self.casting.agent) }, at);
        self.assignee = Some(self.casting.agent);
    }

    fn write_customer(&mut self, rng: &mut StdRng, step: &Step, at: i64) {
        let template = &step.texts[rng.random_range(0..step.texts.len())];
        let is_first = self.events.is_empty();
        let mut comment = match is_first {
            true => self.voice.opening(rng, template, at),
            false => self.voice.answer(rng, template, at, self.last_public.as_ref()),
        };
        comment.attachments = self.files(rng, step, at);
        let author = Author::Customer(self.casting.requester);
        self.events.push(StoryEvent { at, author, kind: EventKind::Comment(comment) });
        if !is_first && self.status != Status::New {
            self.change_status(author, Status::Open, at);
        }
    }

    fn write_reply(&mut self, rng: &mut StdRng, step: &Step, is_solving: bool, at: i64) {
        let template = &step.texts[rng.random_range(0..step.texts.len())];
        let mut comment = self.voice.reply(rng, template, at, self.last_public.is_none());
        comment.attachments = self.files(rng, step, at);
        self.last_public = Some(self.quotable(&comment, at));
        let author = Author::Agent(self.casting.agent);
        self.events.push(StoryEvent { at, author, kind: EventKind::Comment(comment) });
        let status = match step.is_hold {
            true => Status::Hold,
            false if is_solving => Status::Solved,
            false => Status::Pending,
        };
        self.become_status(status, at);
    }

    fn write_note(&mut self, rng: &mut StdRng, step: &Step, at: i64) {
        let template = &step.texts[rng.random_range(0..step.texts.len())];
        // A note that speaks to the assignee comes from someone else.
        let writer = if template.mentions("agent") { self.casting.colleague } else { self.casting.agent };
        let comment = self.voice.note(rng, template, at);
        self.events.push(StoryEvent { at, author: Author::Agent(writer), kind: EventKind::Comment(comment) });
        if step.is_hold {
            self.become_status(Status::Hold, at);
        } else if self.status == Status::New {
            self.become_status(Status::Open, at);
        }
    }

    fn quotable(&self, comment: &Comment, at: i64) -> Quotable {
        Quotable { author: self.voice.facts.cast.agent.name.clone(), at, text: comment.text.clone() }
    }

    fn files(&self, rng: &mut StdRng, step: &Step, at: i64) -> Vec<Attachment> {
        let Some(files) = step.files.filter(|_| self.has_files) else { return Vec::new() };
        let facts = self.voice.facts;
        let png = |name: String, bytes| Attachment { name, content_type: "image/png", bytes };
        match files {
            Files::Photos => {
                let first = rng.random_range(1_200..4_800);
                let count = rng.random_range(1..=3);
                (first..first + count)
                    .map(|number| png(format!("IMG_{number}.png"), photo::lamp(rng)))
                    .collect()
            }
            Files::Screenshot => {
                let number = rng.random_range(10_000..99_999);
                vec![png(format!("Screenshot_{number}.png"), photo::screen(rng))]
            }
            Files::Paper(paper) => vec![Attachment {
                name: paper.file_name(facts),
                content_type: "application/pdf",
                bytes: paper::pdf(paper, facts, at),
            }],
        }
    }

    fn become_status(&mut self, status: Status, at: i64) {
        self.change_status(Author::Agent(self.casting.agent), status, at);
    }

    fn change_status(&mut self, author: Author, to: Status, at: i64) {
        if self.status != to {
            self.change(author, Change::Status { from: self.status, to }, at);
            self.status = to;
        }
    }

    fn change(&mut self, author: Author, change: Change, at: i64) {
        self.events.push(StoryEvent { at, author, kind: EventKind::Change(change) });
    }
}
