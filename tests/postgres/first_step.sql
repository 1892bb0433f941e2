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
