//! PostgreSQL: the same registry on a server, for an office of many clerks.
//!
//! Whoever writes holds one lock of the database until the transaction ends, so that clerks merge one after the other
//! and what a transaction asks is still so when it writes. Many rows go by COPY straight into their table,
//! since a plan under that lock holds only what is not there; where one is there all the same, all go by COPY into a
//! temporary table and from there into theirs, but those. A connection that is lost undoes what was not committed: the server does.

use super::super::schema::Dialect;
use super::super::server::Server;
use super::super::{RegistryError, ServerFault};
use super::value::Cells;
use super::{Database, Row, Table, Value};
use postgres::binary_copy::BinaryCopyInWriter;
use postgres::config::SslMode;
use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator as _;
use postgres::types::private::BytesMut;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, NoTls, Statement};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use std::cell::{RefCell, RefMut};
use std::collections::{HashMap, HashSet};
use std::error::Error as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio_postgres_rustls::MakeRustlsConnect;

/// "Foof": the lock that whoever writes holds.
const WRITER: i64 = 0x466F_6F66;
/// How long a server may take to answer at first.
const CONNECT: Duration = Duration::from_secs(15);
/// Nobody waits longer than this for another clerk's merge.
const SESSION: &str = "SET client_min_messages = warning; SET synchronous_commit = on; SET jit = off;
                       SET lock_timeout = '30min'; SET idle_in_transaction_session_timeout = '30min'";

/// A server's database, open.
pub(in crate::office::registry) struct Postgres {
    client: RefCell<Client>,
    statements: RefCell<HashMap<String, Statement>>,
    /// Tables beside which this transaction has a temporary one.
    staged: RefCell<HashSet<String>>,
}

impl Postgres {
    /// Signs in.
    pub(in crate::office::registry) fn open(server: &Server) -> Result<Self, RegistryError> {
        let mut config = Config::new();
        config.user(&server.user).dbname(&server.database).port(server.port).connect_timeout(CONNECT);
        config.host(&server.host).application_name("foothold-office").keepalives_idle(Duration::from_secs(60));
        if let Some(password) = &server.password {
            config.password(password.as_str());
        }
        let opened = match &server.authority {
            Some(authority) => config.ssl_mode(SslMode::Require).connect(tls(authority)?),
            None => config.ssl_mode(SslMode::Disable).connect(NoTls),
        };
        let mut client = opened.map_err(fault)?;
        client.batch_execute(SESSION).map_err(fault)?;
        Ok(Self {
            client: RefCell::new(client),
            statements: RefCell::new(HashMap::new()),
            staged: RefCell::new(HashSet::new()),
        })
    }

