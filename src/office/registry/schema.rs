//! The registry's tables, as steps that are never edited once released, and what the two databases say differently.

use super::RegistryError;
use super::db::Db;
use super::summary_tables::{BEGUN, SEARCHED, TABLES};
use super::summary_views::VIEWS;

/// "Foof": what `file` and we know the registry by.
const APPLICATION_ID: i64 = 0x466F_6F66;

/// Which SQL a database speaks where both do not speak the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// SQLite's.
    Sqlite,
    /// PostgreSQL's.
    #[cfg(feature = "postgres")]
    Postgres,
}

impl Dialect {
    /// What asks for the number of the newest event; 0 where there is none.
    pub(super) fn newest_event(self) -> &'static str {
        match self {
            Self::Sqlite => "SELECT coalesce(max(id), 0) FROM event",
            #[cfg(feature = "postgres")]
            Self::Postgres => "SELECT id FROM event_newest",
        }
    }

    /// What takes numbers for so many new events and gives the last of them, where the database does not number by itself.
    pub(super) fn event_numbers(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            #[cfg(feature = "postgres")]
            Self::Postgres => Some("UPDATE event_newest SET id = id + ?1 RETURNING id"),
        }
    }
}

/// One step of the tables.
struct Step {
    sqlite: &'static str,
    /// What PostgreSQL does instead, where the translation of types does not say it.
    #[cfg_attr(not(feature = "postgres"), allow(dead_code))]
    postgres: Option<&'static str>,
}

/// A step that means the same in both, but for the names of types.
const fn both(sql: &'static str) -> Step {
    Step { sqlite: sql, postgres: None }
}

/// A step that must be said differently.
const fn each(sqlite: &'static str, postgres: &'static str) -> Step {
    Step { sqlite, postgres: Some(postgres) }
}

const STEPS: &[Step] = &[
    both(V1),
    both(V2),
    both(V3),
    each(V4, V4_POSTGRES),
    both(V5),
    both(TABLES),
    both(VIEWS),
    each(V8, V8_POSTGRES),
    both(SEARCHED),
    each(V10, V10_POSTGRES),
    both(BEGUN),
];

