//! The file itself: opened or made anew, filled pack by pack.

use super::entry::Entry;
use super::entry::Kind;
use super::schema::{APPLICATION_ID, LANG_BITS, LANG_OTHER, TABLES, VERSION};
use super::spelling::Vocabulary;
use crate::model::id::{Hash, Lang};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, params};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Rows taken out in one step.
const FORGET_ROWS: i64 = 400;

/// Why the index does not answer.
#[derive(Debug, thiserror::Error)]
pub enum IndexFault {
    /// SQLite refused.
    #[error("the search index refused: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// It is not what it should be.
    #[error("the search index is damaged: {0}")]
    Damaged(String),
    /// The disk refused.
    #[error("the disk refused the search index: {0}")]
    Disk(#[from] io::Error),
}

impl IndexFault {
    /// Whether a new index would do better.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Sqlite(fault) => match fault.sqlite_error_code() {
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => true,
                Some(ErrorCode::Unknown) => true, // a table that is not there
                Some(_) => false,
                None => true, // a row of another shape
            },
            Self::Damaged(_) => true,
            Self::Disk(_) => false,
        }
    }
}

/// The open index. One thread holds it, and its only connection.
pub struct SearchIndex {
    pub(super) db: Connection,
    pub(super) langs: BTreeMap<Lang, i64>,
    pub(super) words: Option<Vocabulary>,
    path: PathBuf,
    last_number: i64,
    is_writing: bool,
}

impl std::fmt::Debug for SearchIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SearchIndex").field("path", &self.path).finish_non_exhaustive()
    }
}

impl SearchIndex {
    /// Opens the index at `path`. What is damaged, of another version or no index of ours is thrown away, and an empty
    /// one made.
    ///
    /// # Errors
    /// The disk refuses, or another program holds the file.
    pub fn open(path: &Path) -> Result<Self, IndexFault> {
        match Self::open_as_it_is(path) {
            Err(fault) if fault.is_damage() => {
                log::warn!("{fault}; it is made again");
                Self::make(path)
            }
            done => done,
        }
    }

    /// Throws away whatever is at `path` and makes an empty index.
    ///
    /// # Errors
    /// As [`SearchIndex::open`].
    pub fn make(path: &Path) -> Result<Self, IndexFault> {
        for ending in ["", "-wal", "-shm", "-journal"] {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            match std::fs::remove_file(&name) {
                Err(fault) if fault.kind() != io::ErrorKind::NotFound => return Err(fault.into()),
                _ => {}
            }
        }
        Self::open_as_it_is(path)
    }

    fn open_as_it_is(path: &Path) -> Result<Self, IndexFault> {
        keep_to_owner(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags)?;
        set_pragmas(&db)?;
        let number = |pragma: &str| db.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get::<_, i64>(0));
        let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        let found = (number("application_id")?, number("user_version")?);
        if tables == 0 && found == (0, 0) {
            db.execute_batch(&format!(
                "BEGIN IMMEDIATE; {TABLES} PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={VERSION}; COMMIT;"
            ))?;
        } else if found != (APPLICATION_ID, VERSION) {
            return Err(IndexFault::Damaged(format!("it is of version {found:?}")));
        }
        let words: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if words != "ok" {
            return Err(IndexFault::Damaged(words));
        }
        let mut index =
            Self { db, langs: BTreeMap::new(), words: None, path: path.to_owned(), last_number: 0, is_writing: false };
        index.read_langs()?;
        let last: Option<i64> = index.db.query_row("SELECT max(id) FROM entry", [], |row| row.get(0))?;
        index.last_number = last.unwrap_or(0) >> LANG_BITS;
        Ok(index)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn read_langs(&mut self) -> Result<(), IndexFault> {
        let mut query = self.db.prepare("SELECT tag, number FROM lang")?;
        let rows = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
        for row in rows {
            let (tag, number) = row?;
            if let Ok(lang) = Lang::parse(&tag) {
                self.langs.insert(lang, number);
            }
        }
        Ok(())
    }

    /// The packs that are in it, and whether each is whole.
    ///
    /// # Errors
    /// [`IndexFault`].
    pub fn packs(&self) -> Result<BTreeMap<Hash, bool>, IndexFault> {
        let mut query = self.db.prepare_cached("SELECT manifest, is_whole FROM pack")?;
        let rows = query.query_map([], |row| Ok((row.get::<_, [u8; 32]>(0)?, row.get(1)?)))?;
        let each = rows.map(|row| row.map(|(manifest, is_whole)| (Hash(manifest), is_whole)));
        Ok(each.collect::<Result<_, _>>()?)
    }

    /// Begins a transaction, unless one is open.
    ///
    /// # Errors
    /// [`IndexFault`].
    pub fn begin(&mut self) -> Result<(), IndexFault> {
        if !self.is_writing {
            self.db.execute_batch("BEGIN IMMEDIATE")?;
            self.is_writing = true;
        }
        Ok(())
    }

