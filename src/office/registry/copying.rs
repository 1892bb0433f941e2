//! A whole registry from a file to a server or back: how an office moves, and what a backup of a server is.
//!
//! Tables and columns are those of the file, in the order they were made, so that what refers to another row comes after
//! it. Nobody writes on either side meanwhile.

use super::db::{AsValue, Db, Row, Table, Value, values};
use super::{Registry, RegistryError};

/// How many rows are kept in memory on their way.
const ROWS_AT_ONCE: u64 = 5_000;

impl Registry {
    /// True if no event and no station is in it.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn is_empty(&self) -> Result<bool, RegistryError> {
        Ok(!self.db.has("SELECT 1 FROM station LIMIT 1", &[])?
            && !self.db.has("SELECT 1 FROM office_event LIMIT 1", &[])?)
    }

    /// Copies every row into an empty registry of the other kind, all of it or nothing.
    ///
    /// # Errors
    /// [`RegistryError::Damaged`] if it is not empty, or if some row did not arrive.
    pub fn copy_to(&self, to: &mut Self) -> Result<(), RegistryError> {
        if !to.is_empty()? {
            return Err(RegistryError::Damaged("it is not empty".into()));
        }
        let reading = self.db.begin()?;
        let writing = to.db.begin()?;
        let file = if self.db.sqlite().is_some() { &self.db } else { &to.db };
        for table in tables(file)? {
            copy_table(&self.db, &to.db, &table)?;
        }
        writing.commit()?;
        reading.commit()
    }
}

/// The tables of a file and their columns.
fn tables(file: &Db) -> Result<Vec<Table>, RegistryError> {
    let names: Vec<String> = file.all(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
        &[],
        |row| row.get(0),
    )?;
    let table = |name: String| {
        let columns = file.all("SELECT name FROM pragma_table_info(?1)", values![name], |row| row.get(0))?;
        Ok(Table { name, columns })
    };
    names.into_iter().map(table).collect()
}

fn copy_table(from: &Db, to: &Db, table: &Table) -> Result<(), RegistryError> {
    let (name, columns) = (&table.name, table.columns.join(", "));
    let is_numbered = table.columns.first().is_some_and(|column| column == "id") && is_number(from, name)?;
    let mut rows = Rows::default();
    from.each(&format!("SELECT {columns} FROM {name}"), &[], |row| {
        rows.take(row, table)?;
        if rows.count == ROWS_AT_ONCE {
            std::mem::take(&mut rows).write(to, table)?;
        }
        Ok(true)
    })?;
    rows.write(to, table)?;
    if is_numbered { to.number_on(name) } else { Ok(()) }
}

/// True if the ids of a table are numbers.
fn is_number(db: &Db, table: &str) -> Result<bool, RegistryError> {
    let first = db.first(&format!("SELECT id FROM {table} LIMIT 1"), &[], |row| {
        Ok(matches!(row.get::<Value<'_>>(0)?, Value::Int(_)))
    })?;
    Ok(first.unwrap_or(false))
}

/// One value that is kept for a while.
enum Kept {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl AsValue for Kept {
    fn as_value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Int(number) => Value::Int(*number),
            Self::Text(text) => Value::Text(text),
            Self::Bytes(bytes) => Value::Bytes(bytes),
        }
    }
}

/// Some rows on their way.
#[derive(Default)]
struct Rows {
    values: Vec<Kept>,
    count: u64,
}

impl Rows {
    fn take(&mut self, row: &Row<'_>, table: &Table) -> Result<(), RegistryError> {
        for column in 0..table.columns.len() {
            self.values.push(match row.get(column)? {
                Value::Null => Kept::Null,
                Value::Int(number) => Kept::Int(number),
                Value::Text(text) => Kept::Text(text.to_owned()),
                Value::Bytes(bytes) => Kept::Bytes(bytes.to_vec()),
            });
        }
        self.count += 1;
        Ok(())
    }

    fn write(&self, to: &Db, table: &Table) -> Result<(), RegistryError> {
        let values: Vec<Value<'_>> = self.values.iter().map(AsValue::as_value).collect();
        if self.count > 0 && to.add(table, &values)? != self.count {
            return Err(RegistryError::Damaged(format!("a row of {} did not arrive", table.name)));
        }
        Ok(())
    }
}
