//! The same behaviour on SQLite and PostgreSQL. PostgreSQL runs where `GUICHET_TEST_POSTGRES` names one.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use db::{Db, DbError, Location, Sql, params};
use guichet_db as db;

async fn each_database(test: impl AsyncFn(Db)) {
    let folder = tempfile::tempdir().unwrap();
    test(Db::open(Location::Sqlite(folder.path().join("test.db"))).unwrap()).await;
    match std::env::var("GUICHET_TEST_POSTGRES") {
        Ok(url) => test(Db::open(Location::Postgres(fresh_database(&url).await)).unwrap()).await,
        Err(_) => println!("GUICHET_TEST_POSTGRES is not set, PostgreSQL skipped"),
    }
}

async fn fresh_database(url: &str) -> String {
    let name = format!("db_test_{}_{:?}", std::process::id(), std::thread::current().id());
    let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let (server, fresh) = (url.to_owned(), name.to_lowercase());
    let create =
        format!("CREATE DATABASE {fresh} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
    tokio::task::spawn_blocking(move || {
        let mut client = postgres::Client::connect(&server, postgres::NoTls).unwrap();
        client.batch_execute(&create).unwrap();
    })
    .await
    .unwrap();
    let (base, _) = url.rsplit_once('/').unwrap();
    format!("{base}/{fresh}")
}

#[tokio::test]
async fn a_value_of_every_type_comes_back_as_it_went_in() {
    each_database(async |db| {
        let read = db
            .write(|tx| {
                let bytes = vec![0_u8, 255];
                tx.execute(
                    "INSERT INTO users (id, name, role, locale, time_zone, created_at, updated_at) \
                     VALUES ($1, $2, 'agent', 'en', 'UTC', $3, $3)",
                    params![7_i64, "Zoë \u{1f600}", 5_i64],
                )?;
                tx.execute(
                    "INSERT INTO sessions (token_hash, user_id, csrf_token, user_agent, created_at, seen_at, expires_at) \
                     VALUES ($1, $2, '', '', 0, 0, 0)",
                    params![bytes, 7_i64],
                )?;
                tx.get(
                    "SELECT u.name, u.email, s.token_hash, u.created_at FROM users u JOIN sessions s ON s.user_id = u.id",
                    &[],
                    |row| Ok((row.take::<String>()?, row.take::<Option<String>>()?, row.take::<Vec<u8>>()?, row.take::<i64>()?)),
                )
            })
            .await
            .unwrap_or_else(|error: DbError| panic!("{error}"));
        assert_eq!(read, ("Zoë \u{1f600}".to_owned(), None, vec![0, 255], 5));
    })
    .await;
}

#[tokio::test]
async fn a_failed_or_panicking_change_is_undone_and_its_neighbours_stay() {
    each_database(async |db| {
        let set = |name: &'static str, end: u8| {
            db.write(move |tx| {
                tx.execute("INSERT INTO settings (name, value) VALUES ($1, '1')", params![name])?;
                assert!(end != 2, "on purpose");
                if end == 1 { Err(DbError::NotFound) } else { Ok(()) }
            })
        };
        let (kept, failed, panicked, also_kept) =
            tokio::join!(set("a", 0), set("b", 1), set("c", 2), set("d", 0));
        kept.unwrap();
        also_kept.unwrap();
        assert!(matches!(failed, Err(DbError::NotFound)));
        assert!(matches!(panicked, Err(DbError::Panicked)));
        let names: Vec<String> = db
            .read(|c| c.query("SELECT name FROM settings ORDER BY name", &[], |row| row.take()))
            .await
            .unwrap_or_else(|e: DbError| panic!("{e}"));
        assert_eq!(names, ["a", "d"]);
    })
    .await;
}

#[tokio::test]
async fn a_unique_key_is_reported_as_a_constraint() {
    each_database(async |db| {
        let twice = db
            .write(|tx| {
                tx.execute("INSERT INTO settings (name, value) VALUES ('x', '1')", &[])?;
                tx.execute("INSERT INTO settings (name, value) VALUES ('x', '2')", &[])
            })
            .await;
        assert!(matches!(twice, Err(DbError::Constraint(_))), "{twice:?}");
    })
    .await;
}

#[tokio::test]
async fn readers_cannot_write() {
    each_database(async |db| {
        let sneaky = db
            .read(|c| {
                c.query("INSERT INTO settings (name, value) VALUES ('x', '1') RETURNING name", &[], |row| {
                    row.take::<String>()
                })
            })
            .await;
        assert!(sneaky.is_err());
    })
    .await;
}

#[tokio::test]
async fn commits_are_announced() {
    each_database(async |db| {
        let mut commits = db.commits();
        commits.mark_unchanged();
        db.write(|tx| tx.execute("INSERT INTO settings (name, value) VALUES ('x', '1')", &[]))
            .await
            .unwrap_or_else(|e: DbError| panic!("{e}"));
        commits.changed().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn lists_and_dynamic_conditions_find_their_rows() {
    each_database(async |db| {
        let found = db
            .write(|tx| {
                for name in ["a", "b", "c", "d"] {
                    tx.execute("INSERT INTO settings (name, value) VALUES ($1, '1')", params![name])?;
                }
                let mut sql = Sql::new("SELECT name FROM settings WHERE name IN ");
                sql.list(&["a", "c", "d"]).push(" AND name <> ").bind("c").push(" ORDER BY name");
                sql.query(tx, |row| row.take::<String>())
            })
            .await
            .unwrap_or_else(|e: DbError| panic!("{e}"));
        assert_eq!(found, ["a", "d"]);
    })
    .await;
}

#[tokio::test]
async fn one_read_sees_one_moment() {
    each_database(async |db| {
        let (looked, first_look) = std::sync::mpsc::channel();
        let (committed, second_look) = std::sync::mpsc::channel();
        let reader = db.clone();
        let reading = tokio::spawn(async move {
            reader
                .read(move |c| {
                    let count = |c: &mut db::Conn| {
                        c.get("SELECT COUNT(*) FROM settings", &[], |row| row.take::<i64>())
                    };
                    let before = count(c)?;
                    looked.send(()).unwrap();
                    second_look.recv().unwrap();
                    Ok::<_, DbError>((before, count(c)?))
                })
                .await
        });
        tokio::task::spawn_blocking(move || first_look.recv()).await.unwrap().unwrap();
        db.write(|tx| tx.execute("INSERT INTO settings (name, value) VALUES ('x', '1')", &[]))
            .await
            .unwrap_or_else(|e: DbError| panic!("{e}"));
        committed.send(()).unwrap();
        assert_eq!(reading.await.unwrap().unwrap(), (0, 0));
    })
    .await;
}
