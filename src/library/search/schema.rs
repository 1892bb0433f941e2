//! The tables of `search.sqlite`.

/// Tells our index from other files.
pub(super) const APPLICATION_ID: i64 = 0x466F_5365; // "FoSe"

/// Raised whenever the tables, or what is put into them, change: an index of another version is made again.
pub(super) const VERSION: i64 = 2;

/// Bits of an entry's id that say its language.
pub(super) const LANG_BITS: u32 = 6;

/// The number of every language beyond those that have one of their own.
pub(super) const LANG_OTHER: i64 = (1 << LANG_BITS) - 1;

/// How well an entry of a table fits, the best least: a word in a name counts more.
pub(super) fn score(table: &str) -> String {
    format!("bm25({table}, 8.0, 1.0)")
}

pub(super) const TABLES: &str = "
CREATE TABLE pack(number INTEGER PRIMARY KEY, manifest BLOB NOT NULL UNIQUE, is_whole INTEGER NOT NULL) STRICT;
CREATE TABLE lang(number INTEGER PRIMARY KEY, tag TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE entry(id INTEGER PRIMARY KEY, pack INTEGER NOT NULL, kind INTEGER NOT NULL, course TEXT NOT NULL,
    named TEXT NOT NULL, places TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE INDEX entry_by_pack ON entry(pack);
CREATE VIRTUAL TABLE titles USING fts5(title, more, content='', contentless_delete=1, prefix='3',
    tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE texts USING fts5(title, body, content='', contentless_delete=1, prefix='3',
    tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE titles_terms USING fts5vocab(titles, 'row');
CREATE VIRTUAL TABLE texts_terms USING fts5vocab(texts, 'row');
CREATE TABLE term(term TEXT PRIMARY KEY, docs INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE beginning(word TEXT NOT NULL, is_text INTEGER NOT NULL, best BLOB NOT NULL, PRIMARY KEY(word, is_text))
    STRICT, WITHOUT ROWID;
CREATE TABLE done(what TEXT PRIMARY KEY) STRICT;
";