    fn client(&self) -> Result<RefMut<'_, Client>, RegistryError> {
        let busy = |_| RegistryError::Damaged("a question was asked while another was being answered".into());
        self.client.try_borrow_mut().map_err(busy)
    }

    /// A statement, prepared once.
    fn statement(&self, client: &mut Client, sql: &str) -> Result<Statement, RegistryError> {
        if let Some(known) = self.statements.borrow().get(sql) {
            return Ok(known.clone());
        }
        let statement = client.prepare(&numbered(sql)).map_err(fault)?;
        self.statements.borrow_mut().insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    /// Copies rows into a table of these columns.
    fn copy(&self, client: &mut Client, to: &str, into: &Table, values: &[Value<'_>]) -> Result<u64, postgres::Error> {
        let columns = into.columns.join(", ");
        let asked = format!("SELECT {columns} FROM {}", into.name);
        let known = self.statements.borrow().get(&asked).cloned();
        let statement = match known {
            Some(known) => known,
            None => {
                let made = client.prepare(&asked)?;
                self.statements.borrow_mut().insert(asked, made.clone());
                made
            }
        };
        let types: Vec<Type> = statement.columns().iter().map(|column| column.type_().clone()).collect();
        let copy = client.copy_in(&format!("COPY {to}({columns}) FROM STDIN (FORMAT binary)"))?;
        let mut writer = BinaryCopyInWriter::new(copy, &types);
        for row in values.chunks(into.columns.len()) {
            writer.write_raw(row)?;
        }
        writer.finish()
    }

    /// Adds those rows that are not there, by way of a temporary table.
    fn add_missing(&self, client: &mut Client, into: &Table, values: &[Value<'_>]) -> Result<u64, postgres::Error> {
        let (table, columns) = (&into.name, into.columns.join(", "));
        if self.staged.borrow_mut().insert(table.clone()) {
            client.batch_execute(&format!(
                "CREATE TEMPORARY TABLE staged_{table} ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO DATA"
            ))?;
        }
        self.copy(client, &format!("staged_{table}"), into, values)?;
        let onward =
            format!("INSERT INTO {table}({columns}) SELECT {columns} FROM staged_{table} ON CONFLICT DO NOTHING");
        let added = client.execute(&onward, &[])?;
        client.batch_execute(&format!("TRUNCATE staged_{table}"))?;
        Ok(added)
    }
}

impl Database for Postgres {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn rows_at_once(&self) -> usize {
        20_000
    }

    fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<u64, RegistryError> {
        let mut client = self.client()?;
        let statement = self.statement(&mut client, sql)?;
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
        client.execute(&statement, &values).map_err(fault)
    }

    fn each(
        &self,
        sql: &str,
        values: &[Value<'_>],
        take: &mut dyn FnMut(&Row<'_>) -> Result<bool, RegistryError>,
    ) -> Result<(), RegistryError> {
        let mut client = self.client()?;
        let statement = self.statement(&mut client, sql)?;
        let mut rows = client.query_raw(&statement, values).map_err(fault)?;
        while let Some(row) = rows.next().map_err(fault)? {
            if !take(&Row(&row))? {
                break;
            }
        }
        Ok(())
    }

    fn batch(&self, sql: &str) -> Result<(), RegistryError> {
        self.client()?.batch_execute(sql).map_err(fault)
    }

    fn add(&self, into: &Table, values: &[Value<'_>]) -> Result<u64, RegistryError> {
        let mut client = self.client()?;
        client.batch_execute("SAVEPOINT added").map_err(fault)?;
        let added = match self.copy(&mut client, &into.name, into, values) {
            Err(error) if error.code() == Some(&SqlState::UNIQUE_VIOLATION) => {
                client.batch_execute("ROLLBACK TO SAVEPOINT added").map_err(fault)?;
                self.add_missing(&mut client, into, values)
            }
            copied => copied,
        };
        let added = added.map_err(fault)?;
        client.batch_execute("RELEASE SAVEPOINT added").map_err(fault)?;
        Ok(added)
    }

    fn begin(&self) -> Result<(), RegistryError> {
        self.staged.borrow_mut().clear();
        self.batch("BEGIN")?;
        self.batch(&format!("SELECT pg_advisory_xact_lock({WRITER})")).inspect_err(|_| {
            if let Err(fault) = self.roll_back() {
                log::warn!("the registry's transaction was not ended: {fault}");
            }
        })
    }

    fn commit(&self) -> Result<(), RegistryError> {
        self.batch("COMMIT")
    }

    fn roll_back(&self) -> Result<(), RegistryError> {
        self.batch("ROLLBACK")
    }

    fn number_on(&self, table: &str) -> Result<(), RegistryError> {
        if table == "event" {
            return self.batch("UPDATE event_newest SET id = (SELECT coalesce(max(id), 0) FROM event)");
        }
        self.batch(&format!(
            "SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT coalesce(max(id), 1) FROM {table}))"
        ))
    }

    fn check_whole(&self) -> Result<(), RegistryError> {
        // Reading every byte lets the server compare its checksums.
        let sql = "SELECT CAST(coalesce(sum(length(header) + coalesce(length(body), 0)), 0) AS BIGINT) FROM event";
        self.each(sql, &[], &mut |_| Ok(true))?;
        let lost = "SELECT 1 FROM event WHERE epoch NOT IN (SELECT id FROM epoch) LIMIT 1";
        self.each(lost, &[], &mut |_| Err(RegistryError::Damaged("an event in it is of no epoch".into())))
    }

    fn sqlite(&self) -> Option<&rusqlite::Connection> {
        None
    }
}

/// The server's certificate must be signed by `authority` for the name it was called by.
fn tls(authority: &Path) -> Result<MakeRustlsConnect, RegistryError> {
    let unusable = |detail: String| RegistryError::Server(ServerFault::Unreachable, detail);
    let mut roots = RootCertStore::empty();
    let read = |fault: rustls::pki_types::pem::Error| unusable(format!("{}: {fault}", authority.display()));
    for certificate in CertificateDer::pem_file_iter(authority).map_err(read)? {
        roots.add(certificate.map_err(read)?).map_err(|fault| unusable(format!("{}: {fault}", authority.display())))?;
    }
    if roots.is_empty() {
        return Err(unusable(format!("{}: no certificate in it", authority.display())));
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|fault| unusable(fault.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

/// What the server or the way to it said, with all that stands behind it.
fn fault(error: postgres::Error) -> RegistryError {
    let kind = match error.code() {
        Some(code) if *code == SqlState::DISK_FULL => ServerFault::DiskFull,
        Some(code) if *code == SqlState::INVALID_PASSWORD || *code == SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
            ServerFault::Login
        }
        Some(code)
            if [SqlState::ADMIN_SHUTDOWN, SqlState::CRASH_SHUTDOWN, SqlState::CANNOT_CONNECT_NOW].contains(code) =>
        {
            ServerFault::Unreachable
        }
        Some(_) => ServerFault::Other,
        None => ServerFault::Unreachable,
    };
    let mut detail = error.to_string();
    let mut behind = error.source();
    while let Some(cause) = behind {
        detail.push_str(&format!(": {cause}"));
        behind = cause.source();
    }
    RegistryError::Server(kind, detail)
}

/// `?1` as PostgreSQL writes it: `$1`. No text of ours holds a question mark.
fn numbered(sql: &str) -> String {
    sql.replace('?', "$")
}

impl ToSql for Value<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match (self, kind) {
            (Value::Null, _) => Ok(IsNull::Yes),
            (Value::Int(number), &Type::INT8) => number.to_sql(kind, out),
            (Value::Int(number), &Type::INT4) => i32::try_from(*number)?.to_sql(kind, out),
            (Value::Int(number), &Type::INT2) => i16::try_from(*number)?.to_sql(kind, out),
            (Value::Int(number), &Type::BOOL) => (*number != 0).to_sql(kind, out),
            // The one letter that PostgreSQL cannot keep, and that nobody writes honestly.
            (Value::Text(text), _) if text.contains('\0') => text.replace('\0', "\u{fffd}").to_sql(kind, out),
            (Value::Text(text), _) => text.to_sql(kind, out),
            (Value::Bytes(bytes), &Type::BYTEA) => bytes.to_sql(kind, out),
            _ => Err(format!("a value that does not fit a column of {kind}").into()),
        }
    }

    fn accepts(_kind: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl Cells for postgres::Row {
    fn cell(&self, column: usize) -> Result<Value<'_>, RegistryError> {
        let unreadable = || RegistryError::Damaged(format!("column {column} of a row in it cannot be read"));
        let kind = self.columns().get(column).ok_or_else(unreadable)?.type_();
        let int = |number: Option<i64>| number.map_or(Value::Null, Value::Int);
        Ok(match *kind {
            Type::INT8 => int(self.try_get(column).map_err(fault)?),
            Type::INT4 => int(self.try_get::<_, Option<i32>>(column).map_err(fault)?.map(i64::from)),
            Type::INT2 => int(self.try_get::<_, Option<i16>>(column).map_err(fault)?.map(i64::from)),
            Type::BOOL => int(self.try_get::<_, Option<bool>>(column).map_err(fault)?.map(i64::from)),
            Type::TEXT | Type::VARCHAR | Type::NAME => {
                self.try_get::<_, Option<&str>>(column).map_err(fault)?.map_or(Value::Null, Value::Text)
            }
            Type::BYTEA => self.try_get::<_, Option<&[u8]>>(column).map_err(fault)?.map_or(Value::Null, Value::Bytes),
            _ => return Err(unreadable()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_parameters_are_written_as_the_server_reads_them() {
        assert_eq!(numbered("SELECT ?1 WHERE x = ?12"), "SELECT $1 WHERE x = $12");
    }
}
