//! A desk for one test: its database, its jobs, its receiver, and a mail server that takes what it sends.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use axum::{
    body::Body,
    http::{Request, request::Parts},
};
use base::{Actor, Clock, MailboxId, Role, Secrets, TicketId, UserId, Via};
use db::{Blobs, Db, DbError, Location, params};
use guichet_channels as channels;
use guichet_channels::{
    email::{
        arrival::SmtpArrivals,
        ledger::{self, IncomingMail},
    },
    mailboxes::{MailboxInput, ServerInput, ServerSecurity, actions, relay},
};
use http::{ApiError, App, AppParts, Authenticate, Identity, Settings};
use jobs::Runner;
use mail_transport::smtp_receiver::{self, Config, Delivery, Envelope, Limits, Protocol, Receive};
use people::{User, UserChange};
use serde_json::Value;
use tempfile::TempDir;
use tickets::{
    actions::change_ticket,
    change::{Change, NewComment, PreparedBody},
    model::{Comment, Recipients, Ticket},
    store,
};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// Runs a test on each database.
pub async fn each_desk(test: impl AsyncFn(Desk)) {
    test(Desk::on(None).await).await;
    match std::env::var(testing::SHARED_POSTGRES) {
        Ok(_) => test(Desk::on(Some(new_postgres_database().await)).await).await,
        Err(_) => println!("{} is not set, PostgreSQL skipped", testing::SHARED_POSTGRES),
    }
}

async fn new_postgres_database() -> String {
    let creating =
        tokio::task::spawn_blocking(|| testing::Postgres::shared_or_start().url_for_new_database());
    creating.await.unwrap()
}

/// A desk that receives, works off its jobs when told to, and sends to [`Desk::sent`].
pub struct Desk {
    pub app: App,
    pub arrivals: SmtpArrivals,
    runner: Runner,
    outside: Arc<Outside>,
    outside_port: u16,
    _stop: tokio_util::sync::DropGuard,
    _folder: TempDir,
}

/// The mail server of the rest of the world.
#[derive(Default)]
pub struct Outside {
    taken: Mutex<Vec<(Envelope, Vec<u8>)>>,
}

#[async_trait]
impl Receive for Outside {
    async fn recipient_is_ours(&self, address: &str) -> Result<bool, smtp_receiver::BoxError> {
        Ok(!address.starts_with("nobody@"))
    }

    async fn deliver(&self, envelope: Envelope, raw: Vec<u8>) -> Delivery {
        self.taken.lock().unwrap().push((envelope, raw));
        Delivery::Accepted
    }
}

/// Believes the role that a request names in `x-role`.
struct Doorman;

#[async_trait]
impl Authenticate for Doorman {
    async fn authenticate(&self, _: &App, parts: &Parts) -> Result<Option<Identity>, ApiError> {
        let role = parts.headers.get("x-role").and_then(|role| Role::from_name(role.to_str().ok()?));
        Ok(role.map(|role| Identity { actor: Actor { role, ..Actor::SYSTEM }, session: None }))
    }
}

impl Desk {
    /// A desk on the embedded database.
    pub async fn on_sqlite() -> Self {
        Self::on(None).await
    }

    async fn on(postgres: Option<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let location = match postgres {
            Some(url) => Location::Postgres(url),
            None => Location::Sqlite(folder.path().join("desk.db")),
        };
        let app = App::new(AppParts {
            db: Db::open(location).unwrap(),
            blobs: Blobs::in_folder(&folder.path().join("blobs")).unwrap(),
            clock: Clock::adjustable(),
            secrets: Secrets::new([5; 32]),
            settings: Settings {
                public_url: None,
                behind_proxy: false,
                secure_cookies: false,
                allow_internal_addresses: true,
                max_upload_bytes: 1 << 20,
            },
            authenticate: Box::new(Doorman),
        });
        let runner = channels::register(Runner::new(app.db.clone(), app.clock.clone()), &app);
        let stop = CancellationToken::new();
        let (outside, outside_port) = start_outside(stop.clone()).await;
        let arrivals = SmtpArrivals::new(app.clone());
        let desk =
            Self { app, arrivals, runner, outside, outside_port, _stop: stop.drop_guard(), _folder: folder };
        desk.set_relay(true).await;
        desk
    }

    /// Lets mail leave, or not.
    pub async fn set_relay(&self, is_set: bool) {
        let (now, secrets, port) = (self.app.clock.now(), self.app.secrets.clone(), self.outside_port);
        let input = ServerInput {
            host: "127.0.0.1".to_owned(),
            port,
            security: ServerSecurity::None,
            username: String::new(),
            password: None,
        };
        let set = move |tx: &mut db::Tx| {
            relay::set_relay(tx, now, &Actor::SYSTEM, &secrets, is_set.then_some(&input))
        };
        self.app.db.write(set).await.unwrap();
    }

    /// Connects an address whose mail comes by SMTP.
    pub async fn add_mailbox(&self, address: &str) -> MailboxId {
        let (now, secrets) = (self.app.clock.now(), self.app.secrets.clone());
        let input = MailboxInput {
            address: Some(address.to_owned()),
            name: Some("Help".to_owned()),
            ..MailboxInput::default()
        };
        let create =
            move |tx: &mut db::Tx| actions::create_mailbox(tx, now, &Actor::SYSTEM, &secrets, &input, None);
        self.app.db.write(create).await.unwrap().id
    }

