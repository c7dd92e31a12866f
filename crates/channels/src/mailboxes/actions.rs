//! Connects, changes and removes mailboxes.

use base::{Actor, MailboxId, OpenError, Secrets, Timestamp};
use db::{Conn, DbError, Tx};
use http::{ApiError, Invalid};
use mail_transport::imap::{ImapAccount, ImapCursor};
use mail_transport::smtp_sender::Relay;
use people::{
    audit::{self, Entity, Event},
    brands, fold_address,
    policy::{self, Refusal},
};
use serde_json::{Value, json};

use super::{Mailbox, MailboxInput, MailboxState, Server, ServerInput, store};

const IMAP: &str = "mailbox.imap";
const SMTP: &str = "mailbox.smtp";

/// Why a mailbox was not changed or used.
#[derive(Debug, thiserror::Error)]
pub enum MailboxError {
    /// Fields that make no sense.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// Only admins may.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// There is none of that id.
    #[error("no such mailbox")]
    NotFound,
    /// Its password cannot be opened.
    #[error(transparent)]
    Sealed(#[from] OpenError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<MailboxError> for ApiError {
    fn from(error: MailboxError) -> Self {
        match error {
            MailboxError::Invalid(invalid) => invalid.into(),
            MailboxError::Refused(refusal) => Self::forbidden(refusal.to_string()),
            MailboxError::NotFound => Self::NotFound,
            MailboxError::Sealed(error) => Self::unprocessable(error.to_string()),
            MailboxError::Db(error) => error.into(),
        }
    }
}

/// A mailbox, for an admin.
///
/// # Errors
/// When the actor is none, or there is no such mailbox.
pub fn access_mailbox(c: &mut Conn, actor: &Actor, id: MailboxId) -> Result<Mailbox, MailboxError> {
    policy::require_admin(actor)?;
    store::find_mailbox(c, id)?.ok_or(MailboxError::NotFound)
}

/// Connects a mailbox. `cursor` is the place behind the mail that lies in it already and is to stay out.
///
/// # Errors
/// As its variants say.
pub fn create_mailbox(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    secrets: &Secrets,
    input: &MailboxInput,
    cursor: Option<ImapCursor>,
) -> Result<Mailbox, MailboxError> {
    policy::require_admin(actor)?;
    let blank = Mailbox {
        id: MailboxId(0),
        address: String::new(),
        name: String::new(),
        brand_id: brands::store::get_default(tx)?.id,
        group_id: None,
        answering_group_ids: Vec::new(),
        active: true,
        imap: None,
        smtp: None,
        state: MailboxState::NeverChecked,
        last_error: None,
        last_received_at: None,
        created_at: now,
        updated_at: now,
        imap_secret: None,
        smtp_secret: None,
        cursor,
    };
    let mut mailbox = apply(tx, &blank, secrets, input)?;
    mailbox.id = store::insert_mailbox(tx, &mailbox)?;
    record(tx, now, actor, mailbox.id, &audit::creation(&shown(&mailbox)))?;
    Ok(mailbox)
}

/// Changes a mailbox. One that is fetched from another account starts behind the mail that lies there.
///
/// # Errors
/// As its variants say.
pub fn update_mailbox(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    secrets: &Secrets,
    id: MailboxId,
    input: &MailboxInput,
) -> Result<Mailbox, MailboxError> {
    let before = access_mailbox(tx, actor, id)?;
    let mut after = apply(tx, &before, secrets, input)?;
    let account = |mailbox: &Mailbox| {
        mailbox.imap.as_ref().map(|server| (server.host.clone(), server.username.clone()))
    };
    if account(&before) != account(&after) {
        after.cursor = None;
    }
    after.updated_at = now.max(Timestamp(before.updated_at.0 + 1));
    (after.state, after.last_error) = (MailboxState::NeverChecked, None);
    store::update_mailbox(tx, &after)?;
    let mut events = audit::changes(&shown(&before), &shown(&after));
    events.extend(new_passwords(&before, &after));
    record(tx, now, actor, id, &events)?;
    Ok(after)
}

/// Removes a mailbox. Its tickets and the ledgers stay.
///
/// # Errors
/// As its variants say.
pub fn delete_mailbox(tx: &mut Tx, now: Timestamp, actor: &Actor, id: MailboxId) -> Result<(), MailboxError> {
    let mailbox = access_mailbox(tx, actor, id)?;
    store::delete_mailbox(tx, id)?;
    record(tx, now, actor, id, &audit::removal(&shown(&mailbox)))
}

/// The account that a mailbox is fetched from, with its password.
pub(crate) fn open_imap(mailbox: &Mailbox, secrets: &Secrets) -> Result<Option<ImapAccount>, OpenError> {
    let Some(server) = &mailbox.imap else { return Ok(None) };
    let password = mailbox.imap_secret.as_deref().map(|sealed| secrets.open(IMAP, sealed)).transpose()?;
    Ok(Some(server.account(password.as_deref().unwrap_or_default())))
}

/// What a mailbox's own mail is sent through, with its password.
pub(crate) fn open_smtp(mailbox: &Mailbox, secrets: &Secrets) -> Result<Option<Relay>, OpenError> {
    let Some(server) = &mailbox.smtp else { return Ok(None) };
    let password = mailbox.smtp_secret.as_deref().map(|sealed| secrets.open(SMTP, sealed)).transpose()?;
    Ok(Some(server.relay(password.as_deref().unwrap_or_default())))
}

/// Seals a password for one place.
pub(super) fn seal(secrets: &Secrets, context: &str, password: &str) -> Vec<u8> {
    secrets.seal(context, rand::random(), password)
}

/// Refuses a server that cannot be one.
pub(super) fn check_server(field: &str, input: &ServerInput) -> Result<(), Invalid> {
    let host = input.host.trim();
    let has_odd_letters = host.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '/' | '@'));
    if host.is_empty() || has_odd_letters || host.len() > 253 {
        return Err(Invalid::field(
            format!("{field}.host"),
            "is not a server's name; write it like mail.example.com",
        ));
    }
    if input.port == 0 {
        return Err(Invalid::field(format!("{field}.port"), "must be between 1 and 65535"));
    }
    let has_controls = |text: &str| text.chars().any(char::is_control);
    if has_controls(&input.username) || input.password.as_deref().is_some_and(has_controls) {
        return Err(Invalid::field(format!("{field}.username"), "name and password must be of one line"));
    }
    Ok(())
}

