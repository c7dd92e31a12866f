//! The mail about what somebody has not read in the workspace.

use std::collections::HashMap;

use base::{Locale, UserId};
use db::{Conn, DbError};
use http::App;
use jobs::JobError;
use people::User;
use serde_json::{Map, json};
use tickets::notifications::{Kind, Notification, UnreadMail, store::list_unread};

use super::{
    send::send,
    write::{Item, Written, write},
};
use crate::email::outbound::Outbound;

/// More than a mail can tell is counted.
const MOST_ITEMS: usize = 20;
const MOST_READ: i64 = 200;

const ENGLISH: &str = include_str!("templates/unread.en.txt");
const FRENCH: &str = include_str!("templates/unread.fr.txt");

/// Writes and sends what is still unread by now; nothing when all of it was read, or its reader works here no more.
///
/// # Errors
/// [`JobError::Retry`] while there is hope, [`JobError::Fail`] when the server refuses the mail.
pub(crate) async fn send_unread(outbound: Outbound, mail: UnreadMail, attempts: i64) -> Result<(), JobError> {
    let app = outbound.app.clone();
    match app.clone().db.read(move |c| letter(c, &app, &mail)).await? {
        Some((to, written)) => send(outbound, &to, written, attempts).await,
        None => Ok(()),
    }
}

/// To which address, and what it says.
fn letter(c: &mut Conn, app: &App, mail: &UnreadMail) -> Result<Option<(String, Written)>, DbError> {
    let reader = people::store::find_user(c, mail.user_id)?;
    let reader = reader.filter(|user| user.may_sign_in() && user.role.is_staff());
    let Some((reader, to)) = reader.and_then(|user| user.email.clone().map(|to| (user, to))) else {
        return Ok(None);
    };
    let unread = list_unread(c, mail, MOST_READ)?;
    if unread.is_empty() {
        return Ok(None);
    }
    let authors: Vec<UserId> = unread.iter().filter_map(|told| told.author_id).collect();
    let names: HashMap<UserId, String> =
        people::store::find_users(c, &authors)?.into_iter().map(|user| (user.id, user.name)).collect();
    let desk = people::store::get_desk(c)?;
    let base_url = desk.base_url(app.settings.public_url.as_ref());
    let items: Vec<Item> =
        unread.iter().map(|told| item(told, &names, reader.locale, base_url.as_deref())).collect();
    Ok(Some((to, written(&reader, &desk.name, base_url, items))))
}

fn written(reader: &User, desk_name: &str, base_url: Option<String>, mut items: Vec<Item>) -> Written {
    let title = match (items.as_slice(), reader.locale) {
        ([only], _) => only.title.clone(),
        (many, Locale::En) => format!("{} unread notifications from {desk_name}", many.len()),
        (many, Locale::Fr) => format!("{} notifications non lues de {desk_name}", many.len()),
    };
    let more = items.len().saturating_sub(MOST_ITEMS);
    items.truncate(MOST_ITEMS);
    let more = match (more, reader.locale) {
        (0, _) => String::new(),
        (more, Locale::En) => format!("… and {more} more."),
        (more, Locale::Fr) => format!("… et {more} de plus."),
    };
    let mut data = Map::new();
    data.extend([
        ("name".to_owned(), json!(reader.name)),
        ("desk_name".to_owned(), json!(desk_name)),
        ("title".to_owned(), json!(title)),
        ("more".to_owned(), json!(more)),
        ("url".to_owned(), json!(base_url)),
    ]);
    write(if reader.locale == Locale::Fr { FRENCH } else { ENGLISH }, &data, &items)
}

fn item(
    told: &Notification,
    names: &HashMap<UserId, String>,
    locale: Locale,
    base_url: Option<&str>,
) -> Item {
    let author = told.sender_name.as_deref().or_else(|| Some(names.get(&told.author_id?)?.as_str()));
    let number = if locale == Locale::Fr { "n° " } else { "#" };
    let (id, subject) = (told.ticket_id, &told.ticket_subject);
    Item {
        title: format!("{} · {number}{id} {subject}", sentence(told.kind, author, locale)),
        text: told.excerpt.clone().unwrap_or_default(),
        url: base_url.map(|url| format!("{url}/tickets/{id}")),
    }
}

fn sentence(kind: Kind, author: Option<&str>, locale: Locale) -> String {
    let author = author.unwrap_or("Guichet");
    match (kind, locale) {
        (Kind::ScheduledReply, Locale::En) => "Your scheduled reply is a draft again".to_owned(),
        (Kind::ScheduledReply, Locale::Fr) => "Votre réponse programmée redevient un brouillon".to_owned(),
        (Kind::Snooze, Locale::En) => "A ticket you snoozed is back".to_owned(),
        (Kind::Snooze, Locale::Fr) => "Un ticket que vous aviez mis en veille est de retour".to_owned(),
        (Kind::Reminder, Locale::En) => "A reminder of a ticket".to_owned(),
        (Kind::Reminder, Locale::Fr) => "Un rappel sur un ticket".to_owned(),
        (Kind::Mention, Locale::En) => format!("{author} mentioned you"),
        (Kind::Mention, Locale::Fr) => format!("{author} vous a mentionné"),
        (Kind::Assignment, Locale::En) => format!("{author} gave you a ticket"),
        (Kind::Assignment, Locale::Fr) => format!("{author} vous a confié un ticket"),
        (Kind::Reply, Locale::En) => format!("{author} answered you"),
        (Kind::Reply, Locale::Fr) => format!("{author} vous a répondu"),
        (Kind::SideReply, Locale::En) => format!("{author} answered beside a ticket"),
        (Kind::SideReply, Locale::Fr) => format!("{author} a répondu en marge d’un ticket"),
        (Kind::Follow, Locale::En) => format!("{author} changed a ticket you follow"),
        (Kind::Follow, Locale::Fr) => format!("{author} a modifié un ticket que vous suivez"),
    }
}
