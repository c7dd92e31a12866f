//! `guichet user create`, `guichet user set-password` and `guichet token create`.

use base::{Actor, Locale, Role};
use clap::{Args, Subcommand};
use http::App;
use people::{PasswordHash, PeopleError, UserChange, actions, store};

use super::{CommandError, input::read_password};

/// People who work at the desk, or write to it.
#[derive(Subcommand)]
pub enum UserCommand {
    /// Create a user.
    Create(NewUser),
    /// Give a user a new password, read from the first line of standard input. Their sessions end.
    SetPassword {
        /// The user's address.
        #[arg(long)]
        email: String,
    },
}

/// Tokens for programs.
#[derive(Subcommand)]
pub enum TokenCommand {
    /// Create a token that acts for a user, and print it. It is never shown again.
    Create {
        /// The user's address.
        #[arg(long, value_name = "EMAIL")]
        user: String,
    },
}

/// Who is to be created.
#[derive(Args)]
pub struct NewUser {
    /// What they may do.
    #[arg(long, value_parser = role)]
    role: Role,
    /// Their address, with which they sign in.
    #[arg(long)]
    email: String,
    /// How they are called.
    #[arg(long)]
    name: String,
    /// The language they see: en or fr.
    #[arg(long, value_parser = locale)]
    locale: Option<Locale>,
    /// Read their password from the first line of standard input.
    #[arg(long)]
    password_stdin: bool,
}

fn role(name: &str) -> Result<Role, &'static str> {
    Role::from_name(name).ok_or("write end-user, agent or admin")
}

fn locale(tag: &str) -> Result<Locale, &'static str> {
    Locale::from_tag(tag).ok_or("write en or fr")
}

/// Creates a user, with a password if one is given.
///
/// # Errors
/// When a field makes no sense or the address is taken; then nothing is stored.
pub async fn create_user(app: &App, new: NewUser) -> Result<(), CommandError> {
    let password = if new.password_stdin { Some(PasswordHash::of(&read_password()?)?) } else { None };
    let is_locked_out = password.is_none() && new.role.is_staff();
    let now = app.clock.now();
    let change = UserChange {
        name: Some(new.name),
        email: Some(new.email),
        role: Some(new.role),
        locale: new.locale.map(|locale| locale.tag().to_owned()),
        verified: Some(true),
        ..UserChange::default()
    };
    let user = app.db.write(move |tx| {
        let user = actions::users::create(tx, now, &Actor::SYSTEM, &change)?;
        if let Some(password) = password {
            actions::passwords::set(tx, now, &Actor::SYSTEM, user.id, &password, None)?;
        }
        Ok::<_, PeopleError>(user)
    });
    println!("created user {}", user.await?.id);
    if is_locked_out {
        eprintln!("They have no password yet: give them one with `guichet user set-password`.");
    }
    Ok(())
}

/// Gives a user a new password and ends their sessions.
///
/// # Errors
/// When nobody has the address, or the password is too short or too long.
pub async fn set_password(app: &App, email: String) -> Result<(), CommandError> {
    let password = PasswordHash::of(&read_password()?)?;
    let now = app.clock.now();
    let set = app.db.write(move |tx| {
        let user = store::find_user_by_email(tx, &email)?.ok_or(PeopleError::NotFound)?;
        actions::passwords::set(tx, now, &Actor::SYSTEM, user.id, &password, None)
    });
    set.await.map_err(or_no_such_user)?;
    println!("the password is set");
    Ok(())
}

/// Creates a token and prints it alone on a line, for scripts.
///
/// # Errors
/// When nobody, or no agent, has the address.
pub async fn create_token(app: &App, email: String) -> Result<(), CommandError> {
    let now = app.clock.now();
    let token = app.db.write(move |tx| {
        let user = store::find_user_by_email(tx, &email)?.ok_or(PeopleError::NotFound)?;
        actions::tokens::create(tx, now, &Actor::SYSTEM, user.id, "guichet token create")
    });
    let (_, secret) = token.await.map_err(or_no_such_user)?;
    println!("{}", secret.reveal());
    Ok(())
}

fn or_no_such_user(error: PeopleError) -> CommandError {
    match error {
        PeopleError::NotFound => CommandError::NoSuchUser,
        other => other.into(),
    }
}
