//! The tables, as steps that are never edited once released: step N brings `user_version` from N−1 to N.

/// "Foot" in ASCII: what `file` and we know the database by.
pub(super) const APPLICATION_ID: i64 = 0x466F_6F74;

/// Every step, in order.
pub(super) const STEPS: &[&str] = &[V1, V2, V3, V4, V5];

/// Finds the few events that staff are told of, however long the log is. [`super::log`] asks in these words.
const V2: &str = "
CREATE INDEX events_notable ON events(kind, id)
  WHERE kind IN ('backup.made', 'pack.imported', 'receipt.taken', 'station.damage');
";

/// Answers that are typed or chosen and not given yet. Of this station alone: in no event, gone when they are given.
const V4: &str = "
CREATE TABLE drafts(
  attempt BLOB NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY(attempt, question)
) STRICT, WITHOUT ROWID;
";

/// The question that was on screen in an attempt under way. Of this station alone, as drafts are.
const V5: &str = "
CREATE TABLE attempt_places(attempt BLOB NOT NULL PRIMARY KEY, question TEXT NOT NULL) STRICT, WITHOUT ROWID;
";

/// What other stations wrote of people who learn here now, as their records bring it: apart from this station's log,
/// never exported, folded with it. `learner` is their id here.
const V3: &str = "
CREATE TABLE foreign_events(
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK(length(hash) = 32),
  prev_hash BLOB NOT NULL, body_hash BLOB NOT NULL,
  lamport INTEGER NOT NULL,
  learner BLOB NOT NULL,
  header BLOB NOT NULL, salt BLOB, body BLOB
) STRICT;
CREATE INDEX foreign_events_learner ON foreign_events(learner, id);
CREATE INDEX foreign_events_lamport ON foreign_events(lamport);
-- Ids here that the office called one person; derived from office_events.
CREATE TABLE same_person(learner BLOB NOT NULL PRIMARY KEY, front BLOB NOT NULL) STRICT;
CREATE INDEX same_person_front ON same_person(front);
CREATE TABLE records(
  learner BLOB NOT NULL PRIMARY KEY, created INTEGER NOT NULL, sha256 BLOB NOT NULL
) STRICT;
";

const V1: &str = "
-- The log. `id` is the order of arrival; within an epoch it grows with `seq` without gaps.
CREATE TABLE events(
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK(length(hash) = 32),
  prev_hash BLOB NOT NULL CHECK(length(prev_hash) = 32),
  body_hash BLOB NOT NULL CHECK(length(body_hash) = 32),
  epoch BLOB NOT NULL CHECK(length(epoch) = 16) REFERENCES epochs(epoch),
  seq INTEGER NOT NULL CHECK(seq >= 0),
  lamport INTEGER NOT NULL,
  wall INTEGER NOT NULL,
  kind TEXT NOT NULL,
  learner BLOB,
  course TEXT,
  header BLOB NOT NULL,
  salt BLOB,
  body BLOB
) STRICT;
CREATE INDEX events_learner ON events(learner, course) WHERE learner IS NOT NULL;
CREATE TABLE epochs(
  epoch BLOB NOT NULL PRIMARY KEY CHECK(length(epoch) = 16),
  first_id INTEGER NOT NULL UNIQUE,
  parent_epoch BLOB, parent_seq INTEGER, parent_hash BLOB
) STRICT;
-- Events of the office's log that concern people here, as receipts bring them.
CREATE TABLE office_events(
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK(length(hash) = 32),
  prev_hash BLOB NOT NULL, body_hash BLOB NOT NULL,
  lamport INTEGER NOT NULL,
  learner BLOB, course TEXT,
  header BLOB NOT NULL, salt BLOB, body BLOB
) STRICT;
CREATE INDEX office_events_learner ON office_events(learner);
CREATE INDEX office_events_lamport ON office_events(lamport);
-- The lesson on screen, overwritten every few seconds.
CREATE TABLE checkpoints(session BLOB NOT NULL PRIMARY KEY, learner BLOB NOT NULL, state TEXT NOT NULL) STRICT;

-- Derived from events.
CREATE TABLE learners(
  learner BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL, number TEXT NOT NULL, birth_year INTEGER,
  lang TEXT NOT NULL, status TEXT NOT NULL, added_wall INTEGER NOT NULL
) STRICT;
CREATE INDEX learners_number ON learners(number);
CREATE TABLE staff(staff BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, active INTEGER NOT NULL) STRICT;
CREATE TABLE groups(id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE group_members(id TEXT NOT NULL REFERENCES groups(id), learner BLOB NOT NULL, PRIMARY KEY(id, learner)) STRICT, WITHOUT ROWID;
CREATE TABLE enrolments(
  learner BLOB NOT NULL, target TEXT NOT NULL, kind TEXT NOT NULL, edition INTEGER NOT NULL, due TEXT, state TEXT NOT NULL,
  PRIMARY KEY(learner, target)
) STRICT, WITHOUT ROWID;
CREATE TABLE preferences(learner BLOB NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(learner, key)) STRICT, WITHOUT ROWID;
CREATE TABLE fold_cache(
  learner BLOB NOT NULL, course TEXT NOT NULL, rules INTEGER NOT NULL, position INTEGER NOT NULL, state BLOB NOT NULL,
  PRIMARY KEY(learner, course)
) STRICT;

-- Never in an event, never off this station.
CREATE TABLE auth(
  subject TEXT NOT NULL PRIMARY KEY, method TEXT NOT NULL, verifier TEXT NOT NULL,
  tries INTEGER NOT NULL, last_wall INTEGER NOT NULL
) STRICT;
CREATE TABLE key_slots(owner TEXT NOT NULL PRIMARY KEY, wrapped BLOB NOT NULL) STRICT;

-- Between station and office.
CREATE TABLE tips(epoch BLOB NOT NULL PRIMARY KEY, seq INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE wanted(epoch BLOB NOT NULL, from_seq INTEGER NOT NULL, to_seq INTEGER NOT NULL, PRIMARY KEY(epoch, from_seq)) STRICT, WITHOUT ROWID;
CREATE TABLE exports(
  id BLOB NOT NULL PRIMARY KEY, started_wall INTEGER NOT NULL, ranges TEXT NOT NULL, recipients TEXT NOT NULL,
  file TEXT, sha256 BLOB, bytes INTEGER, finished_wall INTEGER
) STRICT;
CREATE TABLE official(
  id TEXT NOT NULL PRIMARY KEY, learner BLOB NOT NULL, target TEXT NOT NULL, cert TEXT NOT NULL,
  document BLOB NOT NULL, revoked TEXT
) STRICT;
CREATE INDEX official_learner ON official(learner);

CREATE TABLE packs(
  manifest BLOB NOT NULL PRIMARY KEY CHECK(length(manifest) = 32),
  pack TEXT NOT NULL, version INTEGER NOT NULL, title TEXT NOT NULL, bytes INTEGER NOT NULL,
  courses TEXT NOT NULL, added_wall INTEGER NOT NULL, active INTEGER NOT NULL, withdrawn INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX packs_active ON packs(pack) WHERE active = 1;
CREATE TABLE trust(
  kind TEXT NOT NULL PRIMARY KEY, series INTEGER NOT NULL, version INTEGER NOT NULL, hash BLOB NOT NULL,
  created INTEGER NOT NULL, document BLOB NOT NULL
) STRICT;
CREATE TABLE settings(key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE documents(name TEXT NOT NULL PRIMARY KEY, document BLOB NOT NULL) STRICT;
";
