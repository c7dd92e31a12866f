//! The database to scale out with.

use std::{num::NonZeroUsize, sync::Weak, time::Duration};

use lru::LruCache;
use postgres::{
    Client, Config, Statement,
    fallible_iterator::FallibleIterator,
    types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked},
};
use tokio::sync::watch;
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::{
    Column, DbError, Param,
    conn::{Row, RowSource},
};

/// The key of the advisory lock that makes one writer at a time, of all processes.
pub(crate) const BEGIN: &str = "BEGIN; SELECT pg_advisory_xact_lock(7203551)";
/// All that one closure reads is of one moment.
pub(crate) const BEGIN_SNAPSHOT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
/// Other processes hear of every commit.
pub(crate) const COMMIT: &str = "NOTIFY guichet_commit; COMMIT";

const STATEMENTS_KEPT: NonZeroUsize = NonZeroUsize::new(256).unwrap();
const WRITE_TIME_LIMIT: Duration = Duration::from_secs(60);
const PAUSE_BEFORE_LISTENING_AGAIN: Duration = Duration::from_secs(1);

#[derive(Clone, Copy)]
pub(crate) enum Use {
    Read(Duration),
    Write,
}

/// A connection that is made when a transaction begins, if there is none or it broke.
pub(crate) struct Pg {
    url: String,
    purpose: Use,
    open: Option<Open>,
}

struct Open {
    client: Client,
    statements: LruCache<String, Statement>,
}

impl Pg {
    pub(crate) fn new(url: &str, purpose: Use) -> Self {
        Self { url: url.to_owned(), purpose, open: None }
    }

    pub(crate) fn query<T>(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        mut map: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        let open = self.connected()?;
        let statement = open.prepare(sql)?;
        let rows = open.client.query(&statement, &references(params))?;
        rows.iter().map(|row| map(&Row::new(RowSource::Postgres(row)))).collect()
    }

    pub(crate) fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64, DbError> {
        let open = self.connected()?;
        let statement = open.prepare(sql)?;
        Ok(open.client.execute(&statement, &references(params))?)
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        Ok(self.connected()?.client.batch_execute(sql)?)
    }

    pub(crate) fn begin(&mut self, sql: &str) -> Result<(), DbError> {
        self.reconnect_if_broken()?;
        self.batch(sql)
    }

    /// Never connects anew: the rest of a transaction must not run outside of it.
    fn connected(&mut self) -> Result<&mut Open, DbError> {
        self.open.as_mut().ok_or_else(|| DbError::Postgres("not connected".to_owned()))
    }

    fn reconnect_if_broken(&mut self) -> Result<(), DbError> {
        if self.open.as_ref().is_none_or(|open| open.client.is_closed()) {
            let mut client = connect(&self.url)?;
            let limit = match self.purpose {
                Use::Read(limit) => limit,
                Use::Write => WRITE_TIME_LIMIT,
            };
            client.batch_execute(&format!("SET statement_timeout = {}", limit.as_millis()))?;
            self.open = Some(Open { client, statements: LruCache::new(STATEMENTS_KEPT) });
        }
        Ok(())
    }
}

impl Open {
    fn prepare(&mut self, sql: &str) -> Result<Statement, DbError> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql)?;
        self.statements.put(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

fn connect(url: &str) -> Result<Client, DbError> {
    let config: Config = url.parse()?;
    let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let provider = rustls::crypto::ring::default_provider();
    let tls = rustls::ClientConfig::builder_with_provider(provider.into())
        .with_safe_default_protocol_versions()
        .map_err(|error| DbError::Postgres(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config.connect(MakeRustlsConnect::new(tls))?)
}

/// Announces the commits of all processes, until nobody listens any more.
pub(crate) fn listen(url: String, announce: Weak<watch::Sender<u64>>) {
    std::thread::spawn(move || {
        while announce.strong_count() > 0 {
            if let Err(error) = listen_until_broken(&url, &announce) {
                tracing::warn!(%error, "the listener for commits lost its connection");
                std::thread::sleep(PAUSE_BEFORE_LISTENING_AGAIN);
            }
        }
    });
}

fn listen_until_broken(url: &str, announce: &Weak<watch::Sender<u64>>) -> Result<(), DbError> {
    let mut client = connect(url)?;
    client.batch_execute("LISTEN guichet_commit")?;
    loop {
        client.notifications().timeout_iter(PAUSE_BEFORE_LISTENING_AGAIN).next()?;
        if client.is_closed() {
            return Err(DbError::Postgres("connection closed".to_owned()));
        }
        let Some(announce) = announce.upgrade() else { return Ok(()) };
        // A notification may have been missed while the connection was down: time-outs announce too.
        announce.send_modify(|count| *count += 1);
    }
}

fn references<'p>(params: &'p [Param<'p>]) -> Vec<&'p (dyn ToSql + Sync)> {
    params.iter().map(|param| param as &(dyn ToSql + Sync)).collect()
}

type Failure = Box<dyn std::error::Error + Sync + Send>;

impl ToSql for Param<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) if *ty == Type::INT4 => i32::try_from(*number)?.to_sql(ty, out),
            Self::Int(number) => number.to_sql(ty, out),
            Self::Real(number) => number.to_sql(ty, out),
            // PostgreSQL's text cannot hold NUL.
            Self::Text(text) if text.contains('\0') => text.replace('\0', "\u{fffd}").to_sql(ty, out),
            Self::Text(text) => text.as_ref().to_sql(ty, out),
            Self::Blob(bytes) => bytes.as_ref().to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// Any value, read by its own type.
struct Any<'a>(Column<'a>);

impl<'a> FromSql<'a> for Any<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Failure> {
        Ok(Self(match *ty {
            Type::INT8 => Column::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Column::Int(i32::from_sql(ty, raw)?.into()),
            Type::BOOL => Column::Int(bool::from_sql(ty, raw)?.into()),
            Type::FLOAT8 => Column::Real(f64::from_sql(ty, raw)?),
            Type::BYTEA => Column::Blob(raw),
            Type::TEXT | Type::VARCHAR | Type::NAME | Type::UNKNOWN => {
                Column::Text(std::str::from_utf8(raw)?)
            }
            _ => return Err(format!("no column may have the type {ty}").into()),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Failure> {
        Ok(Self(Column::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

pub(crate) fn column(row: &postgres::Row, index: usize) -> Result<Column<'_>, DbError> {
    Ok(row.try_get::<_, Any<'_>>(index)?.0)
}