const V1: &str = "
-- A station as it first introduced itself, and what the office decided. state: asking, confirmed, retired.
CREATE TABLE station(
  id BLOB NOT NULL PRIMARY KEY CHECK(length(id) = 16),
  signing_key BLOB NOT NULL UNIQUE CHECK(length(signing_key) = 32),
  recipient TEXT NOT NULL, name TEXT NOT NULL, facility TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN ('asking', 'confirmed', 'retired')),
  certificate BLOB, first_seen INTEGER NOT NULL, decided INTEGER,
  last_good_epoch BLOB, last_good_seq INTEGER, last_good_hash BLOB,
  roots INTEGER NOT NULL DEFAULT 0, catalogues INTEGER NOT NULL DEFAULT 0, policies INTEGER NOT NULL DEFAULT 0
) STRICT;
-- One opening of a station's log.
CREATE TABLE epoch(
  id INTEGER PRIMARY KEY,
  station BLOB NOT NULL REFERENCES station(id),
  epoch BLOB NOT NULL CHECK(length(epoch) = 16),
  parent_epoch BLOB, parent_seq INTEGER, parent_hash BLOB,
  UNIQUE(station, epoch)
) STRICT;
-- Every event once, known by its hash. standing: 0 counted, 1 unconfirmed, 2 quarantined.
-- rooted: the whole chain below it is here. opened: when the office first saw it, ms.
CREATE TABLE event(
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK(length(hash) = 32),
  prev_hash BLOB NOT NULL CHECK(length(prev_hash) = 32),
  body_hash BLOB NOT NULL CHECK(length(body_hash) = 32),
  epoch INTEGER NOT NULL REFERENCES epoch(id),
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  learner BLOB, course TEXT,
  header BLOB NOT NULL, salt BLOB, body BLOB,
  standing INTEGER NOT NULL CHECK(standing IN (0, 1, 2)),
  rooted INTEGER NOT NULL CHECK(rooted IN (0, 1)),
  opened INTEGER NOT NULL
) STRICT;
CREATE INDEX event_place ON event(epoch, seq);
CREATE INDEX event_prev ON event(prev_hash);
CREATE INDEX event_learner ON event(learner, course) WHERE learner IS NOT NULL;
-- Two events after one: a restored or cloned station. decided: when the office let all branches count.
CREATE TABLE fork(
  station BLOB NOT NULL REFERENCES station(id),
  after_hash BLOB NOT NULL CHECK(length(after_hash) = 32),
  found INTEGER NOT NULL, decided INTEGER,
  PRIMARY KEY(station, after_hash)
) STRICT;
-- Approved courses, as their packs have them.
CREATE TABLE course(
  course TEXT NOT NULL, edition INTEGER NOT NULL, manifest BLOB NOT NULL, document BLOB NOT NULL, added INTEGER NOT NULL,
  PRIMARY KEY(course, edition)
) STRICT;
-- Official certificates.
CREATE TABLE certificate(
  id TEXT NOT NULL PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  learner BLOB NOT NULL, course TEXT NOT NULL, edition INTEGER NOT NULL, cert TEXT NOT NULL, serial INTEGER NOT NULL,
  earned_by BLOB NOT NULL, dated INTEGER NOT NULL, date_from_office INTEGER NOT NULL,
  issued INTEGER NOT NULL, file BLOB NOT NULL, revoked INTEGER, reason TEXT,
  UNIQUE(learner, course, cert, serial)
) STRICT;
-- The office's own log.
CREATE TABLE office_event(
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE, prev_hash BLOB NOT NULL, epoch BLOB NOT NULL, seq INTEGER NOT NULL, lamport INTEGER NOT NULL,
  learner BLOB, line TEXT NOT NULL
) STRICT;
CREATE INDEX office_event_learner ON office_event(learner);
-- Receipts sent, and how far their certificates and office events went.
CREATE TABLE receipt(
  sha256 BLOB NOT NULL PRIMARY KEY, station BLOB NOT NULL REFERENCES station(id), made INTEGER NOT NULL,
  certificates INTEGER NOT NULL, office_events INTEGER NOT NULL
) STRICT;
-- Exports opened and merged.
CREATE TABLE export(
  id BLOB NOT NULL PRIMARY KEY, station BLOB NOT NULL REFERENCES station(id), file TEXT NOT NULL, merged INTEGER NOT NULL,
  events INTEGER NOT NULL, new_events INTEGER NOT NULL, build TEXT NOT NULL
) STRICT;
";

const V2: &str = "
-- What waits for something below it, or for its body: nearly always few, so that asking costs next to nothing.
CREATE INDEX event_unrooted ON event(prev_hash) WHERE rooted = 0;
CREATE INDEX event_bodyless ON event(epoch, seq) WHERE body IS NULL;
";

const V3: &str = "
-- Approved programmes, as their packs have them.
CREATE TABLE programme(
  programme TEXT NOT NULL, edition INTEGER NOT NULL, manifest BLOB NOT NULL, document BLOB NOT NULL, added INTEGER NOT NULL,
  PRIMARY KEY(programme, edition)
) STRICT;
";

const V4: &str = "
-- What follows an event stands in the next place of its epoch, or starts another one: no need to keep every event by
-- the hash before it.
DROP INDEX event_prev;
CREATE INDEX event_start ON event(prev_hash) WHERE seq = 0;
DROP INDEX event_learner;
CREATE INDEX event_learner ON event(learner) WHERE learner IS NOT NULL;
-- The few events that tell of people and of receipts, so that asking for them does not read the whole log.
CREATE INDEX event_register ON event(kind) WHERE kind IN
  ('learner.added', 'learner.changed', 'learner.status', 'learner.merged', 'learner.unmerged', 'receipt.taken');