    /// Somebody who works here.
    pub async fn add_agent(&self, email: &str) -> User {
        let now = self.app.clock.now();
        let new = UserChange {
            name: Some("Ana Agent".to_owned()),
            email: Some(email.to_owned()),
            role: Some(Role::Agent),
            ..UserChange::default()
        };
        self.app
            .db
            .write(move |tx| people::actions::users::create(tx, now, &Actor::SYSTEM, &new))
            .await
            .unwrap()
    }

    /// A message arrives by SMTP, from its From address or, with `<>`, from nobody.
    pub async fn receive_from(&self, envelope_from: &str, to: &[&str], raw: &str) {
        let envelope = Envelope {
            from: envelope_from.to_owned(),
            recipients: to.iter().map(|address| (*address).to_owned()).collect(),
            peer: "192.0.2.1:25".parse().unwrap(),
            helo: "client.example".to_owned(),
            tls: false,
        };
        let taken = self.arrivals.deliver(envelope, raw.replace('\n', "\r\n").into_bytes()).await;
        assert_eq!(taken, Delivery::Accepted);
    }

    /// A message of a person arrives and is taken in; what became of it.
    pub async fn receive(&self, to: &str, raw: &str) -> IncomingMail {
        self.receive_from("someone@x.example", &[to], raw).await;
        self.work().await;
        self.last_mail().await
    }

    /// Does all jobs that are due.
    pub async fn work(&self) {
        self.runner.run_due().await.unwrap();
    }

    /// The newest row of the ledger.
    pub async fn last_mail(&self) -> IncomingMail {
        let find = |c: &mut db::Conn| {
            let id: i64 = c.get("SELECT MAX(id) FROM incoming_mails", &[], |row| row.take())?;
            ledger::get_mail(c, id)
        };
        self.app.db.read(find).await.unwrap()
    }

    pub async fn ticket(&self, id: TicketId) -> Ticket {
        self.app.db.read(move |c| store::tickets::find_ticket(c, id)).await.unwrap().unwrap()
    }

    pub async fn comments(&self, id: TicketId) -> Vec<Comment> {
        self.app.db.read(move |c| store::comments::list_comments(c, &[id], false)).await.unwrap()
    }

    pub async fn user(&self, id: UserId) -> User {
        self.app.db.read(move |c| people::store::find_user(c, id)).await.unwrap().unwrap()
    }

    /// Changes a ticket as an agent.
    pub async fn change(&self, agent: &User, id: TicketId, change: Change) -> Ticket {
        let (now, actor) = (self.app.clock.now(), Actor::person(agent.id, agent.role, Via::Api));
        self.app.db.write(move |tx| change_ticket(tx, now, &actor, id, &change)).await.unwrap().ticket
    }

    /// An agent answers in the workspace, and the answer is sent.
    pub async fn answer(&self, agent: &User, id: TicketId, html: &str) {
        self.change(agent, id, Change::comment(comment(agent, html))).await;
        self.work().await;
    }

    /// What was sent so far, oldest first.
    pub fn sent(&self) -> Vec<mail::ParsedMail> {
        self.outside.taken.lock().unwrap().iter().map(|(_, raw)| mail::parse(raw)).collect()
    }

    /// The recipients of what was sent last.
    pub fn last_recipients(&self) -> Vec<String> {
        self.outside.taken.lock().unwrap().last().unwrap().0.recipients.clone()
    }

    /// Asks the API; status and body of the answer.
    pub async fn ask(&self, role: &str, method: &str, path: &str, body: Value) -> (u16, String) {
        let (router, _) = channels::routes().split_for_parts();
        let request =
            Request::builder().method(method).uri(path).header("x-role", role).header("host", "desk.example");
        let request = request.body(Body::from(body.to_string())).unwrap();
        let response = router.with_state(self.app.clone()).oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// One number of the database.
    pub async fn count(&self, sql: &'static str) -> i64 {
        self.app
            .db
            .read(move |c| c.get::<i64>(sql, &[], |row| row.take()))
            .await
            .unwrap_or_else(|e: DbError| panic!("{e}"))
    }

    /// State and error of the newest delivery.
    pub async fn delivery(&self) -> (String, Option<String>) {
        let find = |c: &mut db::Conn| {
            c.get("SELECT state, error FROM outgoing_mails ORDER BY id DESC LIMIT 1", params![], |row| {
                Ok((row.take()?, row.take()?))
            })
        };
        self.app.db.read(find).await.unwrap_or_else(|e: DbError| panic!("{e}"))
    }
}

/// A public comment.
pub fn comment(author: &User, html: &str) -> NewComment {
    NewComment {
        author_id: author.id,
        public: true,
        body: PreparedBody::from_html(html),
        uploads: Vec::new(),
        files: Vec::new(),
        recipients: Recipients::default(),
        incoming_mail_id: None,
        created_at: None,
        call: None,
    }
}

async fn start_outside(stop: CancellationToken) -> (Arc<Outside>, u16) {
    let outside = Arc::new(Outside::default());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let config = Config {
        host_name: "outside.example".to_owned(),
        protocol: Protocol::Smtp,
        tls: None,
        limits: Limits::default(),
    };
    tokio::spawn(smtp_receiver::serve(listener, config, outside.clone(), stop));
    (outside, port)
}
