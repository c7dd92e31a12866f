//! Files on the messages of side conversations. What the ticket has goes along as a copy: the message may be read, and
//! its files redacted, apart from the ticket.

use base::{AttachmentId, SideEventId, TicketId, Timestamp};
use db::{Conn, Tx};
use http::Invalid;

use super::{input::NewMessage, store};
use crate::{
    api::shape::content_path,
    change::NewFile,
    error::TicketError,
    files::{CONTENT_PATH, random_token},
    model::Attachment,
    store::{
        attachments::{self, FilePlace},
        comments,
    },
};

/// The message with copies of the ticket's files in the place of those files, and the copies.
///
/// # Errors
/// [`TicketError::Invalid`] for a file that is not on these tickets.
pub(super) fn with_copies(
    c: &mut Conn,
    tickets: &[TicketId],
    mut message: NewMessage,
) -> Result<(NewMessage, Vec<NewFile>), TicketError> {
    if message.attachment_ids.is_empty() && !message.body.html.contains(CONTENT_PATH) {
        return Ok((message, Vec::new()));
    }
    let known = list_files_of_tickets(c, tickets)?;
    require_known(&message.attachment_ids, &known)?;
    let mut copies = Vec::new();
    for file in known {
        let is_shown = message.body.html.contains(&format!("{}\"", content_path(&file.token)));
        if is_shown || message.attachment_ids.contains(&file.id) {
            let token = random_token();
            message.body.html = message.body.html.replace(&content_path(&file.token), &content_path(&token));
            copies.push(copy(file, token, is_shown));
        }
    }
    Ok((message, copies))
}

fn list_files_of_tickets(c: &mut Conn, tickets: &[TicketId]) -> Result<Vec<Attachment>, TicketError> {
    let comments: Vec<_> = comments::list_comments(c, tickets, false)?.iter().map(|each| each.id).collect();
    let conversations: Vec<_> = store::list_conversations(c, tickets)?.iter().map(|each| each.id).collect();
    let events: Vec<_> = store::list_events(c, &conversations)?.iter().map(|each| each.id).collect();
    let mut files = attachments::list_of_comments(c, &comments)?;
    files.extend(attachments::list_of_side_events(c, &events)?);
    Ok(files)
}

fn require_known(asked: &[AttachmentId], known: &[Attachment]) -> Result<(), Invalid> {
    match asked.iter().find(|id| known.iter().all(|file| file.id != **id)) {
        Some(id) => {
            let hint = format!("file {id} is not on this ticket; upload it");
            Err(Invalid::field("message.attachment_ids", hint).given(id.0))
        }
        None => Ok(()),
    }
}

fn copy(file: Attachment, token: String, inline: bool) -> NewFile {
    NewFile {
        token,
        file_name: file.file_name,
        content_type: file.content_type,
        size: file.size,
        blob: file.blob,
        inline,
        content_id: None,
    }
}

/// Puts uploads and further files on a message.
///
/// # Errors
/// When a statement fails.
pub(super) fn attach(
    tx: &mut Tx,
    now: Timestamp,
    event: SideEventId,
    uploads: &[String],
    files: &[NewFile],
) -> Result<(), TicketError> {
    for token in uploads {
        if let Some((upload, _)) = attachments::find_upload(tx, token)? {
            attachments::attach_upload(tx, upload, FilePlace::SideMessage(event))?;
        }
    }
    for file in files {
        attachments::insert_attachment(tx, file, FilePlace::SideMessage(event), now)?;
    }
    Ok(())
}