-- The office's decisions by kind.
ALTER TABLE office_event ADD COLUMN kind TEXT NOT NULL DEFAULT '';
UPDATE office_event SET kind = json_extract(line, '$.header.kind');
CREATE INDEX office_event_kind ON office_event(kind);
-- Whose hand merged a file, and the runs of events it held, as JSON: what explains a merge afterwards.
ALTER TABLE export ADD COLUMN merged_by TEXT NOT NULL DEFAULT '';
ALTER TABLE export ADD COLUMN ranges TEXT NOT NULL DEFAULT '[]';
";

const V4_POSTGRES: &str = "
DROP INDEX event_prev;
CREATE INDEX event_start ON event(prev_hash) WHERE seq = 0;
DROP INDEX event_learner;
CREATE INDEX event_learner ON event(learner) WHERE learner IS NOT NULL;
CREATE INDEX event_register ON event(kind) WHERE kind IN
  ('learner.added', 'learner.changed', 'learner.status', 'learner.merged', 'learner.unmerged', 'receipt.taken');
ALTER TABLE office_event ADD COLUMN kind TEXT COLLATE \"C\" NOT NULL DEFAULT '';
UPDATE office_event SET kind = line::json -> 'header' ->> 'kind';
CREATE INDEX office_event_kind ON office_event(kind);
ALTER TABLE export ADD COLUMN merged_by TEXT COLLATE \"C\" NOT NULL DEFAULT '';
ALTER TABLE export ADD COLUMN ranges TEXT COLLATE \"C\" NOT NULL DEFAULT '[]';
-- Bodies and headers are read whole and seldom: packing them costs more than the room they take.
ALTER TABLE event ALTER COLUMN header SET STORAGE EXTERNAL, ALTER COLUMN body SET STORAGE EXTERNAL;
";

const V5: &str = "
-- Goes up whenever anything about a station is changed, its events too: a plan made before that is made again.
ALTER TABLE station ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;
";

const V8: &str = "
-- At which stations somebody learned, how many events of a station count, and who has a certificate recorded: asked
-- after each merge, and answered without reading an event.
DROP INDEX event_learner;
CREATE INDEX event_learner ON event(learner, epoch) WHERE learner IS NOT NULL;
DROP INDEX event_place;
CREATE INDEX event_place ON event(epoch, seq, standing, rooted);
CREATE INDEX event_certificate ON event(kind) WHERE kind = 'certificate.provisional';
";

const V8_POSTGRES: &str = "
-- An event's epoch is looked up, or made, by what writes it, in the same transaction; for the server to look for it again
-- at each row took almost half of the time of a merge.
ALTER TABLE event DROP CONSTRAINT event_epoch_fkey;
DROP INDEX event_learner;
CREATE INDEX event_learner ON event(learner, epoch) WHERE learner IS NOT NULL;
CREATE INDEX event_certificate ON event(kind) WHERE kind = 'certificate.provisional';
";

const V10: &str = "
-- Where the event of a fork stands: what follows it is found by its place.
ALTER TABLE fork ADD COLUMN after_epoch BLOB;
ALTER TABLE fork ADD COLUMN after_seq INTEGER;
UPDATE fork SET (after_epoch, after_seq) =
  (SELECT p.epoch, e.seq FROM event e JOIN epoch p ON p.id = e.epoch WHERE e.hash = fork.after_hash);
";

const V10_POSTGRES: &str = "
ALTER TABLE fork ADD COLUMN after_epoch BYTEA, ADD COLUMN after_seq BIGINT;
UPDATE fork SET (after_epoch, after_seq) =
  (SELECT p.epoch, e.seq FROM event e JOIN epoch p ON p.id = e.epoch WHERE e.hash = fork.after_hash);
