//! The mail of a public comment.

use base::{CommentId, TicketId};
use db::{Conn, DbError};
use mail::{Address, ThreadToken};
use people::{User, brands, fold_address};
use tickets::{
    model::{Attachment, Comment, Ticket},
    store::{attachments, comments, tickets::find_ticket},
};

use super::{
    OwnAddresses,
    delivery::Material,
    ledger,
    letter::{Letter, Quoted, plain_name, with_quoted_images},
    outbound::{Occasion, find_route_of},
    outbox::{self, OutgoingRow},
    references::References,
};
use crate::mailboxes::actions::MailboxError;

/// What a comment's delivery needs to know; `None` when it is gone.
///
/// # Errors
/// When a query fails, or the mailbox's password cannot be opened.
pub(super) fn load(
    c: &mut Conn,
    app: &http::App,
    row: OutgoingRow,
    ticket: TicketId,
    comment: CommentId,
) -> Result<Option<Material>, MailboxError> {
    let (Some(ticket), Some(comment)) = (find_ticket(c, ticket)?, comments::find_comment(c, comment)?) else {
        return Ok(None);
    };
    let address = row.recipients.from.clone().or_else(|| ticket.recipient.clone());
    let author = people::store::find_user(c, comment.author_id)?;
    let route = find_route_of(c, app, author.as_ref(), address.as_deref(), Occasion::of(&ticket))?;
    let previous = find_previous(c, &comment)?;
    let files = list_files(c, &comment, previous.as_ref())?;
    let References { all, in_reply_to } = find_references(c, &ticket, &comment)?;
    let own = OwnAddresses::load(c)?;
    let requester = people::store::find_user(c, ticket.requester_id)?;
    let token = ThreadToken::of_comment(ticket.id.0, comment.id.0);
    let letter = Letter {
        reply_to: route.reply_to(&app.secrets, token),
        from: route.from.clone(),
        to: name_recipients(c, &own, author.as_ref(), &row.recipients.to)?,
        cc: name_recipients(c, &own, author.as_ref(), &row.recipients.cc)?,
        subject: subject(&ticket, previous.is_some()),
        html: comment.body_html.clone(),
        signature: signature(c, author.as_ref(), Occasion::of(&ticket))?,
        quoted: quoted(c, previous)?,
        files: Vec::new(),
        message_id: row.message_id.clone().unwrap_or_else(|| route.message_id(&app.secrets, token)),
        in_reply_to,
        references: all,
        date: comment.created_at,
        locale: requester.map(|user| user.locale).unwrap_or_default(),
        time_zone: people::store::get_desk(c)?.time_zone,
    };
    Ok(Some(Material { row, route, letter, files }))
}

/// With the ticket's number, by which an answer without headers still finds it.
fn subject(ticket: &Ticket, is_answer: bool) -> String {
    let plain = mail::normalised_subject(&ticket.subject);
    let mark = if is_answer { "Re: " } else { "" };
    format!("{mark}[#{}] {plain}", ticket.id)
}

/// What ends the mails of a colleague.
pub(super) fn signature(
    c: &mut Conn,
    author: Option<&User>,
    about: Occasion,
) -> Result<Option<String>, DbError> {
    let Some(author) = author.filter(|author| author.role.is_staff()) else { return Ok(None) };
    let brand = brands::store::find_brand(c, about.brand)?;
    let group = match about.group {
        Some(id) => people::store::find_group(c, id)?,
        None => None,
    };
    let desk = people::store::get_desk(c)?;
    let about = people::Occasion { group: group.as_ref(), brand: brand.as_ref(), desk: &desk };
    Ok(people::signature_of(author, about))
}

/// The public message before this one, which the answer quotes.
fn find_previous(c: &mut Conn, comment: &Comment) -> Result<Option<Comment>, DbError> {
    let public = comments::list_comments(c, &[comment.ticket_id], true)?;
    Ok(public.into_iter().rfind(|other| other.id < comment.id))
}

fn quoted(c: &mut Conn, previous: Option<Comment>) -> Result<Option<Quoted>, DbError> {
    let Some(comment) = previous else { return Ok(None) };
    let author = people::store::find_user(c, comment.author_id)?;
    let author = author.map(|user| user.alias.unwrap_or(user.name)).unwrap_or_default();
    Ok(Some(Quoted { author, at: comment.created_at, html: comment.body_html }))
}

fn list_files(
    c: &mut Conn,
    comment: &Comment,
    previous: Option<&Comment>,
) -> Result<Vec<(Attachment, bool)>, DbError> {
    let own = attachments::list_of_comments(c, &[comment.id])?;
    let Some(previous) = previous else { return Ok(with_quoted_images(own, "", Vec::new())) };
    let of_quoted = attachments::list_of_comments(c, &[previous.id])?;
    Ok(with_quoted_images(own, &previous.body_html, of_quoted))
}

fn find_references(c: &mut Conn, ticket: &Ticket, comment: &Comment) -> Result<References, DbError> {
    let received = ledger::list_message_ids_of_ticket(c, ticket.id)?;
    let sent = outbox::list_message_ids_of_ticket(c, ticket.id)?;
    Ok(References::before(comment.id, received, sent))
}

/// Recipients with the names we know. Our own addresses are left out, since they would answer themselves, and so is the
/// author, who may be copied on the ticket.
fn name_recipients(
    c: &mut Conn,
    own: &OwnAddresses,
    author: Option<&User>,
    addresses: &[String],
) -> Result<Vec<Address>, DbError> {
    let author = author.and_then(|author| author.email.as_deref()).map(fold_address);
    let is_wanted =
        |address: &&String| !own.contains(address) && author.as_ref() != Some(&fold_address(address));
    let mut named = Vec::new();
    for address in addresses.iter().filter(is_wanted) {
        let user = people::store::find_user_by_email(c, address)?;
        named.push(Address::new(&plain_name(&user.map(|user| user.name).unwrap_or_default()), address));
    }
    Ok(named)
}
