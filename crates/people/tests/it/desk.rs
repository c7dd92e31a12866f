//! A desk that was just set up, once on each database.

use std::sync::atomic::{AtomicU32, Ordering};

use base::{Actor, Clock, Locale, Role, Secrets, Timestamp, UserId, Via};
use db::{Blobs, Conn, Db, Location, Tx, params};
use http::{App, AppParts, Settings};

use crate::people::{
    DeskAuthentication, PasswordGate, PasswordHash, PeopleError, User, UserChange, actions,
    actions::setup::{NewDesk, create_first_admin},
};

pub const ADMIN_PASSWORD: &str = "correct horse";

/// A desk with one admin, `ada@desk.test`.
pub struct Desk {
    pub app: App,
    pub gate: PasswordGate,
    pub admin: Actor,
}

/// Runs a test on a fresh desk on SQLite and, where there is one, on PostgreSQL.
pub async fn on_each_database(test: impl AsyncFn(Desk)) {
    let folder = tempfile::tempdir().unwrap();
    test(Desk::set_up(Location::Sqlite(folder.path().join("desk.db")), folder.path()).await).await;
    match std::env::var("GUICHET_TEST_POSTGRES") {
        Ok(url) => {
            test(Desk::set_up(Location::Postgres(fresh_database(url).await), folder.path()).await).await
        }
        Err(_) => println!("GUICHET_TEST_POSTGRES is not set, PostgreSQL skipped"),
    }
}

async fn fresh_database(server: String) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!("people_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let (base, _) = server.rsplit_once('/').unwrap();
    let url = format!("{base}/{name}");
    let create =
        format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
    let drop_old = format!("DROP DATABASE IF EXISTS {name}");
    tokio::task::spawn_blocking(move || {
        let mut client = postgres::Client::connect(&server, postgres::NoTls).unwrap();
        client.execute(&drop_old, &[]).unwrap();
        client.execute(&create, &[]).unwrap();
    })
    .await
    .unwrap();
    url
}

impl Desk {
    async fn set_up(location: Location, folder: &std::path::Path) -> Self {
        let gate = PasswordGate::default();
        let app = App::new(AppParts {
            db: Db::open(location).unwrap(),
            blobs: Blobs::in_folder(&folder.join("blobs")).unwrap(),
            clock: Clock::adjustable(),
            secrets: Secrets::new([7; 32]),
            settings: Settings {
                public_url: None,
                behind_proxy: false,
                secure_cookies: false,
                allow_internal_addresses: false,
                max_upload_bytes: 1_000_000,
            },
            authenticate: Box::new(DeskAuthentication::new(gate.clone())),
        });
        let now = app.clock.now();
        let admin = app.db.write(move |tx| create_first_admin(tx, now, &new_desk())).await.unwrap();
        Self { app, gate, admin: Actor::person(admin.id, Role::Admin, Via::Web) }
    }

    /// Runs a change at the desk's time.
    pub async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Tx, Timestamp) -> Result<T, PeopleError> + Send + 'static,
    ) -> Result<T, PeopleError> {
        let now = self.app.clock.now();
        self.app.db.write(move |tx| change(tx, now)).await
    }

    pub async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut Conn) -> Result<T, PeopleError> + Send + 'static,
    ) -> T {
        self.app.db.read(query).await.unwrap()
    }

    /// A new user, of whatever role the body says.
    pub async fn user(&self, body: serde_json::Value) -> User {
        let (admin, new) = (self.admin, change(body));
        self.write(move |tx, now| actions::users::create(tx, now, &admin, &new)).await.unwrap()
    }

    /// Lets somebody change a user.
    pub async fn update(
        &self,
        actor: Actor,
        id: UserId,
        body: serde_json::Value,
    ) -> Result<User, PeopleError> {
        let change = change(body);
        self.write(move |tx, now| actions::users::update(tx, now, &actor, id, &change)).await
    }

    /// The events of a user's newest audit, as they are stored.
    pub async fn newest_audit(&self, user: UserId) -> serde_json::Value {
        let events: String = self
            .read(move |c| {
                let sql = "SELECT events FROM audits WHERE entity = 'user' AND entity_id = $1 ORDER BY id DESC LIMIT 1";
                Ok(c.get(sql, params![user], |row| row.take())?)
            })
            .await;
        serde_json::from_str(&events).unwrap()
    }
}

pub fn new_desk() -> NewDesk {
    NewDesk {
        desk_name: "Lumen".to_owned(),
        name: "Ada".to_owned(),
        email: "ada@desk.test".to_owned(),
        password: PasswordHash::of(ADMIN_PASSWORD).unwrap(),
        locale: Locale::Fr,
        time_zone: "UTC".to_owned(),
        public_url: "https://desk.test".to_owned(),
    }
}

pub fn change(body: serde_json::Value) -> UserChange {
    serde_json::from_value(body).unwrap()
}

pub fn actor(user: &User) -> Actor {
    Actor::person(user.id, user.role, Via::Web)
}
