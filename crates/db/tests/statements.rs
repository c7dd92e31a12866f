//! Every fixed statement in the code is one that both databases understand.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use db::{Db, Location};
use guichet_db as db;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

struct Statement {
    sql: String,
    file: PathBuf,
}

#[tokio::test]
async fn sqlite_understands_every_statement() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    drop(Db::open(Location::Sqlite(path.clone())).unwrap());
    let connection = rusqlite::Connection::open(path).unwrap();
    assert_understood(|sql| connection.prepare(&sql.replace('$', "?")).err().map(|error| error.to_string()));
}

#[tokio::test]
async fn postgresql_understands_every_statement() {
    let Ok(url) = std::env::var("GUICHET_TEST_POSTGRES") else {
        return println!("GUICHET_TEST_POSTGRES is not set, PostgreSQL skipped");
    };
    let (server, name) = (url.clone(), format!("statements_{}", std::process::id()));
    let fresh = format!("{}/{name}", url.rsplit_once('/').unwrap().0);
    let create = format!("CREATE DATABASE {name} TEMPLATE template0");
    tokio::task::spawn_blocking(move || {
        postgres::Client::connect(&server, postgres::NoTls).unwrap().batch_execute(&create).unwrap();
        drop(Db::open(Location::Postgres(fresh.clone())).unwrap());
        let mut client = postgres::Client::connect(&fresh, postgres::NoTls).unwrap();
        assert_understood(|sql| client.prepare(sql).err().map(|error| format!("{error:?}")));
    })
    .await
    .unwrap();
}

fn assert_understood(mut refusal: impl FnMut(&str) -> Option<String>) {
    let statements = statements_in_the_code();
    assert!(statements.len() > 100, "only {} statements were found", statements.len());
    let refused: Vec<String> = statements
        .iter()
        .filter_map(|Statement { sql, file }| Some(format!("{}: {sql}\n  {}", file.display(), refusal(sql)?)))
        .collect();
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

/// What stands in the calls `.query("…"`, `.find("…"`, `.get("…"`, `.execute("…"` and `.insert("…"`.
fn statements_in_the_code() -> Vec<Statement> {
    let mut found = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).unwrap() {
        for file in rust_files(&entry.unwrap().path().join("src")) {
            let tokens = fs::read_to_string(&file).unwrap().parse().unwrap();
            let mut sql = Vec::new();
            collect(tokens, &mut sql);
            found.extend(sql.into_iter().map(|sql| Statement { sql, file: file.clone() }));
        }
    }
    found
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .collect()
}

fn collect(tokens: TokenStream, found: &mut Vec<String>) {
    let mut follows_call = false;
    for token in tokens {
        if let TokenTree::Group(group) = &token {
            if follows_call && group.delimiter() == Delimiter::Parenthesis {
                found.extend(first_literal(group.stream()).filter(|text| is_statement(text)));
            }
            collect(group.stream(), found);
        }
        follows_call = matches!(&token, TokenTree::Ident(name)
            if ["query", "find", "get", "execute", "insert"].contains(&name.to_string().as_str()));
    }
}

fn first_literal(arguments: TokenStream) -> Option<String> {
    match arguments.into_iter().next()? {
        TokenTree::Literal(literal) => {
            syn::parse_str::<syn::LitStr>(&literal.to_string()).ok().map(|text| text.value())
        }
        _ => None,
    }
}

fn is_statement(text: &str) -> bool {
    ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].iter().any(|verb| text.starts_with(verb))
}