fn apply(
    c: &mut Conn,
    before: &Mailbox,
    secrets: &Secrets,
    input: &MailboxInput,
) -> Result<Mailbox, MailboxError> {
    let mut after = before.clone();
    if let Some(address) = &input.address {
        after.address = address.trim().to_owned();
    }
    if let Some(name) = &input.name {
        after.name =
            name.split(char::is_control).collect::<Vec<_>>().join(" ").trim().chars().take(255).collect();
    }
    if let Some(group_id) = input.group_id {
        after.group_id = group_id;
    }
    after.brand_id = input.brand_id.unwrap_or(before.brand_id);
    if let Some(ids) = &input.answering_group_ids {
        after.answering_group_ids.clone_from(ids);
    }
    after.active = input.active.unwrap_or(before.active);
    if let Some(server) = &input.imap {
        let stored = (before.imap.as_ref(), before.imap_secret.clone());
        (after.imap, after.imap_secret) = apply_server("imap", IMAP, secrets, stored, server.as_ref())?;
    }
    if let Some(server) = &input.smtp {
        let stored = (before.smtp.as_ref(), before.smtp_secret.clone());
        (after.smtp, after.smtp_secret) = apply_server("smtp", SMTP, secrets, stored, server.as_ref())?;
    }
    validate(c, &after)?;
    Ok(after)
}

type ServerAndSecret = (Option<Server>, Option<Vec<u8>>);

/// A stored password stays only with the server it was given for: pointing the mailbox elsewhere must not carry it there.
fn apply_server(
    field: &str,
    context: &str,
    secrets: &Secrets,
    (stored, secret): (Option<&Server>, Option<Vec<u8>>),
    input: Option<&ServerInput>,
) -> Result<ServerAndSecret, Invalid> {
    let Some(input) = input else { return Ok((None, None)) };
    check_server(field, input)?;
    if let Some(password) = &input.password {
        return Ok((Some(input.server()), Some(seal(secrets, context, password))));
    }
    let is_same_place = stored.is_some_and(|stored| {
        stored.host == input.host.trim() && stored.port == input.port && stored.security == input.security
    });
    if !is_same_place && secret.is_some() {
        return Err(Invalid::field(
            format!("{field}.password"),
            "enter the password again for another server",
        ));
    }
    Ok((Some(input.server()), secret))
}

