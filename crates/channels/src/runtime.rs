//! What runs as long as the server does.

use std::sync::Arc;

use http::App;
use jobs::Runner;
use mail_transport::smtp_receiver::{self, Config, Limits, Protocol};
use tickets::{
    actions::{DELIVER, FORGET_BYTES},
    notifications::MAIL_UNREAD,
};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::{
    email::{
        arrival::SmtpArrivals, delivery, forget, intake, ledger::PROCESS_MAIL, outbound::Outbound, watchers,
    },
    notices::{self, SEND_NOTICE},
};

/// The built-in SMTP receiver.
pub struct SmtpConfig {
    /// Where it listens, bound already.
    pub listener: TcpListener,
    /// The name in its greeting.
    pub host_name: String,
    /// The largest message, in bytes.
    pub largest_message_bytes: usize,
    /// The certificate for STARTTLS, from [`mail_transport::smtp_receiver::tls_from_pem`].
    pub tls: Option<Arc<rustls::ServerConfig>>,
}

/// Adds the jobs of channels: taking mail in, delivering comments, sending notices and what is unread.
pub fn register(runner: Runner, app: &App) -> Runner {
    let outbound = Outbound::new(app);
    let (for_comments, for_notices, for_unread) = (outbound.clone(), outbound.clone(), outbound);
    let (for_intake, for_bytes) = (app.clone(), app.clone());
    runner
        .on_attempt(PROCESS_MAIL, move |job, attempts| intake::process(for_intake.clone(), job, attempts))
        .on_attempt(DELIVER, move |job, attempts| delivery::deliver(for_comments.clone(), job, attempts))
        .on(FORGET_BYTES, move |leftover| forget::forget(for_bytes.clone(), leftover))
        .on_attempt(SEND_NOTICE, move |notice, attempts| notices::send(for_notices.clone(), notice, attempts))
        .on_attempt(MAIL_UNREAD, move |mail, attempts| {
            notices::send_unread(for_unread.clone(), mail, attempts)
        })
}

/// Receives mail until `shutdown`: by SMTP, if that is wanted, and from every mailbox that is fetched.
pub async fn run(app: App, smtp: Option<SmtpConfig>, shutdown: CancellationToken) {
    tokio::join!(watchers::run(app.clone(), shutdown.clone()), receive(app, smtp, shutdown));
}

async fn receive(app: App, smtp: Option<SmtpConfig>, shutdown: CancellationToken) {
    let Some(smtp) = smtp else { return };
    let config = Config {
        host_name: smtp.host_name,
        protocol: Protocol::Smtp,
        tls: smtp.tls,
        limits: Limits { message_bytes: smtp.largest_message_bytes, ..Limits::default() },
    };
    smtp_receiver::serve(smtp.listener, config, Arc::new(SmtpArrivals::new(app)), shutdown).await;
}
