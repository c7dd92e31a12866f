//! The example's tickets, with their own times.

use base::{Actor, Locale, Role, Timestamp, UserId, Via};
use db::{BlobHash, Tx};
use demo::{Attachment, Author, Channel, Comment, EventKind, StoryEvent, TicketStory};
use http::App;
use people::actions::find_or_create_requester;
use tickets::{
    actions::{ImportedTicket, import_ticket},
    change::{Change, ListChange, NewComment, NewFile, NewTicket, PreparedBody},
    files::random_token,
    model::{Priority, Recipients, Status, TicketType},
};

use super::{DemoError, people::Ids};

/// A story whose files are in the blob store, comment by comment.
pub struct Prepared {
    story: TicketStory,
    files: Vec<Vec<NewFile>>,
}

/// Puts the files of stories into the blob store, which no transaction covers: without their rows they are nothing.
pub async fn prepare(app: &App, stories: Vec<TicketStory>) -> Result<Vec<Prepared>, DemoError> {
    let mut prepared = Vec::new();
    for story in stories {
        prepared.push(Prepared { files: store_files(app, &story).await?, story });
    }
    Ok(prepared)
}

/// Stores tickets.
pub fn store(tx: &mut Tx, now: Timestamp, stories: &[Prepared], ids: &Ids) -> Result<(), DemoError> {
    for prepared in stories {
        let Some(mut ticket) = import(prepared, ids) else { continue };
        let mut cc_ids = Vec::new();
        for address in &prepared.story.cc {
            cc_ids.push(find_or_create_requester(tx, now, &Actor::SYSTEM, address, "", Locale::default())?);
        }
        ticket.ticket.fields.cc_ids = Some(ListChange::Set(cc_ids));
        import_ticket(tx, now, &actor(prepared.story.channel), &ticket)?;
    }
    Ok(())
}

async fn store_files(app: &App, story: &TicketStory) -> Result<Vec<Vec<NewFile>>, DemoError> {
    let mut files = Vec::new();
    for (_, comment) in story.comments() {
        let mut of_comment = Vec::new();
        for attachment in &comment.attachments {
            let blob = app.blobs.put(attachment.bytes.clone().into()).await?;
            of_comment.push(file(attachment, blob));
        }
        files.push(of_comment);
    }
    Ok(files)
}

fn file(attachment: &Attachment, blob: BlobHash) -> NewFile {
    NewFile {
        token: random_token(),
        file_name: attachment.name.clone(),
        content_type: attachment.content_type.to_owned(),
        size: i64::try_from(attachment.bytes.len()).unwrap_or(i64::MAX),
        blob,
        inline: false,
        content_id: None,
    }
}

/// A story as a ticket; `None` for one without a comment, which no story is.
fn import(prepared: &Prepared, ids: &Ids) -> Option<ImportedTicket> {
    let Prepared { story, files } = prepared;
    let requester_id = *ids.customers.get(story.requester)?;
    let said = story.comments().zip(files);
    let mut comments = said.map(|((event, told), files)| comment(event, told, files, requester_id, ids));
    let first = comments.next()?;
    let rest = comments.collect();
    let fields = Change {
        subject: Some(story.subject.clone()),
        status: Some(status(story.status)),
        priority: Some(Some(priority(story.priority))),
        kind: Some(story.ticket_type.map(kind)),
        group_id: Some(ids.groups.get(story.group).copied()),
        assignee_id: Some(story.assignee.and_then(|index| ids.agents.get(index)).copied()),
        tags: Some(ListChange::Set(story.tags.clone())),
        ..Change::default()
    };
    let at = |event: &StoryEvent| Timestamp::from_unix_seconds(event.at);
    let is_solving = |event: &&StoryEvent| {
        matches!(&event.kind, EventKind::Change(demo::Change::Status { to: demo::Status::Solved, .. }))
    };
    Some(ImportedTicket {
        ticket: NewTicket {
            requester_id,
            submitter_id: requester_id,
            recipient: None,
            comment: first,
            fields,
        },
        comments: rest,
        created_at: story.events.first().map(at),
        updated_at: story.events.last().map(at),
        solved_at: story.events.iter().rev().find(is_solving).map(at),
        archive: story.status == demo::Status::Closed,
    })
}

fn comment(
    event: &StoryEvent,
    told: &Comment,
    files: &[NewFile],
    requester: UserId,
    ids: &Ids,
) -> NewComment {
    let author = match event.author {
        Author::Customer(index) => ids.customers.get(index),
        Author::Agent(index) => ids.agents.get(index),
        Author::Desk => None,
    };
    NewComment {
        author_id: author.copied().unwrap_or(requester),
        public: told.public,
        body: PreparedBody { html: told.html.clone(), text: told.text.clone(), ..PreparedBody::default() },
        uploads: Vec::new(),
        files: files.to_vec(),
        recipients: Recipients::default(),
        incoming_mail_id: None,
        created_at: Some(Timestamp::from_unix_seconds(event.at)),
        call: None,
    }
}

fn actor(channel: Channel) -> Actor {
    let via = match channel {
        Channel::Email => Via::Email,
        Channel::Web => Via::WebForm,
        Channel::Phone => Via::Phone,
        Channel::Chat => Via::Chat,
        Channel::Api => Via::Api,
    };
    Actor { user_id: None, role: Role::Admin, via }
}

fn status(status: demo::Status) -> Status {
    match status {
        demo::Status::New => Status::New,
        demo::Status::Open => Status::Open,
        demo::Status::Pending => Status::Pending,
        demo::Status::Hold => Status::Hold,
        demo::Status::Solved => Status::Solved,
        demo::Status::Closed => Status::Closed,
    }
}

fn priority(priority: demo::Priority) -> Priority {
    match priority {
        demo::Priority::Low => Priority::Low,
        demo::Priority::Normal => Priority::Normal,
        demo::Priority::High => Priority::High,
        demo::Priority::Urgent => Priority::Urgent,
    }
}

fn kind(kind: demo::TicketType) -> TicketType {
    match kind {
        demo::TicketType::Question => TicketType::Question,
        demo::TicketType::Incident => TicketType::Incident,
        demo::TicketType::Problem => TicketType::Problem,
        demo::TicketType::Task => TicketType::Task,
    }
}