fn validate(c: &mut Conn, mailbox: &Mailbox) -> Result<(), MailboxError> {
    if !is_address(&mailbox.address) {
        return Err(
            Invalid::field("address", "is not an e-mail address; write it like help@example.com").into()
        );
    }
    let folded = fold_address(&mailbox.address);
    let others = store::list_mailboxes(c)?;
    if others.iter().any(|other| other.id != mailbox.id && fold_address(&other.address) == folded) {
        return Err(Invalid::duplicate("address", "is connected already").into());
    }
    if let Some(group_id) = mailbox.group_id
        && people::store::find_group(c, group_id)?.is_none_or(|group| group.deleted)
    {
        return Err(Invalid::field("group_id", "names no group").into());
    }
    if brands::store::find_brand(c, mailbox.brand_id)?.is_none_or(|brand| brand.deleted) {
        let hint = format!("there is no brand {}", mailbox.brand_id);
        return Err(Invalid::field("brand_id", hint).given(mailbox.brand_id.0).into());
    }
    for group_id in &mailbox.answering_group_ids {
        if people::store::find_group(c, *group_id)?.is_none_or(|group| group.deleted) {
            let hint = format!("there is no group {group_id}");
            return Err(Invalid::field("answering_group_ids", hint).given(group_id.0).into());
        }
    }
    Ok(())
}

/// An address that also stands in headers: something, one `@`, a domain, nothing that needs quoting.
fn is_address(address: &str) -> bool {
    let is_plain = address.chars().all(|c| c.is_ascii_graphic() && !"<>(),;:\"\\[]".contains(c));
    let has_both_sides = address
        .split_once('@')
        .is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty() && !domain.contains('@'));
    is_plain && has_both_sides && address.len() <= 254
}

/// A mailbox as the audit records it: what was set, without passwords.
fn shown(mailbox: &Mailbox) -> Value {
    json!({
        "address": mailbox.address, "name": mailbox.name, "group_id": mailbox.group_id,
        "answering_group_ids": mailbox.answering_group_ids, "brand_id": mailbox.brand_id,
        "active": mailbox.active, "imap": mailbox.imap, "smtp": mailbox.smtp,
    })
}

/// That there is another password, not which.
fn new_passwords(before: &Mailbox, after: &Mailbox) -> Vec<Event> {
    let places = [
        ("imap.password", &before.imap_secret, &after.imap_secret),
        ("smtp.password", &before.smtp_secret, &after.smtp_secret),
    ];
    let is_new = |(_, before, after): &(&str, &Option<Vec<u8>>, &Option<Vec<u8>>)| before != after;
    places
        .into_iter()
        .filter(is_new)
        .flat_map(|(name, ..)| audit::change(name, json!(null), json!(null)))
        .collect()
}

fn record(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    id: MailboxId,
    events: &[Event],
) -> Result<(), MailboxError> {
    if !events.is_empty() {
        audit::record(tx, now, actor, Entity::Mailbox, id.0, &events)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_does_not_follow_its_mailbox_to_another_server() {
        let secrets = Secrets::new([1; 32]);
        let input = |host: &str, password: Option<&str>| ServerInput {
            host: host.to_owned(),
            port: 993,
            security: super::super::ServerSecurity::Tls,
            username: "help".to_owned(),
            password: password.map(str::to_owned),
        };
        let (server, secret) =
            apply_server("imap", IMAP, &secrets, (None, None), Some(&input("one.example", Some("p"))))
                .unwrap();
        let kept = apply_server(
            "imap",
            IMAP,
            &secrets,
            (server.as_ref(), secret.clone()),
            Some(&input("one.example", None)),
        );
        assert_eq!(kept.unwrap().1, secret);
        let moved = apply_server(
            "imap",
            IMAP,
            &secrets,
            (server.as_ref(), secret),
            Some(&input("two.example", None)),
        );
        assert!(moved.is_err());
    }

    #[test]
    fn a_mailbox_has_an_address_that_fits_a_header() {
        assert!(is_address("help+desk@example.com"));
        for bad in ["", "help", "a@b@c", "a b@c", "<a@b>", "é@x.fr"] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