-- Two indexes the fewer, which were half of what the server did for a new event. Epoch and number are part of what is
-- hashed, so one hash has one place: places with their hashes keep out exactly what hashes alone did, and what is new
-- stands at the end of its epoch instead of anywhere.
DROP INDEX event_place;
CREATE UNIQUE INDEX event_place ON event(epoch, seq, hash);
ALTER TABLE event DROP CONSTRAINT IF EXISTS event_hash_key, DROP CONSTRAINT IF EXISTS event_hash_epoch_key;
-- Numbers only tell what is newer. Whoever adds events takes them here, under the writers' lock.
CREATE TABLE event_newest(id BIGINT NOT NULL);
INSERT INTO event_newest(id) SELECT coalesce(max(id), 0) FROM event;
ALTER TABLE event ALTER COLUMN id DROP IDENTITY IF EXISTS, DROP CONSTRAINT IF EXISTS event_pkey;
CREATE INDEX event_number ON event USING brin(id);
";

/// The tables of a step in PostgreSQL's words: numbers of 64 bits, text in the order of its bytes, as SQLite has both.
#[cfg(feature = "postgres")]
fn translated(sql: &str) -> String {
    sql.replace("INTEGER PRIMARY KEY", "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY")
        .replace(" INTEGER", " BIGINT")
        .replace(" BLOB", " BYTEA")
        .replace(" TEXT", " TEXT COLLATE \"C\"")
        .replace(") STRICT, WITHOUT ROWID;", ");")
        .replace(") STRICT;", ");")
}

/// Brings the tables up to date, in one transaction.
pub(super) fn migrate(db: &Db) -> Result<(), RegistryError> {
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    let newer = |found| if found > known { Err(RegistryError::Newer { found, known }) } else { Ok(found) };
    if newer(version(db)?)? == known {
        return Ok(());
    }
    let tx = db.begin()?;
    let found = newer(version(db)?)?; // again: another may just have done it
    for step in STEPS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        match db.dialect() {
            Dialect::Sqlite => db.batch(step.sqlite)?,
            #[cfg(feature = "postgres")]
            Dialect::Postgres => db.batch(&step.postgres.map_or_else(|| translated(step.sqlite), str::to_owned))?,
        }
    }
    match db.dialect() {
        Dialect::Sqlite => {
            db.batch(&format!("PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={known};"))?;
        }
        #[cfg(feature = "postgres")]
        Dialect::Postgres => {
            db.batch("CREATE TABLE IF NOT EXISTS registry_step(step BIGINT PRIMARY KEY, taken TIMESTAMPTZ NOT NULL)")?;
            for step in found + 1..=known {
                db.batch(&format!("INSERT INTO registry_step(step, taken) VALUES({step}, now())"))?;
            }
        }
    }
    tx.commit()
}

/// How many steps the tables have taken.
fn version(db: &Db) -> Result<i64, RegistryError> {
    match db.dialect() {
        Dialect::Sqlite => {
            let application = number(db, "PRAGMA application_id")?;
            if application != 0 && application != APPLICATION_ID {
                return Err(RegistryError::Damaged("the file is a database of another program".into()));
            }
            number(db, "PRAGMA user_version")
        }
        #[cfg(feature = "postgres")]
        Dialect::Postgres => {
            let table = "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'registry_step'";
            if db.has(table, &[])? { number(db, "SELECT coalesce(max(step), 0) FROM registry_step") } else { Ok(0) }
        }
    }
}

