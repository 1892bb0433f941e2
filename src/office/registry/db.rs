//! One door to the two databases a registry may live in: SQLite, and (feature `postgres`) PostgreSQL.
//!
//! The same SQL text serves both: parameters are `?1`, `?2` …; whole numbers, text, bytes and NULL are the only values;
//! what is true is 1. `RETURNING`, `ON CONFLICT`, `CAST(… AS BIGINT)` around a `sum` and names of tables before the
//! columns of an `ON CONFLICT DO UPDATE` mean the same in both. What cannot be said in both is in [`super::schema`].

#[cfg(feature = "postgres")]
mod postgres;
mod sqlite;
mod value;

pub(super) use sqlite::Sqlite;
pub(super) use value::{AsValue, Row, Value, marks, values};

#[cfg(feature = "postgres")]
pub(super) use postgres::Postgres;

use super::RegistryError;
use super::schema::Dialect;

/// What a database must be able to do.
pub(super) trait Database: Send {
    /// Which SQL it speaks where both do not speak the same.
    fn dialect(&self) -> Dialect;

    /// How many rows are best added at once.
    fn rows_at_once(&self) -> usize;

    /// Does what gives no rows, and tells how many it changed.
    fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<u64, RegistryError>;

    /// Gives each row to `take`, until it says no. `take` asks the database nothing.
    fn each(
        &self,
        sql: &str,
        values: &[Value<'_>],
        take: &mut dyn FnMut(&Row<'_>) -> Result<bool, RegistryError>,
    ) -> Result<(), RegistryError>;

    /// Does several statements without values.
    fn batch(&self, sql: &str) -> Result<(), RegistryError>;

    /// Adds many rows in one go, and tells how many were not there yet. `values` holds row after row.
    fn add(&self, into: &Table, values: &[Value<'_>]) -> Result<u64, RegistryError>;

    /// Begins a transaction in which nobody else writes.
    fn begin(&self) -> Result<(), RegistryError>;

    /// Ends it: all of it is on the disk.
    fn commit(&self) -> Result<(), RegistryError>;

    /// Ends it: nothing of it is.
    fn roll_back(&self) -> Result<(), RegistryError>;

    /// Lets the numbers that a table gives its rows go on after the highest one.
    fn number_on(&self, table: &str) -> Result<(), RegistryError>;

    /// Checks that what it holds hangs together, slowly.
    fn check_whole(&self) -> Result<(), RegistryError>;

    /// SQLite itself, where it is that.
    fn sqlite(&self) -> Option<&rusqlite::Connection>;
}

/// A table and some of its columns, in the order in which rows give them.
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<String>,
}

impl Table {
    pub(super) fn new(name: &str, columns: &[&str]) -> Self {
        Self { name: name.to_owned(), columns: columns.iter().map(|&column| column.to_owned()).collect() }
    }
}

/// An open database.
pub(super) struct Db(Box<dyn Database>);

impl Db {
    pub(super) fn new(database: impl Database + 'static) -> Self {
        Self(Box::new(database))
    }

    pub(super) fn dialect(&self) -> Dialect {
        self.0.dialect()
    }

    /// How many rows are best added at once.
    pub(super) fn rows_at_once(&self) -> usize {
        self.0.rows_at_once()
    }

    pub(super) fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<u64, RegistryError> {
        self.0.execute(sql, values)
    }

    pub(super) fn batch(&self, sql: &str) -> Result<(), RegistryError> {
        self.0.batch(sql)
    }

    pub(super) fn add(&self, into: &Table, values: &[Value<'_>]) -> Result<u64, RegistryError> {
        self.0.add(into, values)
    }

    /// Gives each row to `take`, until it says no. `take` asks the database nothing.
    pub(super) fn each(
        &self,
        sql: &str,
        values: &[Value<'_>],
        mut take: impl FnMut(&Row<'_>) -> Result<bool, RegistryError>,
    ) -> Result<(), RegistryError> {
        self.0.each(sql, values, &mut take)
    }

    /// Every row, read by `read`.
    pub(super) fn all<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T, RegistryError>,
    ) -> Result<Vec<T>, RegistryError> {
        let mut out = Vec::new();
        self.each(sql, values, |row| {
            out.push(read(row)?);
            Ok(true)
        })?;
        Ok(out)
    }

    /// The first row, read by `read`.
    pub(super) fn first<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T, RegistryError>,
    ) -> Result<Option<T>, RegistryError> {
        let mut out = None;
        self.each(sql, values, |row| {
            out = Some(read(row)?);
            Ok(false)
        })?;
        Ok(out)
    }

    /// True if there is any row.
    pub(super) fn has(&self, sql: &str, values: &[Value<'_>]) -> Result<bool, RegistryError> {
        Ok(self.first(sql, values, |_| Ok(()))?.is_some())
    }

    /// Lets the numbers that a table gives its rows go on after the highest one.
    pub(super) fn number_on(&self, table: &str) -> Result<(), RegistryError> {
        self.0.number_on(table)
    }

    pub(super) fn check_whole(&self) -> Result<(), RegistryError> {
        self.0.check_whole()
    }

    /// SQLite itself, where it is that.
    pub(super) fn sqlite(&self) -> Option<&rusqlite::Connection> {
        self.0.sqlite()
    }

    /// Begins a transaction in which nobody else writes.
    pub(super) fn begin(&self) -> Result<Open<'_>, RegistryError> {
        self.0.begin()?;
        Ok(Open { db: self, is_done: false })
    }
}

/// An open transaction: undone unless it is committed.
pub(super) struct Open<'a> {
    db: &'a Db,
    is_done: bool,
}

impl Open<'_> {
    /// All of it is on the disk when this returns `Ok`.
    pub(super) fn commit(mut self) -> Result<(), RegistryError> {
        self.is_done = true;
        self.db.0.commit()
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        if !self.is_done
            && let Err(fault) = self.db.0.roll_back()
        {
            log::warn!("a transaction of the registry was not undone by us, the database does it: {fault}");
        }
    }
}
