//! SQLite in WAL mode with `synchronous=FULL`: a transaction that ended well is on the disk.

use super::super::RegistryError;
use super::super::schema::Dialect;
use super::value::Cells;
use super::{Database, Row, Table, Value, marks};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};
use std::path::Path;
use std::time::Duration;

/// A registry's file, open.
pub(in crate::office::registry) struct Sqlite(Connection);

impl Sqlite {
    /// Opens the file, or makes it.
    pub(in crate::office::registry) fn open(path: &Path) -> Result<Self, RegistryError> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(10))?;
        connection.execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;
             PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=20000;",
        )?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Self(connection))
    }
}

impl Database for Sqlite {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn rows_at_once(&self) -> usize {
        1000
    }

    fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<u64, RegistryError> {
        let changed = self.0.prepare_cached(sql)?.execute(params_from_iter(values))?;
        Ok(changed as u64)
    }

    fn each(
        &self,
        sql: &str,
        values: &[Value<'_>],
        take: &mut dyn FnMut(&Row<'_>) -> Result<bool, RegistryError>,
    ) -> Result<(), RegistryError> {
        let mut query = self.0.prepare_cached(sql)?;
        let mut rows = query.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            if !take(&Row(row))? {
                break;
            }
        }
        Ok(())
    }

    fn batch(&self, sql: &str) -> Result<(), RegistryError> {
        Ok(self.0.execute_batch(sql)?)
    }

    fn add(&self, into: &Table, values: &[Value<'_>]) -> Result<u64, RegistryError> {
        let width = into.columns.len();
        let (table, columns) = (&into.name, into.columns.join(", "));
        let sql = format!("INSERT INTO {table}({columns}) VALUES({}) ON CONFLICT DO NOTHING", marks(1, width));
        let mut insert = self.0.prepare_cached(&sql)?;
        let mut added = 0;
        for row in values.chunks(width) {
            added += insert.execute(params_from_iter(row))? as u64;
        }
        Ok(added)
    }

    fn begin(&self) -> Result<(), RegistryError> {
        self.batch("BEGIN IMMEDIATE")
    }

    fn commit(&self) -> Result<(), RegistryError> {
        self.batch("COMMIT").inspect_err(|_| {
            // A commit that the disk refused leaves the transaction open.
            if let Err(fault) = self.roll_back() {
                log::warn!("the registry's transaction was not undone: {fault}");
            }
        })
    }

    fn roll_back(&self) -> Result<(), RegistryError> {
        // Some faults, such as a full disk, have undone it already.
        if self.0.is_autocommit() { Ok(()) } else { self.batch("ROLLBACK") }
    }

    fn number_on(&self, _table: &str) -> Result<(), RegistryError> {
        Ok(()) // it does so by itself
    }

    fn check_whole(&self) -> Result<(), RegistryError> {
        let words: String = self.0.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if words == "ok" { Ok(()) } else { Err(RegistryError::Damaged(words)) }
    }

    fn sqlite(&self) -> Option<&Connection> {
        Some(&self.0)
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl Cells for rusqlite::Row<'_> {
    fn cell(&self, column: usize) -> Result<Value<'_>, RegistryError> {
        match self.get_ref(column)? {
            ValueRef::Null => Ok(Value::Null),
            ValueRef::Integer(number) => Ok(Value::Int(number)),
            ValueRef::Text(text) => {
                let text = std::str::from_utf8(text).map_err(|fault| RegistryError::Damaged(fault.to_string()))?;
                Ok(Value::Text(text))
            }
            ValueRef::Blob(bytes) => Ok(Value::Bytes(bytes)),
            ValueRef::Real(_) => Err(RegistryError::Damaged("a fraction stands in a row of it".into())),
        }
    }
}