    /// Ends the open transaction, if there is one. What was added is found also before.
    ///
    /// # Errors
    /// [`IndexFault`]; then what was added since [`SearchIndex::begin`] is gone.
    pub fn commit(&mut self) -> Result<(), IndexFault> {
        if std::mem::take(&mut self.is_writing)
            && let Err(fault) = self.db.execute_batch("COMMIT")
        {
            self.db.execute_batch("ROLLBACK").or_else(|_| Ok::<(), rusqlite::Error>(()))?; // it may be gone already
            return Err(fault.into());
        }
        Ok(())
    }

    /// Begins a pack. Its number names it in [`SearchIndex::add`].
    ///
    /// # Errors
    /// [`IndexFault`].
    pub fn begin_pack(&mut self, manifest: &Hash) -> Result<i64, IndexFault> {
        self.begin()?;
        self.db.prepare_cached("DELETE FROM done")?.execute([])?;
        let mut insert = self.db.prepare_cached("INSERT INTO pack(manifest, is_whole) VALUES(?1, 0)")?;
        insert.execute([&manifest.0[..]])?;
        Ok(self.db.last_insert_rowid())
    }

    /// All of the pack's words are in.
    ///
    /// # Errors
    /// [`IndexFault`].
    pub fn end_pack(&mut self, pack: i64) -> Result<(), IndexFault> {
        self.begin()?;
        self.db.prepare_cached("UPDATE pack SET is_whole=1 WHERE number=?1")?.execute([pack])?;
        self.commit()
    }

    /// Adds an entry of a pack.
    ///
    /// # Errors
    /// [`IndexFault`].
    pub fn add(&mut self, pack: i64, entry: &Entry) -> Result<(), IndexFault> {
        let lang = self.number_of(&entry.lang)?;
        self.last_number += 1;
        let id = self.last_number << LANG_BITS | lang;
        let places = if entry.places.is_empty() {
            String::new()
        } else {
            serde_json::to_string(&entry.places).map_err(|fault| IndexFault::Damaged(fault.to_string()))?
        };
        let kept = if entry.kind == Kind::Course { "" } else { entry.body.as_str() };
        self.db
            .prepare_cached(
                "INSERT INTO entry(id, pack, kind, course, named, places, body) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![id, pack, entry.kind.number(), entry.course.as_str(), entry.named, places, kept])?;
        let sql = match entry.kind {
            Kind::Course | Kind::Lesson | Kind::Term => "INSERT INTO titles(rowid, title, more) VALUES(?1, ?2, ?3)",
            Kind::Text => "INSERT INTO texts(rowid, title, body) VALUES(?1, ?2, ?3)",
        };
        self.db.prepare_cached(sql)?.execute(params![id, entry.title, entry.body])?;
        Ok(())
    }

    fn number_of(&mut self, lang: &Lang) -> Result<i64, IndexFault> {
        if let Some(number) = self.langs.get(lang) {
            return Ok(*number);
        }
        let number = self.langs.len() as i64;
        if number >= LANG_OTHER {
            return Ok(LANG_OTHER);
        }
        self.db.execute("INSERT INTO lang(number, tag) VALUES(?1, ?2)", params![number, lang.as_str()])?;
        self.langs.insert(lang.clone(), number);
        Ok(number)
    }

    /// Takes out some of a pack; whether there is more.
    ///
    /// # Errors
    /// [`IndexFault`].
    pub fn forget_some(&mut self, manifest: &Hash) -> Result<bool, IndexFault> {
        self.begin()?;
        self.db.prepare_cached("DELETE FROM done")?.execute([])?;
        let mut query = self.db.prepare_cached(
            "SELECT id, kind FROM entry WHERE pack = (SELECT number FROM pack WHERE manifest=?1) LIMIT ?2",
        )?;
        let rows = query.query_map(params![&manifest.0[..], FORGET_ROWS], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows = rows.collect::<Result<Vec<(i64, i64)>, _>>()?;
        for (id, kind) in &rows {
            let table = if *kind == Kind::Text.number() { "texts" } else { "titles" };
            self.db.prepare_cached(&format!("DELETE FROM {table} WHERE rowid=?1"))?.execute([id])?;
            self.db.prepare_cached("DELETE FROM entry WHERE id=?1")?.execute([id])?;
        }
        let is_more = rows.len() as i64 >= FORGET_ROWS;
        if !is_more {
            self.db.prepare_cached("DELETE FROM pack WHERE manifest=?1")?.execute([&manifest.0[..]])?;
        }
        drop(query);
        self.commit()?;
        Ok(is_more)
    }
}

/// Makes an empty file only its owner reads, before SQLite puts anything in it. On Windows the folder's rights hold.
fn keep_to_owner(path: &Path) -> io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// Alone with the file: no shared memory, and a search never waits for a lock. What a power cut takes is made again.
fn set_pragmas(db: &Connection) -> Result<(), IndexFault> {
    db.busy_timeout(std::time::Duration::from_millis(100))?;
    db.set_prepared_statement_cache_capacity(32);
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.execute_batch("PRAGMA locking_mode=EXCLUSIVE; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;")?;
    db.query_row("PRAGMA journal_mode=WAL", [], |_| Ok(()))?;
    db.execute_batch("PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;")?;
    Ok(())
}
