//! From an address to a signed-in IMAP connection.

use async_imap::error::Error as LibraryError;
use async_imap::imap_proto::{Response, Status};
use async_imap::{Client, Session};
use tokio::io::{AsyncRead, AsyncWrite};

use super::answer::{PATIENCE, improper, in_time, refused, shown};
use super::{ImapAccount, ImapError};
use crate::network::{Network, Security};

/// Any stream that IMAP can be spoken over.
pub(super) trait Stream: AsyncRead + AsyncWrite + Unpin + Send + std::fmt::Debug {}
impl<S: AsyncRead + AsyncWrite + Unpin + Send + std::fmt::Debug> Stream for S {}

/// Connects, protects the connection as the account wants, and signs in.
pub(super) async fn sign_in(
    network: &Network,
    account: &ImapAccount,
) -> Result<Session<Box<dyn Stream>>, ImapError> {
    let client = connect(network, account).await?;
    let login = client.login(&account.username, account.password.reveal());
    let answer = async { Ok::<_, ImapError>(login.await) };
    in_time(PATIENCE, answer).await?.map_err(|(error, _client)| match error {
        LibraryError::No(answer) if !is_about_the_server(&answer) => {
            ImapError::BadCredentials(shown(&answer))
        }
        LibraryError::Validate(_) => ImapError::BadCredentials("they contain a line break".to_owned()),
        error => error.into(),
    })
}

/// A connection that is protected as the account wants and has been greeted by the server.
async fn connect(network: &Network, account: &ImapAccount) -> Result<Client<Box<dyn Stream>>, ImapError> {
    let stream = network.connect(&account.host, account.port).await?;
    let stream: Box<dyn Stream> = match account.security {
        Security::None => Box::new(stream),
        Security::Tls => Box::new(network.protect(stream, &account.host).await?),
        Security::StartTls => {
            let mut client = Client::new(stream);
            await_greeting(&mut client).await?;
            in_time(PATIENCE, client.run_command_and_check_ok("STARTTLS", None)).await?;
            // Whatever the server sent beyond its answer was said in clear and is forgotten here.
            let stream = network.protect(client.into_inner(), &account.host).await?;
            return Ok(Client::new(Box::new(stream)));
        }
    };
    let mut client = Client::new(stream);
    await_greeting(&mut client).await?;
    Ok(client)
}

async fn await_greeting<S: Stream>(client: &mut Client<S>) -> Result<(), ImapError> {
    let answer = async { client.read_response().await.map_err(LibraryError::from) };
    let greeting = in_time(PATIENCE, answer).await?;
    match greeting.as_ref().map(|line| line.parsed()) {
        Some(Response::Data { status: Status::Ok, .. }) => Ok(()),
        Some(Response::Data { outcome, .. }) => Err(refused(outcome)),
        _ => Err(improper()),
    }
}

/// Whether the server refuses to sign anybody in right now or this way (RFC 5530), whatever the password.
fn is_about_the_server(answer: &str) -> bool {
    ["[UNAVAILABLE]", "[PRIVACYREQUIRED]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "[CONTACTADMIN]"]
        .iter()
        .any(|code| answer.contains(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_is_busy_does_not_make_the_password_wrong() {
        assert!(is_about_the_server("[UNAVAILABLE] try later"));
        assert!(!is_about_the_server("[AUTHENTICATIONFAILED] no"));
    }
}