fn number(db: &Db, sql: &str) -> Result<i64, RegistryError> {
    Ok(db.first(sql, &[], |row| row.get(0))?.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::EpochId;
    use crate::office::registry::Registry;
    use rusqlite::Connection;
    use std::path::Path;

    /// A registry's file as a program wrote it that knew so many steps, with a row in each table that a merge fills.
    fn old(path: &Path, steps: usize) {
        let db = Connection::open(path).unwrap();
        for step in &STEPS[..steps] {
            db.execute_batch(step.sqlite).unwrap();
        }
        let kind = if steps < 4 { ["", ""] } else { [", kind", ", 'fork.decided'"] };
        db.execute_batch(&format!(
            "INSERT INTO station(id, signing_key, recipient, name, facility, state, first_seen)
               VALUES(zeroblob(16), zeroblob(32), 'age1', 'One', 'north', 'confirmed', 1);
             INSERT INTO epoch(id, station, epoch) VALUES(1, zeroblob(16), zeroblob(16));
             INSERT INTO event(hash, prev_hash, body_hash, epoch, seq, kind, header, standing, rooted, opened)
               VALUES(zeroblob(32), zeroblob(32), zeroblob(32), 1, 0, 'station.setup', x'7b7d', 0, 1, 1);
             INSERT INTO fork(station, after_hash, found) VALUES(zeroblob(16), zeroblob(32), 1);
             INSERT INTO office_event(hash, prev_hash, epoch, seq, lamport, line{})
               VALUES(x'01', x'00', x'00', 0, 1, '{{\"header\":{{\"kind\":\"fork.decided\"}}}}'{});
             INSERT INTO export(id, station, file, merged, events, new_events, build)
               VALUES(zeroblob(16), zeroblob(16), 'a.fexport', 1, 1, 1, 'test');
             PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={steps};",
            kind[0], kind[1]
        ))
        .unwrap();
    }

    /// Tables, indexes and views, as they were said.
    fn said(path: &Path) -> Vec<String> {
        let db = Connection::open(path).unwrap();
        let sql = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master ORDER BY 1";
        let mut query = db.prepare(sql).unwrap();
        query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn a_registry_of_every_earlier_program_is_brought_up_to_date_with_what_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let fresh = folder.path().join("fresh.sqlite");
        drop(Registry::open(&fresh).unwrap());
        for steps in 1..=STEPS.len() {
            let path = folder.path().join(format!("{steps}.sqlite"));
            old(&path, steps);
            let registry = Registry::open(&path).unwrap();
            registry.check_whole().unwrap();
            assert_eq!(said(&path), said(&fresh), "after {steps} steps");
            assert_eq!((registry.stations().unwrap().len(), registry.counts(None).unwrap().counted), (1, 1), "{steps}");
            assert_eq!(registry.merges().unwrap().len(), 1, "{steps}");
            let kinds = registry.db.all("SELECT kind FROM office_event", &[], |row| row.get::<String>(0)).unwrap();
            assert_eq!(kinds, ["fork.decided"], "{steps}");
            let place = registry.forks().unwrap()[0].after.place;
            assert_eq!(place, (steps < 10).then_some((EpochId([0; 16]), 0)), "{steps}: looked up once");
        }
    }

    #[test]
    fn the_first_step_is_as_it_was_released() {
        assert_eq!(V1.trim_start(), include_str!("../../../tests/postgres/first_step.sql"));
    }

    #[test]
    fn a_registry_of_a_newer_program_or_of_another_one_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let known = i64::try_from(STEPS.len()).unwrap();
        for (name, pragma) in [("newer", format!("user_version={}", known + 1)), ("other", "application_id=7".into())] {
            let path = folder.path().join(name);
            drop(Registry::open(&path).unwrap());
            Connection::open(&path).unwrap().execute_batch(&format!("PRAGMA {pragma}")).unwrap();
            let before = std::fs::read(&path).unwrap();
            match Registry::open(&path) {
                Err(RegistryError::Newer { found, known: ours }) => assert_eq!((found, ours), (known + 1, known)),
                Err(RegistryError::Damaged(_)) => assert_eq!(name, "other"),
                other => panic!("{name}: {:?}", other.map(|_| ())),
            }
            assert_eq!(std::fs::read(&path).unwrap(), before, "{name}");
        }
    }
}
